/*
 * The same virtual services on every control domain.
 *
 * The first node comes last, because most guests are there.  The job only adds
 * services: the checks report one with another value before anything is done.
 * And it adds the volumes that a node has lost, for instance in a power cycle.
 */
#include "core/procedures/procedure.h"

static const struct procedure_phase phases[] = {
	{ "services", "every control domain offers the same services under the "
	    "same names" },
	{ NULL, NULL },
};

const struct procedure_step services_part[] = {
	{ "services", "vsw", OP_VSW_ADD, ON_NODE, .block = BLOCK_NODES,
	    .each = EACH_VSW, .at_node = true,
	    .why = "guests find their network by this name on every node" },
	{ "services", "vds", OP_VDS_ADD, ON_NODE, .block = BLOCK_NODES,
	    .each = EACH_VDS, .at_node = true,
	    .why = "volumes are exported under this name on every node" },
	{ "services", "vcc", OP_VCC_ADD, ON_NODE, .block = BLOCK_NODES,
	    .each = EACH_VCC, .at_node = true,
	    .why = "a guest cannot be bound without a console port" },
	{ "services", "policy", OP_NODE_POLICY, ON_NODE,
	    .block = BLOCK_NODES, .at_node = true, .value = "reset",
	    .why = "guests of a control domain that fails are reset" },
	{ .name = NULL },
};

static const struct procedure_step saving[] = {
	{ "services", "volume", OP_VOLUME_MEND, ON_NODE,
	    .block = BLOCK_NODES, .each = EACH_MISSING, .when = WHEN_QUICK,
	    .at_node = true,
	    .why = "the guest cannot be started here without it" },
	{ "services", "volume", OP_VOLUME_ADD, ON_NODE,
	    .block = BLOCK_NODES, .each = EACH_MISSING,
	    .when = WHEN_NO_QUICK, .at_node = true,
	    .why = "the guest cannot be started here without it; this ldm "
	    "takes it only where the pool is" },
	{ "services", "config", OP_CONFIG_SAVE, ON_NODE,
	    .block = BLOCK_NODES, .at_node = true,
	    .why = "a power cycle brings the services back" },
	{ "services", "old-config", OP_CONFIG_REMOVE, ON_NODE,
	    .block = BLOCK_NODES, .when = WHEN_LAST_SLOT, .at_node = true,
	    .why = "the oldest of ours goes, now that the new one is listed: "
	    "one slot stays free" },
	{ .name = NULL },
};

static const struct procedure_part parts[] = {
	{ services_part, NULL },
	{ saving, NULL },
	{ NULL, NULL },
};

const struct procedure procedure_services = {
	.name = "services",
	.operands = "[NODE...]",
	.about = "create virtual switches, disk server and consoles of the "
	    "same names on every control domain",
	.owes = "its services, and a saved configuration with them",
	.takes_nodes = true,
	.begin = SITE_BARE,
	.guest_begin = NOW_ABSENT,
	.checks = CHECK_SERVICES,
	.phases = phases,
	.parts = parts,
};
