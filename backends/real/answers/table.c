#include "backends/real/answers/table.h"

#include <assert.h>
#include <string.h>

#include "backends/real/answers/slices.h"

/* The longest title of the table that stands there; NULL: none does. */
static const struct column *
column_at(const struct table *table, const struct line *line, size_t at)
{
	const struct column *best = NULL;
	size_t longest = 0;

	for (const struct column *column = table->column;
	    column->title != NULL; column++) {
		size_t n = strlen(column->title);

		if (n <= longest || n > line->size - at ||
		    memcmp(line->text + at, column->title, n) != 0 ||
		    line_word(line, at + n) != 0)
			continue;
		best = column;
		longest = n;
	}
	return best;
}

/* How long the title is that stands there and is not known: up to two blanks,
 * or of one word. */
static size_t
title_size(const struct table *table, const struct line *line, size_t at)
{
	size_t n = line_word(line, at);

	while (table->layout == TABLE_FIXED && at + n + 1 < line->size &&
	    line_word(line, at + n + 1) != 0)
		n += 1 + line_word(line, at + n + 1);
	return n;
}

/* Has the heading no column yet that says the same? */
static bool
is_new(const struct heading *heading, const struct column *column)
{
	for (unsigned i = 0; i < heading->count; i++)
		if (heading->place[i].column != NULL && strcmp(
		    heading->place[i].column->cell.key, column->cell.key) == 0)
			return false;
	return true;
}

/* The same of a title that is not known. */
static bool
is_new_title(const struct heading *heading, const char *title, size_t n)
{
	for (unsigned i = 0; i < heading->count; i++)
		if (heading->place[i].size == n &&
		    memcmp(heading->place[i].title, title, n) == 0)
			return false;
	return is_detail_key(title, n);
}

static bool
has_needed(const struct heading *heading)
{
	for (const struct column *column = heading->table->column;
	    column->title != NULL; column++)
		if ((column->flags & COLUMN_NEEDED) != 0 &&
		    is_new(heading, column))
			return false;
	return heading->count != 0;
}

/* Most lines are no headings: that is seen at their first word, or a title that
 * is needed is missing. */
bool
heading_read(struct reading *reading, struct heading *heading,
    const struct table *table, const struct line *line)
{
	size_t n;

	*heading = (struct heading){ .table = table,
	    .indent = line_indent(line) };
	for (size_t at = heading->indent; at < line->size;
	    at = line_skip(line, at + n)) {
		const struct column *column = column_at(table, line, at);

		n = column != NULL ? strlen(column->title) :
		    title_size(table, line, at);
		if (heading->count == HEADING_PLACES ||
		    (column != NULL ? !is_new(heading, column) :
		    heading->count == 0 || !is_new_title(heading,
		    line->text + at, n)))
			return false;
		heading->place[heading->count].at = at;
		heading->place[heading->count].size = n;
		heading->place[heading->count].title = column != NULL ?
		    column->title : arena_text(reading->arena,
		    line->text + at, n);
		heading->place[heading->count++].column = column;
	}
	return has_needed(heading);
}

bool
heading_is_underlined(const struct heading *heading, const struct line *line)
{
	size_t at = line_indent(line);

	for (unsigned i = 0; i < heading->count; i++) {
		size_t n = line_word(line, at);

		if (at != heading->place[i].at || n != heading->place[i].size)
			return false;
		for (size_t dash = 0; dash < n; dash++)
			if (line->text[at + dash] != '-')
				return false;
		at = line_skip(line, at + n);
	}
	return at == line->size;
}

static struct fact_row *
last(struct reading *reading)
{
	assert(reading->count != 0);
	return &reading->fact[reading->count - 1];
}

static void
context_add(struct reading *reading, struct fact_row *fact,
    const struct context *context)
{
	if (context->scope != NULL)
		fact_text(reading, fact, context->scope_key, context->scope,
		    strlen(context->scope))->identity = true;
	if (context->owner != NULL && context->owner_key != NULL)
		fact_text(reading, fact, context->owner_key, context->owner,
		    strlen(context->owner))->identity = true;
}

