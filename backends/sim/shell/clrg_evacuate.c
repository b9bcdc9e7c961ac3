/*
 * clrg evacuate and clnode evacuate.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/sim/cluster/affinity.h"
#include "backends/sim/cluster/group.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/chosen.h"
#include "backends/sim/shell/cluster_change.h"
#include "backends/sim/shell/cluster_says.h"
#include "backends/sim/shell/cluster_words.h"

/* -T: for so many seconds nothing comes back by itself; here nothing would. */
static bool
is_time(const char *text)
{
	char *end;
	unsigned long seconds = text == NULL ? 0 : strtoul(text, &end, 10);

	return text == NULL || (*text >= '0' && *text <= '9' && *end == '\0' &&
	    seconds <= 65535);
}

/* A group that follows another one leaves with it. */
static bool
follows(struct sim *sim, uint32_t group, uint64_t nodes)
{
	struct affinity list[AFFINITIES];
	uint32_t count = affinity_of(sim, group, list), i = 0;

	while (i < count && ((list[i].sign != SIGN_FOLLOWS &&
	    list[i].sign != SIGN_DELEGATES) ||
	    (group_online(sim, list[i].group) & nodes) == 0))
		i++;
	return i < count;
}

/* Every group leaves those nodes for the best of the others; if there is none
 * it goes offline.  From one node that is one change. */
void
groups_evacuate(struct call *call, uint64_t nodes)
{
	struct sim *sim = call->shell->sim;
	uint32_t one = group_node(sim, nodes);

	if (nodes == bit(one)) {
		call_add(call, &(struct op){ .kind = OP_NODE_EVACUATE,
		    .on = call_node(call) != 0 ? call_node(call) : one,
		    .to = one });
		return;
	}
	for (uint32_t g = 1; g <= sim->world->table[T_GROUP].count; g++) {
		bool leaves = (group_online(sim, g) & nodes) != 0 &&
		    !follows(sim, g, nodes);
		uint32_t to = leaves ? group_next(sim, g, nodes) : 0;

		struct op op = { .kind = to != 0 ? OP_GROUP_SWITCH :
		    OP_GROUP_OFFLINE, .group = g, .to = to, .on =
		    call_node(call) != 0 ? call_node(call) :
		    group_node(sim, nodes) };

		if (leaves)
			call_add(call, &op);
	}
}

/* Is something wrong with the line?  Then that is printed. */
static bool
evacuate_wrong(struct call *call, const struct given *given, bool wrong)
{
	const struct program *program = program_find(call->line.word[0]);

	if (wrong)
		cluster_usage(call, program, subcommand_find(
		    program->subcommands, call->line.word[1]), NULL);
	else if (!is_time(given->option['T']))
		cluster_fail(call, CL_EINVAL, "%s is not a number of seconds "
		    "between 0 and 65535", given->option['T']);
	return wrong || !is_time(given->option['T']);
}

void
clrg_evacuate(struct call *call, const struct given *given)
{
	uint64_t nodes;
	bool wrong = !given_has(given, 'n') || given->count > 1 ||
	    (given->count == 1 && strcmp(given->operand[0], "+") != 0);

	if (!evacuate_wrong(call, given, wrong) &&
	    chosen_nodes(call, given, &nodes))
		groups_evacuate(call, nodes);
}

void
clnode_evacuate(struct call *call, const struct given *given)
{
	struct given named = { .count = 0 };
	uint64_t nodes;

	if (evacuate_wrong(call, given, given->count != 1))
		return;
	named.option['n'] = given->operand[0];
	if (strcmp(given->operand[0], "+") == 0 || strchr(given->operand[0],
	    ',') != NULL)
		call_not_simulated(call);
	else if (chosen_nodes(call, &named, &nodes))
		groups_evacuate(call, nodes);
}
