/*
 * Changes that are begun and not waited for: people type, and scenarios let the
 * engine's own operations go on beside them.
 */
#include "backends/sim/changes.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/growth.h"

uint32_t
sim_begin(struct sim *sim, const struct op *op, enum cause cause,
    struct result *res)
{
	uint32_t row;

	growth_names(sim);
	result_clear(res);
	row = work_begin(sim, op, cause, cause == CAUSE_OP ? ASKER_ENGINE :
	    ASKER_PERSON, res);
	if (row != 0) {
		res->outcome = UNKNOWN;
		if (cause != CAUSE_OP)	/* the engine writes its own text */
			err_set(&res->err, ERR_TIMEOUT, "the command is in "
			    "progress");
	}
	res->at_ms = sim_now_ms(sim);
	return row;
}

bool
sim_ended(struct sim *sim, uint32_t row, struct result *res)
{
	if (world_work(sim->world, row)->ended == 0)
		return false;
	result_clear(res);
	work_taken(sim, row, res);
	res->at_ms = sim_now_ms(sim);
	return true;
}

void
sim_leave(struct sim *sim, uint32_t row)
{
	work_leave(sim, row);
}
