/*
 * Changes of groups by clrg.
 *
 * Each becomes commands of the table that the engine has, one group after the
 * other; the manager itself would move some of them at once.
 */
#include <string.h>

#include "backends/sim/cluster/affinity.h"
#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/relation.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/shell/chosen.h"
#include "backends/sim/shell/cluster_change.h"
#include "backends/sim/shell/cluster_says.h"
#include "backends/sim/shell/cluster_words.h"

/* What is done to each group, and the nodes that -n names. */
struct each {
	const struct given *given;
	uint64_t	 nodes;
};

/* Do it to every group that the operands name.  "+" leaves out groups that are
 * suspended, unless -u is given or the command is about those. */
static void
groups_each(struct call *call, const struct given *given, bool suspended,
    void (*change)(struct call *, uint32_t group, const struct each *))
{
	struct world *world = call->shell->sim->world;
	struct each each = { .given = given };
	struct chosen chosen;

	if (!chosen_any(call, given) ||
	    !chosen_nodes(call, given, &each.nodes))
		return;
	chosen_groups(call, given, &chosen);
	for (unsigned i = 0; i < chosen.count; i++)
		if (!chosen.all || suspended || given_has(given, 'u') ||
		    world_group(world, chosen.number[i])->suspended == 0)
			change(call, chosen.number[i], &each);
	chosen_drop(&chosen);
}

static bool
is_disabled(struct sim *sim, uint32_t resource)
{
	return resource != 0 &&
	    world_resource(sim->world, resource)->enabled == 0;
}

static void
manage(struct sim *sim, uint32_t group)
{
	enum state was = group_state(sim, group, NULL);

	world_group(sim->world, group)->managed = 1;
	group_emit(sim, group, was);
	sim_settle(sim);
}

static void
manage_one(struct call *call, uint32_t group, const struct each *each)
{
	(void)each;
	if (world_group(call->shell->sim->world, group)->managed == 0)
		manage(call->shell->sim, group);
}

void
clrg_manage(struct call *call, const struct given *given)
{
	groups_each(call, given, false, manage_one);
}

static void
unmanage_one(struct call *call, uint32_t group, const struct each *each)
{
	(void)each;
	group_verb(call, "unmanage", group);
}

void
clrg_unmanage(struct call *call, const struct given *given)
{
	groups_each(call, given, false, unmanage_one);
}

/* The only node of a set; 0: it has more. */
static uint32_t
only(uint64_t nodes)
{
	uint32_t node = 1;

	if (nodes == 0 || (nodes & (nodes - 1)) != 0)
		return 0;
	while ((nodes & bit(node)) == 0)
		node++;
	return node;
}

/* -e and -m, for both resources; -e before the group is started. */
static void
enable_both(struct call *call, const struct each *each, uint32_t group)
{
	struct sim *sim = call->shell->sim;
	uint32_t both[] = { group_storage(sim, group), group_agent(sim,
	    group) };

	for (unsigned i = 0; i < 2 && given_has(each->given, 'e'); i++)
		if (is_disabled(sim, both[i]))
			resource_verb(call, "enable", both[i]);
}

static void
monitor_both(struct call *call, const struct each *each, uint32_t group)
{
	struct sim *sim = call->shell->sim;
	uint32_t both[] = { group_storage(sim, group), group_agent(sim,
	    group) };

	for (unsigned i = 0; i < 2 && given_has(each->given, 'm'); i++)
		if (both[i] != 0 &&
		    world_resource(sim->world, both[i])->monitored == 0)
			resource_verb(call, "monitor", both[i]);
}

/* -M, or the group is managed already.  false: refused. */
static bool
may_manage(struct call *call, const struct each *each, uint32_t group)
{
	if (world_group(call->shell->sim->world, group)->managed != 0 ||
	    given_has(each->given, 'M'))
		return true;
	cluster_fail(call, CL_ESTATE, "group %s is not managed",
	    call_name(call, KIND_GROUP, group));
	return false;
}

/* Without -e, what is disabled stays so: a switch enables nothing.  With -e,
 * the operation enables all. */
static void
start_on(struct call *call, const struct each *each, uint32_t group,
    uint32_t node)
{
	struct sim *sim = call->shell->sim;

	if (!given_has(each->given, 'e') &&
	    (is_disabled(sim, group_storage(sim, group)) ||
	    is_disabled(sim, group_agent(sim, group)))) {
		manage(sim, group);
		group_switch_to(call, group, node);
	} else
		group_online_on(call, group, node);
}

