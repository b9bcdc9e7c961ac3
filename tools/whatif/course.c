#include "tools/whatif/course.h"

#include <assert.h>
#include <stdio.h>

#include "backends/sim/observers/invariants.h"
#include "backends/sim/observers/uptime.h"
#include "backends/sim/sim.h"
#include "core/base/arena.h"

enum { DAY_MS = 24 * 3600 * 1000 };

static void
on_service(struct course *course, const struct event *event)
{
	uint32_t guest = event->guest;

	if (!course->is_hurt[guest]) {
		course->is_hurt[guest] = true;
		course->hurt[course->hurt_count++] = guest;
	}
	downtime_on_event(&course->downtime, event);
	course->on[guest] = event->met ? event->on : 0;
}

static void
on_violation(struct course *course, const struct event *event)
{
	struct course_broken *broken;

	if (course->broken_count == COURSE_BROKEN)
		return;
	broken = &course->broken[course->broken_count++];
	broken->invariant = event->word;
	broken->at_ms = event->at_ms;
	snprintf(broken->text, sizeof(broken->text), "%s", event->text);
}

static void
on_event(struct sink *sink, const struct event *event)
{
	struct course *course = (struct course *)sink;

	if (event->type == EVENT_SERVICE)
		on_service(course, event);
	else if (event->type == EVENT_VIOLATION)
		on_violation(course, event);
}

static void
guest_begin(struct course *course, uint32_t guest)
{
	uint32_t on = course->was_on[guest];

	course->is_hurt[guest] = false;
	course->on[guest] = on;
	downtime_begin(&course->downtime, guest, on != 0, 0);
}

void
course_make(struct course *course, struct arena *arena,
    struct sandbox *sandbox)
{
	const struct site *site = sandbox->session.site;
	size_t count = (size_t)site->guest_count + 1;

	assert(sandbox_now_ms(sandbox) == 0);
	*course = (struct course){ .sink = { on_event },
	    .simulated = &sandbox->simulated, .site = site };
	course->was_on = arena_take(arena, count, sizeof(*course->was_on));
	course->on = arena_take(arena, count, sizeof(*course->on));
	course->hurt = arena_take(arena, count, sizeof(*course->hurt));
	course->is_hurt = arena_take(arena, count, sizeof(*course->is_hurt));
	downtime_make(arena, &course->downtime, site->guest_count);
	for (uint32_t g = 1; g <= site->guest_count; g++) {
		course->was_on[g] = sim_guest_node(sandbox->simulated.sim, g);
		guest_begin(course, g);
	}
	sandbox->session.sink = &course->sink;
}

void
course_again(struct course *course)
{
	for (uint32_t i = 0; i < course->hurt_count; i++)
		guest_begin(course, course->hurt[i]);
	course->hurt_count = course->broken_count = 0;
	course->simulated->fault_count = 0;
	course->simulated->disturbed = false;
}

bool
course_begin(struct course *course, const struct fault *fault,
    struct err *err)
{
	return simulated_arm(course->simulated, fault, err);
}

void
course_play(struct course *course)
{
	struct simulated *simulated = course->simulated;
	int64_t next_ms;

	while ((next_ms = simulated_next_ms(simulated)) >= 0 &&
	    next_ms <= DAY_MS)
		simulated_moment(simulated, next_ms);
	course->quiet = next_ms < 0;
	course->end_ms = sim_now_ms(simulated->sim);
}

/* One that did not come back has missed whatever was allowed. */
static void
fate_judge(const struct site_guest *row, struct fate *fate)
{
	if (!row->objective)
		return;
	fate->over_ms = fate->on != 0 ? fate->down_ms - row->objective_ms :
	    -1;
	fate->missed = fate->on == 0 || fate->over_ms > 0;
}

struct fate
course_fate(const struct course *course, uint32_t n)
{
	uint32_t guest = course->hurt[n];
	const struct outage *outage = &course->downtime.guest[guest];
	struct fate fate = { .guest = guest, .was_on = course->was_on[guest],
	    .on = course->on[guest], .up_ms = outage->since_ms,
	    .down_ms = downtime_of(&course->downtime, guest, course->end_ms),
	    .part_ms = outage->all_ms };

	assert(n < course->hurt_count);
	fate_judge(&course->site->guests[guest], &fate);
	return fate;
}
