/*
 * Programs that change something: from words to an operation, and what they
 * print when it has ended.
 */
#include <assert.h>
#include <string.h>

#include "backends/commands/commands.h"
#include "backends/sim/acts.h"
#include "backends/sim/cluster/group.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/ldm_change.h"
#include "backends/sim/shell/own.h"
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

/* The control domain is no guest: what would change it is not simulated. */
static bool
is_of_primary(const struct call *call, const struct op *op)
{
	return op->guest != 0 && strcmp(call_name(call, KIND_GUEST,
	    op->guest), "primary") == 0;
}

/* The folder in which they are typed means nothing to most commands: whole
 * paths are in their words by now. */
static bool
op_read(struct call *call, const struct typed_line *line, struct op *op)
{
	struct lexicon lexicon = { call->shell->site,
	    sim_names(call->shell->sim) };
	struct typed_line here = { .whole = line->whole,
	    .program = line->program, .count = line->count,
	    .input = line->input, .output = line->output,
	    .makes = line->makes };
	struct err err;

	if (command_read_words(&lexicon, line, call->place, op, &err))
		return true;
	if (line->folder == NULL)
		return false;
	memcpy(here.word, line->word, line->count * sizeof(here.word[0]));
	return command_read_words(&lexicon, &here, call->place, op, &err);
}

void
change_read(struct call *call, const struct typed_line *line)
{
	struct sim *sim = call->shell->sim;
	struct op op;

	if (!op_read(call, line, &op)) {
		call_not_simulated(call);
		return;
	}
	call->around |= line->input == call->line.input &&
	    line->output == call->line.output &&
	    line->makes == call->line.makes;
	growth_names(sim);
	if (op.on == 0)
		op.on = guest_node(sim, op.guest);
	if (op.to == 0 && op.group != 0 &&
	    (op_table[op.kind].takes & TAKES(F_TO)) != 0)
		op.to = online_node(sim, &op);
	if (is_of_primary(call, &op))
		call_not_simulated(call);
	else if (ldm_amount_fill(call, &op))
		call_add(call, &op);
}

void
change_words(struct call *call, const char *const word[], unsigned count)
{
	struct typed_line line = { .whole = call->line.whole,
	    .program = call->line.program, .count = count };

	assert(count != 0 && count <= LINE_WORDS);
	memcpy(line.word, word, count * sizeof(word[0]));
	change_read(call, &line);
}

/* The session ends with the place at which it was typed, or none begins
 * there. */
static bool
is_cut_off(const struct call *call, const struct result *res)
{
	return res->outcome != DONE && (res->err.code == ERR_NO_ANSWER ||
	    !place_answers(call->shell->sim, call->place));
}

/* What has begun and failed since is refused in the words of a refusal at once:
 * the reason is still there. */
static void
reason_find(const struct call *call, const struct op *op, struct err *err)
{
	struct sim *sim = call->shell->sim;
	struct err now;

	if (sim->rules->known(sim, op) &&
	    !acts[op->kind]->allows(sim, op, &now) && now.code == err->code)
		*err = now;
}

void
change_print(struct call *call, const struct op *op, const struct result *res)
{
	const struct program *program = call_program(call);
	struct result why = *res;

	assert(program != NULL);
	if (is_cut_off(call, res)) {
		call_fail(call, STATUS_NO_ANSWER, "domferry: %s does not "
		    "answer", place_name(call->shell->sim, call->place));
	} else if (res->outcome != DONE) {
		reason_find(call, op, &why.err);
		program->manner->failed(call, op, &why);
	} else if (program->manner->done != NULL) {
		program->manner->done(call, op);
	}
}
