/*
 * The lines and words of a start text.
 *
 * A line is "KIND NAME WORD...", with one space between two of them.  A byte
 * that is no printed character of ASCII is written as "\" and three digits of
 * base 8, as in a table of mounts.
 */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "backends/sim/start/values.h"
#include "backends/sim/world/simulation.h"

enum { MOST_WORDS = 256, MOST_BYTES = 1 << 28 };

/* As it stands in the text: values have any byte. */
static void
escape(const char *text, char *to, size_t n)
{
	size_t used = 0;

	for (; *text != '\0' && used + 5 < n; text++) {
		unsigned char c = (unsigned char)*text;

		used += (size_t)snprintf(to + used, n - used, c >= ' ' &&
		    c < 0x7f ? "%c" : "\\%03o", c);
	}
	to[used] = '\0';
}

bool
start_wrong(struct starting *start, const char *format, ...)
{
	char text[200], shown[220];
	va_list rest;

	assert(start->at != NULL);
	va_start(rest, format);
	vsnprintf(text, sizeof(text), format, rest);
	va_end(rest);
	escape(text, shown, sizeof(shown));
	return err_set(start->err, ERR_FILE_INVALID, "start:%u: %s",
	    (unsigned)start->at->number, shown);
}

static bool
is_octal(const char *text)
{
	return text[0] >= '0' && text[0] <= '3' && text[1] >= '0' &&
	    text[1] <= '7' && text[2] >= '0' && text[2] <= '7';
}

/* In place.  false: a "\" without its digits, or one for no byte. */
static bool
unescape(char *word)
{
	char *to = word;

	for (; *word != '\0'; to++) {
		if (*word != '\\') {
			*to = *word++;
			continue;
		}
		if (!is_octal(word + 1))
			return false;
		*to = (char)((word[1] - '0') * 64 + (word[2] - '0') * 8 +
		    word[3] - '0');
		if (*to == '\0')
			return false;
		word += 4;
	}
	*to = '\0';
	return true;
}

/* The next word of a line, which is cut there; NULL: it has none, or one of no
 * bytes. */
static char *
word_take(char **line)
{
	char *word = *line, *end;

	if (word == NULL || *word == '\0' || *word == ' ')
		return NULL;
	end = strchr(word, ' ');
	*line = end != NULL ? end + 1 : NULL;
	if (end != NULL)
		*end = '\0';
	return word;
}

static bool
word_read(struct starting *start, char *word, struct start_word *into)
{
	char *value = strchr(word, '=');

	if (value != NULL)
		*value++ = '\0';
	*into = (struct start_word){ word, value };
	return (unescape(word) && (value == NULL || unescape(value))) ||
	    start_wrong(start, "\"%.80s\": \"\\\" stands before three digits "
	    "of base 8, and for a byte", word);
}

static bool
words_read(struct starting *start, struct start_line *line, char *rest)
{
	struct start_word word[MOST_WORDS] = { { NULL, NULL } };

	while (rest != NULL) {
		char *text = word_take(&rest);

		if (text == NULL)
			return start_wrong(start, "a line is words with one "
			    "space between two of them");
		if (line->count == MOST_WORDS)
			return start_wrong(start, "more than %d words",
			    MOST_WORDS);
		if (!word_read(start, text, &word[line->count++]))
			return false;
	}
	line->word = arena_take(&start->arena, line->count + 1u,
	    sizeof(*line->word));
	memcpy(line->word, word, line->count * sizeof(*word));
	return true;
}

static bool
line_read(struct starting *start, char *text, struct start_line *line)
{
	char *rest = text, *name;

	start->at = line;
	line->kind = word_take(&rest);
	name = word_take(&rest);
	line->name = name;
	if (line->kind == NULL || name == NULL)
		return start_wrong(start, "a line begins with what it is "
		    "about, as \"node node1\"");
	return (unescape(name) || start_wrong(start, "\"%.80s\" is no name",
	    name)) && words_read(start, line, rest);
}

static bool
text_fits(struct starting *start, const char *text, size_t size)
{
	struct start_line *at = arena_take(&start->arena, 1, sizeof(*at));

	start->at = at;
	at->number = 1;
	if (size > MOST_BYTES)
		return start_wrong(start, "the text has more than %d bytes",
		    MOST_BYTES);
	for (size_t i = 0; i < size; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c != '\n' && (c < ' ' || c >= 0x7f))
			return start_wrong(start, "a byte of the value %u "
			    "is written as \\%03o", (unsigned)c, (unsigned)c);
		at->number += c == '\n';
	}
	return true;
}

static uint32_t
lines_count(const char *text)
{
	uint32_t count = 0;

	for (; *text != '\0'; count++) {
		text += strcspn(text, "\n");
		text += *text == '\n';
	}
	return count;
}

bool
start_read(struct starting *start, const char *bytes, size_t size)
{
	char *text, *end;
	uint32_t count;

	if (!text_fits(start, bytes, size))
		return false;
	text = arena_text(&start->arena, bytes, size);
	count = lines_count(text);
	start->line = arena_take(&start->arena, count + 1u,
	    sizeof(*start->line));
	for (; *text != '\0'; text = end) {
		struct start_line *line = &start->line[start->lines];

		end = text + strcspn(text, "\n");
		if (*end == '\n')
			*end++ = '\0';
		line->number = ++start->lines;
		if (!line_read(start, text, line))
			return false;
	}
	return true;
}

const char *
start_value(const struct start_line *line, const char *key)
{
	const char *value = NULL;

	for (uint32_t i = 0; i < line->count; i++)
		if (strcmp(line->word[i].key, key) == 0)
			value = line->word[i].value != NULL ?
			    line->word[i].value : "";
	return value != NULL && strcmp(value, "?") != 0 ? value : NULL;
}

bool
start_has_line(const struct starting *start, const struct start_kind *kind,
    const char *name)
{
	for (uint32_t i = 0; i < start->lines; i++)
		if (strcmp(start->line[i].kind, kind->line) == 0 &&
		    strcmp(start->line[i].name, name) == 0)
			return true;
	return false;
}

bool
start_once(struct starting *start)
{
	const struct start_line *at = start->at;

	for (const struct start_line *line = start->line; line < at; line++)
		if (strcmp(line->kind, at->kind) == 0 &&
		    strcmp(line->name, at->name) == 0)
			return start_wrong(start, "a second line about %s "
			    "%.80s", at->kind, at->name);
	return true;
}