/* One cell; why it is wrong, or NULL. */
static const char *
place_read(struct reading *reading, struct fact_row *fact,
    const struct heading *heading, unsigned at, const struct slice *slice)
{
	const struct column *column = heading->place[at].column;

	if (column == NULL) {
		if (slice->size != 0)
			fact_text(reading, fact, heading->place[at].title,
			    slice->text, slice->size)->unknown = true;
		return NULL;
	}
	if (cell_read(reading, fact, &column->cell, slice->text,
	    slice->size) != CELL_WRONG)
		return NULL;
	return cell_wrong(reading, column->title, slice->text, slice->size);
}

/* Fill in what the row leaves blank because it is that of the row before. */
static const char *
carry(const struct heading *heading, struct context *context,
    struct slice slice[HEADING_PLACES])
{
	for (unsigned i = 0; i < heading->count; i++) {
		const struct column *column = heading->place[i].column;

		if (column == NULL || (column->flags & COLUMN_CARRIED) == 0 ||
		    slice[i].size != 0)
			continue;
		if (context->carried == NULL)
			return "nobody knows what it belongs to";
		slice[i].text = context->carried;
		slice[i].size = strlen(context->carried);
	}
	return NULL;
}

static void
carried_keep(struct reading *reading, const struct heading *heading,
    struct context *context, const struct slice slice[HEADING_PLACES])
{
	for (unsigned i = 0; i < heading->count; i++) {
		const struct column *column = heading->place[i].column;

		if (column != NULL && (column->flags & COLUMN_CARRIED) != 0 &&
		    (context->carried == NULL || slice[i].text !=
		    context->carried))
			context->carried = arena_text(reading->arena,
			    slice[i].text, slice[i].size);
	}
}

/* The slices as the details of the last fact; why not, or NULL. */
static const char *
slices_read(struct reading *reading, const struct heading *heading,
    struct context *context, struct slice slice[HEADING_PLACES])
{
	const char *why = carry(heading, context, slice);

	context_add(reading, last(reading), context);
	for (unsigned i = 0; why == NULL && i < heading->count; i++)
		why = place_read(reading, last(reading), heading, i,
		    &slice[i]);
	return why;
}

/*
 * A row whose cells may be longer than their columns can be read in two ways:
 * what follows is shifted, or blanks after the next cell have given way.  It is
 * understood if only one of them gives a row.
 */
static const char *
row_try(struct reading *reading, const struct heading *heading,
    struct context *context, const struct line *line)
{
	struct slice cut[SLICES_WAYS][HEADING_PLACES];
	unsigned ways = slices_cut(heading, line, cut), good = 0, best = 0;
	const char *why = "its cells do not stand under their titles";

	for (unsigned i = 0; i < ways; i++) {
		const char *wrong;

		last(reading)->first = last(reading)->last = NULL;
		wrong = slices_read(reading, heading, context, cut[i]);
		if (wrong == NULL)
			best = i;
		else
			why = wrong;
		good += wrong == NULL;
	}
	if (good != 1)
		return good == 0 ? why : "it can be read in two ways";
	if (best + 1 != ways) {
		last(reading)->first = last(reading)->last = NULL;
		slices_read(reading, heading, context, cut[best]);
	}
	carried_keep(reading, heading, context, cut[best]);
	return NULL;
}

/* A service that has nothing is a row with its name only. */
static void
bare_mend(struct fact_row *fact, const struct table *table)
{
	if (table->bare == NULL || fact_detail(fact, "name") != NULL)
		return;
	fact->kind = table->bare;
	for (struct detail *at = fact->first; at != NULL; at = at->next)
		if (strcmp(at->key, table->column[0].cell.key) == 0)
			at->key = "name";
}

bool
row_read(struct reading *reading, const struct heading *heading,
    struct context *context, const struct line *line)
{
	struct fact_row *fact = reading_add(reading, heading->table->kind,
	    line);
	const char *why;

	if (fact == NULL)
		return false;
	why = row_try(reading, heading, context, line);
	if (why == NULL) {
		bare_mend(fact, heading->table);
		return true;
	}
	fact_estrange(reading, fact, why);
	context->carried = NULL;
	return false;
}
