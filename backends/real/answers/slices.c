#include "backends/real/answers/slices.h"

#include <assert.h>
#include <string.h>

/* A cell while a row is cut. */
struct cutting {
	const struct heading *heading;
	const struct line *line;
	size_t		 shift;		/* of what follows */
	size_t		 begin;		/* of the next cell, or 0: its title */
	bool		 absorbs;	/* what follows is not shifted */
};

static bool
is_blank_at(const struct line *line, size_t at)
{
	return at >= line->size || line->text[at] == ' ' ||
	    line->text[at] == '\t';
}

static struct slice
trimmed(const struct line *line, size_t begin, size_t end)
{
	assert(begin <= line->size);
	if (end > line->size)
		end = line->size;
	begin = line_skip(line, begin);
	if (begin >= end)
		return (struct slice){ line->text + end, 0 };
	while (is_blank_at(line, end - 1))
		end--;
	return (struct slice){ line->text + begin, end - begin };
}

/* Where a cell ends that begins there, by itself: behind its last parenthesis,
 * or at the first blank from its limit on. */
static size_t
own_end(const struct line *line, size_t begin, size_t limit)
{
	const char *close;

	if (line->text[begin] == '(') {
		close = memchr(line->text + begin, ')', line->size - begin);
		if (close != NULL)
			return (size_t)(close - line->text) + 1;
	}
	while (!is_blank_at(line, limit))
		limit++;
	return limit;
}

/* The cell of a title, whose column ends with a blank before the next one. */
static bool
cell_cut(struct cutting *cutting, unsigned at, struct slice *slice)
{
	const struct heading *heading = cutting->heading;
	const struct line *line = cutting->line;
	const struct column *column = heading->place[at].column;
	bool right = column == NULL || (column->flags & COLUMN_RIGHT) != 0;
	size_t begin = cutting->begin != 0 ? cutting->begin :
	    heading->place[at].at + cutting->shift;
	size_t limit = at + 1 < heading->count ? heading->place[at + 1].at +
	    cutting->shift : line->size + 1, end;

	cutting->begin = 0;
	if (begin >= line->size) {
		*slice = (struct slice){ line->text + line->size, 0 };
		return true;
	}
	if (begin >= limit || (begin != 0 && !is_blank_at(line, begin - 1)))
		return false;
	end = own_end(line, begin, limit - 1);
	*slice = trimmed(line, begin, end < limit ? limit - 1 : end);
	if (slice->size != 0 && !right && slice->text != line->text + begin)
		return false;
	if (end < limit)
		return true;
	if (cutting->absorbs)
		cutting->begin = end + 1;
	else
		cutting->shift += end + 1 - limit;
	return heading->table->layout == TABLE_SHIFTED;
}

static bool
way_cut(const struct heading *heading, const struct line *line, bool absorbs,
    struct slice slice[HEADING_PLACES])
{
	struct cutting cutting = { heading, line, 0, 0, absorbs };

	if (line_indent(line) < heading->place[0].at)
		return false;
	for (unsigned i = 0; i < heading->count; i++)
		if (!cell_cut(&cutting, i, &slice[i]))
			return false;
	return true;
}

static bool
words_cut(const struct heading *heading, const struct line *line,
    struct slice slice[HEADING_PLACES])
{
	size_t at = line_indent(line);

	if (line_words(line) != heading->count)
		return false;
	for (unsigned i = 0; i < heading->count; i++) {
		slice[i] = (struct slice){ line->text + at,
		    line_word(line, at) };
		at = line_skip(line, at + slice[i].size);
	}
	return true;
}

static bool
are_equal(const struct slice *one, const struct slice *other, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (one[i].size != other[i].size || (one[i].size != 0 &&
		    one[i].text != other[i].text))
			return false;
	return true;
}

unsigned
slices_cut(const struct heading *heading, const struct line *line,
    struct slice cut[SLICES_WAYS][HEADING_PLACES])
{
	unsigned ways;

	assert(heading->count != 0);
	if (heading->table->layout == TABLE_WORDS)
		return words_cut(heading, line, cut[0]);
	ways = way_cut(heading, line, false, cut[0]);
	if (heading->table->layout == TABLE_FIXED)
		return ways;
	if (!way_cut(heading, line, true, cut[ways]) || (ways != 0 &&
	    are_equal(cut[0], cut[1], heading->count)))
		return ways;
	return ways + 1;
}
