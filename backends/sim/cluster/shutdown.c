/*
 * A control domain goes down in order: the manager's script evacuates it, it
 * tells the others that it leaves, and then it boots (run level 6), or the
 * machine has no power (run level 0), because no other domain is there.  One
 * that stays at the ok prompt, while its guests run on, is not in the world.
 */
#include "backends/sim/cluster/shutdown.h"

#include <string.h>

#include "backends/sim/cluster/evacuation.h"
#include "backends/sim/cluster/failure.h"
#include "backends/sim/cluster/join.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/world/declared.h"

static bool
boots_again(struct sim *sim, const struct op *op)
{
	return strcmp(sim_name(sim, KIND_TEXT, op->value), "6") == 0;
}

static bool
allows(struct sim *sim, const struct op *op, struct err *err)
{
	bool busy;

	evacuation_left(sim, op->on, &busy);
	if (busy)
		return err_set(err, ERR_IN_TRANSITION, "a group of %s is in "
		    "transition", sim_name(sim, KIND_NODE, op->on));
	return boots_again(sim, op) || world_node(sim->world,
	    op->on)->bound == 0 || err_set(err, ERR_UNSUPPORTED, "a control "
	    "domain that goes down while its guests run on is not simulated");
}

/* It ends with the node, and not by its death. */
static void
begin(struct sim *sim, uint32_t row)
{
	struct work_row *work = world_work(sim->world, row);

	work->place = 0;
	evacuation_begin(sim, row, work->op.on);
	work_after(sim, row, declared_ms(sim, &work->op));
}

/* The work ends before the node does: its result is not lost with it. */
static void
end(struct sim *sim, uint32_t row)
{
	const struct op op = world_work(sim->world, row)->op;
	bool up = node_answers(sim, op.on);

	if (up && evacuation_step(sim, row))
		return;
	work_end(sim, row, up ? DONE : UNKNOWN, up ? ERR_NONE :
	    ERR_NO_ANSWER);
	if (!up)
		return;
	if (boots_again(sim, &op) || world_node(sim->world, op.on)->bound != 0)
		node_shut_down(sim, op.on);
	else
		failure_leaves(sim, op.on, NODE_DOWN);
}

const struct act node_shutdown_act = { .allows = allows, .begin = begin,
    .end = end };
