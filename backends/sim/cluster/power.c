#include "backends/sim/cluster/power.h"

#include "backends/sim/cluster/failure.h"
#include "backends/sim/cluster/join.h"

/* A service processor has power of its own, and asks nobody. */
static bool
allows(struct sim *sim, const struct op *op, struct err *err)
{
	(void)sim;
	(void)op;
	(void)err;
	return true;
}

static void
cut(struct sim *sim, const struct op *op)
{
	failure_within(sim, op->on, NODE_DOWN);
}

static void
give(struct sim *sim, const struct op *op)
{
	node_power_on(sim, op->on);
}

const struct act node_power_off_act = { .allows = allows, .apply = cut },
    node_power_on_act = { .allows = allows, .apply = give };
