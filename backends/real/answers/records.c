#include "backends/real/answers/records.h"

#include <assert.h>
#include <string.h>

#include "backends/real/answers/pair.h"

enum { ROWS = 64, NVRAMRC_BYTES = 16384 };

static const char not_a_value[] =
    "a value is not name=value, or stands there twice";

/* Where the reading is. */
struct place {
	struct reading	*reading;
	const struct record_table *table;
	const char	*scope;		/* in the arena; NULL: not known */
	const char	*owner;		/* the name of the record, or NULL */
	const char	*keyword;	/* of the record, or NULL: not known */
	uint64_t	 met;		/* rows, in this scope */
	bool		 lost;		/* the scope is not understood */
};

static bool
has_keyword(const struct record *record, const char *keyword, size_t n)
{
	return strlen(record->keyword) == n &&
	    memcmp(record->keyword, keyword, n) == 0;
}

/* Does the row know that word at all? */
static const struct record *
keyword_find(const struct record_table *table, const char *keyword, size_t n)
{
	const struct record *record = table->record;

	while (record->keyword != NULL && !has_keyword(record, keyword, n))
		record++;
	return record->keyword != NULL ? record : NULL;
}

/* The row of a record, or of a child by its first name. */
static const struct record *
record_find(const struct place *place, const char *keyword,
    const struct pair *child)
{
	size_t n = strlen(keyword);

	for (const struct record *record = place->table->record;
	    record->keyword != NULL; record++)
		if (has_keyword(record, keyword, n) &&
		    (record->child != NULL) == (child != NULL) &&
		    (child == NULL || record->flags & RECORD_PAIRS ||
		    pair_is_named(child, record->child)))
			return record;
	return NULL;
}

static const struct record_value *
value_find(const struct record *record, const struct pair *pair)
{
	const struct record_value *value = record->value;

	while (value->name != NULL && !pair_is_named(pair, value->name))
		value++;
	return value->name != NULL ? value : NULL;
}

/* One value of a line into its fact; false: the line is strange. */
static bool
value_read(const struct place *place, const struct record *record,
    const struct pair *pair, uint32_t *met)
{
	struct reading *reading = place->reading;
	struct fact_row *fact = &reading->fact[reading->count - 1];
	const struct record_value *value = value_find(record, pair);
	uint32_t bit;

	if (value == NULL)
		return pair_unknown(reading, fact, pair);
	bit = 1u << (value - record->value);
	if ((*met & bit) != 0 ||
	    fact_detail(fact, value->cell.key) != NULL) {
		fact_estrange(reading, fact, "a name stands there twice");
		return false;
	}
	*met |= bit;
	if (cell_read(reading, fact, &value->cell, pair->value,
	    pair->value_size) != CELL_WRONG)
		return true;
	fact_estrange(reading, fact, cell_wrong(reading, value->name,
	    pair->value, pair->value_size));
	return false;
}

/* Is something missing that every release prints? */
static bool
is_whole(const struct place *place, const struct record *record, uint32_t met)
{
	struct reading *reading = place->reading;

	for (unsigned i = 0; record->value[i].name != NULL; i++)
		if (record->value[i].needed && (met >> i & 1) == 0) {
			fact_estrange(reading, &reading->fact[reading->count -
			    1], arena_format(reading->arena,
			    "%s is missing", record->value[i].name));
			return false;
		}
	return true;
}

/* What the fact belongs to. */
static void
scope_add(const struct place *place, const struct record *record,
    struct fact_row *fact)
{
	struct reading *reading = place->reading;

	if (place->scope != NULL && (record->flags & RECORD_SCOPE) == 0)
		fact_text(reading, fact, place->table->scope, place->scope,
		    strlen(place->scope))->identity = true;
	if (record->owner != NULL && place->owner != NULL)
		fact_text(reading, fact, record->owner, place->owner,
		    strlen(place->owner))->identity = true;
}

/* One of the facts of such a line. */
static bool
pair_read(const struct place *place, const struct record *record,
    const struct line *line, const struct pair *pair)
{
	struct reading *reading = place->reading;
	struct fact_row *fact = reading_add(reading, record->kind, line);

	if (fact == NULL)
		return false;
	scope_add(place, record, fact);
	fact_text(reading, fact, "name", pair->name, pair->name_size)->
	    identity = true;
	fact_text(reading, fact, "value", pair->value, pair->value_size);
	return true;
}

/* What is wrong with one of them is wrong with the line. */
static void
pairs_estrange(const struct place *place, const struct line *line)
{
	struct reading *reading = place->reading;

	if (reading->count == 0 ||
	    reading->fact[reading->count - 1].line != line->number)
		reading_strange(reading, line, not_a_value);
	for (uint32_t i = reading->count; i-- > 0 &&
	    reading->fact[i].line == line->number;)
		fact_estrange(reading, &reading->fact[i], not_a_value);
}

/* Each value of a record is a fact of its own; a line that begins with a bar
 * has one, which may hold bars. */
static bool
pairs_read(const struct place *place, const struct record *record,
    const struct line *line, size_t at)
{
	bool one = at == 0;
	struct pair pair;

	while (at < line->size) {
		if (!pair_next(line, &at, &pair)) {
			pairs_estrange(place, line);
			return false;
		}
		if (one) {
			pair.value_size = (size_t)(line->text + line->size -
			    pair.value);
			at = line->size;
		}
		if (!pair_read(place, record, line, &pair))
			return false;
	}
	return true;
}

