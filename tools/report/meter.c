#include "tools/report/meter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tools/report/text.h"
#include "tools/say.h"

bool
meter_terminal(int fd)
{
	const char *term = getenv("TERM");

	return isatty(fd) != 0 && term != NULL && strcmp(term, "dumb") != 0;
}

void
meter_print(struct meter *meter, const struct event *event)
{
	const struct plan *plan = event->plan;
	int64_t left_ms = 0;
	char span[TEXT_ROOM];

	if (!meter->on || event->back)
		return;
	for (uint32_t i = event->step; i < plan->step_count; i++)
		left_ms += plan->steps[i].expected_ms;
	meter->shown = true;
	say_to(stderr, "step %u of %u, %u %%, %s of simulated time left",
	    (unsigned)(event->step + 1), (unsigned)plan->step_count,
	    (unsigned)(event->step * 100 / plan->step_count),
	    text_span(left_ms, span, sizeof(span)));
}

void
meter_show(struct meter *meter, const char *text, unsigned columns)
{
	if (!meter->on)
		return;
	meter_wipe(meter);
	meter->shown = true;
	say_to(stderr, "%.*s", (int)columns, text);
	fflush(stderr);
}

void
meter_wipe(struct meter *meter)
{
	if (meter->shown)
		say_to(stderr, "\r\033[K");
	meter->shown = false;
}
