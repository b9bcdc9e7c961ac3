#include "backends/real/answers/titled.h"

#include <assert.h>
#include <string.h>

enum { DEPTH = 3 };

/* A thing of "show", and how far it is indented. */
struct level {
	size_t		 indent;
	const char	*kind, *name;
};

/* Where the reading is. */
struct place {
	struct printout	*lines;
	const struct titled_set *set;
	struct heading	 heading;	/* no table: in none */
	struct context	 context;
	struct level	 level[DEPTH];
	unsigned	 depth;
	unsigned	 base;		/* levels that a title has added */
};

/* "=== Title ===" or "--- Title ---"; captures have lost the first signs. */
static bool
is_title(const struct line *line)
{
	size_t at = line_indent(line), n = line->size;

	while (n != 0 && line->text[n - 1] == ' ')
		n--;
	if (n < at + 5)
		return false;
	if (memcmp(line->text + n - 4, " ===", 4) == 0)
		return true;
	return memcmp(line->text + n - 4, " ---", 4) == 0 &&
	    memcmp(line->text + at, "--- ", 4) == 0;
}

/* The titles of all columns are those of one table, or most of them. */
static bool
heading_find(struct place *place, const struct line *line,
    struct heading *best)
{
	unsigned least = HEADING_PLACES + 1;
	struct heading heading;

	for (const struct table *const *table = place->set->table;
	    *table != NULL; table++) {
		unsigned unknown = 0;

		if (!heading_read(place->lines->reading, &heading, *table,
		    line))
			continue;
		for (unsigned i = 0; i < heading.count; i++)
			unknown += heading.place[i].column == NULL;
		if (unknown < least)
			*best = heading;
		if (unknown < least)
			least = unknown;
	}
	return least <= HEADING_PLACES;
}

/* Is there a heading?  Then its dashes are read, too. */
static bool
heading_take(struct place *place, const struct line *line)
{
	struct heading heading;
	struct line dashes;
	struct printout ahead = *place->lines;

	if (!heading_find(place, line, &heading) ||
	    !printout_peek(&ahead, &dashes) ||
	    !heading_is_underlined(&heading, &dashes) ||
	    !printout_next(place->lines, &dashes))
		return false;
	place->heading = heading;
	place->context.carried = NULL;
	return true;
}

/* A message of a program: "clrg:  (C748634) text".  false: it is none. */
static bool
message_read(struct reading *reading, const struct line *line)
{
	size_t at = line_word(line, 0), n;
	struct fact_row *fact;

	if (at < 2 || line->text[at - 1] != ':')
		return false;
	at = line_skip(line, at);
	n = line_word(line, at);
	if (n < 4 || memcmp(line->text + at, "(C", 2) != 0 ||
	    line->text[at + n - 1] != ')')
		return false;
	fact = reading_add(reading, "message", line);
	if (fact == NULL)
		return true;
	fact_text(reading, fact, "code", line->text + at + 1, n - 2);
	at = line_skip(line, at + n);
	fact_text(reading, fact, "text", line->text + at, line->size - at);
	return true;
}

/* How long the key is that the line begins with, up to its colon and a blank,
 * or the end; 0: it has none. */
static size_t
key_size(const struct line *line, size_t at)
{
	for (size_t i = at; i < line->size; i++)
		if (line->text[i] == ':' && (i + 1 == line->size ||
		    line->text[i + 1] == ' '))
			return i - at;
	return 0;
}

static const char *
thing_kind(const struct place *place, const char *key, size_t n)
{
	const struct titled_thing *thing = place->set->thing;

	while (thing->key != NULL && (strlen(thing->key) != n ||
	    memcmp(thing->key, key, n) != 0))
		thing++;
	return thing->kind;
}

static struct line
value_of(const struct line *line, size_t at)
{
	struct line value = line_from(line, line_skip(line, at));

	while (value.size != 0 && value.text[value.size - 1] == ' ')
		value.size--;
	if (value.size == 6 && memcmp(value.text, "<NULL>", 6) == 0)
		value.size = 0;
	return value;
}

