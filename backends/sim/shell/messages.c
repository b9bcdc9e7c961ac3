#include "backends/sim/shell/messages.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/log.h"
#include "backends/sim/cluster/relation.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/clock.h"
#include "backends/sim/shell/cluster_word.h"
#include "backends/sim/shell/release.h"
#include "backends/sim/world/simulation.h"
#include "core/base/arena.h"

enum { MONITOR_S = 90, STORAGE_S = 1800, AGENT_START_S = 300,
    TEXT_BYTES = 512 };

static const char path_of[] = "/var/adm/messages";

/* The file while it is printed. */
struct print {
	struct call	*call;
	struct buffer	*out;
	uint32_t	 node;		/* whose file it is */
	const struct log_row *row;
};

static void
line_print(const struct print *print, const char *who, const char *format,
    ...) __attribute__((format(printf, 3, 4)));

static void
line_print(const struct print *print, const char *who, const char *format,
    ...)
{
	int64_t s = print->row->at_ns / MS / 1000 -
	    (print->row->at_ns % ((int64_t)MS * 1000) < 0);
	char text[TEXT_BYTES];
	struct moment moment;
	va_list list;

	va_start(list, format);
	vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	clock_split(s, &moment);
	buffer_print(print->out, "%s %2d %02d:%02d:%02d %s %s: %s\n",
	    clock_month(&moment), moment.day, moment.hour, moment.minute,
	    moment.second, call_name(print->call, KIND_NODE, print->node),
	    who, text);
}

static const char rgmd[] = "Cluster.RGM.global.rgmd";

static bool
is_president(const struct print *print)
{
	return print->row->by == print->node;
}

static bool
is_here(const struct print *print)
{
	return print->row->node == print->node;
}

/* A method of a resource, as it is called and how long it may take. */
struct method {
	const char	*name;
	unsigned	 timeout_s;
};

static struct method
method_of(const struct print *print, uint32_t resource, bool stops)
{
	const struct resource_row *row = world_resource(
	    print->call->shell->sim->world, resource);

	if (row->type == TYPE_STORAGE)
		return (struct method){ stops ? "hastorageplus_postnet_stop" :
		    "hastorageplus_prenet_start", STORAGE_S };
	return (struct method){ stops ? "ldom_stop" : "ldom_start",
	    stops ? (unsigned)(row->stop_timeout_ns / MS / 1000) :
	    AGENT_START_S };
}

static struct method
monitor_of(const struct print *print, uint32_t resource, bool stops)
{
	uint32_t type = world_resource(print->call->shell->sim->world,
	    resource)->type;

	if (type == TYPE_STORAGE)
		return (struct method){ stops ? "hastorageplus_monitor_stop" :
		    "hastorageplus_monitor_start", MONITOR_S };
	return (struct method){ stops ? "ldom_monitor_stop" :
	    "ldom_monitor_start", MONITOR_S };
}

static void
launched(const struct print *print, uint32_t resource,
    const struct method *method)
{
	if (is_here(print))
		line_print(print, rgmd, "[ID 224900 daemon.notice] launching "
		    "method <%s> for resource <%s>, resource group <%s>, node "
		    "<%s>, timeout <%u> seconds", method->name,
		    call_name(print->call, KIND_RESOURCE, resource),
		    call_name(print->call, KIND_GROUP, print->row->group),
		    call_name(print->call, KIND_NODE, print->row->node),
		    method->timeout_s);
}

static void
completed(const struct print *print, uint32_t resource,
    const struct method *method, unsigned used)
{
	if (is_here(print))
		line_print(print, rgmd, "[ID 515159 daemon.notice] method "
		    "<%s> completed successfully for resource <%s>, resource "
		    "group <%s>, node <%s>, time used: %u%% of timeout <%u "
		    "seconds>", method->name, call_name(print->call,
		    KIND_RESOURCE, resource), call_name(print->call,
		    KIND_GROUP, print->row->group), call_name(print->call,
		    KIND_NODE, print->row->node), used, method->timeout_s);
}

