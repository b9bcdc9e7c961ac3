/*
 * A guest that is watched has one event in the queue: at the end of the longest
 * boot.
 */
#include "backends/sim/observers/online.h"

#include <assert.h>

#include "backends/sim/cluster/group.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/world/declared.h"
#include "backends/sim/world/draw.h"
#include "backends/sim/world/growth.h"
#include "backends/sim/world/queue.h"

/* Nobody boots the guest, and its agent is content.  A person who has suspended
 * the group knows of it. */
static bool
is_idle(struct sim *sim, uint32_t guest)
{
	const struct resource_row *agent = world_resource(sim->world,
	    world_guest(sim->world, guest)->agent);
	const struct domain_row *domain;
	uint32_t on;

	if (sim->watch.at_work || sim->watch.guest == guest ||
	    agent->exists == 0 || agent->enabled == 0 ||
	    world_group(sim->world, agent->group)->suspended != 0)
		return false;
	on = group_up_on(sim, agent->group);
	if (on == 0)
		return false;
	domain = world_domain(sim->world, world_domain_of(sim->world, guest,
	    on));
	return domain->state == STATE_AT_OK && domain->work == 0 &&
	    (domain->by_node == 0 || !sim->watch.by_node) &&
	    (domain->soft == SOFT_OK || domain->soft == SOFT_HUNG ||
	    domain->soft == SOFT_LOOPING || domain->soft == SOFT_SINGLE);
}

static void
watch_end(struct sim *sim, uint32_t guest)
{
	for (uint32_t i = 1; i <= sim->world->table[T_WORK].high; i++) {
		const struct work_row *work = world_work(sim->world, i);

		if (work->kind != WORK_WATCH || work->op.guest != guest)
			continue;
		queue_remove(sim->world, i);
		world_free(sim->world, T_WORK, i);
	}
}

static void
watch_begin(struct sim *sim, uint32_t guest)
{
	const struct op op = { .kind = OP_GUEST_BOOT, .guest = guest };

	growth_ensure(sim);
	work_after(sim, work_take(sim, &op, WORK_WATCH, CAUSE_TIME),
	    draw_longest(declared_timed_ms(sim, TIMED_GUEST_BOOT)));
}

void
online_watch(struct sim *sim, uint32_t guest)
{
	bool idle = is_idle(sim, guest);
	uint8_t was = world_guest(sim->world, guest)->idle;

	assert(guest != 0);
	if (idle == (was != IDLE_NOT))
		return;
	if (was == IDLE_WATCHED)
		watch_end(sim, guest);
	if (idle)
		watch_begin(sim, guest);
	world_guest(sim->world, guest)->idle = idle ? IDLE_WATCHED : IDLE_NOT;
}

void
online_spare(struct sim *sim, const struct watch *watch)
{
	assert(watch->guest <= sim->world->table[T_GUEST].count);
	if (watch->at_work == sim->watch.at_work &&
	    watch->by_node == sim->watch.by_node &&
	    watch->guest == sim->watch.guest)
		return;
	sim->watch = *watch;
	for (uint32_t g = 1; g <= sim->world->table[T_GUEST].count; g++)
		online_watch(sim, g);
}

void
watch_event(struct sim *sim, uint32_t row)
{
	uint32_t guest = world_work(sim->world, row)->op.guest;

	assert(world_guest(sim->world, guest)->idle == IDLE_WATCHED);
	world_free(sim->world, T_WORK, row);
	world_guest(sim->world, guest)->idle = IDLE_LASTING;
	sim_touch(sim, KIND_GUEST, guest);
}

bool
online_holds(struct sim *sim, uint32_t guest)
{
	return world_guest(sim->world, guest)->idle != IDLE_LASTING ||
	    !is_idle(sim, guest);
}
