/*
 * The tables and sections of ldm.  The titles are those of captures and of the
 * guides 1.2 to 3.5; the facts are those of ldm_records.c.
 */
#include "backends/real/answers/ldm_tables.h"

#include <stddef.h>

#include "backends/real/answers/ldm_records.h"

#define CELL(title, key, form)	{ title, { key, form, NULL, false }, 0 }
#define NEED(title, key, form) \
	{ title, { key, form, NULL, false }, COLUMN_NEEDED }
#define NAME(title, key, form) \
	{ title, { key, form, NULL, true }, COLUMN_NEEDED }
#define RIGHT(title, key, form) \
	{ title, { key, form, NULL, false }, COLUMN_RIGHT }

static const struct table domains = { "domain", TABLE_SHIFTED, NULL, {
	NAME("NAME", "name", FORM_WORD),
	{ "STATE", { "state", FORM_ONE_OF, domain_states, false }, 0 },
	CELL("FLAGS", "flags", FORM_FLAGS),
	CELL("CONS", "console", FORM_CONSOLE),
	CELL("VCPU", "vcpus", FORM_MAYBE_COUNT),
	CELL("MEMORY", "memory", FORM_SIZE),
	RIGHT("UTIL", "util", FORM_PERCENT),
	RIGHT("NORM", "norm_util", FORM_PERCENT),
	CELL("UPTIME", "uptime_s", FORM_UPTIME),
} };

static const struct table cores = { "core", TABLE_SHIFTED, NULL, {
	NAME("CID", "cid", FORM_COUNT),
	NEED("CPUSET", "cpuset", FORM_CPUSET),
} }, free_cores = { "core", TABLE_SHIFTED, NULL, {
	NAME("ID", "cid", FORM_COUNT),
	NEED("%FREE", "free", FORM_COUNT),
	NEED("CPUSET", "cpuset", FORM_CPUSET),
} };

static const struct table vcpus = { "vcpu", TABLE_SHIFTED, NULL, {
	NAME("VID", "vid", FORM_COUNT),
	NEED("PID", "pid", FORM_COUNT),
	CELL("CID", "cid", FORM_COUNT),
	RIGHT("UTIL", "util", FORM_PERCENT),
	RIGHT("STRAND", "strand", FORM_PERCENT),
	RIGHT("NORM", "norm_util", FORM_PERCENT),
} }, strands = { "strand", TABLE_SHIFTED, NULL, {
	NAME("PID", "pid", FORM_COUNT),
	NEED("%FREE", "free", FORM_COUNT),
	CELL("PM", "pm", FORM_MAYBE),
} }, vcpu_count = { "constrained-vcpus", TABLE_SHIFTED, NULL, {
	NEED("COUNT", "vcpus", FORM_COUNT),
} };

static const struct table units = { "crypto", TABLE_SHIFTED, NULL, {
	CELL("ID", "id", FORM_COUNT),
	{ "CPUSET", { "cpuset", FORM_CPUSET, NULL, true }, COLUMN_NEEDED },
	CELL("BOUND", "bound", FORM_MAYBE),
} }, unit_count = { "constrained-crypto", TABLE_SHIFTED, NULL, {
	NEED("COUNT", "crypto", FORM_COUNT),
} };

static const struct table memory = { "memory", TABLE_SHIFTED, NULL, {
	NAME("RA", "ra", FORM_HEX),
	NEED("PA", "pa", FORM_HEX),
	NEED("SIZE", "size", FORM_SIZE),
} }, free_memory = { "memory", TABLE_SHIFTED, NULL, {
	NAME("PA", "pa", FORM_HEX),
	NEED("SIZE", "size", FORM_SIZE),
	CELL("BOUND", "bound", FORM_MAYBE),
} }, memory_size = { "constrained-memory", TABLE_SHIFTED, NULL, {
	NEED("SIZE", "memory", FORM_SIZE),
} };

