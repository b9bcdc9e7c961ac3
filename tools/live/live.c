#include "tools/live/live.h"

#include <assert.h>

/* A line that is under way. */
struct under_way {
	struct surveyed	*one;
	uint64_t	 handle;
};

static void
heard_put(struct survey *survey, struct surveyed *one,
    const struct heard *heard)
{
	assert(!heard->locked);
	if (heard->lost)
		survey_lost(survey, one, heard->why);
	else
		survey_heard(survey, one, &heard->ended);
}

/* Take the next line, and begin it; false: there is none now. */
static bool
line_begin(struct survey *survey, struct reach *reach,
    struct under_way *under_way)
{
	struct surveyed *one = survey_next(survey);
	struct heard heard = { .lost = false };

	if (one == NULL)
		return false;
	*under_way = (struct under_way){ one, reach->begin(reach,
	    &(struct order){ .place = surveyed_place(one),
	    .line = one->output.line, .together = true }, &heard) };
	if (under_way->handle == HANDLE_OVER)
		heard_put(survey, one, &heard);
	return true;
}

/* Its reach has a limit for each question. */
static void
line_wait(struct survey *survey, struct reach *reach,
    const struct under_way *under_way)
{
	struct heard heard = { .lost = false };

	if (reach->wait(reach, under_way->handle, INT64_MAX, &heard)) {
		heard_put(survey, under_way->one, &heard);
		return;
	}
	reach->leave(reach, under_way->handle);
	survey_lost(survey, under_way->one, NULL);
}

void
live_ask(struct survey *survey, struct reach *reach)
{
	struct under_way open[LIVE_OPEN];
	unsigned first = 0, count = 0;

	for (;;) {
		struct under_way *next = &open[(first + count) % LIVE_OPEN];

		if (count < LIVE_OPEN && line_begin(survey, reach, next)) {
			count += next->handle != HANDLE_OVER;
			continue;
		}
		if (count == 0)
			return;
		line_wait(survey, reach, &open[first]);
		first = (first + 1) % LIVE_OPEN;
		count--;
	}
}
