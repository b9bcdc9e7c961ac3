/*
 * What a node of the text is about to do, or others about it: it boots, it is
 * missed, it notices that it was fenced.
 */
#include <assert.h>
#include <string.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/start/values.h"
#include "backends/sim/world/growth.h"
#include "backends/sim/world/queue.h"
#include "backends/sim/world/simulation.h"

enum { FENCED_MS = 1000 };

static uint32_t
work_begun(struct sim *sim, uint32_t node, enum work_kind kind, int64_t ms)
{
	const struct op op = { .kind = OP_NODE_STATE, .on = node };
	uint32_t row;

	assert(node != 0 && ms >= 0);
	growth_ensure(sim);
	row = work_take(sim, &op, kind, CAUSE_CLUSTER);
	work_after(sim, row, ms);
	return row;
}

/* What goes on there stops with it. */
static void
hang(struct sim *sim, uint32_t node)
{
	world_node(sim->world, node)->power = NODE_HUNG;
	for (uint32_t i = 1; i <= sim->world->table[T_WORK].high; i++) {
		const struct work_row *work = world_work(sim->world, i);

		if (work->kind != WORK_NONE && work->place == node)
			queue_remove(sim->world, i);
	}
}

/* One without a bound guest has had no power. */
static void
boots(struct sim *sim, uint32_t node)
{
	uint32_t row = work_begun(sim, node, WORK_JOIN, declared_timed_ms(sim,
	    TIMED_NODE_BOOT));
	struct work_row *work = world_work(sim->world, row);

	work->op.forced = world_node(sim->world, node)->bound == 0;
	work->place = 0;
}

/* The lower of two nodes has the race for both. */
static void
splits(struct sim *sim, uint32_t node)
{
	uint64_t apart = world_node(sim->world, node)->apart;

	for (uint32_t n = node + 1; n <= sim->world->table[T_NODE].count; n++)
		if ((apart & node_members(sim) & bit(n)) != 0) {
			uint32_t row = work_begun(sim, node, WORK_SPLIT,
			    sim->declared.heartbeat_timeout_ms);

			world_work(sim->world, row)->op.to = n;
			world_work(sim->world, row)->place = 0;
		}
}

bool
start_node_works(struct starting *start)
{
	struct sim *sim = start->sim;
	uint32_t node = start->name;
	const struct node_row *row = world_node(sim->world, node);
	bool member = row->member != 0;
	const char *power = start_value(start->at, "power");

	if (power != NULL && strcmp(power, "hung") == 0)
		hang(sim, node);
	if (row->power == NODE_BOOTING)
		boots(sim, node);
	row = world_node(sim->world, node);
	if (member && row->power != NODE_UP)
		work_begun(sim, node, WORK_FAILURE,
		    sim->declared.heartbeat_timeout_ms);
	else if (!member && row->power == NODE_UP)
		work_begun(sim, node, WORK_FAILFAST, FENCED_MS);
	else if (member)
		splits(sim, node);
	return true;
}
