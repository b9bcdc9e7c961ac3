/*
 * Programs that change something: from words to an operation, and what they
 * print when it has ended.
 */
#include <assert.h>
#include <stdio.h>

#include "backends/commands/commands.h"
#include "backends/sim/cluster/group.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/program.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/growth.h"

/* What is typed inside a guest is typed where it runs; if it runs nowhere, on
 * the node on which it is active. */
static uint32_t
guest_node(struct sim *sim, uint32_t guest)
{
	uint32_t nodes = sim->world->table[T_NODE].count, active = nodes;

	for (uint32_t n = nodes; n >= 1; n--) {
		if (place_runs(sim, guest, n))
			return n;
		if (world_domain(sim->world, world_domain_of(sim->world,
		    guest, n))->state == STATE_AT_OK)
			active = n;
	}
	return active;
}

/* A group comes online on the first node of its list. */
static uint32_t
online_node(struct sim *sim, const struct op *op)
{
	uint32_t nodes[SITE_NODES];

	return group_nodes(sim, op->group, nodes) != 0 ? nodes[0] : op->on;
}

void
change_read(struct call *call, const struct typed_line *line)
{
	struct sim *sim = call->shell->sim;
	struct lexicon lexicon = { call->shell->site, sim_names(sim) };
	struct op op;
	struct err err;

	if (!command_read_words(&lexicon, line, call->place, &op, &err)) {
		call_not_simulated(call);
		return;
	}
	growth_names(sim);
	if (op.on == 0)
		op.on = guest_node(sim, op.guest);
	if (op.to == 0 && op.group != 0 &&
	    (op_table[op.kind].takes & TAKES(F_TO)) != 0)
		op.to = online_node(sim, &op);
	call_add(call, &op);
}

/* The exit status of a cl* command; see cluster.md and docs/fidelity.md. */
static int
cluster_status(enum err_code code)
{
	static const struct {
		enum err_code	code;
		int		status;
	} known[] = {
		{ ERR_NOT_FOUND, 36 }, { ERR_EXISTS, 39 },
		{ ERR_IN_USE, 38 }, { ERR_WRONG_STATE, 9 },
		{ ERR_NOT_MANAGED, 9 }, { ERR_STOP_FAILED, 9 },
		{ ERR_START_FAILED, 10 }, { ERR_VALIDATION, 10 },
		{ ERR_IN_TRANSITION, 5 }, { ERR_TYPE_UNKNOWN, 41 },
		{ ERR_AFFINITY, 8 }, { ERR_NODE_DOWN, 37 },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (known[i].code == code)
			return known[i].status;
	return 18;
}

/* What follows "LDom NAME" when it was done; most programs print nothing. */
static const char *const done_text[OP_KINDS] = {
	[OP_GUEST_START] = "started",
};

static void
done_print(struct call *call, const struct op *op)
{
	if (done_text[op->kind] != NULL)
		buffer_print(&call->out, "LDom %s %s\n", call_name(call,
		    KIND_GUEST, op->guest), done_text[op->kind]);
}

void
change_print(struct call *call, const struct op *op, const struct result *res)
{
	const struct program *program = program_find(call->line.word[0]);
	int status;

	if (res->outcome == DONE) {
		done_print(call, op);
		return;
	}
	assert(program != NULL);
	status = program->failed_status != 0 ? program->failed_status :
	    cluster_status(res->err.code);
	call_fail(call, status, "%s", res->err.text);
}
