#include "backends/real/answers/ilom.h"

#include <string.h>

#include "backends/real/answers/cell.h"

/* What the lines are about that follow. */
enum part { PART_NONE, PART_PROPERTIES, PART_NAMES };

struct place {
	struct reading	*reading;
	struct line	 target;	/* without blanks; empty: none yet */
	enum part	 part;
};

static const char *const power_words[] = { "on", "off", NULL };
/* What a host does, as its machine says it; recalled, no capture has it. */
static const char *const host_words[] = { "powered-off", "powered-on",
    "solaris-running", "solaris-booting", "solaris-halting", "solaris-halted",
    "solaris-rebooting", "solaris-powering-down", "solaris-panicking",
    "solaris-debugging", "solaris-suspended", "openboot-running",
    "openboot-initializing", "openboot-primary-boot-loader",
    "openboot-booting", "openboot-exited", "openboot-failed",
    "openboot-host-received-break", NULL };
static const char *const key_words[] = { "normal", "standby", "diag",
    "locked", NULL };
static const char *const nvram_words[] = { "normal", "reset_nvram", NULL };

/* Properties that are read; others are kept as they stand.  One of some targets
 * only, by the end of their names; "": of all. */
static const struct {
	const char	*name, *of;
	struct cell	 cell;
} known[] = {
	{ "power_state", "", { "state", FORM_ONE_OF, power_words, false } },
	{ "macaddress", "", { "mac", FORM_MAC, NULL, false } },
	{ "status", "/HOST", { "state", FORM_ONE_OF, host_words, false } },
	{ "keyswitch_state", "", { "state", FORM_ONE_OF, key_words, false } },
	{ "state", "/bootmode", { "state", FORM_ONE_OF, nvram_words, false } },
	{ "config", "/bootmode", { "config", FORM_TEXT, NULL, false } },
	{ "script", "/bootmode", { "script", FORM_TEXT, NULL, false } },
};

static const struct {
	const char	*title;
	enum part	 part;
} titles[] = {
	{ "Properties:", PART_PROPERTIES },
	{ "Targets:", PART_NAMES },
	{ "Commands:", PART_NAMES },
};

/* The line without the blanks around it. */
static struct line
trimmed(const struct line *line)
{
	struct line inner = line_from(line, line_indent(line));

	while (inner.size != 0 && line_word(&inner, inner.size - 1) == 0)
		inner.size--;
	return inner;
}

/* The prompt, with what was typed there; and what ipmitool says around it. */
static bool
is_of_session(const struct line *line)
{
	size_t n = line_word(line, 0);

	return (n >= 2 && memcmp(line->text + n - 2, "->", 2) == 0) ||
	    line_is(line, "Connected. Use ^D to exit.") ||
	    line_is(line, "Disconnected");
}

static bool
title_take(struct place *place, const struct line *line)
{
	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		if (line_is(line, titles[i].title)) {
			place->part = titles[i].part;
			return true;
		}
	return false;
}

/* Does the name of the target end so? */
static bool
target_ends(const struct line *target, const char *end)
{
	size_t n = strlen(end);

	return target->size >= n && memcmp(target->text + target->size - n,
	    end, n) == 0;
}

static void
value_read(struct place *place, const char *name, size_t n,
    const struct line *value)
{
	struct reading *reading = place->reading;
	struct fact_row *fact = &reading->fact[reading->count - 1];
	size_t i = 0;

	while (i < sizeof(known) / sizeof(known[0]) &&
	    (strlen(known[i].name) != n ||
	    memcmp(known[i].name, name, n) != 0 ||
	    !target_ends(&place->target, known[i].of)))
		i++;
	if (i == sizeof(known) / sizeof(known[0]))
		fact_text(reading, fact, "value", value->text,
		    value->size)->unknown = true;
	else if (cell_read(reading, fact, &known[i].cell, value->text,
	    value->size) == CELL_WRONG)
		fact_estrange(reading, fact, cell_wrong(reading,
		    known[i].name, value->text, value->size));
}

/* "power_state = Off". */
static void
property_read(struct place *place, const struct line *line)
{
	struct reading *reading = place->reading;
	size_t n = line_word(line, 0), at = line_skip(line, n);
	struct line value;
	struct fact_row *fact = reading_add(reading, "property", line);

	if (fact == NULL)
		return;
	if (line_word(line, at) != 1 || line->text[at] != '=' ||
	    line_skip(line, at + 1) == line->size) {
		fact_estrange(reading, fact, "it is no property");
		return;
	}
	value = line_from(line, line_skip(line, at + 1));
	fact_text(reading, fact, "target", place->target.text,
	    place->target.size)->identity = true;
	fact_text(reading, fact, "name", line->text, n)->identity = true;
	value_read(place, line->text, n, &value);
}

static void
line_take(struct place *place, const struct line *line)
{
	if (is_of_session(line))
		return;
	if (*line->text == '/' && line_words(line) == 1) {
		place->target = *line;
		place->part = PART_NONE;
	} else if (place->target.size == 0) {
		reading_strange(place->reading, line, "nothing was shown "
		    "before it");
	} else if (title_take(place, line)) {
		return;
	} else if (place->part == PART_PROPERTIES) {
		property_read(place, line);
	} else if (place->part == PART_NONE) {
		reading_strange(place->reading, line, "it stands in no list");
	}
}

void
ilom_read(struct printout *lines, const void *with)
{
	struct place place = { .reading = lines->reading };
	struct line line, inner;

	(void)with;
	while (printout_next(lines, &line)) {
		inner = trimmed(&line);
		if (inner.size != 0)
			line_take(&place, &inner);
	}
}
