#include "backends/sim/shell/chosen.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

#include "backends/sim/cluster/relation.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/cluster_says.h"
#include "backends/sim/shell/cluster_table.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"

bool
list_has(const char *list, const char *name)
{
	while (list != NULL && *list != '\0') {
		size_t n = strcspn(list, ",");

		if (strlen(name) == n && strncasecmp(list, name, n) == 0)
			return true;
		list += n + (list[n] == ',');
	}
	return list == NULL;
}

static void
chosen_add(struct chosen *chosen, uint32_t number)
{
	uint32_t *more;

	assert(number != 0);
	if (chosen->count == chosen->capacity) {
		chosen->capacity = chosen->capacity * 2 + 16;
		more = arena_take(&chosen->arena, chosen->capacity,
		    sizeof(*more));
		if (chosen->count != 0)
			memcpy(more, chosen->number,
			    chosen->count * sizeof(*more));
		chosen->number = more;
	}
	chosen->number[chosen->count++] = number;
}

void
chosen_drop(struct chosen *chosen)
{
	arena_drop(&chosen->arena);
	*chosen = (struct chosen){ .count = 0 };
}

/* The option with that letter is a list of such types, with or without their
 * version and prefix. */
static bool
type_chosen(struct call *call, const struct given *given, uint32_t resource)
{
	const char *list = given->option['t'];
	const char *type = call_name(call, KIND_TYPE, world_resource(
	    call->shell->sim->world, resource)->type);

	for (; list != NULL && *list != '\0';
	    list += strcspn(list, ",") + (list[strcspn(list, ",")] == ',')) {
		size_t n = strcspn(list, ",:");

		if ((strlen(type) == n && strncmp(type, list, n) == 0) ||
		    (strlen(type + 5) == n &&
		    strncmp(type + 5, list, n) == 0))
			return true;
	}
	return list == NULL;
}

/* The storage and the agent of a group, in the order in which they are listed;
 * 0 for none. */
static void
both_of(struct call *call, uint32_t group, uint32_t both[2])
{
	struct sim *sim = call->shell->sim;
	bool oldest_first = cluster_is_32(call);

	both[!oldest_first] = group_storage(sim, group);
	both[oldest_first] = group_agent(sim, group);
}

static bool
group_chosen(struct call *call, const struct given *given, uint32_t group)
{
	uint32_t both[2];
	bool by_name = given_has(given, 'r'), by_type = given_has(given, 't');

	both_of(call, group, both);
	for (unsigned i = 0; i < 2; i++)
		if (both[i] != 0 && (!by_name || list_has(given->option['r'],
		    call_name(call, KIND_RESOURCE, both[i]))) &&
		    (!by_type || type_chosen(call, given, both[i])))
			return true;
	return !by_name && !by_type;
}

static bool
is_all(const struct given *given)
{
	return given->count == 0 ||
	    (given->count == 1 && strcmp(given->operand[0], "+") == 0);
}

/* The number of the object of that name that exists, or 0 and a refusal. */
static uint32_t
find(struct call *call, enum kind kind, const char *name)
{
	struct sim *sim = call->shell->sim;
	uint32_t number = names_find(sim_names(sim), kind, name);

	if (kind == KIND_GROUP && number != 0 &&
	    number <= sim->world->table[T_GROUP].count &&
	    world_group(sim->world, number)->exists != 0)
		return number;
	if (kind == KIND_RESOURCE && number != 0 &&
	    number <= sim->world->table[T_RESOURCE].count &&
	    world_resource(sim->world, number)->exists != 0)
		return number;
	cluster_fail(call, CL_ENOENT, "there is no %s %s", kind == KIND_GROUP ?
	    "group" : "resource", name);
	return 0;
}

void
chosen_groups(struct call *call, const struct given *given,
    struct chosen *chosen)
{
	struct world *world = call->shell->sim->world;
	uint32_t count = world->table[T_GROUP].count;

	*chosen = (struct chosen){ .all = is_all(given) };
	for (uint32_t g = 1; chosen->all && g <= count; g++)
		if (world_group(world, g)->exists != 0 &&
		    group_chosen(call, given, g))
			chosen_add(chosen, g);
	for (unsigned i = 0; !chosen->all && i < given->count; i++) {
		uint32_t group = find(call, KIND_GROUP, given->operand[i]);

		if (group != 0 && group_chosen(call, given, group))
			chosen_add(chosen, group);
	}
}

void
chosen_of_group(struct call *call, uint32_t group, struct chosen *chosen)
{
	uint32_t both[2];

	*chosen = (struct chosen){ .count = 0 };
	both_of(call, group, both);
	for (unsigned i = 0; i < 2; i++)
		if (both[i] != 0)
			chosen_add(chosen, both[i]);
}

/* Those of all groups that the options choose. */
static void
resources_all(struct call *call, const struct given *given,
    struct chosen *chosen)
{
	struct world *world = call->shell->sim->world;
	uint32_t both[2];

	for (uint32_t g = 1; g <= world->table[T_GROUP].count; g++) {
		if (world_group(world, g)->exists == 0 ||
		    !list_has(given->option['g'], call_name(call, KIND_GROUP,
		    g)))
			continue;
		both_of(call, g, both);
		for (unsigned i = 0; i < 2; i++)
			if (both[i] != 0 && type_chosen(call, given, both[i]))
				chosen_add(chosen, both[i]);
	}
}

/* A group of -g that is none. */
static void
groups_known(struct call *call, const struct given *given)
{
	const char *list = given->option['g'];
	char name[LINE_BYTES];

	while (list != NULL && *list != '\0') {
		size_t n = strcspn(list, ",");

		assert(n < sizeof(name));
		memcpy(name, list, n);
		name[n] = '\0';
		find(call, KIND_GROUP, name);
		list += n + (list[n] == ',');
	}
}

void
chosen_resources(struct call *call, const struct given *given,
    struct chosen *chosen)
{
	struct world *world = call->shell->sim->world;

	*chosen = (struct chosen){ .all = is_all(given) };
	groups_known(call, given);
	if (chosen->all)
		resources_all(call, given, chosen);
	for (unsigned i = 0; !chosen->all && i < given->count; i++) {
		uint32_t resource = find(call, KIND_RESOURCE,
		    given->operand[i]);

		if (resource != 0 && type_chosen(call, given, resource) &&
		    list_has(given->option['g'], call_name(call, KIND_GROUP,
		    world_resource(world, resource)->group)))
			chosen_add(chosen, resource);
	}
}

bool
chosen_nodes(struct call *call, const struct given *given, uint64_t *nodes)
{
	struct sim *sim = call->shell->sim;
	const char *list = given->option['n'];
	bool good = true;

	*nodes = list == NULL ? ~(uint64_t)0 : 0;
	while (list != NULL && *list != '\0') {
		uint32_t count = sim->world->table[T_NODE].count, node = 1;
		size_t n = strcspn(list, ",");

		while (node <= count && (strlen(call_name(call, KIND_NODE,
		    node)) != n || strncmp(call_name(call, KIND_NODE, node),
		    list, n) != 0))
			node++;
		if (node <= count)
			*nodes |= bit(node);
		else
			cluster_fail(call, CL_ENOENT, "there is no node %.*s",
			    (int)n, list);
		good = good && node <= count;
		list += n + (list[n] == ',');
	}
	return good;
}

bool
chosen_any(struct call *call, const struct given *given)
{
	const struct program *program = program_find(call->line.word[0]);

	if (given->count != 0)
		return true;
	cluster_usage(call, program, subcommand_find(program->subcommands,
	    call->line.word[1]), NULL);
	return false;
}
