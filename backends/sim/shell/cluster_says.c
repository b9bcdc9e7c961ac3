#include "backends/sim/shell/cluster_says.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "backends/sim/cluster/group.h"
#include "backends/sim/kernel/place.h"

/* The commands before Sun Cluster 3.2 have no numbers, one blank less, and one
 * status. */
static void
say(struct call *call, int status, const char *text)
{
	const char *number = strchr(text, ')');

	if (strncmp(call->line.word[0], "sc", 2) != 0)
		call_fail(call, status, "%s:  %s", call->line.program, text);
	else
		call_fail(call, 1, "%s: %s", call->line.program,
		    strncmp(text, "(C", 2) == 0 && number != NULL ?
		    number + 2 : text);
}

void
cluster_fail(struct call *call, int status, const char *format, ...)
{
	char text[LINE_BYTES + 256];
	int first = call->status;
	va_list list;

	assert(status != 0);
	va_start(list, format);
	vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	say(call, status, text);
	if (first != 0)
		call->status = first;
	if (call->res.outcome != DONE)
		return;
	call->res.outcome = FAILED;
	err_set(&call->res.err, status == CL_ENOENT ? ERR_NOT_FOUND :
	    ERR_WRONG_STATE, "%.200s", text);
}

bool
cluster_answers(struct call *call)
{
	if (!call_answers(call))
		return false;
	if (node_is_member(call->shell->sim, call_node(call)))
		return true;
	cluster_fail(call, CL_ECLMODE, "(C152734) This node is not in cluster "
	    "mode.");
	return false;
}

static int
status_of(enum err_code code)
{
	static const int known[ERR_CODES] = {
		[ERR_NOT_FOUND] = CL_ENOENT, [ERR_PATH_MISSING] = CL_ENOENT,
		[ERR_EXISTS] = CL_EEXIST, [ERR_IN_USE] = CL_EDEPEND,
		[ERR_WRONG_STATE] = CL_ESTATE, [ERR_NOT_MANAGED] = CL_ESTATE,
		[ERR_VALIDATION] = CL_EPROP,
		[ERR_IN_TRANSITION] = CL_ERECONF,
		[ERR_TYPE_UNKNOWN] = CL_ETYPE, [ERR_AFFINITY] = CL_EDEPEND,
		[ERR_TIMEOUT] = CL_EMETHOD,
	};

	assert(code < ERR_CODES);
	return known[code] != 0 ? known[code] : CL_EINTERNAL;
}

static uint32_t
group_of(const struct call *call, const struct op *op)
{
	return op->group != 0 ? op->group : world_resource(
	    call->shell->sim->world, op->resource)->group;
}

/* The group is now where a resource of it could not be stopped; or it has been,
 * or another one has, which had to leave first: that is a refusal. */
static void
stop_failed(struct call *call, const struct op *op, const struct result *res)
{
	struct sim *sim = call->shell->sim;
	uint32_t group = group_of(call, op);
	uint32_t node = group_node(sim, world_group(sim->world,
	    group)->stop_failed);
	const char *name = call_name(call, KIND_GROUP, group);

	if (res->outcome == UNKNOWN)
		cluster_fail(call, CL_ESTATE, "resource group %s is in the "
		    "state Error_stop_failed on %s", name, call_name(call,
		    KIND_NODE, node));
	else if (node != 0)
		cluster_fail(call, CL_ESTATE, "resource group %s is refused: "
		    "it is in the state Error_stop_failed on %s", name,
		    call_name(call, KIND_NODE, node));
	else
		cluster_fail(call, CL_ESTATE, "resource group %s stays where "
		    "it is: a group that has to leave first could not be "
		    "stopped", name);
}

static void
node_down(struct call *call, const struct op *op, const struct result *res)
{
	(void)res;
	cluster_fail(call, CL_EOP, "%s is not a member of the cluster",
	    call_name(call, KIND_NODE, op->to != 0 ? op->to : op->on));
}

/* A group that could not be started, by where it is now. */
static void
start_failed(struct call *call, const struct op *op, const struct result *res)
{
	struct sim *sim = call->shell->sim;
	uint32_t group = group_of(call, op);
	const char *name = call_name(call, KIND_GROUP, group);

	(void)res;
	if (group_online(sim, group) == 0)
		cluster_fail(call, CL_EMETHOD, "(C135343) No primary node "
		    "could be found for resource group %s; it remains offline",
		    name);
	else
		cluster_fail(call, CL_EMETHOD, "(C748634) Resource group %s "
		    "failed to start on chosen node and might fail over to "
		    "other node(s)", name);
}

