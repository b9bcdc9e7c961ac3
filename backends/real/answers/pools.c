#include "backends/real/answers/pools.h"

#include <assert.h>
#include <string.h>

#include "backends/real/answers/cell.h"
#include "backends/real/answers/zfs_tables.h"

enum { LABEL_COLUMN = 7, LABEL_BYTES = 4096 };

#define NONE	UINT32_MAX

/* The labels of a block; scan was called scrub before. */
enum label { LABEL_POOL, LABEL_ID, LABEL_STATE, LABEL_STATUS, LABEL_ACTION,
    LABEL_SEE, LABEL_SCAN, LABEL_SCRUB, LABEL_CONFIG, LABEL_ERRORS,
    LABEL_COMMENT, LABELS };

static const struct {
	const char	*text;
	const char	*key;		/* NULL: no detail */
} labels[LABELS] = {
	[LABEL_POOL] = { "pool", "name" },
	[LABEL_ID] = { "id", "id" },
	[LABEL_STATE] = { "state", "state" },
	[LABEL_STATUS] = { "status", "status_text" },
	[LABEL_ACTION] = { "action", "action" },
	[LABEL_SEE] = { "see", "see" },
	[LABEL_SCAN] = { "scan", "scan" },
	[LABEL_SCRUB] = { "scrub", "scan" },
	[LABEL_CONFIG] = { "config", NULL },
	[LABEL_ERRORS] = { "errors", "errors" },
	[LABEL_COMMENT] = { "comment", "comment" },
};

/* Where the reading is. */
struct place {
	struct reading	*reading;
	bool		 import;
	uint32_t	 block;		/* the fact of the pool, or NONE */
	const char	*text[LABELS];	/* in the arena; NULL: not there */
	enum label	 label;		/* the last one; LABELS: none */
	unsigned	 devices;
	const char	*why;		/* the block is strange; or NULL */
};

/* The label that the line begins with, and where its text begins. */
static enum label
label_find(const struct line *line, size_t *at)
{
	size_t begin = line_indent(line);

	for (unsigned label = 0; label < LABELS; label++) {
		size_t n = strlen(labels[label].text);

		if (begin <= LABEL_COLUMN && line->size - begin > n &&
		    memcmp(line->text + begin, labels[label].text, n) == 0 &&
		    line->text[begin + n] == ':') {
			*at = line_skip(line, begin + n + 1);
			return label;
		}
	}
	return LABELS;
}

static bool
has(const struct place *place, enum label label, const char *words)
{
	return place->text[label] != NULL &&
	    strstr(place->text[label], words) != NULL;
}

/* Is what the block says whole, and does it agree with itself? */
static const char *
block_judge(const struct place *place)
{
	bool elsewhere = has(place, LABEL_STATUS,
	    "last accessed by another system") ||
	    has(place, LABEL_SEE, "ZFS-8000-EY");

	if (place->why != NULL)
		return place->why;
	if (place->text[LABEL_STATE] == NULL)
		return "state is missing";
	if (place->text[LABEL_CONFIG] == NULL || place->devices == 0)
		return "the devices of the pool are missing";
	if (!place->import)
		return place->text[LABEL_ERRORS] != NULL ||
		    place->text[LABEL_STATUS] != NULL ? NULL :
		    "errors is missing";
	if (place->text[LABEL_ID] == NULL || place->text[LABEL_ACTION] == NULL)
		return "id or action is missing";
	if (has(place, LABEL_ACTION, "'-f'") != elsewhere)
		return "action does not agree with status";
	return NULL;
}

static const char *
label_add(struct place *place, struct fact_row *fact, enum label label)
{
	const char *text = place->text[label];
	struct cell cell = { labels[label].key, label == LABEL_STATE ?
	    FORM_ONE_OF : label == LABEL_POOL || label == LABEL_ID ?
	    FORM_WORD : FORM_TEXT, healths, label == LABEL_POOL ||
	    label == LABEL_ID };

	if (text == NULL || cell.key == NULL)
		return NULL;
	return cell_read(place->reading, fact, &cell, text, strlen(text)) !=
	    CELL_WRONG ? NULL : cell_wrong(place->reading, cell.key, text,
	    strlen(text));
}

/* Another trouble of the pool stands in place of who has had it last: then
 * nobody knows. */
static void
accessor_add(const struct place *place, struct fact_row *fact)
{
	static const char key[] = "last_accessed_elsewhere";

	if (has(place, LABEL_ACTION, "'-f'"))
		fact_text(place->reading, fact, key, "yes", 3);
	else if (place->text[LABEL_STATUS] == NULL &&
	    place->text[LABEL_SEE] == NULL)
		fact_text(place->reading, fact, key, "no", 2);
}

/* Its details are written when all lines of it were read. */
static void
block_end(struct place *place)
{
	struct fact_row *fact;
	const char *why;

	if (place->block == NONE)
		return;
	fact = &place->reading->fact[place->block];
	why = block_judge(place);
	for (unsigned label = 0; why == NULL && label < LABELS; label++)
		why = label_add(place, fact, label);
	if (why != NULL)
		fact_estrange(place->reading, fact, why);
	else if (place->import)
		accessor_add(place, fact);
	place->block = NONE;
}

