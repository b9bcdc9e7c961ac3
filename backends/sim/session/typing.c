/*
 * People type at a simulated site.
 */
#include <assert.h>
#include <string.h>

#include "backends/commands/commands.h"
#include "backends/sim/changes.h"
#include "backends/sim/cluster/group.h"
#include "backends/sim/session/internal.h"
#include "backends/sim/session/vocabulary.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/growth.h"

/* Type a command, and emit its output if it ends at once; nobody waits for
 * it. */
static void
type_and_go(struct simulated *simulated, const struct typing *typing)
{
	struct result res;
	uint32_t handle = simulated_type(simulated, typing->place, typing->text,
	    &res);

	if (handle != 0)
		sim_leave(simulated->sim, handle);
	else
		simulated_output(simulated, typing->place, &res);
	if (typing->unknown != NULL)
		*typing->unknown = res.err.code == ERR_COMMAND_UNKNOWN;
}

void
people_type(struct simulated *simulated)
{
	uint32_t kept = 0;

	/* This runs for every event, and nobody types as a rule. */
	if (simulated->typing_count == 0)
		return;
	for (uint32_t i = 0; i < simulated->typing_count; i++) {
		struct typing typing = simulated->typing[i];

		if (typing.at_ms > sim_now_ms(simulated->sim))
			simulated->typing[kept++] = typing;
		else
			type_and_go(simulated, &typing);
	}
	simulated->typing_count = kept;
}

int64_t
people_type_ms(const struct simulated *simulated)
{
	int64_t next_ms = -1;

	for (uint32_t i = 0; i < simulated->typing_count; i++)
		if (next_ms < 0 || simulated->typing[i].at_ms < next_ms)
			next_ms = simulated->typing[i].at_ms;
	return next_ms;
}

void
simulated_schedule(struct simulated *simulated, const struct typing *typing)
{
	assert(simulated->typing_count < SIMULATED_TYPINGS);
	simulated->typing[simulated->typing_count++] = *typing;
}

/* A person who types inside a guest types on the node on which it is active. */
static uint32_t
guest_place(struct simulated *simulated, uint32_t guest)
{
	struct condition at = { sim_state_find(KIND_GUEST, "running"), guest,
	    0 };
	uint32_t nodes = sim_world(simulated->sim)->table[T_NODE].count;

	for (at.on = 1; at.on <= nodes; at.on++)
		if (sim_holds(simulated->sim, &at))
			return at.on;
	at.state = sim_state_find(KIND_GUEST, "at ok");
	for (at.on = 1; at.on < nodes; at.on++)
		if (sim_holds(simulated->sim, &at))
			break;
	return at.on;
}

/* A group comes online on the first node of its list. */
static uint32_t
online_on(struct simulated *simulated, const struct op *op)
{
	uint32_t nodes[SITE_NODES];

	growth_names(simulated->sim);
	return group_nodes(simulated->sim, op->group, nodes) != 0 ? nodes[0] :
	    op->on;
}

uint32_t
simulated_type(struct simulated *simulated, uint32_t place, const char *text,
    struct result *res)
{
	struct lexicon lexicon = { simulated->site,
	    sim_names(simulated->sim) };
	struct op op;
	uint32_t handle;

	memset(res, 0, sizeof(*res));
	res->at_ms = sim_now_ms(simulated->sim);
	simulated->disturbed = true;
	sink_emit(simulated->sink, &(struct event){ .type = EVENT_TYPED,
	    .at_ms = res->at_ms, .on = place, .text = text });
	if (!command_read(&lexicon, text, translation_place(
	    &simulated->translation, place), &op, &res->err)) {
		res->outcome = FAILED;
		res->err.code = ERR_COMMAND_UNKNOWN;
		return 0;
	}
	if (op.on == 0)
		op.on = guest_place(simulated, op.guest);
	if (op.to == 0 && op.group != 0 &&
	    (op_table[op.kind].takes & TAKES(F_TO)) != 0)
		op.to = online_on(simulated, &op);
	handle = sim_begin(simulated->sim, &op, CAUSE_PERSON, res);
	simulated_check(simulated);
	return handle;
}

void
simulated_output(struct simulated *simulated, uint32_t place,
    const struct result *res)
{
	if (res->outcome != DONE)
		sink_emit(simulated->sink, &(struct event){
		    .type = EVENT_OUTPUT, .at_ms = sim_now_ms(simulated->sim),
		    .on = place, .text = res->err.text, .err = &res->err });
}
