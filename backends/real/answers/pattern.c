#include "backends/real/answers/pattern.h"

#include <assert.h>
#include <string.h>

/* The words of a line as the details of the last fact; false: they do not
 * fit. */
static bool
words_read(struct reading *reading, const struct pattern *pattern,
    const struct line *line)
{
	struct fact_row *fact = &reading->fact[reading->count - 1];
	size_t at = line_indent(line);
	unsigned words = line_words(line);

	if (pattern->rest ? words < pattern->count : words != pattern->count)
		return false;
	fact->first = fact->last = NULL;
	for (unsigned i = 0; i < pattern->count; i++) {
		bool rest = pattern->rest && i + 1 == pattern->count;
		size_t n = rest ? line->size - at : line_word(line, at);

		while (rest && n != 0 && line_word(line, at + n - 1) == 0)
			n--;
		if (n == 0 || cell_read(reading, fact, &pattern->cell[i],
		    line->text + at, n) != CELL_GOOD)
			return false;
		at = line_skip(line, at + n);
	}
	return at == line->size;
}

static const struct pattern *
pattern_find(struct reading *reading, const struct pattern_set *set,
    const struct line *line)
{
	for (unsigned i = 0; i < PATTERN_SETS && set->pattern[i] != NULL; i++)
		if (words_read(reading, set->pattern[i], line))
			return set->pattern[i];
	return NULL;
}

static void
line_read(struct reading *reading, const struct pattern_set *set,
    const struct line *line)
{
	struct fact_row *fact = reading_add(reading, "", line);
	const struct pattern *pattern;

	if (fact == NULL)
		return;
	pattern = pattern_find(reading, set, line);
	if (pattern == NULL)
		fact_estrange(reading, fact, "its words are not those that "
		    "are expected");
	else if (pattern->kind == NULL)
		reading->count--;
	else if (set->agrees != NULL && !set->agrees(fact))
		fact_estrange(reading, fact, "it does not agree with itself");
	else
		fact->kind = pattern->kind;
}

bool
pattern_fits(const struct printout *lines, const void *with)
{
	struct reading *reading = lines->reading;
	struct line line;
	bool fits = false;

	if (!printout_peek(lines, &line) ||
	    reading_add(reading, "", &line) == NULL)
		return false;
	fits = pattern_find(reading, with, &line) != NULL;
	reading->count--;
	return fits;
}

void
pattern_read(struct printout *lines, const void *with)
{
	const struct pattern_set *set = with;
	struct line line;

	assert(set->pattern[0] != NULL);
	while (printout_next(lines, &line))
		if (!line_is_blank(&line) && (set->remark == NULL ||
		    !line_begins(&line, set->remark)))
			line_read(lines->reading, set, &line);
}
