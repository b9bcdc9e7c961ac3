#include "backends/real/answers/pool_version.h"

#include <string.h>

#include "backends/real/answers/cell.h"

static const char running[] = "This system is currently running ZFS pool "
    "version ";

/* Lines for people, and the titles of the list of older pools. */
static bool
is_prose(const struct line *line)
{
	static const char *const begins[] = { "The following pools are ",
	    "upgraded, these pools ", "VER  POOL", "---  ---",
	    "Use 'zpool upgrade", "features.",
	    "All pools are formatted using this version" };

	for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++)
		if (line_begins(line, begins[i]))
			return true;
	return false;
}

/* "version 22.": the number without the end of the sentence. */
static void
running_read(struct reading *reading, const struct line *line)
{
	struct fact_row *fact = reading_add(reading, "pool-version", line);
	size_t at = strlen(running), n = line_word(line, at);
	const struct cell cell = { "supported", FORM_COUNT, NULL, false };

	if (fact != NULL && (n < 2 || line->text[at + n - 1] != '.' ||
	    cell_read(reading, fact, &cell, line->text + at, n - 1) !=
	    CELL_GOOD))
		fact_estrange(reading, fact, "it is no version");
}

/* " 4   tank" */
static void
older_read(struct reading *reading, const struct line *line)
{
	struct fact_row *fact = reading_add(reading, "older-pool", line);
	const struct cell version = { "version", FORM_COUNT, NULL, false };
	size_t at = line_indent(line), n = line_word(line, at);

	if (fact == NULL)
		return;
	if (line_words(line) != 2 || cell_read(reading, fact, &version,
	    line->text + at, n) != CELL_GOOD) {
		fact_estrange(reading, fact, "an unknown line");
		return;
	}
	at = line_skip(line, at + n);
	fact_text(reading, fact, "name", line->text + at, line_word(line,
	    at))->identity = true;
}

void
pool_version_read(struct printout *lines, const void *with)
{
	struct line line;

	(void)with;
	while (printout_next(lines, &line)) {
		if (line_is_blank(&line) || is_prose(&line))
			continue;
		if (line_begins(&line, running))
			running_read(lines->reading, &line);
		else
			older_read(lines->reading, &line);
	}
}
