#include "tools/report/downtime.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "tools/report/text.h"

void
downtime_make(struct arena *arena, struct downtime *downtime, uint32_t guests)
{
	downtime->count = guests;
	downtime->guest = arena_take(arena, guests + 1,
	    sizeof(*downtime->guest));
}

void
downtime_begin(struct downtime *downtime, uint32_t guest, bool up,
    int64_t at_ms)
{
	downtime->guest[guest] = (struct outage){ .ever = up, .up = up,
	    .since_ms = at_ms };
}

void
downtime_copy(struct downtime *downtime, const struct downtime *from)
{
	assert(downtime->count == from->count);
	memcpy(downtime->guest, from->guest,
	    (from->count + 1) * sizeof(*from->guest));
}

static void
part_close(struct outage *outage, int64_t at_ms)
{
	outage->part_ms[outage->part] += at_ms - outage->part_since_ms;
	outage->all_ms[outage->part] += at_ms - outage->part_since_ms;
	outage->part_since_ms = at_ms;
}

/* Down again while it is down: another part of the same outage begins. */
void
downtime_on_event(struct downtime *downtime, const struct event *event)
{
	struct outage *outage = &downtime->guest[event->guest];

	if (event->met && !outage->up) {
		if (outage->ever) {
			part_close(outage, event->at_ms);
			outage->last_ms = event->at_ms - outage->since_ms;
			outage->down_ms += outage->last_ms;
		}
		outage->since_ms = event->at_ms;
	} else if (!event->met && outage->up) {
		memset(outage->part_ms, 0, sizeof(outage->part_ms));
		outage->since_ms = outage->part_since_ms = event->at_ms;
		outage->part = event->part;
	} else if (!event->met && outage->ever) {
		part_close(outage, event->at_ms);
		outage->part = event->part;
	}
	outage->up = event->met;
	outage->ever = outage->ever || event->met;
}

int64_t
downtime_of(const struct downtime *downtime, uint32_t guest, int64_t now_ms)
{
	const struct outage *outage = &downtime->guest[guest];

	if (!outage->ever || outage->up)
		return outage->down_ms;
	return outage->down_ms + now_ms - outage->since_ms;
}

const char *
downtime_parts(const struct outage *outage, char *room, size_t size)
{
	return downtime_parts_of(outage->part_ms, room, size);
}

const char *
downtime_parts_of(const int64_t part_ms[PARTS], char *room, size_t size)
{
	char span[TEXT_ROOM];
	size_t n = 0;

	room[0] = '\0';
	for (enum service_part part = 0; part < PARTS && n < size; part++)
		if (part_ms[part] != 0)
			n += (size_t)snprintf(room + n, size - n, "%s%s %s",
			    n != 0 ? ", " : "", part_name(part), text_span(
			    part_ms[part], span, sizeof(span)));
	return room;
}