/* Of a resource, as the president logs it. */
static void
state_print(const struct print *print, uint32_t resource, const char *state)
{
	if (is_president(print))
		line_print(print, rgmd, "[ID 443746 daemon.notice] resource "
		    "%s state on node %s change to %s", call_name(print->call,
		    KIND_RESOURCE, resource), call_name(print->call,
		    KIND_NODE, print->row->node), state);
}

static void
status_print(const struct print *print, uint32_t resource,
    const char *status, const char *message)
{
	const char *name = call_name(print->call, KIND_RESOURCE, resource);
	const char *node = call_name(print->call, KIND_NODE,
	    print->row->node);

	if (!is_president(print))
		return;
	line_print(print, rgmd, "[ID 784560 daemon.notice] resource %s status "
	    "on node %s change to %s", name, node, status);
	line_print(print, rgmd, "[ID 922363 daemon.notice] resource %s status "
	    "msg on node %s change to <%s>", name, node, message);
}

/* The monitors of both resources are stopped or started with their group. */
static void
monitors_print(const struct print *print, bool stops)
{
	struct sim *sim = print->call->shell->sim;
	uint32_t both[] = { group_storage(sim, print->row->group),
	    group_agent(sim, print->row->group) };

	for (unsigned i = 0; i < 2; i++) {
		struct method method;

		if (both[i] == 0 || (print->row->resource >> i & 1) == 0)
			continue;
		method = monitor_of(print, both[i], stops);
		launched(print, both[i], &method);
		completed(print, both[i], &method, 0);
		state_print(print, both[i], stops ? "R_ONLINE_UNMON" :
		    "R_ONLINE");
	}
}

static void
group_print(const struct print *print)
{
	static const char *const states[] = { "RG_PENDING_OFFLINE",
	    "RG_OFFLINE", "RG_PENDING_ONLINE", "RG_ONLINE",
	    "RG_ERROR_STOP_FAILED" };

	if (print->row->what == LOG_ONLINE)
		monitors_print(print, false);
	if (is_president(print))
		line_print(print, rgmd, "[ID 529407 daemon.notice] resource "
		    "group %s state on node %s change to %s",
		    call_name(print->call, KIND_GROUP, print->row->group),
		    call_name(print->call, KIND_NODE, print->row->node),
		    states[print->row->what]);
	if (print->row->what == LOG_PENDING_OFFLINE)
		monitors_print(print, true);
}

static bool
is_storage(const struct print *print)
{
	return world_resource(print->call->shell->sim->world,
	    print->row->resource)->type == TYPE_STORAGE;
}

static void
begun_print(const struct print *print)
{
	bool stops = print->row->what != 0;
	struct method method = method_of(print, print->row->resource, stops);

	launched(print, print->row->resource, &method);
	status_print(print, print->row->resource, "R_FM_UNKNOWN", stops ?
	    "Stopping" : "Starting");
	if (!is_storage(print))
		state_print(print, print->row->resource, stops ?
		    "R_STOPPING" : "R_STARTING");
}

/* How much of its timeout the method has used, in per cent: since the row in
 * which it was begun. */
static unsigned
used_of(const struct print *print, const struct method *method)
{
	struct world *world = print->call->shell->sim->world;
	int64_t begun_ns = print->row->at_ns;

	for (uint32_t i = 1; i <= LOG_ROWS; i++) {
		const struct log_row *row = log_row(world, i);

		if (row->kind == LOG_BEGUN &&
		    row->resource == print->row->resource &&
		    row->node == print->row->node &&
		    row->what == print->row->what &&
		    row->at_ns <= print->row->at_ns &&
		    (begun_ns == print->row->at_ns || row->at_ns > begun_ns))
			begun_ns = row->at_ns;
	}
	return method->timeout_s == 0 ? 0 : (unsigned)((print->row->at_ns -
	    begun_ns) / MS / 10 / method->timeout_s);
}

static const char *
pool_name(const struct print *print)
{
	return call_name(print->call, KIND_POOL, world_resource(
	    print->call->shell->sim->world, print->row->resource)->pool);
}

