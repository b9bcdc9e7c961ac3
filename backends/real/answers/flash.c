#include "backends/real/answers/flash.h"

#include <string.h>

static const char cookie[] = "FlAsH-aRcHiVe-";
static const char begin[] = "section_begin=", end[] = "section_end=";

/* Decimal digits, and few enough of them; -1: something else. */
static int64_t
size_of(const char *text, size_t n)
{
	int64_t size = 0;

	if (n == 0 || n > 18)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		size = size * 10 + (text[i] - '0');
	}
	return size;
}

/* Is it the keyword of a size? */
static bool
is_size(const char *keyword, size_t n)
{
	return n > 5 && memcmp(keyword + n - 5, "_size", 5) == 0;
}

/* "files_archived_size=1157081600"; other keywords are texts.  What has no "="
 * goes on with a description. */
static void
keyword_read(struct reading *reading, const struct line *line)
{
	const char *equals = memchr(line->text, '=', line->size);
	size_t n = equals != NULL ? (size_t)(equals - line->text) : 0;
	struct fact_row *fact;
	int64_t size;

	if (n == 0)
		return;
	fact = reading_add(reading, "flash", line);
	if (fact == NULL)
		return;
	fact_text(reading, fact, "name", line->text, n)->identity = true;
	size = size_of(equals + 1, line->size - n - 1);
	if (!is_size(line->text, n))
		fact_text(reading, fact, "value", equals + 1,
		    line->size - n - 1);
	else if (size >= 0)
		fact_number(reading, fact, "size", size);
	else
		fact_estrange(reading, fact, "it is no size");
}

/* The name of the section that begins or ends there; NULL: none does. */
static const char *
section_of(struct reading *reading, const struct line *line, const char *mark)
{
	size_t n = strlen(mark);

	return line_begins(line, mark) ? arena_text(reading->arena,
	    line->text + n, line->size - n) : NULL;
}

void
flash_read(struct printout *lines, const void *with)
{
	struct reading *reading = lines->reading;
	const char *section = "", *name;
	struct line line;

	(void)with;
	if (printout_next(lines, &line) && !line_begins(&line, cookie))
		reading_strange(reading, &line, "no flash archive begins so");
	while (printout_next(lines, &line)) {
		name = section_of(reading, &line, begin);
		if (name != NULL && strcmp(name, "archive") == 0)
			reading_add(reading, "flash-body", &line);
		else if (section_of(reading, &line, end) != NULL)
			section = "";
		else if (name != NULL)
			section = name;
		else if (strcmp(section, "identification") == 0)
			keyword_read(reading, &line);
	}
}
