/*
 * clquorum show, clrt show and clinterconnect show: what the cluster is
 * configured to have, property by property.
 */
#include <stdio.h>
#include <string.h>

#include "backends/sim/cluster/votes.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/cluster_show.h"
#include "backends/sim/shell/cluster_table.h"
#include "backends/sim/shell/cluster_word.h"
#include "backends/sim/shell/hardware.h"
#include "backends/sim/shell/shown.h"
#include "backends/sim/world/draw.h"
#include "backends/sim/world/simulation.h"
#include "core/base/arena.h"

/* Operands would choose some of them. */
static bool
shows_all(struct call *call, const struct given *given)
{
	bool all = given->count == 0 || (given->count == 1 &&
	    strcmp(given->operand[0], "+") == 0);

	if (!all || given_has(given, 'n') || given_has(given, 't'))
		call_not_simulated(call);
	return call->status == 0;
}

/* The key of a node: the cluster's number, which is made of its name, and that
 * of the node. */
static void
node_votes_show(struct call *call, uint32_t node)
{
	const struct site *site = call->shell->site;
	struct arena arena = { 0 };
	const char *name = site->cluster != NULL ? site->cluster : site->name;

	shown_line(call, 0, "Node Name", call_name(call, KIND_NODE, node));
	shown_line(call, 1, "Node ID", arena_format(&arena, "%u",
	    (unsigned)node));
	shown_line(call, 1, "Quorum Vote Count", arena_format(&arena, "%u",
	    votes_of_node(call->shell->sim, node)));
	shown_line(call, 1, "Reservation Key", arena_format(&arena,
	    "0x%08X%08X", (unsigned)(draw_name(0, name) & 0xffffffff),
	    (unsigned)node));
	buffer_print(&call->out, "\n");
	arena_drop(&arena);
}

static const char *
hosts_text(struct arena *arena, const struct call *call, uint32_t device)
{
	const struct site *site = call->shell->site;
	const char *list = "";

	for (uint32_t n = 1; n <= site->node_count; n++)
		if ((site->devices[device].nodes & bit(n)) != 0)
			list = arena_format(arena, "%s%s%s", list,
			    *list != '\0' ? ", " : "", call_name(call,
			    KIND_NODE, n));
	return list;
}

static void
device_votes_show(struct call *call, uint32_t device)
{
	struct arena arena = { 0 };
	const char *name = call_name(call, KIND_DEVICE, device);

	shown_line(call, 0, "Quorum Device Name", name);
	shown_line(call, 1, "Enabled", "yes");
	shown_line(call, 1, "Votes", arena_format(&arena, "%u",
	    votes_of_device(call->shell->sim, device)));
	shown_line(call, 1, "Global Name", arena_format(&arena,
	    "/dev/did/rdsk/%ss2", name));
	shown_line(call, 1, "Type", cluster_is_32(call) ? "scsi" :
	    "shared_disk");
	shown_line(call, 1, "Access Mode", "scsi3");
	shown_line(call, 1, "Hosts (enabled)", hosts_text(&arena, call,
	    device));
	buffer_print(&call->out, "\n");
	arena_drop(&arena);
}

void
clquorum_show(struct call *call, const struct given *given)
{
	const struct table_at *table = call->shell->sim->world->table;
	bool titled = false;

	if (!shows_all(call, given))
		return;
	shown_title(call, "Cluster Nodes");
	for (uint32_t n = 1; n <= table[T_NODE].count; n++)
		node_votes_show(call, n);
	for (uint32_t d = 1; d <= table[T_DEVICE].count; d++) {
		if (!votes_has(call->shell->sim, d))
			continue;
		if (!titled)
			shown_title(call, "Quorum Devices");
		titled = true;
		device_votes_show(call, d);
	}
}

/* What is known of a type. */
struct type {
	const char	*description, *folder, *package;
	bool		 system;
};

static void
type_show(struct call *call, const char *name, const struct type *type)
{
	const char *colon = strchr(name, ':');

	shown_line(call, 0, "Resource Type", name);
	shown_line(call, 1, "RT_description", type->description);
	shown_line(call, 1, "RT_version", colon != NULL ? colon + 1 : "1");
	shown_line(call, 1, "API_version", "2");
	shown_line(call, 1, "RT_basedir", type->folder);
	shown_line(call, 1, "Single_instance", "False");
	shown_line(call, 1, "Proxy", "False");
	shown_line(call, 1, "Init_nodes", "All potential masters");
	shown_line(call, 1, "Installed_nodes", "<All>");
	shown_line(call, 1, "Failover", type->system ? "True" : "False");
	shown_line(call, 1, "Pkglist", type->package);
	shown_line(call, 1, "RT_system", type->system ? "True" : "False");
	shown_line(call, 1, "Global_zone", "True");
	buffer_print(&call->out, "\n");
}

