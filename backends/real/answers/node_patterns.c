#include "backends/real/answers/node_patterns.h"

#include <stddef.h>
#include <string.h>

#define CELL(key, form)		{ key, form, NULL, false }
#define ONE_OF(words)		{ NULL, FORM_ONE_OF, words, false }

/* "Sat Jan  1 00:00:00 GMT 2011" */
static const char *const days[] = { "mon", "tue", "wed", "thu", "fri", "sat",
    "sun", NULL };
static const char *const months[] = { "jan", "feb", "mar", "apr", "may",
    "jun", "jul", "aug", "sep", "oct", "nov", "dec", NULL };
static const struct pattern date = { "date", { ONE_OF(days),
	{ "month", FORM_ONE_OF, months, false }, CELL("day", FORM_COUNT),
	CELL("time", FORM_WORD), CELL("zone", FORM_WORD),
	CELL("year", FORM_COUNT) }, 6, false };

static bool
date_agrees(const struct fact_row *fact)
{
	int64_t day = fact_detail(fact, "day")->number;

	return day >= 1 && day <= 31 && fact_detail(fact, "year")->number >
	    1900 && strchr(fact_word(fact, "time"), ':') != NULL;
}

const struct pattern_set date_line = { { &date }, NULL, date_agrees };

/* "nxge0           link: up        speed: 1000  Mbps       duplex: full" */
static const char *const link_is[] = { "link:", NULL }, *const speed_is[] = {
    "speed:", NULL }, *const megabits[] = { "mbps", NULL },
    *const duplex_is[] = { "duplex:", NULL }, *const states[] = { "up", "down",
    "unknown", NULL };
static const struct pattern port = { "link", {
	{ "name", FORM_WORD, NULL, true }, ONE_OF(link_is),
	{ "state", FORM_ONE_OF, states, false }, ONE_OF(speed_is),
	CELL("speed", FORM_COUNT), ONE_OF(megabits), ONE_OF(duplex_is),
	CELL("duplex", FORM_WORD) }, 8, false };

const struct pattern_set link_lines = { { &port }, NULL, NULL };