static const struct table buses = { "io", TABLE_SHIFTED, NULL, {
	NAME("DEVICE", "device", FORM_WORD),
	NEED("PSEUDONYM", "alias", FORM_MAYBE),
	CELL("BOUND", "bound", FORM_MAYBE),
	CELL("OPTIONS", "options", FORM_MAYBE),
} };

static const struct table concentrators = { "vcc", TABLE_SHIFTED, NULL, {
	NAME("NAME", "name", FORM_WORD),
	CELL("LDOM", "domain", FORM_WORD),
	NEED("PORT-RANGE", "port_range", FORM_WORD),
} }, concentrator_clients = { "client", TABLE_SHIFTED, NULL, {
	NAME("CLIENT", "client", FORM_WORD),
	NEED("PORT", "port", FORM_COUNT),
} };

static const struct table switches = { "vsw", TABLE_SHIFTED, NULL, {
	NAME("NAME", "name", FORM_WORD),
	CELL("LDOM", "domain", FORM_WORD),
	NEED("MAC", "mac", FORM_MAC),
	NEED("NET-DEV", "net_dev", FORM_MAYBE),
	CELL("ID", "id", FORM_MAYBE_COUNT),
	CELL("DEVICE", "device", FORM_MAYBE),
	CELL("LINKPROP", "linkprop", FORM_MAYBE),
	CELL("DEFAULT-VLAN-ID", "default_vlan", FORM_MAYBE),
	CELL("PVID", "pvid", FORM_MAYBE),
	CELL("VID", "vid", FORM_MAYBE),
	CELL("MTU", "mtu", FORM_MAYBE_COUNT),
	CELL("MODE", "mode", FORM_MAYBE),
	CELL("INTER-VNET-LINK", "inter_vnet_link", FORM_MAYBE),
} }, peers = { "peer", TABLE_SHIFTED, NULL, {
	NAME("PEER", "peer", FORM_WORD),
	NEED("MAC", "mac", FORM_MAC),
	CELL("MODE", "mode", FORM_MAYBE),
	CELL("PVID", "pvid", FORM_MAYBE),
	CELL("VID", "vid", FORM_MAYBE),
	CELL("MTU", "mtu", FORM_MAYBE_COUNT),
	CELL("LINKPROP", "linkprop", FORM_MAYBE),
} };

/* A service without volumes has a row that ends after its name. */
static const struct table volumes = { "volume", TABLE_SHIFTED, "vds", {
	{ "NAME", { "service", FORM_WORD, NULL, true },
	    COLUMN_NEEDED | COLUMN_CARRIED },
	CELL("LDOM", "domain", FORM_MAYBE),
	{ "VOLUME", { "name", FORM_MAYBE, NULL, true }, COLUMN_NEEDED },
	CELL("OPTIONS", "options", FORM_MAYBE),
	CELL("MPGROUP", "mpgroup", FORM_MAYBE),
	NEED("DEVICE", "device", FORM_MAYBE),
} }, volume_clients = { "client", TABLE_SHIFTED, NULL, {
	NAME("CLIENT", "client", FORM_WORD),
	NEED("VOLUME", "volume", FORM_WORD),
} };

static const struct table nets = { "vnet", TABLE_SHIFTED, NULL, {
	NAME("NAME", "name", FORM_WORD),
	NEED("SERVICE", "service", FORM_WORD),
	CELL("ID", "id", FORM_MAYBE_COUNT),
	CELL("DEVICE", "device", FORM_MAYBE),
	CELL("MAC", "mac", FORM_MAC),
	CELL("MODE", "mode", FORM_MAYBE),
	CELL("PVID", "pvid", FORM_MAYBE),
	CELL("VID", "vid", FORM_MAYBE),
	CELL("MTU", "mtu", FORM_MAYBE_COUNT),
	CELL("LINKPROP", "linkprop", FORM_MAYBE),
} };

