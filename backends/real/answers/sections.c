#include "backends/real/answers/sections.h"

#include <assert.h>
#include <string.h>

/* Where the reading is. */
struct place {
	struct reading	*reading;
	const struct section_set *set;
	const struct section *section;	/* NULL: in none that is known */
	struct heading	 heading;	/* no table: in none */
	struct heading	 below;		/* of a table within the table */
	struct context	 context;
	const char	*owner;		/* the name in the last row, or NULL */
	unsigned	 values;	/* of this section */
	bool		 alone;		/* the table has one row only */
	bool		 open;		/* rows of domains may follow */
};

static const char domain_key[] = "domain";

static const struct section *
section_find(const struct section_set *set, const struct line *line)
{
	const struct section *section = set->section;

	while (section->title != NULL && !line_is(line, section->title))
		section++;
	return section->title != NULL ? section : NULL;
}

static void
section_begin(struct place *place, const struct section *section)
{
	place->section = section;
	place->heading.table = place->below.table = NULL;
	place->context.carried = NULL;
	place->owner = NULL;
	place->open = false;
	place->values = 0;
}

/* Is it the line of dashes between two domains? */
static bool
is_rule(const struct line *line)
{
	size_t n = line_word(line, 0);

	for (size_t i = 0; i < n; i++)
		if (line->text[i] != '-')
			return false;
	return n > 40 && line_skip(line, n) == line->size;
}

static void
scope_put(struct place *place, const char *name)
{
	place->context.scope_key = domain_key;
	place->context.scope = name;
}

/* A table of domains; with one column it has one row. */
static void
domains_begin(struct place *place, const struct heading *heading)
{
	section_begin(place, NULL);
	place->heading = *heading;
	place->alone = heading->count == 1;
	place->open = true;
	scope_put(place, NULL);
}

static void
domain_row(struct place *place, const struct line *line)
{
	struct reading *reading = place->reading;

	scope_put(place, NULL);
	place->open = !place->alone;
	if (row_read(reading, &place->heading, &place->context, line))
		scope_put(place, fact_word(&reading->fact[reading->count - 1],
		    "name"));
}

static struct fact_row *
fact_begin(struct place *place, const struct line *line)
{
	struct reading *reading = place->reading;
	struct fact_row *fact = reading_add(reading, place->section->kind,
	    line);

	if (fact != NULL && place->context.scope != NULL)
		fact_text(reading, fact, domain_key, place->context.scope,
		    strlen(place->context.scope))->identity = true;
	return fact;
}

static void
pair_read(struct place *place, const struct line *line)
{
	const char *equals = memchr(line->text, '=', line->size);
	size_t name = equals != NULL ? (size_t)(equals - line->text) : 0;
	struct fact_row *fact = fact_begin(place, line);

	if (fact == NULL)
		return;
	if (name == 0 || line_word(line, 0) < name) {
		fact_estrange(place->reading, fact, "it is not name=value");
		return;
	}
	fact_text(place->reading, fact, "name", line->text, name)->identity =
	    true;
	fact_text(place->reading, fact, "value", equals + 1,
	    line->size - name - 1);
}

static size_t
trimmed_size(const struct line *line)
{
	size_t n = line->size;

	while (n != 0 && (line->text[n - 1] == ' ' ||
	    line->text[n - 1] == '\t'))
		n--;
	return n;
}

static void
value_read(struct place *place, const struct line *line)
{
	struct fact_row *fact = fact_begin(place, line);
	size_t n = trimmed_size(line);

	if (fact == NULL)
		return;
	if (place->values++ != 0)
		fact_estrange(place->reading, fact,
		    "the section has one value only");
	else if (cell_read(place->reading, fact, &place->section->cell,
	    line->text, n) == CELL_WRONG)
		fact_estrange(place->reading, fact, cell_wrong(place->reading,
		    place->section->title, line->text, n));
}

/* The name of a domain as the section DOMAIN has it. */
static void
scope_read(struct place *place, const struct line *line)
{
	scope_put(place, NULL);
	value_read(place, line);
	if (place->reading->count != 0)
		scope_put(place, arena_text(place->reading->arena, line->text,
		    trimmed_size(line)));
}

/* The heading of one of the section's tables; the first stands less far to the
 * right than one within it. */
static bool
heading_take(struct place *place, const struct line *line)
{
	struct heading heading;

	for (unsigned i = 0; place->section->table[i] != NULL; i++) {
		if (!heading_read(place->reading, &heading,
		    place->section->table[i], line))
			continue;
		if (place->heading.table != NULL &&
		    heading.indent > place->heading.indent)
			place->below = heading;
		else
			place->heading = heading;
		return true;
	}
	return false;
}

/* A row within the table belongs to the row before it. */
static void
below_read(struct place *place, const struct line *line)
{
	struct context context = place->context;

	if (place->owner == NULL) {
		reading_strange(place->reading, line,
		    "nobody knows what it belongs to");
		return;
	}
	context.owner_key = "of";
	context.owner = place->owner;
	row_read(place->reading, &place->below, &context, line);
}

static void
table_line(struct place *place, const struct line *line)
{
	struct reading *reading = place->reading;

	if (heading_take(place, line))
		return;
	if (place->heading.table == NULL) {
		reading_strange(reading, line, "a row without a heading");
		return;
	}
	if (place->below.table != NULL &&
	    line_indent(line) == place->below.indent) {
		below_read(place, line);
		return;
	}
	place->below.table = NULL;
	place->owner = NULL;
	if (row_read(reading, &place->heading, &place->context, line))
		place->owner = fact_word(&reading->fact[reading->count - 1],
		    "name");
}

/* What is indented. */
static void
inner_read(struct place *place, const struct line *line)
{
	struct line inner = line_from(line, line_indent(line));

	if (place->section == NULL) {
		reading_strange(place->reading, line,
		    "nobody knows what it belongs to");
		return;
	}
	switch (place->section->has) {
	case SECTION_TABLE:
		table_line(place, line);
		return;
	case SECTION_PAIRS:
		pair_read(place, &inner);
		return;
	case SECTION_VALUE:
		value_read(place, &inner);
		return;
	case SECTION_FLUSH:
	case SECTION_SCOPE:
		break;
	}
	reading_strange(place->reading, line, "it should not be indented");
}

/* A line that begins in the first column. */
static void
outer_read(struct place *place, const struct line *line)
{
	const struct section *section = section_find(place->set, line);
	struct heading heading;

	if (is_rule(line)) {
		section_begin(place, NULL);
		scope_put(place, NULL);
	} else if (heading_read(place->reading, &heading,
	    place->set->domains, line)) {
		domains_begin(place, &heading);
	} else if (place->open && place->heading.table != NULL) {
		domain_row(place, line);
	} else if (place->section != NULL && place->values == 0 &&
	    place->section->has == SECTION_SCOPE) {
		scope_read(place, line);
	} else if (section != NULL) {
		section_begin(place, section);
	} else if (place->section != NULL &&
	    place->section->has == SECTION_FLUSH) {
		value_read(place, line);
	} else {
		section_begin(place, NULL);
		reading_strange(place->reading, line, "an unknown line");
	}
}

void
sections_read(struct printout *lines, const void *with)
{
	struct place place = { .reading = lines->reading, .set = with };
	struct line line;

	while (printout_next(lines, &line)) {
		if (line_is_blank(&line)) {
			place.context.carried = NULL;
			place.open = false;
		} else if (line_indent(&line) == 0) {
			outer_read(&place, &line);
		} else {
			inner_read(&place, &line);
		}
	}
}
