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

static const char *
first_of(const struct value *own, const struct value *whole, const char *key,
    const char *otherwise)
{
	if (site_text(own, key) != NULL)
		return site_text(own, key);
	return site_text(whole, key) != NULL ? site_text(whole, key) :
	    otherwise;
}

struct site_releases
site_releases_of(const struct value *node, const struct value *site)
{
	const struct value *own = value_get(node, "releases");
	const struct value *whole = value_get(site, "releases");

	return (struct site_releases){
		.solaris = first_of(own, whole, "solaris", "10u9"),
		.cluster = first_of(own, whole, "cluster", "3.3"),
		.ldm = first_of(own, whole, "ldm", "2.0"),
		.parseable = first_of(own, whole, "parseable", "1.6"),
	};
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
		reader_wrong(reader, ldm, "a release such as \"2.0\"");
	return release;
}
