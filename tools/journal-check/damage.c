#include "tools/journal-check/damage.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { SHOWN = 100 };

bool
damage_set(struct damage *damage, const char *expected, const char *format,
    ...)
{
	va_list list;

	snprintf(damage->expected, sizeof(damage->expected), "%s", expected);
	va_start(list, format);
	vsnprintf(damage->found, sizeof(damage->found), format, list);
	va_end(list);
	return false;
}

bool
damage_expect(struct damage *damage, const char *found, const char *format,
    ...)
{
	va_list list;

	snprintf(damage->found, sizeof(damage->found), "%s", found);
	va_start(list, format);
	vsnprintf(damage->expected, sizeof(damage->expected), format, list);
	va_end(list);
	return false;
}

/* A NUL must not end what is shown. */
bool
damage_bytes(struct damage *damage, const char *expected, const char *found,
    size_t size)
{
	char shown[SHOWN + 1];
	size_t n = size < SHOWN ? size : SHOWN;

	for (size_t i = 0; i < n; i++)
		shown[i] = found[i] != '\0' ? found[i] : '?';
	shown[n] = '\0';
	return damage_set(damage, expected, "%s%s", n != 0 ? shown :
	    "the end of the line", n < size ? "..." : "");
}

void
clean_print(FILE *to, const char *text)
{
	for (; *text != '\0'; text++)
		fputc(*text >= ' ' && *text <= '~' ? *text : '?', to);
}

void
damage_print(const struct damage *damage, const char *path, long line)
{
	clean_print(stderr, path);
	fprintf(stderr, ": line %ld: expected ", line);
	clean_print(stderr, damage->expected);
	fprintf(stderr, "; found ");
	clean_print(stderr, damage->found);
	fputc('\n', stderr);
	if (line <= 1)
		return;
	fprintf(stderr, "        The lines before it are sound: head -n %ld ",
	    line - 1);
	clean_print(stderr, path);
	fputc('\n', stderr);
}