static void
levels_add(const struct place *place, struct fact_row *fact)
{
	struct reading *reading = place->lines->reading;

	for (unsigned i = 0; i < place->depth; i++)
		fact_text(reading, fact, place->level[i].kind,
		    place->level[i].name, strlen(place->level[i].name))->
		    identity = true;
}

/* No group is in a group. */
static bool
is_within(const struct place *place, const char *kind)
{
	unsigned i = 0;

	while (i < place->depth && strcmp(place->level[i].kind, kind) != 0)
		i++;
	return i < place->depth;
}

/* A thing: its properties are indented more than itself. */
static void
thing_read(struct place *place, const struct line *line, const char *kind,
    const struct line *name)
{
	struct reading *reading = place->lines->reading;
	struct fact_row *fact = reading_add(reading, kind, line);

	if (fact == NULL)
		return;
	if (name->size == 0 || place->depth == DEPTH ||
	    is_within(place, kind)) {
		fact_estrange(reading, fact, name->size == 0 ?
		    "a thing without a name" : "a thing within its like");
		return;
	}
	levels_add(place, fact);
	fact_text(reading, fact, "name", name->text, name->size)->identity =
	    true;
	place->level[place->depth++] = (struct level){ line_indent(line), kind,
	    arena_text(reading->arena, name->text, name->size) };
}

/* Several of them are no contradiction. */
static bool
is_repeated(const char *key)
{
	return strcmp(key, "Full Device Path") == 0;
}

static void
property_read(struct place *place, const struct line *line, size_t key,
    const struct line *value)
{
	struct reading *reading = place->lines->reading;
	size_t at = line_indent(line);
	struct fact_row *fact = reading_add(reading, "property", line);
	struct detail *detail;

	if (fact == NULL)
		return;
	levels_add(place, fact);
	fact_text(reading, fact, "name", line->text + at, key)->identity =
	    true;
	detail = fact_text(reading, fact, "value", value->text, value->size);
	detail->identity = is_repeated(fact_word(fact, "name"));
}

/* "  RG_state:    Managed"; false: it is none. */
static bool
show_read(struct place *place, const struct line *line)
{
	size_t at = line_indent(line), n = key_size(line, at);
	const char *kind;
	struct line value;

	if (n == 0)
		return false;
	value = value_of(line, at + n + 1);
	while (place->depth > place->base &&
	    place->level[place->depth - 1].indent >= at)
		place->depth--;
	kind = thing_kind(place, line->text + at, n);
	if (kind != NULL)
		thing_read(place, line, kind, &value);
	else if (place->depth == place->base)
		return false;
	else
		property_read(place, line, n, &value);
	return true;
}

/* "--- Transport Adapters for NODE ---": what follows is that node's. */
static void
title_take(struct place *place, const struct line *line)
{
	static const char begins[] = "--- Transport Adapters for ";
	struct line title = line_from(line, line_indent(line));
	size_t at = strlen(begins), n;

	place->heading.table = NULL;
	if (place->base != 0 || line_begins(&title, begins))
		place->depth = place->base = 0;
	if (!line_begins(&title, begins))
		return;
	n = line_word(&title, at);
	place->level[place->depth++] = (struct level){ 0, "node",
	    arena_text(place->lines->reading->arena, title.text + at, n) };
	place->base = place->depth;
}

static void
line_read(struct place *place, const struct line *line)
{
	struct reading *reading = place->lines->reading;

	if (is_title(line)) {
		title_take(place, line);
		return;
	}
	if (message_read(reading, line) || heading_take(place, line))
		return;
	if (place->heading.table != NULL) {
		row_read(reading, &place->heading, &place->context, line);
		return;
	}
	if (!show_read(place, line))
		reading_strange(reading, line, "an unknown line");
}

bool
titled_are(const struct printout *lines, const void *set)
{
	struct printout ahead = *lines;
	struct place place = { .lines = &ahead, .set = set };
	struct heading heading;
	struct line line;

	return printout_peek(lines, &line) && (is_title(&line) ||
	    heading_find(&place, &line, &heading));
}

void
titled_read(struct printout *lines, const void *set)
{
	struct place place = { .lines = lines, .set = set };
	struct line line;

	while (printout_next(lines, &line)) {
		if (line_is_blank(&line))
			place.context.carried = NULL;
		else
			line_read(&place, &line);
	}
}
