#include "tools/report/service.h"

#include <assert.h>
#include <stdio.h>

#include "tools/report/ink.h"
#include "tools/report/text.h"
#include "tools/say.h"

static bool
is_source(const struct event *event)
{
	return (event->on & PLACE_SOURCE) != 0;
}

static void
again_print(const struct outage *outage)
{
	char span[TEXT_ROOM], parts[TEXT_ROOM];

	if (outage->last_ms != 0)
		say(": was down %s (%s)", text_span(outage->last_ms, span,
		    sizeof(span)), downtime_parts(outage, parts,
		    sizeof(parts)));
}

/* While only the source exists, its applications are the service. */
void
service_print(const struct said *said, struct downtime *downtime, bool colour,
    const struct event *event)
{
	const struct outage *outage = &downtime->guest[event->guest];
	bool was_up = outage->up, ever = outage->ever;

	assert(event->guest <= downtime->count);
	downtime_on_event(downtime, event);
	/* A source was up before the run asked. */
	if (event->met ? is_source(event) && !ever : !was_up)
		return;
	said_begin(said, event->at_ms, is_source(event) ? event->on :
	    PLACE_GUEST | event->guest);
	say("%s", is_source(event) ? "applications " : "");
	ink_say(colour, event->met ? GREEN : RED, event->met ? "up" : "down");
	if (event->met)
		again_print(outage);
	else
		say(" (%s)", part_name(event->part));
	say("\n");
}
