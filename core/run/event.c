#include "core/run/event.h"

#include <assert.h>
#include <stddef.h>

void
sink_emit(struct sink *sink, const struct event *event)
{
	assert(event->type < EVENT_TYPES);
	if (sink != NULL)
		sink->emit(sink, event);
}

const char *
cause_name(enum cause cause)
{
	static const char *const names[CAUSES] = { "op", "cluster", "agent",
	    "guest", "fault", "person", "time" };

	assert(cause < CAUSES);
	return names[cause];
}

const char *
part_name(enum service_part part)
{
	static const char *const names[PARTS] = { "stop", "detect", "fence",
	    "import", "boot", "work", "wait" };

	assert(part < PARTS);
	return names[part];
}