static void
ended_print(const struct print *print)
{
	bool stops = print->row->what != 0;
	uint32_t resource = print->row->resource;
	struct method method = method_of(print, resource, stops);
	unsigned version = release_of(print->call, print->node)->pool_version;
	struct arena arena = { 0 };
	const char *guest = call_name(print->call, KIND_GUEST,
	    world_resource(print->call->shell->sim->world, resource)->guest);

	if (is_storage(print) && !stops && is_here(print))
		line_print(print, "zfs", "[ID 249136 kern.info] imported "
		    "version %u pool %s using %u", version, pool_name(print),
		    version);
	completed(print, resource, &method, used_of(print, &method));
	state_print(print, resource, stops ? "R_OFFLINE" : "R_ONLINE_UNMON");
	status_print(print, resource, stops ? "R_FM_OFFLINE" : "R_FM_ONLINE",
	    is_storage(print) ? "" : stops ? arena_format(&arena,
	    "Successfully stopped %s", guest) : arena_format(&arena,
	    "%s is active (normal)", guest));
	arena_drop(&arena);
}

/* What HAStoragePlus says when it cannot import its pool. */
static void
import_failed(const struct print *print)
{
	struct sim *sim = print->call->shell->sim;
	struct arena arena = { 0 };
	const char *who = arena_format(&arena, "SC[,%s,%s,%s,"
	    "hastorageplus_prenet_start]", type_word(&arena, sim,
	    TYPE_STORAGE), call_name(print->call, KIND_GROUP,
	    print->row->group), call_name(print->call, KIND_RESOURCE,
	    print->row->resource));
	const char *pool = pool_name(print);

	line_print(print, who, "[ID 148650 daemon.notice] Started searching "
	    "for devices in '/dev/dsk' to find the importable pools.");
	line_print(print, who, "[ID 547433 daemon.notice] Completed searching "
	    "the devices in '/dev/dsk' to find the importable pools.");
	line_print(print, who, "[ID 117328 daemon.error] The pool '%s' failed "
	    "to import and populate cachefile.", pool);
	line_print(print, who, "[ID 292307 daemon.error] Failed to import:%s",
	    pool);
	arena_drop(&arena);
}

static void
failed_print(const struct print *print)
{
	bool stops = print->row->what != 0;
	uint32_t resource = print->row->resource;
	struct method method = method_of(print, resource, stops);

	if (is_here(print)) {
		if (is_storage(print) && !stops)
			import_failed(print);
		line_print(print, rgmd, "[ID 938318 daemon.error] Method <%s> "
		    "failed on resource <%s> in resource group <%s> [exit "
		    "code <1>, time used: %u%% of timeout <%u seconds>]",
		    method.name, call_name(print->call, KIND_RESOURCE,
		    resource), call_name(print->call, KIND_GROUP,
		    print->row->group), used_of(print, &method),
		    method.timeout_s);
	}
	state_print(print, resource, stops ? "R_STOP_FAILED" :
	    "R_START_FAILED");
}

bool
is_messages(const struct call *call, const char *path)
{
	return call_node(call) != 0 && strcmp(path, path_of) == 0;
}

void
messages_print(struct call *call, struct buffer *out)
{
	static void (*const print_kind[])(const struct print *) = {
		[LOG_GROUP] = group_print, [LOG_BEGUN] = begun_print,
		[LOG_ENDED] = ended_print, [LOG_FAILED] = failed_print,
	};
	struct world *world = call->shell->sim->world;
	struct print print = { call, out, call_node(call), NULL };
	uint32_t first = world->logged > LOG_ROWS ? world->logged -
	    LOG_ROWS : 0;

	for (uint32_t i = first; i < world->logged; i++) {
		print.row = log_row(world, i % LOG_ROWS + 1);
		if (print.row->kind != LOG_NONE)
			print_kind[print.row->kind](&print);
	}
}

const char *
messages_last(const char *text, unsigned lines)
{
	const char *at = text + strlen(text);

	if (lines == 0)
		return at;
	for (; at > text; at--)
		if (at[-1] == '\n' && *at != '\0' && --lines == 0)
			return at;
	return text;
}