static const struct table disks = { "vdisk", TABLE_SHIFTED, NULL, {
	NAME("NAME", "name", FORM_WORD),
	NEED("VOLUME", "volume", FORM_WORD),
	CELL("TOUT", "timeout_s", FORM_SECONDS),
	CELL("ID", "id", FORM_MAYBE_COUNT),
	CELL("DEVICE", "device", FORM_MAYBE),
	CELL("SERVER", "server", FORM_MAYBE),
	CELL("MPGROUP", "mpgroup", FORM_MAYBE),
} };

static const struct table consoles = { "console", TABLE_SHIFTED, NULL, {
	NEED("NAME", "name", FORM_WORD),
	NEED("SERVICE", "service", FORM_MAYBE),
	CELL("PORT", "port", FORM_MAYBE_COUNT),
	CELL("LOGGING", "log", FORM_MAYBE),
} };

static const struct table operations = { "operation", TABLE_SHIFTED, NULL, {
	NAME("OPERATION", "operation", FORM_WORD),
	NEED("PROGRESS", "progress", FORM_PERCENT),
	CELL("TARGET", "target", FORM_MAYBE),
	CELL("SOURCE", "source", FORM_MAYBE),
} };

#define NO_CELL		{ NULL, FORM_TEXT, NULL, false }
#define VALUE(key, form)	{ key, form, NULL, false }

static const struct section sections[] = {
	{ "DOMAIN", SECTION_SCOPE, "domain",
	    { "name", FORM_WORD, NULL, true }, { NULL } },
	{ "SOFTSTATE", SECTION_FLUSH, "softstate",
	    VALUE("softstate", FORM_WORDS), { NULL } },
	{ "UUID", SECTION_VALUE, "uuid", VALUE("uuid", FORM_WORD), { NULL } },
	{ "MAC", SECTION_VALUE, "mac", VALUE("mac", FORM_MAC), { NULL } },
	{ "HOSTID", SECTION_VALUE, "hostid", VALUE("hostid", FORM_HEX),
	    { NULL } },
	{ "CONTROL", SECTION_PAIRS, "control", NO_CELL, { NULL } },
	{ "DEPENDENCY", SECTION_PAIRS, "dependency", NO_CELL, { NULL } },
	{ "CONSTRAINT", SECTION_PAIRS, "constraint", NO_CELL, { NULL } },
	{ "VARIABLES", SECTION_PAIRS, "variable", NO_CELL, { NULL } },
	{ "CORE", SECTION_TABLE, NULL, NO_CELL, { &free_cores, &cores } },
	{ "VCPU", SECTION_TABLE, NULL, NO_CELL,
	    { &vcpus, &strands, &vcpu_count } },
	{ "MAU", SECTION_TABLE, NULL, NO_CELL, { &units, &unit_count } },
	{ "CRYPTO", SECTION_TABLE, NULL, NO_CELL, { &units, &unit_count } },
	{ "MEMORY", SECTION_TABLE, NULL, NO_CELL,
	    { &memory, &free_memory, &memory_size } },
	{ "IO", SECTION_TABLE, NULL, NO_CELL, { &buses } },
	{ "VCC", SECTION_TABLE, NULL, NO_CELL,
	    { &concentrators, &concentrator_clients } },
	{ "VSW", SECTION_TABLE, NULL, NO_CELL, { &switches, &peers } },
	{ "VDS", SECTION_TABLE, NULL, NO_CELL, { &volumes, &volume_clients } },
	{ "NETWORK", SECTION_TABLE, NULL, NO_CELL, { &nets, &peers } },
	{ "DISK", SECTION_TABLE, NULL, NO_CELL, { &disks } },
	{ "VCONS", SECTION_TABLE, NULL, NO_CELL, { &consoles } },
	{ "STATUS", SECTION_TABLE, NULL, NO_CELL, { &operations } },
	{ NULL, SECTION_TABLE, NULL, NO_CELL, { NULL } },
};

const struct section_set ldm_sections = { &domains, sections };
