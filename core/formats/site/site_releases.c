/*
 * Releases of what runs on the nodes.
 */
#include "core/formats/site/site_parts.h"

#include <stdlib.h>
#include <string.h>

static const struct row rows[] = {
	{ "solaris", .type = ROW_TEXT },
	{ "cluster", .type = ROW_TEXT },
	{ "ldm", .type = ROW_TEXT },
	{ "parseable", .type = ROW_TEXT },
	{ .key = NULL },
};
const struct shape site_releases = { "\"releases\"", rows };

enum { DIGITS = 3, MINORS = 100 };

/* "2.0", and what may follow: "3.1.0.1". */
static bool
release_read(const char *text, uint32_t *release)
{
	size_t major = strspn(text, "0123456789");
	size_t minor = text[major] == '.' ?
	    strspn(text + major + 1, "0123456789") : 0;
	const char *rest = text + major + 1 + minor;

	if (major == 0 || major > DIGITS || minor == 0 || minor > DIGITS - 1 ||
	    (*rest != '\0' && *rest != '.') ||
	    strspn(rest, "0123456789.") != strlen(rest))
		return false;
	*release = (uint32_t)strtoul(text, NULL, 10) * MINORS +
	    (uint32_t)strtoul(text + major + 1, NULL, 10);
	return true;
}

uint32_t
site_ldm(struct reader *reader, const struct value *releases,
    uint32_t fallback)
{
	const struct value *ldm = releases != NULL ?
	    value_get(releases, "ldm") : NULL;
	uint32_t release = fallback;

	if (ldm != NULL && ldm->type == VALUE_TEXT &&
	    !release_read(ldm->text, &release))
		reader_wrong(reader, ldm, "a release, as \"2.0\"");
	return release;
}
