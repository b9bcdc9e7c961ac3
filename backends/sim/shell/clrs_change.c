/*
 * Changes of resources by clrs.
 */
#include <string.h>
#include <strings.h>

#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/relation.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/chosen.h"
#include "backends/sim/shell/cluster_change.h"
#include "backends/sim/shell/cluster_says.h"
#include "backends/sim/shell/cluster_words.h"

/* Do it to the resources of one type that the operands name. */
static void
type_each(struct call *call, const struct given *given, uint32_t type,
    const struct chosen *chosen, void (*change)(struct call *,
    const struct given *, uint32_t resource))
{
	for (unsigned i = 0; i < chosen->count; i++)
		if (world_resource(call->shell->sim->world,
		    chosen->number[i])->type == type)
			change(call, given, chosen->number[i]);
}

/* Do it to all that the operands name, those of the first type first: an agent
 * depends on its storage. */
static void
resources_each(struct call *call, const struct given *given, uint32_t first,
    void (*change)(struct call *, const struct given *, uint32_t resource))
{
	struct chosen chosen;

	if (!chosen_any(call, given))
		return;
	chosen_resources(call, given, &chosen);
	type_each(call, given, first, &chosen, change);
	type_each(call, given, first == TYPE_AGENT ? TYPE_STORAGE :
	    TYPE_AGENT, &chosen, change);
	chosen_drop(&chosen);
}

/* A switch is that of the resource as a whole: -n must name all nodes of its
 * group. */
static bool
is_whole(struct call *call, const struct given *given, uint32_t resource)
{
	struct sim *sim = call->shell->sim;
	uint32_t nodes[SITE_NODES];
	uint32_t count = group_nodes(sim, world_resource(sim->world,
	    resource)->group, nodes);
	uint64_t named, all = 0;

	for (uint32_t i = 0; i < count; i++)
		all |= bit(nodes[i]);
	if (!chosen_nodes(call, given, &named))
		return false;
	if ((all & ~named) == 0)
		return true;
	call_not_simulated(call);
	return false;
}

static void
disable_one(struct call *call, const struct given *given, uint32_t resource)
{
	struct sim *sim = call->shell->sim;
	const struct resource_row *row = world_resource(sim->world, resource);
	uint32_t agent = group_agent(sim, row->group);

	if (!is_whole(call, given, resource))
		return;
	if ((given_has(given, 'r') || given_has(given, 'R')) &&
	    row->type == TYPE_STORAGE && agent != 0)
		resource_verb(call, "disable", agent);
	resource_verb(call, "disable", resource);
}

void
clrs_disable(struct call *call, const struct given *given)
{
	resources_each(call, given, TYPE_AGENT, disable_one);
}

static void
enable_one(struct call *call, const struct given *given, uint32_t resource)
{
	struct sim *sim = call->shell->sim;
	const struct resource_row *row = world_resource(sim->world, resource);
	uint32_t storage = group_storage(sim, row->group);

	if (!is_whole(call, given, resource))
		return;
	if ((given_has(given, 'r') || given_has(given, 'R')) &&
	    row->type == TYPE_AGENT && storage != 0)
		resource_verb(call, "enable", storage);
	resource_verb(call, "enable", resource);
}

void
clrs_enable(struct call *call, const struct given *given)
{
	resources_each(call, given, TYPE_STORAGE, enable_one);
}

static void
monitor_one(struct call *call, const struct given *given, uint32_t resource)
{
	if (is_whole(call, given, resource))
		resource_verb(call, "monitor", resource);
}

void
clrs_monitor(struct call *call, const struct given *given)
{
	resources_each(call, given, TYPE_STORAGE, monitor_one);
}

static void
unmonitor_one(struct call *call, const struct given *given, uint32_t resource)
{
	if (is_whole(call, given, resource))
		resource_verb(call, "unmonitor", resource);
}

void
clrs_unmonitor(struct call *call, const struct given *given)
{
	resources_each(call, given, TYPE_AGENT, unmonitor_one);
}

/* Without -n wherever it could not be stopped. */
static void
clear_one(struct call *call, const struct given *given, uint32_t resource)
{
	struct sim *sim = call->shell->sim;
	const struct resource_row *row = world_resource(sim->world, resource);
	uint64_t failed = row->failed == STATE_STOP_FAILED ?
	    world_group(sim->world, row->group)->stop_failed : 0;
	uint64_t nodes;

	if (!chosen_nodes(call, given, &nodes))
		return;
	if (!given_has(given, 'n'))
		nodes = failed;
	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++)
		if ((nodes & bit(n)) != 0)
			resource_clear_on(call, resource, n);
}

void
clrs_clear(struct call *call, const struct given *given)
{
	const char *flag = given->option['f'];

	if (flag != NULL && strcasecmp(flag, "STOP_FAILED") != 0)
		cluster_fail(call, CL_EINVAL, "there is no error flag %s; the "
		    "only one is STOP_FAILED", flag);
	else
		resources_each(call, given, TYPE_AGENT, clear_one);
}

/* -F disables it first; that and the end of it are one. */
static void
delete_one(struct call *call, const struct given *given, uint32_t resource)
{
	unsigned before = call->op_count;

	if (given_has(given, 'F') && world_resource(
	    call->shell->sim->world, resource)->enabled != 0)
		resource_verb(call, "disable", resource);
	resource_verb(call, "delete", resource);
	if (call->op_count == before + 2)
		call->op[before + 1].chained = true;
}

void
clrs_delete(struct call *call, const struct given *given)
{
	resources_each(call, given, TYPE_AGENT, delete_one);
}
