/*
 * The tables of Sun Cluster 3.2 to Oracle Solaris Cluster 4.4.  Captures have
 * most of them; the lists with -v of groups, types and nodes are recalled.
 */
#include "backends/real/answers/cluster_tables.h"

#include <stddef.h>

#define CELL(title, key, form) \
	{ title, { key, form, NULL, false }, COLUMN_NEEDED }
#define NAME(title, key) \
	{ title, { key, FORM_WORD, NULL, true }, COLUMN_NEEDED }
#define CARRIED(title, key) \
	{ title, { key, FORM_WORD, NULL, true }, \
	    COLUMN_NEEDED | COLUMN_CARRIED }
#define ONE_OF(title, key, words) \
	{ title, { key, FORM_ONE_OF, words, false }, COLUMN_NEEDED }

static const char *const members[] = { "online", "offline", NULL };
static const char *const suspensions[] = { "yes", "no", NULL };
static const char *const paths[] = { "path-online", "waiting", "faulted",
    NULL };
static const char *const device_paths[] = { "ok", "fail", "unmonitored",
    "unknown", NULL };
static const char *const groups_are[] = { "unmanaged", "offline", "online",
    "pending-online", "pending-offline", "pending-online-blocked",
    "online-faulted", "error-stop-failed", NULL };
static const char *const modes[] = { "failover", "scalable", NULL };
static const char *const resources_are[] = { "online", "offline", "starting",
    "stopping", "start-failed", "stop-failed", "monitor-failed",
    "online-not-monitored", "not-online", "detached", NULL };

static const struct table nodes = { "node", TABLE_FIXED, NULL, {
	NAME("Node Name", "name"), ONE_OF("Status", "status", members),
} }, node_types = { "node", TABLE_FIXED, NULL, {
	NAME("Node", "name"), CELL("Type", "type", FORM_WORD),
} };

static const struct table votes = { "quorum", TABLE_FIXED, NULL, {
	CELL("Needed", "needed", FORM_COUNT),
	CELL("Present", "present", FORM_COUNT),
	CELL("Possible", "possible", FORM_COUNT),
} }, node_votes = { "quorum-node", TABLE_FIXED, NULL, {
	NAME("Node Name", "name"), CELL("Present", "present", FORM_COUNT),
	CELL("Possible", "possible", FORM_COUNT),
	ONE_OF("Status", "status", members),
} }, device_votes = { "quorum-device", TABLE_FIXED, NULL, {
	NAME("Device Name", "name"), CELL("Present", "present", FORM_COUNT),
	CELL("Possible", "possible", FORM_COUNT),
	ONE_OF("Status", "status", members),
} }, quorum_types = { "quorum-vote", TABLE_FIXED, NULL, {
	NAME("Quorum", "name"), CELL("Type", "type", FORM_WORD),
} };

static const struct table transports = { "transport-path", TABLE_FIXED, NULL, {
	NAME("Endpoint1", "from"), NAME("Endpoint2", "to"),
	ONE_OF("Status", "status", paths),
} };

static const struct table device_groups = { "device-group", TABLE_FIXED, NULL, {
	NAME("Device Group Name", "name"),
	CELL("Primary", "primary", FORM_WORD),
	CELL("Secondary", "secondary", FORM_WORDS),
	ONE_OF("Status", "status", members),
} }, spare_nodes = { "device-group-nodes", TABLE_FIXED, NULL, {
	NAME("Device Group Name", "name"),
	CELL("Spare Nodes", "spare", FORM_WORDS),
	CELL("Inactive Nodes", "inactive", FORM_WORDS),
	/* So it is printed. */
	{ "In Transistion Nodes", { "in_transition", FORM_WORDS, NULL,
	    false }, 0 },
	{ "In Transition Nodes", { "in_transition", FORM_WORDS, NULL, false },
	    0 },
} }, owned_groups = { "device-group-owner", TABLE_FIXED, NULL, {
	NAME("Device Group Name", "name"), NAME("Node Name", "node"),
	ONE_OF("Status", "status", members),
} }, group_list = { "device-group", TABLE_FIXED, NULL, {
	NAME("Device group", "name"), CELL("Type", "type", FORM_WORD),
	CELL("Node list", "nodes", FORM_WORDS),
} };

static const struct table groups = { "group", TABLE_FIXED, NULL, {
	CARRIED("Group Name", "name"), NAME("Node Name", "node"),
	ONE_OF("Suspended", "suspended", suspensions),
	ONE_OF("Status", "status", groups_are),
} }, no_groups = { "group", TABLE_FIXED, NULL, {
	CARRIED("Group Name", "name"), NAME("Node Name", "node"),
	ONE_OF("Suspended", "suspended", suspensions),
	ONE_OF("State", "status", groups_are),
} }, group_modes = { "group-mode", TABLE_FIXED, NULL, {
	NAME("Resource Group", "name"), ONE_OF("Mode", "mode", modes),
	ONE_OF("Overall status", "status", groups_are),
} };

static const struct table resources = { "resource", TABLE_FIXED, NULL, {
	CARRIED("Resource Name", "name"), NAME("Node Name", "node"),
	ONE_OF("State", "state", resources_are),
	CELL("Status Message", "message", FORM_WORDS),
} }, resource_list = { "resource-type-of", TABLE_FIXED, NULL, {
	NAME("Resource Name", "name"),
	CELL("Resource Type", "type", FORM_WORD),
	CELL("Resource Group", "group", FORM_WORD),
} }, types = { "type", TABLE_FIXED, NULL, {
	NAME("Resource Type", "name"), CELL("Node List", "nodes", FORM_WORDS),
} };

static const struct table device_states = { "did-path", TABLE_FIXED, NULL, {
	CARRIED("Device Instance", "device"), NAME("Node", "node"),
	ONE_OF("Status", "status", device_paths),
} }, device_list = { "did", TABLE_FIXED, NULL, {
	NAME("DID Device", "name"), NAME("Full Device Path", "path"),
} };

static const struct table *const tables[] = {
	&nodes, &node_types, &votes, &node_votes, &device_votes,
	&quorum_types, &transports, &device_groups, &spare_nodes,
	&owned_groups, &group_list, &groups, &no_groups, &group_modes,
	&resources, &resource_list, &types, &device_states, &device_list,
	NULL,
};

static const struct titled_thing things[] = {
	{ "Cluster Name", "cluster" },
	{ "Node Name", "node" },
	{ "Resource Group", "group" },
	{ "Resource", "resource" },
	{ "Resource Type", "type" },
	{ "Device Group Name", "device-group" },
	{ "DID Device Name", "did" },
	{ "Quorum Device Name", "quorum-device" },
	{ "Transport Cable", "cable" },
	{ "Transport Switch", "switch" },
	{ "Transport Adapter", "adapter" },
	{ NULL, NULL },
};

const struct titled_set cluster_tables = { tables, things };
