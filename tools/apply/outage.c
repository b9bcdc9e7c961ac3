#include "tools/apply/outage.h"

#include <stddef.h>

#include "core/run/owed.h"

enum { COUNTERS = sizeof(((struct outage_watch *)NULL)->counters) /
    sizeof(struct downtime *) };

static void
service_emit(struct outage_watch *watch, const struct event *event,
    uint32_t guest, bool up, int64_t at_ms)
{
	sink_emit(&watch->session->listener, &(struct event){
	    .type = EVENT_SERVICE, .plan = event->plan, .guest = guest,
	    .on = event->plan->from, .met = up, .part = PART_STOP,
	    .at_ms = at_ms });
}

/* A guest that the run has taken down was up. */
static void
up_before(struct outage_watch *watch, uint32_t guest)
{
	if (watch->known == guest)
		return;
	watch->known = guest;
	for (size_t i = 0; i < COUNTERS; i++)
		if (watch->counters[i] != NULL)
			downtime_begin(watch->counters[i], guest, true, 0);
}

/* The last proof before a change is an answer, too: it goes down when that is
 * typed, and is up when a question says so.  What is open at the end of the run
 * stays open. */
static void
outage_on_event(struct sink *sink, const struct event *event)
{
	struct outage_watch *watch = (struct outage_watch *)sink;
	struct owed owed;
	bool down;

	if (event->type != EVENT_ANSWER)
		return;
	down = run_owed(event->plan, watch->run, &owed);
	if (down == (watch->down != 0))
		return;
	if (down) {
		watch->down = owed.guest;
		up_before(watch, owed.guest);
		/* What was down before is not down twice. */
		service_emit(watch, event, watch->down, false,
		    owed.since_ms > watch->up_ms ? owed.since_ms :
		    watch->up_ms);
	} else {
		service_emit(watch, event, watch->down, true, event->at_ms);
		watch->up_ms = event->at_ms;
		watch->down = 0;
	}
}

void
outage_make(struct outage_watch *watch, struct session *session,
    const struct run *run)
{
	*watch = (struct outage_watch){ .sink = { outage_on_event },
	    .session = session, .run = run };
}
