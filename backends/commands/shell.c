#include "backends/commands/shell.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/visible.h"

enum { OCTAL_BYTES = 5, QUOTE_BYTES = 4 };

/* Can a line have the character as it is?  Its bytes go to *n. */
static bool
is_plain(const char *at, size_t left, size_t *n)
{
	char shown[VISIBLE_ROOM];

	*n = visible_one(at, left, shown);
	return visible_span(at, *n) != 0;
}

static char *
bytes_put(char *to, const char *bytes, size_t n)
{
	memcpy(to, bytes, n);
	return to + n;
}

bool
shell_is_control(const char *text)
{
	return text[visible_span(text, strlen(text))] != '\0';
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
octal_put(char *to, const char *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		to += snprintf(to, OCTAL_BYTES + 1, "\\0%03o",
		    (unsigned)(unsigned char)bytes[i]);
	return to;
}

const char *
shell_bytes(struct arena *arena, const char *text)
{
	size_t left = strlen(text), n;
	char *bytes = arena_take(arena, OCTAL_BYTES * left + 1, 1);
	char *to = bytes;

	for (; left != 0; text += n, left -= n) {
		bool plain = is_plain(text, left, &n);

		if (*text == '\n' || *text == '\\')
			to = bytes_put(to, *text == '\n' ? "\\n" : "\\\\", 2);
		else if (plain && *text != '\'')
			to = bytes_put(to, text, n);
		else
			to = octal_put(to, text, n);
	}
	*to = '\0';
	return bytes;
}

const char *
shell_comment(struct arena *arena, const char *text)
{
	size_t left = strlen(text), n;
	char *line = arena_take(arena, 2 + OCTAL_BYTES * left + 1, 1);
	char *to = line + 2;

	line[0] = '#';
	line[1] = ' ';
	for (; left != 0; text += n, left -= n)
		to = is_plain(text, left, &n) ? bytes_put(to, text, n) :
		    octal_put(to, text, n);
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
			to = octal_put(to, line, 1);
	*to = '\0';
	return arena_format(arena, "eval \"`printf '%%b' '%s'`\"", bytes);
}
