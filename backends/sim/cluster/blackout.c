#include "backends/sim/cluster/blackout.h"

/* The real monitoring asks nothing either. */
static bool
blackout_allows(struct sim *sim, const struct op *op, struct err *err)
{
	(void)sim;
	(void)op;
	(void)err;
	return true;
}

static void
blackout_open(struct sim *sim, const struct op *op)
{
	world_guest(sim->world, op->guest)->blackout =
	    sim->cause == CAUSE_PERSON ? BLACKOUT_OF_PERSON : BLACKOUT_OF_RUN;
}

static void
blackout_close(struct sim *sim, const struct op *op)
{
	world_guest(sim->world, op->guest)->blackout = BLACKOUT_NONE;
}

bool
ask_blackout(struct sim *sim, const struct op *op, struct answer *answer)
{
	answer->state = world_guest(sim->world, op->guest)->blackout !=
	    BLACKOUT_NONE ? STATE_PRESENT : STATE_ABSENT;
	return true;
}

const struct act blackout_open_act = { .allows = blackout_allows,
    .apply = blackout_open };

const struct act blackout_close_act = { .allows = blackout_allows,
    .apply = blackout_close };
