/*
 * Resource types that are installed, and registered with the cluster.
 */
#include "backends/sim/cluster/type.h"

#include "backends/sim/kernel/settle.h"

static bool
type_register_allows(struct sim *sim, const struct op *op, struct err *err)
{
	(void)sim;
	if (op->type < TYPES)
		return true;
	return err_set(err, ERR_TYPE_UNKNOWN, "the resource type is not "
	    "installed");
}

static void
type_register(struct sim *sim, const struct op *op)
{
	sim->world->types |= (uint32_t)bit(op->type);
	sim_emit(sim, (struct thing){ KIND_TYPE, op->type, 0 }, STATE_ABSENT,
	    STATE_REGISTERED);
}

const struct act type_register_act = { .allows = type_register_allows,
    .apply = type_register };