static void
block_begin(struct place *place, const struct line *line)
{
	block_end(place);
	memset(place->text, 0, sizeof(place->text));
	place->devices = 0;
	place->why = NULL;
	if (reading_add(place->reading, place->import ? "importable" : "pool",
	    line) != NULL)
		place->block = place->reading->count - 1;
}

static void
label_read(struct place *place, const struct line *line, enum label label,
    size_t at)
{
	if (label == LABEL_POOL)
		block_begin(place, line);
	if (place->block == NONE) {
		reading_strange(place->reading, line,
		    "nobody knows what it belongs to");
		return;
	}
	if (place->text[label] != NULL)
		place->why = "a label stands there twice";
	place->text[label] = arena_text(place->reading->arena,
	    line->text + at, line->size - at);
	place->label = label;
}

static bool
is_titles(const struct line *line)
{
	size_t at = line_indent(line);

	return line_words(line) == 5 && line_word(line, at) == 4 &&
	    memcmp(line->text + at, "NAME", 4) == 0;
}

/* A spare has a remark instead: "INUSE     currently in use". */
static bool
has_counts(const struct place *place, const struct line *line)
{
	size_t at = line_indent(line);

	if (place->import || line_words(line) < 5)
		return false;
	for (unsigned i = 0; i < 2; i++)
		at = line_skip(line, at + line_word(line, at));
	return line->text[at] >= '0' && line->text[at] <= '9';
}

/* A row of "config:": name, state, perhaps three counts, a remark. */
static const char *
device_cells(struct place *place, struct fact_row *fact,
    const struct line *line)
{
	static const struct cell cells[] = {
		{ "name", FORM_WORD, NULL, true },
		{ "state", FORM_ONE_OF, healths, false },
		{ "read", FORM_ROUNDED, NULL, false },
		{ "write", FORM_ROUNDED, NULL, false },
		{ "cksum", FORM_ROUNDED, NULL, false },
	};
	size_t at = line_indent(line), n;
	unsigned most = has_counts(place, line) ? 5 : 2;

	for (unsigned i = 0; i < most && at < line->size; i++) {
		n = line_word(line, at);
		if (cell_read(place->reading, fact, &cells[i],
		    line->text + at, n) != CELL_GOOD)
			return cell_wrong(place->reading, cells[i].key,
			    line->text + at, n);
		at = line_skip(line, at + n);
	}
	if (at < line->size)
		fact_text(place->reading, fact, "note", line->text + at,
		    line->size - at);
	return NULL;
}

/* Mirrors have the same name, one after the other: a device is known by its
 * line.  The indentation says what it is a part of. */
static void
device_read(struct place *place, const struct line *line)
{
	struct fact_row *fact;
	const char *why;

	if (is_titles(line))
		return;
	fact = reading_add(place->reading, "pool-device", line);
	if (fact == NULL)
		return;
	fact_text(place->reading, fact, "pool", place->text[LABEL_POOL],
	    strlen(place->text[LABEL_POOL]));
	why = device_cells(place, fact, line);
	for (struct detail *detail = fact->first; detail != NULL;
	    detail = detail->next)
		detail->identity = false;
	if (why != NULL)
		fact_estrange(place->reading, fact, why);
	if (why != NULL)
		place->why = "a device of the pool is strange";
	place->devices++;
}

/* A line that goes on with the text of the label before it. */
static void
more_read(struct place *place, const struct line *line)
{
	size_t at = line_indent(line);
	struct reading *reading = place->reading;

	if (place->block == NONE || at == 0 || place->label == LABEL_POOL ||
	    place->label == LABEL_ID || place->label == LABEL_STATE)
		reading_strange(reading, line, "an unknown line");
	else if (place->label == LABEL_CONFIG)
		device_read(place, line);
	else if (strlen(place->text[place->label]) > LABEL_BYTES)
		place->why = "a text of the block is too long";
	else
		place->text[place->label] = arena_format(reading->arena,
		    "%s %.*s", place->text[place->label],
		    (int)(line->size - at), line->text + at);
}

/* What is said when there is no block. */
static bool
none_read(struct place *place, const struct line *line)
{
	static const struct {
		const char	*text, *kind;
	} says[] = {
		{ "no pools available", "no-pools" },
		{ "no pools available to import", "no-importable" },
		{ "all pools are healthy", "all-healthy" },
	};

	for (unsigned i = 0; i < sizeof(says) / sizeof(says[0]); i++)
		if (line_is(line, says[i].text)) {
			reading_add(place->reading, says[i].kind, line);
			return true;
		}
	return false;
}

static void
blocks_read(struct printout *lines, bool import)
{
	struct place place = { .reading = lines->reading, .import = import,
	    .block = NONE, .label = LABELS };
	struct line line;
	size_t at = 0;

	while (printout_next(lines, &line)) {
		enum label label = label_find(&line, &at);

		if (line_is_blank(&line) || none_read(&place, &line))
			continue;
		if (label != LABELS)
			label_read(&place, &line, label, at);
		else
			more_read(&place, &line);
	}
	block_end(&place);
}

void
pools_status_read(struct printout *lines, const void *with)
{
	(void)with;
	blocks_read(lines, false);
}

void
pools_import_read(struct printout *lines, const void *with)
{
	(void)with;
	blocks_read(lines, true);
}