/* The values of a line, from the first bar on, as a fact. */
static bool
values_read(const struct place *place, const struct record *record,
    const struct line *line, size_t at)
{
	struct reading *reading = place->reading;
	struct fact_row *fact;
	uint32_t met = 0;
	struct pair pair;

	if ((record->flags & RECORD_PAIRS) != 0)
		return pairs_read(place, record, line, at);
	fact = reading_add(reading, record->kind, line);
	if (fact == NULL)
		return false;
	scope_add(place, record, fact);
	while (at < line->size)
		if (!pair_next(line, &at, &pair) || !value_read(place, record,
		    &pair, &met)) {
			fact_estrange(reading, fact, not_a_value);
			return false;
		}
	return is_whole(place, record, met);
}

static const char *
name_of(const struct place *place)
{
	return fact_word(&place->reading->fact[place->reading->count - 1],
	    "name");
}

/* A record that may stand only once in a scope stands there again: the one that
 * opens another scope is missing, so nobody knows whose it is. */
static bool
is_again(struct place *place, const struct record *record)
{
	uint64_t bit = UINT64_C(1) << (record - place->table->record);

	assert(record - place->table->record < ROWS);
	if ((record->flags & RECORD_ONCE) != 0 && (place->met & bit) != 0)
		place->lost = true;
	place->met |= bit;
	return place->lost;
}

static void
record_begin(struct place *place, const struct record *record)
{
	place->keyword = record->keyword;
	place->owner = NULL;
	if ((record->flags & RECORD_SCOPE) == 0)
		return;
	place->met = 0;
	place->scope = NULL;
	/* Until its line has been understood. */
	place->lost = true;
}

static bool
has_children(const struct place *place, const char *keyword)
{
	const struct record *record = place->table->record;

	while (record->keyword != NULL && (record->child == NULL ||
	    strcmp(record->keyword, keyword) != 0))
		record++;
	return record->keyword != NULL;
}

static void
record_read(struct place *place, const struct line *line, size_t n)
{
	const struct record *any = keyword_find(place->table, line->text, n);
	const struct record *record;

	place->keyword = NULL;
	if (any == NULL) {
		reading_strange(place->reading, line, "an unknown record");
		return;
	}
	record_begin(place, any);
	record = record_find(place, any->keyword, NULL);
	if ((any->flags & RECORD_SCOPE) == 0 && is_again(place, any)) {
		reading_strange(place->reading, line,
		    "nobody knows what it belongs to");
	} else if (n == line->size) {
		if (!has_children(place, any->keyword))
			reading_strange(place->reading, line,
			    "a record without values");
	} else if (record == NULL) {
		reading_strange(place->reading, line,
		    "a record that should only have lines after it");
	} else if (values_read(place, record, line, n)) {
		if ((record->flags & RECORD_SCOPE) != 0) {
			place->scope = name_of(place);
			place->lost = false;
		}
		if ((record->flags & RECORD_OWNER) != 0)
			place->owner = name_of(place);
	} else if ((record->flags & RECORD_OWNER) != 0) {
		place->keyword = NULL;
	}
}

static void
child_read(struct place *place, const struct line *line)
{
	const struct record *record = NULL;
	size_t at = 0;
	struct pair pair;

	if (place->keyword != NULL && !place->lost &&
	    pair_next(line, &at, &pair))
		record = record_find(place, place->keyword, &pair);
	if (record != NULL && record->owner != NULL && place->owner == NULL)
		place->keyword = NULL;
	if (record == NULL || place->keyword == NULL)
		reading_strange(place->reading, line, place->lost ||
		    place->keyword == NULL ? "nobody knows what it belongs to" :
		    "an unknown line of its record");
	else
		values_read(place, record, line, 0);
}

/* The value of nvramrc has many lines. */
static bool
goes_on(const struct place *place, const struct line *line)
{
	struct fact_row *fact;
	struct detail *value;

	if (place->reading->count == 0 || place->lost)
		return false;
	fact = &place->reading->fact[place->reading->count - 1];
	if (strcmp(fact->kind, "variable") != 0 ||
	    strcmp(fact_word(fact, "name"), "nvramrc") != 0)
		return false;
	value = fact->last;
	if (strlen(value->text) > NVRAMRC_BYTES)
		return false;
	value->text = arena_format(place->reading->arena, "%s\n%.*s",
	    value->text, (int)line->size, line->text);
	return true;
}

static void
version_read(struct reading *reading, const struct line *line)
{
	struct fact_row *fact = reading_add(reading, "version", line);

	/* Within one major number only values were added. */
	if (fact != NULL)
		fact_text(reading, fact, "version", line->text + 8,
		    line->size - 8)->unknown =
		    !line_begins(line, "VERSION 1.");
}

bool
records_are(const struct printout *lines, const void *with)
{
	struct line line;
	size_t n;

	if (!printout_peek(lines, &line))
		return false;
	n = keyword_size(&line);
	return line_is_version(&line) || (n != 0 && n < line.size &&
	    keyword_find(with, line.text, n) != NULL);
}

void
records_read(struct printout *lines, const void *with)
{
	struct place place = { .reading = lines->reading, .table = with };
	struct line line;
	size_t n;

	while (printout_next(lines, &line)) {
		n = keyword_size(&line);
		if (line_is_version(&line)) {
			version_read(lines->reading, &line);
			place = (struct place){ .reading = lines->reading,
			    .table = with };
		} else if (n != 0 && (keyword_find(place.table, line.text, n) !=
		    NULL || !goes_on(&place, &line)))
			record_read(&place, &line, n);
		else if (n == 0 && line.size != 0 && line.text[0] == '|')
			child_read(&place, &line);
		else if (n == 0 && !goes_on(&place, &line) &&
		    !line_is_blank(&line))
			reading_strange(lines->reading, &line,
			    "neither a record nor a value");
	}
}