/* The three lines of a resource that its type does not accept. */
static void
not_valid(struct call *call, const struct op *op)
{
	const char *name = call_name(call, KIND_RESOURCE, op->resource);
	const char *group = call_name(call, KIND_GROUP, op->group);

	cluster_fail(call, CL_EMETHOD, "(C189917) VALIDATE on resource %s, "
	    "resource group %s, exited with non-zero exit status.", name,
	    group);
	cluster_fail(call, CL_EMETHOD, "(C720144) Validation of resource %s "
	    "in resource group %s on node %s failed.", name, group,
	    call_name(call, KIND_NODE, op->on));
	cluster_fail(call, CL_EMETHOD, "(C891200) Failed to create resource "
	    "\"%s\".", name);
}

/* Each group that is not where it was to go. */
static void
not_evacuated(struct call *call, const struct op *op, const struct result *res)
{
	struct sim *sim = call->shell->sim;

	for (uint32_t g = 1; g <= sim->world->table[T_GROUP].count; g++) {
		const struct op of = { .kind = OP_GROUP_SWITCH, .group = g,
		    .to = op->to };

		if ((world_group(sim->world, g)->stop_failed &
		    bit(op->to)) != 0)
			stop_failed(call, &of, res);
		else if (world_group(sim->world, g)->start_failed != 0 &&
		    res->err.code == ERR_START_FAILED)
			start_failed(call, &of, res);
	}
}

static void
cluster_refuse(struct call *call, const struct op *op,
    const struct result *res)
{
	static const bool creates[OP_KINDS] = { [OP_RESOURCE_CREATE] = true };
	static const bool evacuates[OP_KINDS] = { [OP_NODE_EVACUATE] = true };
	static void (*const says[ERR_CODES])(struct call *,
	    const struct op *, const struct result *) = {
		[ERR_START_FAILED] = start_failed,
		[ERR_STOP_FAILED] = stop_failed, [ERR_NODE_DOWN] = node_down,
	};

	assert(op->kind < OP_KINDS && res->outcome != DONE);
	if (res->err.code == ERR_UNSUPPORTED)
		call_fail(call, STATUS_NOT_SIMULATED, "domferry: not "
		    "simulated: %s: %s", call->line.whole, res->err.text);
	else if (res->err.code == ERR_VALIDATION && creates[op->kind])
		not_valid(call, op);
	else if (evacuates[op->kind] && res->outcome == UNKNOWN)
		not_evacuated(call, op, res);
	else if (says[res->err.code] != NULL)
		says[res->err.code](call, op, res);
	else
		cluster_fail(call, status_of(res->err.code), "%s",
		    res->err.text);
}

static void
all_print(struct buffer *usage, const struct program *program,
    const char *name)
{
	buffer_print(usage, "Usage:    %s <subcommand> [<options>] "
	    "[+ | <operand> ...]\n\nSUBCOMMANDS:\n", name);
	for (const struct subcommand *row = program->subcommands;
	    row->name != NULL; row++)
		buffer_print(usage, "\n%-*s%s", row->operands[0] != '\0' ?
		    15 : 0, row->name, row->operands);
}

void
cluster_usage(struct call *call, const struct program *program,
    const struct subcommand *row, const char *wrong)
{
	const char *name = call->line.program;
	struct buffer usage = { .bytes = NULL };

	if (wrong == NULL)
		buffer_print(&usage, "%s:  (C961689) Not enough arguments.\n",
		    name);
	else
		buffer_print(&usage, "%s:  Unrecognized %s - \"%s\".\n", name,
		    row == NULL ? "subcommand" : "option", wrong);
	buffer_print(&usage, "%s:  (C101856) Usage error.\n\n", name);
	if (row != NULL)
		buffer_print(&usage, "Usage:    %s %s %s", name, row->name,
		    row->operands);
	else
		all_print(&usage, program, name);
	call_misused(call, CL_EINVAL, buffer_text(&usage));
	buffer_drop(&usage);
}

const struct manner cluster_manner = { cluster_usage, cluster_answers, NULL,
    NULL, cluster_refuse };
