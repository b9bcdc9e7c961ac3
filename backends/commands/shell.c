#include "backends/commands/shell.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"

enum { OCTAL_BYTES = 5, QUOTE_BYTES = 4 };

/* How many bytes of a control character begin here.  U+0080 to U+009F are
 * control characters, too; some terminals obey them. */
static unsigned
control_bytes(const char *at)
{
	const unsigned char *byte = (const unsigned char *)at;

	if (byte[0] == 0xc2 && byte[1] >= 0x80 && byte[1] <= 0x9f)
		return 2;
	return (byte[0] != '\0' && byte[0] < ' ') || byte[0] == 0x7f;
}

bool
shell_is_control(const char *text)
{
	while (*text != '\0' && control_bytes(text) == 0)
		text++;
	return *text != '\0';
}

/* In the Bourne shell "^" is a pipe; csh sees "!" and braces. */
static bool
must_escape(char c)
{
	return strchr("?*[]{}()$`\"'\\|&;<>!#~^ \t", c) != NULL;
}

const char *
shell_word(struct arena *arena, const char *word)
{
	char *text = arena_take(arena, 2 * strlen(word) + 1, 1), *to = text;

	if (*word == '\0')
		return "''";
	for (; *word != '\0'; word++) {
		if (must_escape(*word))
			*to++ = '\\';
		*to++ = *word;
	}
	return text;
}

static char *
octal_put(char *to, char byte)
{
	return to + snprintf(to, OCTAL_BYTES + 1, "\\0%03o",
	    (unsigned)(unsigned char)byte);
}

const char *
shell_bytes(struct arena *arena, const char *text)
{
	char *bytes = arena_take(arena, OCTAL_BYTES * strlen(text) + 1, 1);
	char *to = bytes;

	for (; *text != '\0'; text++) {
		if (*text == '\n' || *text == '\\') {
			*to++ = '\\';
			*to++ = *text == '\n' ? 'n' : '\\';
		} else if (*text == '\'' || control_bytes(text) == 1) {
			to = octal_put(to, *text);
		} else if (control_bytes(text) == 2) {
			to = octal_put(to, *text++);
			to = octal_put(to, *text);
		} else {
			*to++ = *text;
		}
	}
	*to = '\0';
	return bytes;
}

const char *
shell_comment(struct arena *arena, const char *text)
{
	char *line = arena_take(arena, 2 + OCTAL_BYTES * strlen(text) + 1, 1);
	char *to = line + 2;

	line[0] = '#';
	line[1] = ' ';
	for (unsigned n; *text != '\0'; text++)
		if ((n = control_bytes(text)) == 0) {
			*to++ = *text;
		} else {
			to = octal_put(to, *text);
			if (n == 2)
				to = octal_put(to, *++text);
		}
	*to = '\0';
	return line;
}

const char *
shell_quoted(struct arena *arena, const char *word)
{
	char *text = arena_take(arena, QUOTE_BYTES * strlen(word) + 3, 1);
	char *to = text;

	*to++ = '\'';
	for (; *word != '\0'; word++) {
		if (*word == '\'')
			to += sprintf(to, "'\\'");
		*to++ = *word;
	}
	*to++ = '\'';
	*to = '\0';
	return text;
}

/* Between double quotes and backquotes only letters, digits and "\0ooo" are
 * what they are in every shell. */
const char *
shell_eval(struct arena *arena, const char *line)
{
	char *bytes = arena_take(arena, OCTAL_BYTES * strlen(line) + 1, 1);
	char *to = bytes;

	assert(*line != '\0' && line[strlen(line) - 1] != '\n');
	for (; *line != '\0'; line++)
		if ((*line >= 'a' && *line <= 'z') ||
		    (*line >= 'A' && *line <= 'Z') ||
		    (*line != '\0' && strchr(" -./=:,@_0123456789",
		    *line) != NULL))
			*to++ = *line;
		else
			to = octal_put(to, *line);
	*to = '\0';
	return arena_format(arena, "eval \"`printf '%%b' '%s'`\"", bytes);
}
