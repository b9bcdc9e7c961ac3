#include "backends/real/answers/printout.h"

#include <assert.h>
#include <string.h>

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Nothing that moves a cursor, and nothing that ends a text. */
static bool
is_plain(const struct line *line)
{
	for (size_t i = 0; i < line->size; i++) {
		unsigned char byte = (unsigned char)line->text[i];

		if ((byte < 0x20 && byte != '\t') || byte == 0x7f)
			return false;
	}
	return true;
}

static void
line_take(struct printout *lines, struct line *line)
{
	size_t left = (size_t)(lines->end - lines->at);
	const char *end = memchr(lines->at, '\n', left);
	size_t size = end != NULL ? (size_t)(end - lines->at) : left;

	*line = (struct line){ lines->at, size, ++lines->number, end == NULL };
	lines->at += size + (end != NULL);
	if (size != 0 && line->text[size - 1] == '\r')
		line->size--;
}

/* Why it is not handed on, or NULL. */
static const char *
refused(const struct line *line)
{
	if (line->size > READING_LINE)
		return "the line is too long";
	if (!is_plain(line))
		return "the line has a byte that no program prints";
	if (line->cut)
		return "the line has no end: the output may be cut off";
	return NULL;
}

bool
printout_next(struct printout *lines, struct line *line)
{
	const char *why;

	assert(lines->at <= lines->end);
	while (lines->at != lines->end && !lines->reading->full) {
		line_take(lines, line);
		why = refused(line);
		if (why == NULL)
			return true;
		if (line->size != 0)
			reading_strange(lines->reading, line, why);
	}
	return false;
}

bool
printout_peek(const struct printout *lines, struct line *line)
{
	struct printout ahead = *lines;

	while (ahead.at != ahead.end) {
		line_take(&ahead, line);
		if (!line_is_blank(line))
			return true;
	}
	return false;
}

bool
line_is_blank(const struct line *line)
{
	return line_skip(line, 0) == line->size;
}

size_t
line_indent(const struct line *line)
{
	return line_skip(line, 0);
}

struct line
line_from(const struct line *line, size_t at)
{
	struct line rest = *line;

	assert(at <= line->size);
	rest.text += at;
	rest.size -= at;
	return rest;
}

bool
line_begins(const struct line *line, const char *text)
{
	size_t n = strlen(text);

	return line->size >= n && memcmp(line->text, text, n) == 0;
}

bool
line_is(const struct line *line, const char *word)
{
	return line_begins(line, word) &&
	    line_skip(line, strlen(word)) == line->size;
}

size_t
line_word(const struct line *line, size_t at)
{
	size_t n = 0;

	assert(at <= line->size);
	while (at + n < line->size && !is_blank(line->text[at + n]))
		n++;
	return n;
}

size_t
line_skip(const struct line *line, size_t at)
{
	assert(at <= line->size);
	while (at < line->size && is_blank(line->text[at]))
		at++;
	return at;
}

unsigned
line_words(const struct line *line)
{
	unsigned count = 0;

	for (size_t at = line_skip(line, 0); at < line->size;
	    at = line_skip(line, at + line_word(line, at)))
		count++;
	return count;
}
