#include "tools/scenario/copied.h"

#include <stddef.h>
#include <string.h>

/* What a line of the guest says of its definition, and how long that is; NULL:
 * there is no line in that state. */
static const char *
definition(const char *text, const char *guest, const char *state, size_t *n)
{
	size_t name = strlen(guest);

	for (; *text != '\0'; text += *text == '\n') {
		size_t size = strcspn(text, "\n");
		const char *at = strstr(text, state);

		if (strncmp(text, "guest ", 6) == 0 && strncmp(text + 6, guest,
		    name) == 0 && text[6 + name] == ' ' && at != NULL &&
		    at < text + size) {
			at += strlen(state);
			*n = (size_t)(text + size - at);
			return at;
		}
		text += size;
	}
	return NULL;
}

bool
copied_is_current(const char *text, const char *guest)
{
	size_t n, m;
	const char *one = definition(text, guest, " state=running", &n);
	const char *other = definition(text, guest, " state=copy", &m);

	return one == NULL || other == NULL ||
	    (n == m && memcmp(one, other, n) == 0);
}
