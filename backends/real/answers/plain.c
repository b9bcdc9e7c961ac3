#include "backends/real/answers/plain.h"

#include <assert.h>
#include <string.h>

#include "backends/real/answers/slices.h"

/* Where the reading is. */
struct place {
	struct printout	*lines;
	const struct plain_set *set;
	struct heading	 heading;	/* no table: in none */
	struct context	 context;
	struct line	 wrapped;	/* the beginning of a row; or empty */
};

static bool
heading_take(struct place *place, const struct line *line)
{
	struct heading heading;

	for (unsigned i = 0; i < PLAIN_TABLES && place->set->table[i] != NULL;
	    i++)
		if (heading_read(place->lines->reading, &heading,
		    place->set->table[i], line)) {
			place->heading = heading;
			return true;
		}
	return false;
}

/* Is that word, of a list with commas, the title in small letters? */
static bool
is_titled(const char *word, size_t n, const char *title)
{
	if (strlen(title) != n)
		return false;
	for (size_t i = 0; i < n; i++) {
		char c = title[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (c != word[i])
			return false;
	}
	return true;
}

/* How many columns the list of fields has. */
static unsigned
fields_count(const char *fields)
{
	unsigned count = 1;

	for (; *fields != '\0'; fields++)
		count += *fields == ',';
	return count;
}

static bool
has_title(const struct heading *heading, const char *title)
{
	for (unsigned i = 0; i < heading->count; i++)
		if (strcmp(heading->place[i].title, title) == 0)
			return true;
	return false;
}

/* A heading that nobody has printed: the columns are those fields. */
static bool
fields_take(struct place *place, const char *fields)
{
	const struct table *table = place->set->table[0];
	struct heading *heading = &place->heading;

	*heading = (struct heading){ .table = table };
	for (size_t n; *fields != '\0'; fields += n + (fields[n] == ',')) {
		const struct column *column = table->column;
		const char *title;

		n = strcspn(fields, ",");
		while (column->title != NULL &&
		    !is_titled(fields, n, column->title))
			column++;
		title = column->title != NULL ? column->title :
		    arena_text(place->lines->reading->arena, fields, n);
		if (heading->count == HEADING_PLACES ||
		    !is_detail_key(fields, n) || has_title(heading, title))
			return false;
		heading->place[heading->count].column =
		    column->title != NULL ? column : NULL;
		heading->place[heading->count++].title = title;
	}
	return heading->count != 0;
}

/* The next cell of a line for scripts, from *at on, which is moved behind
 * it. */
static struct line
cell_next(const struct place *place, const struct line *line, size_t *at)
{
	struct line cell = { .number = line->number };
	size_t n = *at;

	while (place->set->spaced && n < line->size && line->text[n] == ' ')
		n++;
	cell.text = line->text + n;
	while (n < line->size && line->text[n] != (place->set->spaced ? ' ' :
	    '\t'))
		n++;
	cell.size = (size_t)(line->text + n - cell.text);
	while (place->set->spaced && n < line->size && line->text[n] == ' ')
		n++;
	*at = n + (!place->set->spaced && n < line->size);
	return cell;
}

static unsigned
cells_count(const struct place *place, const struct line *line)
{
	unsigned count = 1;

	if (place->set->spaced)
		return line_words(line);
	for (size_t i = 0; i < line->size; i++)
		count += line->text[i] == '\t';
	return count;
}

/* The columns of a line for scripts. */
static bool
scripted_begin(struct place *place, unsigned cells)
{
	if (place->lines->fields != NULL)
		return fields_count(place->lines->fields) == cells &&
		    fields_take(place, place->lines->fields);
	for (unsigned i = 0; i < PLAIN_USUAL && place->set->usual[i] != NULL;
	    i++)
		if (fields_count(place->set->usual[i]) == cells)
			return fields_take(place, place->set->usual[i]);
	return false;
}

static const char *
scripted_cells(struct place *place, const struct line *line)
{
	struct reading *reading = place->lines->reading;
	struct fact_row *fact = &reading->fact[reading->count - 1];
	size_t at = 0;

	for (unsigned i = 0; i < place->heading.count; i++) {
		const struct column *column = place->heading.place[i].column;
		struct line cell = cell_next(place, line, &at);

		if (column == NULL)
			fact_text(reading, fact, place->heading.place[i].title,
			    cell.text, cell.size)->unknown = true;
		else if (cell_read(reading, fact, &column->cell, cell.text,
		    cell.size) == CELL_WRONG)
			return cell_wrong(reading, column->title, cell.text,
			    cell.size);
	}
	return NULL;
}

/* A line for scripts; false: it is none. */
static bool
scripted_read(struct place *place, const struct line *line)
{
	struct reading *reading = place->lines->reading;
	unsigned cells = cells_count(place, line);
	const char *why = "nobody knows which columns these are";

	if (cells == 1 && place->lines->fields == NULL)
		return false;
	if (reading_add(reading, place->set->table[0]->kind, line) == NULL)
		return true;
	if (scripted_begin(place, cells))
		why = scripted_cells(place, line);
	if (why != NULL)
		fact_estrange(reading, &reading->fact[reading->count - 1],
		    why);
	place->heading.table = NULL;
	return true;
}

static bool
none_read(struct place *place, const struct line *line)
{
	for (unsigned i = 0; i < 2 && place->set->none[i] != NULL; i++)
		if (line_is(line, place->set->none[i])) {
			reading_add(place->lines->reading,
			    place->set->none_kind, line);
			return true;
		}
	return false;
}

/* A row of df whose first cell is too long: the others are on the next line. */
static struct line
unwrapped(struct place *place, const struct line *line)
{
	struct arena *arena = place->lines->reading->arena;
	struct line whole = *line;

	if (place->wrapped.size == 0)
		return whole;
	whole.text = arena_format(arena, "%.*s %.*s",
	    (int)place->wrapped.size, place->wrapped.text, (int)line->size,
	    line->text);
	whole.size = strlen(whole.text);
	whole.number = place->wrapped.number;
	place->wrapped.size = 0;
	return whole;
}

static void
wrapped_drop(struct place *place)
{
	if (place->wrapped.size != 0)
		reading_strange(place->lines->reading, &place->wrapped,
		    "the rest of the row is missing");
	place->wrapped.size = 0;
}

static void
row_take(struct place *place, const struct line *line)
{
	struct line whole;

	if (line->number != place->wrapped.number + 1)
		wrapped_drop(place);
	whole = unwrapped(place, line);

	if (place->set->wraps && whole.text == line->text &&
	    line_words(line) == 1 && place->heading.count > 2) {
		place->wrapped = *line;
		return;
	}
	row_read(place->lines->reading, &place->heading, &place->context,
	    &whole);
}

static void
line_read(struct place *place, const struct line *line)
{
	if (none_read(place, line) || heading_take(place, line))
		return;
	if (place->heading.table == NULL) {
		if (!scripted_read(place, line))
			reading_strange(place->lines->reading, line,
			    "a row without titles");
		return;
	}
	row_take(place, line);
}

void
plain_read(struct printout *lines, const void *set)
{
	struct place place = { .lines = lines, .set = set };
	struct line line;

	assert(place.set->table[0] != NULL);
	while (printout_next(lines, &line))
		if (!line_is_blank(&line))
			line_read(&place, &line);
	wrapped_drop(&place);
}
