#include "backends/real/answers/cached.h"

#include <string.h>

/* A pool: its name at the beginning of a line; Solaris 11 has a colon behind
 * it. */
static struct fact_row *
pool_read(struct reading *reading, const struct line *line)
{
	size_t n = line_word(line, 0);
	struct fact_row *fact = reading_add(reading, "cached-pool", line);

	if (fact == NULL)
		return NULL;
	if (line_skip(line, n) != line->size) {
		fact_estrange(reading, fact, "it is not the name of a pool");
		return NULL;
	}
	n -= n > 1 && line->text[n - 1] == ':';
	fact_text(reading, fact, "name", line->text, n)->identity = true;
	return fact;
}

/* What stands there between quotation marks, or as it is. */
static void
value_put(struct reading *reading, struct fact_row *fact, const char *key,
    const struct line *value)
{
	bool quoted = value->size >= 2 && value->text[0] == '\'' &&
	    value->text[value->size - 1] == '\'';

	if (fact_detail(fact, key) == NULL)
		fact_text(reading, fact, key, value->text + quoted,
		    value->size - 2 * (size_t)quoted);
}

/* "    hostname='node1'", or "    hostname: 'node1'"; of what is within others
 * nothing is kept. */
static void
property_read(struct reading *reading, struct fact_row *fact,
    const struct line *line)
{
	static const char *const keys[] = { "version", "hostid", "hostname" };
	struct line rest = line_from(line, line_indent(line));

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		size_t n = strlen(keys[i]);
		struct line value;

		if (!line_begins(&rest, keys[i]) || n + 1 >= rest.size ||
		    (rest.text[n] != '=' && rest.text[n] != ':'))
			continue;
		value = line_from(&rest, line_skip(&rest, n + 1));
		value_put(reading, fact, keys[i], &value);
	}
}

void
cached_read(struct printout *lines, const void *with)
{
	struct reading *reading = lines->reading;
	struct fact_row *fact = NULL;
	struct line line;

	(void)with;
	while (printout_next(lines, &line)) {
		if (line_is_blank(&line))
			continue;
		if (line_indent(&line) == 0)
			fact = pool_read(reading, &line);
		else if (fact != NULL)
			property_read(reading, fact, &line);
		else
			reading_strange(reading, &line, "of no pool");
	}
}
