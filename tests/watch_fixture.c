#include "tests/watch_fixture.h"

#include <string.h>

#include "backends/watch/deadline.h"

void
seen_begin(struct seen *seen)
{
	*seen = (struct seen){ .survey = { .count = 0 } };
	ready_begin(&seen->ready);
}

void
seen_end(struct seen *seen)
{
	watch_drop(&seen->watch);
	survey_drop(&seen->survey);
	ready_end(&seen->ready);
}

void
seen_judge(struct seen *seen, const struct survey *survey,
    struct watch_findings *watch)
{
	watch_judge(watch, &(struct watch_of_site){ survey, seen->ready.site,
	    NULL, 0, WATCH_SUSPENDED_MS });
}

void
seen_look(struct seen *seen)
{
	watch_drop(&seen->watch);
	survey_drop(&seen->survey);
	ready_survey(&seen->ready, &seen->survey, FOR_WATCHING);
	seen_judge(seen, &seen->survey, &seen->watch);
}

const struct watch_finding *
seen_find(const struct watch_findings *watch, const char *id, const char *on)
{
	for (uint32_t i = 0; i < watch->count; i++)
		if (watch->list[i].verdict == WATCH_FOUND &&
		    strcmp(watch->list[i].row->id, id) == 0 &&
		    strcmp(watch->list[i].on, on) == 0)
			return &watch->list[i];
	return NULL;
}
