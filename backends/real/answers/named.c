#include "backends/real/answers/named.h"

#include <assert.h>
#include <string.h>

/* The marks of a configuration, and the keys of their details. */
static const struct {
	const char	*text, *key;
} marks[] = {
	{ "[current]", "current" },
	{ "[next poweron]", "next_poweron" },
	{ "[next]", "next_poweron" },
	{ "[degraded]", "degraded" },
	{ "[newer]", "newer" },
};

/* The next mark of the line; false: it is none that is known. */
static bool
mark_read(struct reading *reading, struct fact_row *fact,
    const struct line *line, size_t *at)
{
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		size_t n = strlen(marks[i].text);

		if (line->size - *at < n ||
		    memcmp(line->text + *at, marks[i].text, n) != 0 ||
		    fact_detail(fact, marks[i].key) != NULL)
			continue;
		fact_text(reading, fact, marks[i].key, "yes", 3);
		*at = line_skip(line, *at + n);
		return true;
	}
	return false;
}

static void
config_read(struct reading *reading, const struct line *line)
{
	struct fact_row *fact = reading_add(reading, "config", line);
	size_t at = line_indent(line), n = line_word(line, at);

	if (fact == NULL)
		return;
	fact_text(reading, fact, "name", line->text + at, n)->identity = true;
	at = line_skip(line, at + n);
	while (at < line->size)
		if (!mark_read(reading, fact, line, &at)) {
			fact_estrange(reading, fact, "an unknown mark");
			return;
		}
}

void
configs_read(struct printout *lines, const void *with)
{
	struct line line;

	(void)with;
	while (printout_next(lines, &line))
		if (!line_is_blank(&line))
			config_read(lines->reading, &line);
}

static void
variable_read(struct reading *reading, const struct line *line)
{
	struct fact_row *fact = reading_add(reading, "variable", line);
	const char *equals = memchr(line->text, '=', line->size);
	size_t n = equals != NULL ? (size_t)(equals - line->text) : 0;

	if (fact == NULL)
		return;
	if (n == 0 || line_word(line, 0) < n) {
		fact_estrange(reading, fact, "it is not name=value");
		return;
	}
	fact_text(reading, fact, "name", line->text, n)->identity = true;
	fact_text(reading, fact, "value", equals + 1, line->size - n - 1);
}

void
variables_read(struct printout *lines, const void *with)
{
	struct line line;

	(void)with;
	while (printout_next(lines, &line))
		if (!line_is_blank(&line))
			variable_read(lines->reading, &line);
}

/* What stands before a number in ldm -V; some have blanks before it. */
static const struct {
	const char	*text, *name;
} releases[] = {
	{ "Logical Domain Manager (v ", "ldm" },
	{ "Logical Domains Manager (v ", "ldm" },
	{ "Hypervisor control protocol v ", "control-protocol" },
	{ "Using Hypervisor MD v ", "machine-description" },
	{ "Hypervisor  v. ", "hypervisor" },
	{ "Hypervisor v. ", "hypervisor" },
	{ "OpenBoot    v. ", "openboot" },
	{ "OpenBoot v. ", "openboot" },
};

/* Digits and points, as far as they go; a last point is none of it. */
static size_t
release_size(const struct line *line, size_t at)
{
	size_t n = 0;

	while (at + n < line->size && strchr("0123456789.",
	    line->text[at + n]) != NULL)
		n++;
	while (n != 0 && line->text[at + n - 1] == '.')
		n--;
	return n;
}

static void
release_line(struct reading *reading, const struct line *line)
{
	size_t begin = line_indent(line), at, n = 0;
	struct fact_row *fact;
	unsigned i = 0;

	while (i < sizeof(releases) / sizeof(releases[0]) &&
	    (line->size - begin < strlen(releases[i].text) ||
	    memcmp(line->text + begin, releases[i].text,
	    strlen(releases[i].text)) != 0))
		i++;
	if (i < sizeof(releases) / sizeof(releases[0])) {
		at = begin + strlen(releases[i].text);
		n = release_size(line, at);
	}
	if (n == 0) {
		reading_strange(reading, line, "no release that is known");
		return;
	}
	fact = reading_add(reading, "release", line);
	if (fact == NULL)
		return;
	fact_text(reading, fact, "name", releases[i].name,
	    strlen(releases[i].name))->identity = true;
	fact_text(reading, fact, "release", line->text + at, n);
}

void
release_read(struct printout *lines, const void *with)
{
	struct line line;

	(void)with;
	assert(lines->reading != NULL);
	while (printout_next(lines, &line))
		if (!line_is_blank(&line) && !line_is(&line, "System PROM:"))
			release_line(lines->reading, &line);
}
