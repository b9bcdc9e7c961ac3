#include "backends/real/answers/pair.h"

#include <assert.h>
#include <string.h>

/* More than any release could have added to a line. */
enum { DETAILS = 64 };

bool
pair_next(const struct line *line, size_t *at, struct pair *pair)
{
	const char *text = line->text + *at + 1, *bar, *equals;
	size_t left = line->size - *at - 1;

	assert(line->text[*at] == '|');
	bar = memchr(text, '|', left);
	if (bar != NULL)
		left = (size_t)(bar - text);
	*at += left + 1;
	equals = memchr(text, '=', left);
	if (equals == NULL || equals == text)
		return false;
	*pair = (struct pair){ text, equals + 1, (size_t)(equals - text),
	    left - (size_t)(equals - text) - 1 };
	return true;
}

bool
pair_is_named(const struct pair *pair, const char *name)
{
	return strlen(name) == pair->name_size &&
	    memcmp(pair->name, name, pair->name_size) == 0;
}

bool
pair_unknown(struct reading *reading, struct fact_row *fact,
    const struct pair *pair)
{
	unsigned count = 0;

	for (const struct detail *at = fact->first; at != NULL;
	    at = at->next, count++)
		if (at->unknown && pair_is_named(pair, at->key))
			return false;
	if (count > DETAILS || !is_detail_key(pair->name, pair->name_size))
		return false;
	fact_text(reading, fact, arena_text(reading->arena, pair->name,
	    pair->name_size), pair->value, pair->value_size)->unknown = true;
	return true;
}

size_t
keyword_size(const struct line *line)
{
	size_t n = 0;

	while (n < line->size && ((line->text[n] >= 'A' &&
	    line->text[n] <= 'Z') || (n != 0 && line->text[n] >= '0' &&
	    line->text[n] <= '9')))
		n++;
	return n == line->size || line->text[n] == '|' ? n : 0;
}

bool
line_is_version(const struct line *line)
{
	size_t at = 8, n;

	if (!line_begins(line, "VERSION "))
		return false;
	n = line_word(line, at);
	for (size_t i = 0; i < n; i++)
		if (line->text[at + i] != '.' && (line->text[at + i] < '0' ||
		    line->text[at + i] > '9'))
			return false;
	return n >= 3 && at + n == line->size;
}
