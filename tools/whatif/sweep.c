#include "tools/whatif/sweep.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/observers/invariants.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/world.h"
#include "core/base/arena.h"

/* Pairs are of these kinds: two paths or two devices do what each does. */
static const bool paired[FAILURE_KINDS] = { [FAILURE_NODE] = true,
    [FAILURE_SWITCH] = true, [FAILURE_INTERCONNECT] = true };

static const uint32_t *
lost_list(struct sweep *sweep, uint32_t lost)
{
	const struct course *course = sweep->course;
	uint32_t *list = arena_take(sweep->arena, lost + (size_t)1,
	    sizeof(*list));
	uint32_t count = 0;

	for (uint32_t i = 0; i < course->hurt_count; i++)
		if (course->on[course->hurt[i]] == 0)
			list[count++] = course->hurt[i];
	return list;
}

static void
damage_keep(struct sweep *sweep, const struct damage *damage)
{
	if (sweep->count == sweep->capacity) {
		sweep->capacity += sweep->capacity / 2 + 64;
		sweep->damage = realloc(sweep->damage, sweep->capacity *
		    sizeof(*sweep->damage));
		if (sweep->damage == NULL)
			abort();
	}
	sweep->damage[sweep->count] = *damage;
	sweep->damage[sweep->count++].guest = lost_list(sweep, damage->lost);
}

static void
missed_add(struct damage *damage, const struct fate *fate)
{
	bool more = damage->worst == 0 || (damage->over_ms >= 0 &&
	    (fate->over_ms < 0 || fate->over_ms > damage->over_ms));

	damage->missed++;
	if (!more)
		return;
	damage->worst = fate->guest;
	damage->over_ms = fate->over_ms;
}

static void
damage_sum(struct sweep *sweep, struct damage *damage)
{
	const struct course *course = sweep->course;

	damage->broken = course->broken_count;
	for (uint32_t i = 0; i < course->hurt_count; i++) {
		struct fate fate = course_fate(course, i);

		if (fate.missed)
			missed_add(damage, &fate);
		if (fate.on == 0) {
			damage->lost++;
			continue;
		}
		damage->back++;
		damage->down_ms += fate.down_ms;
		if (fate.down_ms > damage->longest_ms)
			damage->longest_ms = fate.down_ms;
	}
	if (damage->missed != 0)
		sweep->missed++;
	if (course->hurt_count != 0 || course->broken_count != 0)
		damage_keep(sweep, damage);
}

/* Paths and devices, of which a site has many while its world may be big: once
 * they are there again, all is as it was, if no time has passed. */
static bool
ends(const struct course *course)
{
	const struct simulated *simulated = course->simulated;

	if (course->end_ms != 0 || !course->quiet)
		return false;
	for (uint32_t i = 0; i < simulated->fault_count; i++)
		if (simulated->faults[i].fault.kind != KIND_DEVICE)
			return false;
	return true;
}

static void
undo(struct sweep *sweep, const struct world *world)
{
	struct simulated *simulated = sweep->course->simulated;

	if (!ends(sweep->course)) {
		sim_restore(simulated->sim, world);
		sim_forget(simulated->sim);
		return;
	}
	for (uint32_t i = 0; i < simulated->fault_count; i++)
		simulated_mend(simulated, &simulated->faults[i].fault);
}

/* One schedule; afterwards the world is as it was. */
static void
schedule_play(struct sweep *sweep, const struct world *world,
    const struct failure *one, const struct failure *other)
{
	struct course *course = sweep->course;
	struct damage damage = { .one = one, .other = other };
	struct fault fault = failure_fault(one);
	struct err err;
	bool armed = course_begin(course, &fault, &err);

	if (other != NULL) {
		fault = failure_fault(other);
		armed = course_begin(course, &fault, &err) && armed;
	}
	assert(armed);
	course_play(course);
	damage_sum(sweep, &damage);
	sweep->schedules++;
	undo(sweep, world);
	course_again(course);
}

static bool
goes_on(struct sweep *sweep)
{
	if (!sweep->interrupted && sweep->go_on != NULL)
		sweep->interrupted = !sweep->go_on(sweep);
	return !sweep->interrupted;
}

static void
singles_play(struct sweep *sweep, const struct world *world)
{
	const struct failures *failures = &sweep->failures;

	for (uint32_t i = 0; i < failures->all && goes_on(sweep); i++)
		schedule_play(sweep, world, &failures->list[i], NULL);
}

/* Both of one kind, whose failures are n in a row. */
static void
pairs_play(struct sweep *sweep, const struct world *world,
    const struct failure *list, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = i + 1; k < n && goes_on(sweep); k++)
			schedule_play(sweep, world, &list[i], &list[k]);
}

static uint64_t
pairs_count(const struct failures *failures, enum failure_kind kind)
{
	uint64_t n = failures->count[kind];

	return paired[kind] && n != 0 ? n * (n - 1) / 2 : 0;
}

static int
damage_order(const void *one, const void *other)
{
	const struct damage *a = one, *b = other;

	if ((a->broken != 0) != (b->broken != 0))
		return a->broken != 0 ? -1 : 1;
	if (a->lost != b->lost)
		return a->lost > b->lost ? -1 : 1;
	if (a->down_ms != b->down_ms)
		return a->down_ms > b->down_ms ? -1 : 1;
	if (a->one != b->one)
		return a->one < b->one ? -1 : 1;
	return (a->other > b->other) - (a->other < b->other);
}

void
sweep_play(struct sweep *sweep)
{
	const struct failures *failures = &sweep->failures;
	const struct world *now = sim_world(sweep->course->simulated->sim);
	struct world *world = malloc(now->bytes);
	uint32_t at = 0;

	if (world == NULL)
		abort();
	memcpy(world, now, now->bytes);
	sweep->of = failures->all;
	for (enum failure_kind kind = 0; sweep->pairs && kind < FAILURE_KINDS;
	    kind++)
		sweep->of += pairs_count(failures, kind);
	singles_play(sweep, world);
	for (enum failure_kind kind = 0; kind < FAILURE_KINDS; kind++) {
		if (sweep->pairs && paired[kind])
			pairs_play(sweep, world, failures->list + at,
			    failures->count[kind]);
		at += failures->count[kind];
	}
	free(world);
	if (sweep->count != 0)
		qsort(sweep->damage, sweep->count, sizeof(*sweep->damage),
		    damage_order);
}

void
sweep_drop(struct sweep *sweep)
{
	free(sweep->damage);
	sweep->damage = NULL;
}