void
clrt_show(struct call *call, const struct given *given)
{
	static const struct type types[TYPES] = {
		[TYPE_STORAGE] = { "HA Storage Plus",
		    "/usr/cluster/lib/rgm/rt/hastorageplus", "SUNWscu",
		    false },
		[TYPE_AGENT] = { "HA for Oracle VM Server for SPARC",
		    "/opt/SUNWscxvm/bin", "SUNWscxvm", false },
	};
	struct sim *sim = call->shell->sim;
	struct arena arena = { 0 };

	if (!shows_all(call, given))
		return;
	shown_title(call, "Registered Resource Types");
	type_show(call, "SUNW.LogicalHostname:2", &(struct type){
	    "Logical Hostname Resource Type",
	    "/usr/cluster/lib/rgm/rt/hafoip", "SUNWscu", true });
	type_show(call, "SUNW.SharedAddress:2", &(struct type){
	    "HA Shared Address Resource Type",
	    "/usr/cluster/lib/rgm/rt/hascip", "SUNWscu", true });
	for (uint32_t type = 1; type < TYPES; type++)
		if ((sim->world->types & bit(type)) != 0)
			type_show(call, type_word(&arena, sim, type),
			    &types[type]);
	arena_drop(&arena);
}

/* The switch of two nodes would only stand between two ports. */
static void
cables_show(struct call *call, uint32_t node, uint32_t nodes)
{
	struct arena arena = { 0 };
	const char *adapter;

	for (unsigned i = 0; (adapter = hardware_adapter(call->shell->site,
	    i)) != NULL; i++) {
		const char *from = arena_format(&arena, "%s:%s",
		    call_name(call, KIND_NODE, node), adapter);
		const char *to = nodes == 2 ? arena_format(&arena, "%s:%s",
		    call_name(call, KIND_NODE, 3 - node), adapter) :
		    arena_format(&arena, "switch%u@%u", i + 1,
		    (unsigned)node);

		shown_line(call, 0, "Transport Cable", arena_format(&arena,
		    "%s,%s", from, to));
		shown_line(call, 1, "Endpoint1", from);
		shown_line(call, 1, "Endpoint2", to);
		shown_line(call, 1, "State", "Enabled");
		buffer_print(&call->out, "\n");
	}
	arena_drop(&arena);
}

/* Where the driver's name ends and its instance begins. */
static size_t
instance_at(const char *adapter)
{
	size_t n = strlen(adapter);

	while (n > 1 && adapter[n - 1] >= '0' && adapter[n - 1] <= '9')
		n--;
	return n;
}

static void
adapters_show(struct call *call, uint32_t node)
{
	struct arena arena = { 0 };
	const char *adapter;

	buffer_print(&call->out, "\n%-*s\n\n", SHOWN_TITLE,
	    arena_format(&arena, "--- Transport Adapters for %s ---",
	    call_name(call, KIND_NODE, node)));
	for (unsigned i = 0; (adapter = hardware_adapter(call->shell->site,
	    i)) != NULL; i++) {
		size_t n = instance_at(adapter);

		shown_line(call, 0, "Transport Adapter", adapter);
		shown_line(call, 1, "State", "Enabled");
		shown_line(call, 1, "Transport Type", "dlpi");
		shown_line(call, 1, "device_name", arena_text(&arena, adapter,
		    n));
		shown_line(call, 1, "device_instance", adapter + n);
		shown_line(call, 1, "lazy_free", "1");
		shown_line(call, 1, "dlpi_heartbeat_timeout", "10000");
		shown_line(call, 1, "dlpi_heartbeat_quantum", "1000");
		shown_line(call, 1, "Port Names", "0");
		shown_line(call, 1, "Port State(0)", "Enabled");
		buffer_print(&call->out, "\n");
	}
	arena_drop(&arena);
}

void
clinterconnect_show(struct call *call, const struct given *given)
{
	uint32_t nodes = call->shell->sim->world->table[T_NODE].count;

	if (!shows_all(call, given))
		return;
	shown_title(call, "Transport Cables");
	for (uint32_t n = 1; n <= (nodes == 2 ? 1 : nodes); n++)
		cables_show(call, n, nodes);
	for (uint32_t n = 1; n <= nodes; n++)
		adapters_show(call, n);
}
