#include "backends/real/answers/label.h"

#include <string.h>

#include "backends/real/answers/cell.h"

enum { DEEPER = 4 };

/* What is read of a label, by the program's own names. */
static const struct {
	const char	*name;
	struct cell	 cell;
} keys[] = {
	{ "version", { "version", FORM_COUNT, NULL, false } },
	{ "name", { "name", FORM_WORD, NULL, false } },
	{ "state", { "state", FORM_COUNT, NULL, false } },
	{ "pool_guid", { "guid", FORM_WORD, NULL, false } },
	{ "hostid", { "hostid", FORM_COUNT, NULL, false } },
	{ "hostname", { "hostname", FORM_WORD, NULL, false } },
};

/* Where the reading is. */
struct place {
	struct reading	*reading;
	uint32_t	 block;		/* the fact of the label, or none */
	const char	*number;	/* of the label, or NULL: none began */
};

#define NONE	UINT32_MAX

/* The text behind that one, in the arena; NULL: the line begins otherwise. */
static const char *
behind(struct reading *reading, const struct line *line, const char *begin)
{
	size_t n = strlen(begin);

	return !line_begins(line, begin) ? NULL : arena_text(reading->arena,
	    line->text + n, line->size - n);
}

static struct fact_row *
fact_begin(struct place *place, const char *kind, const struct line *line,
    const char *number)
{
	struct fact_row *fact = reading_add(place->reading, kind, line);

	if (fact != NULL)
		fact_text(place->reading, fact, "label", number,
		    strlen(number))->identity = true;
	return fact;
}

/* "name='p'" or "name: 'p'": its value, without quotes. */
static bool
pair_split(const struct line *line, size_t *name, struct line *value)
{
	size_t at = 0;

	while (at < line->size && line->text[at] != '=' &&
	    line->text[at] != ':')
		at++;
	*name = at;
	if (at == line->size)
		return false;
	*value = line_from(line, line_skip(line, at + 1));
	if (value->size >= 2 && value->text[0] == '\'' &&
	    value->text[value->size - 1] == '\'') {
		value->text++;
		value->size -= 2;
	}
	return true;
}

static void
key_read(struct place *place, const struct line *line)
{
	struct line value;
	size_t n;

	if (place->reading->fact[place->block].why != NULL ||
	    !pair_split(line, &n, &value))
		return;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		struct fact_row *fact = &place->reading->fact[place->block];

		if (strlen(keys[i].name) != n ||
		    memcmp(keys[i].name, line->text, n) != 0)
			continue;
		if (fact_detail(fact, keys[i].cell.key) != NULL)
			fact_estrange(place->reading, fact,
			    "a key stands there twice");
		else if (cell_read(place->reading, fact, &keys[i].cell,
		    value.text, value.size) != CELL_GOOD)
			fact_estrange(place->reading, fact, cell_wrong(
			    place->reading, keys[i].cell.key, value.text,
			    value.size));
	}
}

static void
block_end(struct place *place)
{
	struct fact_row *fact;

	if (place->block == NONE)
		return;
	fact = &place->reading->fact[place->block];
	if (fact->why == NULL && (fact_detail(fact, "name") == NULL ||
	    fact_detail(fact, "state") == NULL))
		fact_estrange(place->reading, fact,
		    "name or state is missing");
	place->block = NONE;
}

/* A line of a label: the first one begins its fact. */
static void
inside_read(struct place *place, const struct line *line)
{
	struct line rest = line_from(line, line_indent(line));

	if (place->number == NULL) {
		reading_strange(place->reading, line,
		    "nobody knows of which label it is");
		return;
	}
	if (place->block == NONE && fact_begin(place, "pool-label", line,
	    place->number) != NULL)
		place->block = place->reading->count - 1;
	if (place->block != NONE && line_indent(line) == DEEPER)
		key_read(place, &rest);
}

static void
line_take(struct place *place, const struct line *line)
{
	const char *number = behind(place->reading, line, "LABEL ");
	const char *failed = behind(place->reading, line,
	    "failed to unpack label ");

	if (failed == NULL)
		failed = behind(place->reading, line, "failed to read label ");
	if (number != NULL) {
		block_end(place);
		place->number = number;
	} else if (failed != NULL) {
		block_end(place);
		place->number = NULL;
		fact_begin(place, "no-label", line, failed);
	} else if (line_indent(line) != 0) {
		inside_read(place, line);
	} else if (!line_begins(line, "-----")) {
		reading_strange(place->reading, line, "an unknown line");
	}
}

/* -C begins with the name of a pool. */
bool
labels_are(const struct printout *lines, const void *with)
{
	struct line line;

	(void)with;
	return printout_peek(lines, &line) && (line_begins(&line, "-----") ||
	    line_begins(&line, "LABEL "));
}

void
label_read(struct printout *lines, const void *with)
{
	struct place place = { .reading = lines->reading, .block = NONE };
	struct line line;

	(void)with;
	while (printout_next(lines, &line))
		if (!line_is_blank(&line))
			line_take(&place, &line);
	block_end(&place);
}
