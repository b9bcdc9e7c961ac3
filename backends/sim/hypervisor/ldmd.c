#include "backends/sim/hypervisor/ldmd.h"

#include "backends/sim/world/simulation.h"
#include "backends/sim/world/trouble.h"

/* What is a command of ldm, and whether that changes a guest. */
enum { NEEDS = 1, CHANGES = 2 };
static const unsigned char needs[OP_KINDS] = {
	[OP_VSW_ADD] = NEEDS, [OP_VDS_ADD] = NEEDS, [OP_VCC_ADD] = NEEDS,
	[OP_VSW_REMOVE] = NEEDS, [OP_VDS_REMOVE] = NEEDS,
	[OP_VCC_REMOVE] = NEEDS, [OP_NODE_POLICY] = NEEDS,
	[OP_CONFIG_SAVE] = NEEDS, [OP_CONFIG_SET] = NEEDS,
	[OP_CONFIG_REMOVE] = NEEDS, [OP_VOLUME_ADD] = NEEDS,
	[OP_VOLUME_MEND] = NEEDS, [OP_VOLUME_REMOVE] = NEEDS,
	[OP_GUEST_START] = NEEDS, [OP_GUEST_STOP] = NEEDS,
	[OP_GUEST_SAVE] = NEEDS, [OP_GUEST_CANCEL] = NEEDS,
	[OP_GUEST_DEFINE] = CHANGES, [OP_GUEST_REMOVE] = CHANGES,
	[OP_GUEST_VCPUS] = CHANGES, [OP_GUEST_CRYPTO] = CHANGES,
	[OP_GUEST_MEMORY] = CHANGES, [OP_GUEST_HOSTID] = CHANGES,
	[OP_GUEST_MASTER] = CHANGES, [OP_GUEST_VARIABLE] = CHANGES,
	[OP_GUEST_VDISK] = CHANGES, [OP_GUEST_VDISK_REMOVE] = CHANGES,
	[OP_GUEST_VNET] = CHANGES, [OP_GUEST_VNET_REMOVE] = CHANGES,
	[OP_GUEST_VNET_SET] = CHANGES, [OP_GUEST_BIND] = CHANGES,
	[OP_GUEST_UNBIND] = CHANGES, [OP_GUEST_MIGRATE] = CHANGES,
	[OP_P2V_PREPARE] = CHANGES, [OP_P2V_CLEAN] = CHANGES,
	[OP_P2V_CONVERT] = CHANGES,
	[OP_SERVICE_STATE] = NEEDS, [OP_VOLUME_STATE] = NEEDS,
	[OP_GUEST_STATE] = NEEDS, [OP_CONFIG_STATE] = NEEDS,
	[OP_MIGRATION_CHECK] = NEEDS,
};

bool
ldmd_runs(struct sim *sim, uint32_t node)
{
	return !trouble_is(sim, node, TROUBLE_LDMD);
}

bool
ldmd_changes(struct sim *sim, uint32_t node, struct err *err)
{
	if (!ldmd_runs(sim, node))
		return err_set(err, ERR_REFUSED, "ldmd does not run on %s",
		    sim_name(sim, KIND_NODE, node));
	return !trouble_is(sim, node, TROUBLE_DELAYED) || err_set(err,
	    ERR_REFUSED, "Operation on another domain not allowed while "
	    "domain primary is in the process of a delayed reconfiguration");
}

/* The node of an operation, or 0 if it is none, or is not known. */
static uint32_t
node_of(struct sim *sim, uint32_t place)
{
	return place <= sim->world->table[T_NODE].count ? place : 0;
}

bool
ldmd_takes(struct sim *sim, const struct op *op, struct err *err)
{
	uint32_t on = node_of(sim, op->on), to = node_of(sim, op->to);

	if (needs[op->kind] == NEEDS && on != 0 && !ldmd_runs(sim, on))
		return err_set(err, ERR_REFUSED, "ldmd does not run on %s",
		    sim_name(sim, KIND_NODE, on));
	if (needs[op->kind] != CHANGES || (on != 0 &&
	    !ldmd_changes(sim, on, err)))
		return needs[op->kind] != CHANGES;
	if (to != 0 && !ldmd_runs(sim, to))
		return err_set(err, ERR_NODE_DOWN, "Failed to establish "
		    "connection with ldmd(1m) on target: %s", sim_name(sim,
		    KIND_NODE, to));
	return to == 0 || ldmd_changes(sim, to, err);
}

/* Of a node ldmd says its policy and what is free, and what is saved. */
static bool
is_asked(const struct op *op)
{
	static const bool of_node[OP_KINDS] = { [OP_NODE_STATE] = true };

	return needs[op->kind] == NEEDS || (of_node[op->kind] &&
	    (op->value == TEXT_POLICY || op->value == TEXT_CONFIG ||
	    op->value == TEXT_SLOTS || op->value == TEXT_VCPUS ||
	    op->value == TEXT_CRYPTO || op->value == TEXT_MEMORY ||
	    op->value == TEXT_ADDRESSES));
}

bool
ldmd_answers(struct sim *sim, const struct op *op)
{
	uint32_t on = node_of(sim, op->on);

	return on == 0 || ldmd_runs(sim, on) || !is_asked(op);
}
