#include "backends/real/answers/save.h"

#include "backends/real/answers/records.h"

static const char begins[] = "saved ";

bool
save_is(const struct printout *lines, const void *records)
{
	struct line line;

	(void)records;
	return printout_peek(lines, &line) && line_begins(&line, begins);
}

/* The name, and all that follows it is the time. */
void
save_read(struct printout *lines, const void *records)
{
	struct reading *reading = lines->reading;
	struct fact_row *fact;
	struct line line;
	size_t at = sizeof(begins) - 1, n;

	if (!printout_next(lines, &line))
		return;
	fact = reading_add(reading, "save", &line);
	if (fact == NULL)
		return;
	n = line_begins(&line, begins) ? line_word(&line, at) : 0;
	if (n == 0 || line_skip(&line, at + n) == line.size) {
		fact_estrange(reading, fact, "it is not saved NAME TIME");
		return;
	}
	fact_text(reading, fact, "name", line.text + at, n)->identity = true;
	at = line_skip(&line, at + n);
	fact_text(reading, fact, "time", line.text + at, line.size - at);
	records_read(lines, records);
}
