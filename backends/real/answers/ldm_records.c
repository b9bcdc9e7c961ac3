/*
 * What ldm -p and virtinfo -p print.  The names are those of the guides 1.2 to
 * 3.5 and of programs that read this form; ldm_tables.c has the same facts as
 * people read them.
 */
#include "backends/real/answers/ldm_records.h"

#include <stddef.h>

const char *const domain_states[] = { "active", "bound", "inactive",
    "suspended", NULL };
static const char *const yes_no[] = { "yes", "no", NULL };
static const char *const truth[] = { "true", "false", NULL };

#define TEXT(name, key)		{ name, { key, FORM_TEXT, NULL, false }, false }
#define MAYBE(name, key) \
	{ name, { key, FORM_MAYBE, NULL, false }, false }
#define COUNT(name, key) \
	{ name, { key, FORM_COUNT, NULL, false }, false }
#define FORM(name, key, form)	{ name, { key, form, NULL, false }, false }
#define NEED(name, key, form)	{ name, { key, form, NULL, false }, true }
#define NAME(name, key, form)	{ name, { key, form, NULL, true }, true }
#define ONE_OF(name, key, words) \
	{ name, { key, FORM_ONE_OF, words, false }, false }

#define NO_VALUE	{ NULL, { NULL, FORM_TEXT, NULL, false }, false }

