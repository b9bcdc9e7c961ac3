/*
 * A group is brought to rest: what runs for it ends, and no other node is tried
 * afterwards.
 */
#include "backends/sim/cluster/group.h"
#include "backends/sim/kernel/work.h"

enum { LOOK_MS = 1000 };

static void
group_quiesce_begin(struct sim *sim, uint32_t row)
{
	const struct op *op = &world_work(sim->world, row)->op;
	struct group_row *group = world_group(sim->world, op->group);

	/* As if a start had failed everywhere. */
	group->start_failed = UINT32_MAX;
	group->failed_s = (int32_t)(sim->world->now_ns / MS / 1000);
	work_after(sim, row, LOOK_MS);
}

static void
group_quiesce_end(struct sim *sim, uint32_t row)
{
	const struct op *op = &world_work(sim->world, row)->op;

	if (world_group(sim->world, op->group)->work != 0)
		work_after(sim, row, LOOK_MS);
	else
		work_end(sim, row, DONE, ERR_NONE);
}

const struct act group_quiesce_act = { .allows = group_exists_allows,
    .begin = group_quiesce_begin, .end = group_quiesce_end };