static void
online_one(struct call *call, uint32_t group, const struct each *each)
{
	struct sim *sim = call->shell->sim;
	bool by_node = given_has(each->given, 'n');
	uint64_t online = group_online(sim, group);
	uint32_t node = by_node ? only(each->nodes) :
	    affinity_next(sim, group, 0);

	if (by_node && node == 0) {
		call_not_simulated(call);
		return;
	}
	if (!may_manage(call, each, group))
		return;
	if (online != 0 && (!by_node || (online & each->nodes) != 0))
		enable_both(call, each, group);
	else if (node == 0)
		cluster_fail(call, CL_EMETHOD, "(C135343) No primary node "
		    "could be found for resource group %s; it remains offline",
		    call_name(call, KIND_GROUP, group));
	else
		start_on(call, each, group, node);
	monitor_both(call, each, group);
}

void
clrg_online(struct call *call, const struct given *given)
{
	groups_each(call, given, false, online_one);
}

static void
switch_one(struct call *call, uint32_t group, const struct each *each)
{
	if (only(each->nodes) == 0) {
		call_not_simulated(call);
		return;
	}
	if (!may_manage(call, each, group))
		return;
	enable_both(call, each, group);
	group_switch_to(call, group, only(each->nodes));
	monitor_both(call, each, group);
}

void
clrg_switch(struct call *call, const struct given *given)
{
	const struct program *program = program_find(call->line.word[0]);

	if (given_has(given, 'n'))
		groups_each(call, given, false, switch_one);
	else
		cluster_usage(call, program, subcommand_find(
		    program->subcommands, call->line.word[1]), NULL);
}

static void
offline_one(struct call *call, uint32_t group, const struct each *each)
{
	struct sim *sim = call->shell->sim;
	uint64_t there = group_online(sim, group) |
	    world_group(sim->world, group)->stop_failed;

	if (!given_has(each->given, 'n') || (there & each->nodes) != 0 ||
	    world_group(sim->world, group)->work != 0)
		group_verb(call, "offline", group);
}

void
clrg_offline(struct call *call, const struct given *given)
{
	groups_each(call, given, false, offline_one);
}

static void
remaster_one(struct call *call, uint32_t group, const struct each *each)
{
	struct sim *sim = call->shell->sim;
	uint64_t online = group_online(sim, group);
	uint32_t best = group_next(sim, group, 0);

	(void)each;
	if (online != 0 && best != 0 && (online & bit(best)) == 0)
		group_switch_to(call, group, best);
}

void
clrg_remaster(struct call *call, const struct given *given)
{
	groups_each(call, given, false, remaster_one);
}

static void
restart_one(struct call *call, uint32_t group, const struct each *each)
{
	struct sim *sim = call->shell->sim;
	uint64_t online = group_online(sim, group);
	unsigned before = call->op_count;

	if (online == 0) {
		cluster_fail(call, CL_ESTATE, "group %s is not online",
		    call_name(call, KIND_GROUP, group));
		return;
	}
	if ((online & each->nodes) == 0)
		return;
	group_verb(call, "offline", group);
	group_switch_to(call, group, group_node(sim, online));
	if (call->op_count == before + 2)
		call->op[before + 1].chained = true;
}

void
clrg_restart(struct call *call, const struct given *given)
{
	groups_each(call, given, false, restart_one);
}

static void
suspend_one(struct call *call, uint32_t group, const struct each *each)
{
	if (given_has(each->given, 'k') &&
	    world_group(call->shell->sim->world, group)->work != 0)
		call_not_simulated(call);
	else
		group_verb(call, "suspend", group);
}

void
clrg_suspend(struct call *call, const struct given *given)
{
	groups_each(call, given, true, suspend_one);
}

static void
resume_one(struct call *call, uint32_t group, const struct each *each)
{
	(void)each;
	group_verb(call, "resume", group);
}

void
clrg_resume(struct call *call, const struct given *given)
{
	groups_each(call, given, true, resume_one);
}

/* What is running is left to end; to kill it is not simulated. */
static void
quiesce_one(struct call *call, uint32_t group, const struct each *each)
{
	if (world_group(call->shell->sim->world, group)->work == 0)
		return;
	if (given_has(each->given, 'k'))
		call_not_simulated(call);
	else
		group_verb(call, "quiesce", group);
}

void
clrg_quiesce(struct call *call, const struct given *given)
{
	groups_each(call, given, false, quiesce_one);
}