static const struct record ldm_rows[] = {
	{ "DOMAIN", NULL, "domain", RECORD_SCOPE, NULL, {
	    NAME("name", "name", FORM_WORD),
	    ONE_OF("state", "state", domain_states),
	    FORM("flags", "flags", FORM_FLAG_WORDS),
	    FORM("cons", "console", FORM_CONSOLE),
	    FORM("ncpu", "vcpus", FORM_MAYBE_COUNT),
	    FORM("mem", "memory", FORM_BYTES),
	    FORM("util", "util", FORM_DECIMAL),
	    FORM("uptime", "uptime_s", FORM_SECONDS),
	    FORM("norm_util", "norm_util", FORM_DECIMAL),
	    TEXT("softstate", "softstate") } },
	{ "UUID", NULL, "uuid", RECORD_ONCE, NULL, {
	    NEED("uuid", "uuid", FORM_WORD) } },
	{ "MAC", NULL, "mac", RECORD_ONCE, NULL, {
	    NEED("mac-addr", "mac", FORM_MAC) } },
	{ "HOSTID", NULL, "hostid", RECORD_ONCE, NULL, {
	    NEED("hostid", "hostid", FORM_HEX) } },
	{ "CONTROL", NULL, "control", RECORD_ONCE | RECORD_PAIRS, NULL,
	    { NO_VALUE } },
	{ "DEPENDENCY", NULL, "dependency", RECORD_ONCE | RECORD_PAIRS, NULL,
	    { NO_VALUE } },
	{ "CONSTRAINT", NULL, "constraint", RECORD_PAIRS, NULL, { NO_VALUE } },
	{ "CORE", "cid", "core", RECORD_ONCE, NULL, {
	    NAME("cid", "cid", FORM_COUNT),
	    FORM("cpuset", "cpuset", FORM_CPUSET) } },
	{ "CORE", "id", "core", 0, NULL, {
	    NAME("id", "cid", FORM_COUNT), COUNT("free", "free"),
	    FORM("cpuset", "cpuset", FORM_CPUSET) } },
	{ "VCPU", NULL, "constrained-vcpus", RECORD_ONCE, NULL, {
	    NEED("count", "vcpus", FORM_COUNT) } },
	{ "VCPU", "vid", "vcpu", 0, NULL, {
	    NAME("vid", "vid", FORM_COUNT), NEED("pid", "pid", FORM_COUNT),
	    COUNT("cid", "cid"), FORM("util", "util", FORM_DECIMAL),
	    COUNT("strand", "strand") } },
	{ "VCPU", "pid", "strand", 0, NULL, {
	    NAME("pid", "pid", FORM_COUNT), NEED("free", "free", FORM_COUNT),
	    MAYBE("pm", "pm") } },
	{ "MAU", NULL, "constrained-crypto", RECORD_ONCE, NULL, {
	    NEED("count", "crypto", FORM_COUNT) } },
	{ "MAU", "id", "crypto", 0, NULL, {
	    NAME("id", "id", FORM_COUNT),
	    FORM("cpuset", "cpuset", FORM_CPUSET), MAYBE("bound", "bound") } },
	{ "MEMORY", NULL, "constrained-memory", RECORD_ONCE, NULL, {
	    NEED("size", "memory", FORM_BYTES) } },
	{ "MEMORY", "ra", "memory", 0, NULL, {
	    NAME("ra", "ra", FORM_HEX), NEED("pa", "pa", FORM_HEX),
	    NEED("size", "size", FORM_COUNT) } },
	{ "MEMORY", "pa", "memory", 0, NULL, {
	    NAME("pa", "pa", FORM_HEX), NEED("size", "size", FORM_COUNT),
	    MAYBE("bound", "bound") } },
	{ "IO", "dev", "io", RECORD_ONCE, NULL, {
	    NAME("dev", "device", FORM_WORD), MAYBE("alias", "alias"),
	    MAYBE("bound", "bound"), MAYBE("options", "options") } },
	{ "VARIABLES", "", "variable", RECORD_ONCE | RECORD_PAIRS, NULL,
	    { NO_VALUE } },
	{ "VCC", NULL, "vcc", RECORD_OWNER, NULL, {
	    NAME("name", "name", FORM_WORD), COUNT("nclients", "clients"),
	    NEED("port-range", "port_range", FORM_WORD) } },
	{ "VCC", "client", "client", 0, "service", {
	    NAME("client", "client", FORM_WORD),
	    FORM("port", "port", FORM_COUNT) } },
	{ "VSW", NULL, "vsw", RECORD_OWNER, NULL, {
	    NAME("name", "name", FORM_WORD), COUNT("nclients", "clients"),
	    FORM("mac-addr", "mac", FORM_MAC), MAYBE("net-dev", "net_dev"),
	    MAYBE("dev", "device"), MAYBE("default-vlan-id", "default_vlan"),
	    MAYBE("pvid", "pvid"), MAYBE("vid", "vid"),
	    FORM("mtu", "mtu", FORM_MAYBE_COUNT), MAYBE("mode", "mode"),
	    FORM("id", "id", FORM_MAYBE_COUNT),
	    MAYBE("linkprop", "linkprop"),
	    MAYBE("inter-vnet-link", "inter_vnet_link") } },
	{ "VSW", "peer", "peer", 0, "of", {
	    NAME("peer", "peer", FORM_WORD),
	    FORM("mac-addr", "mac", FORM_MAC), MAYBE("mode", "mode"),
	    MAYBE("pvid", "pvid"), MAYBE("vid", "vid"),
	    FORM("mtu", "mtu", FORM_MAYBE_COUNT),
	    MAYBE("linkprop", "linkprop") } },
	{ "VDS", NULL, "vds", RECORD_OWNER, NULL, {
	    NAME("name", "name", FORM_WORD), COUNT("nclients", "clients") } },
	{ "VDS", "vol", "volume", 0, "service", {
	    NAME("vol", "name", FORM_WORD), MAYBE("opts", "options"),
	    NEED("dev", "device", FORM_WORD), MAYBE("mpgroup", "mpgroup") } },
	{ "VDS", "client", "client", 0, "service", {
	    NAME("client", "client", FORM_WORD), MAYBE("vol", "volume") } },
	{ "VNET", NULL, "vnet", RECORD_OWNER, NULL, {
	    NAME("name", "name", FORM_WORD), MAYBE("dev", "device"),
	    NEED("service", "service", FORM_WORD),
	    FORM("mac-addr", "mac", FORM_MAC), MAYBE("mode", "mode"),
	    MAYBE("pvid", "pvid"), MAYBE("vid", "vid"),
	    FORM("mtu", "mtu", FORM_MAYBE_COUNT),
	    MAYBE("linkprop", "linkprop"),
	    FORM("id", "id", FORM_MAYBE_COUNT) } },
	{ "VNET", "peer", "peer", 0, "of", {
	    NAME("peer", "peer", FORM_WORD),
	    FORM("mac-addr", "mac", FORM_MAC), MAYBE("mode", "mode"),
	    MAYBE("pvid", "pvid"), MAYBE("vid", "vid"),
	    FORM("mtu", "mtu", FORM_MAYBE_COUNT),
	    MAYBE("linkprop", "linkprop") } },
	{ "VDISK", NULL, "vdisk", 0, NULL, {
	    NAME("name", "name", FORM_WORD),
	    NEED("vol", "volume", FORM_WORD),
	    FORM("timeout", "timeout_s", FORM_SECONDS),
	    MAYBE("dev", "device"), MAYBE("server", "server"),
	    MAYBE("mpgroup", "mpgroup"),
	    FORM("id", "id", FORM_MAYBE_COUNT) } },
	/* Of the control domain, or of a guest. */
	{ "VCONS", NULL, "console", RECORD_ONCE, NULL, {
	    MAYBE("type", "name"), MAYBE("group", "name"),
	    MAYBE("service", "service"),
	    FORM("port", "port", FORM_MAYBE_COUNT), MAYBE("log", "log") } },
	{ "STATUS", "op", "operation", RECORD_ONCE, NULL, {
	    NAME("op", "operation", FORM_WORD),
	    FORM("progress", "progress", FORM_COUNT),
	    ONE_OF("error", "error", yes_no), MAYBE("target", "target"),
	    MAYBE("source", "source") } },
	{ NULL, NULL, NULL, 0, NULL, { NO_VALUE } },
};

const struct record_table ldm_records = { "domain", ldm_rows };

static const struct record virtinfo_rows[] = {
	{ "DOMAINROLE", NULL, "role", RECORD_ONCE, NULL, {
	    NEED("impl", "kind_of_domain", FORM_WORD),
	    ONE_OF("control", "control", truth), ONE_OF("io", "io", truth),
	    ONE_OF("service", "service", truth),
	    ONE_OF("root", "root", truth) } },
	{ "DOMAINNAME", NULL, "domain", RECORD_ONCE, NULL, {
	    NAME("name", "name", FORM_WORD) } },
	{ "DOMAINUUID", NULL, "uuid", RECORD_ONCE, NULL, {
	    NEED("uuid", "uuid", FORM_WORD) } },
	{ "DOMAINCONTROL", NULL, "control-domain", RECORD_ONCE, NULL, {
	    NAME("name", "name", FORM_WORD) } },
	{ "DOMAINCHASSIS", NULL, "chassis", RECORD_ONCE, NULL, {
	    NEED("serialno", "serial", FORM_WORD) } },
	{ NULL, NULL, NULL, 0, NULL, { NO_VALUE } },
};

const struct record_table virtinfo_records = { "domain", virtinfo_rows };
