#include "core/policy/scene.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"

/* The groups that name another one are side by side, in order of their own
 * numbers: first it is counted how many each has. */
void
scene_index(struct arena *arena, struct scene *scene)
{
	uint32_t first = 0;

	for (uint32_t g = 1; g <= scene->group_count; g++)
		scene->groups[g].named_count = 0;
	for (uint32_t i = 0; i < scene->affinity_count; i++)
		if (affinity_is_strong(scene->affinities[i].sign))
			scene->groups[scene->affinities[i].group].named_count++;
	for (uint32_t g = 1; g <= scene->group_count; g++) {
		scene->groups[g].named = first;
		first += scene->groups[g].named_count;
		scene->groups[g].named_count = 0;
	}
	scene->namer_count = first;
	scene->namers = arena_take(arena, first + (size_t)1,
	    sizeof(*scene->namers));
	for (uint32_t g = 1; g <= scene->group_count; g++) {
		const struct scene_group *row = &scene->groups[g];

		for (uint32_t i = 0; i < row->affinity_count; i++) {
			const struct affinity *affinity =
			    &scene->affinities[row->affinities + i];
			struct scene_group *other =
			    &scene->groups[affinity->group];

			if (affinity_is_strong(affinity->sign))
				scene->namers[other->named +
				    other->named_count++] = g;
		}
	}
}

static size_t
loads_of(const struct scene *scene)
{
	return (scene->node_count + (size_t)1) * scene->limit_count;
}

static void
rows_copy(struct scene *scene, const struct scene *from)
{
	memcpy(scene->nodes, from->nodes, (from->node_count + (size_t)1) *
	    sizeof(*from->nodes));
	memcpy(scene->groups, from->groups, (from->group_count + (size_t)1) *
	    sizeof(*from->groups));
	if (loads_of(from) != 0)
		memcpy(scene->loads, from->loads, loads_of(from) *
		    sizeof(*from->loads));
}

struct scene *
scene_copy(struct arena *arena, const struct scene *from)
{
	struct scene *scene = arena_take(arena, 1, sizeof(*scene));

	*scene = *from;
	scene->nodes = arena_take(arena, from->node_count + (size_t)1,
	    sizeof(*scene->nodes));
	scene->groups = arena_take(arena, from->group_count + (size_t)1,
	    sizeof(*scene->groups));
	scene->loads = arena_take(arena, loads_of(from) + 1,
	    sizeof(*scene->loads));
	rows_copy(scene, from);
	return scene;
}

uint32_t
scene_place(const struct scene *scene, uint32_t group)
{
	const struct scene_group *row = &scene->groups[group];

	assert(group <= scene->group_count);
	return row->stage == GROUP_MOVING ? row->to : row->on;
}

uint32_t
scene_settled(const struct scene *scene, uint32_t group)
{
	const struct scene_group *row = &scene->groups[group];

	assert(group <= scene->group_count);
	return row->stage == GROUP_ONLINE ? row->on : 0;
}

bool
scene_lists(const struct scene *scene, uint32_t group, uint32_t node)
{
	const struct scene_group *row = &scene->groups[group];
	uint32_t i = 0;

	while (i < row->node_count && scene->listed[row->nodes + i] != node)
		i++;
	return i < row->node_count;
}

enum sign
scene_sign(const struct scene *scene, uint32_t group, uint32_t other)
{
	const struct scene_group *row = &scene->groups[group];

	for (uint32_t i = 0; i < row->affinity_count; i++)
		if (scene->affinities[row->affinities + i].group == other)
			return scene->affinities[row->affinities + i].sign;
	return SIGN_NONE;
}

struct scene_load *
scene_load(const struct scene *scene, uint32_t node, uint32_t limit)
{
	assert(node <= scene->node_count && limit < scene->limit_count);
	return &scene->loads[node * (size_t)scene->limit_count + limit];
}

void
scene_count(struct scene *scene, uint32_t group, uint32_t node, int times)
{
	const struct scene_group *row = &scene->groups[group];

	for (uint32_t i = 0; node != 0 && i < row->factor_count; i++) {
		const struct scene_factor *factor =
		    &scene->factors[row->factors + i];

		scene_load(scene, node, factor->limit)->sum +=
		    times * factor->factor;
	}
}

void
scene_take(struct scene *scene, uint32_t group, uint32_t node, int times)
{
	const struct scene_group *row = &scene->groups[group];
	struct scene_node *at = &scene->nodes[node];

	assert(node != 0 && node <= scene->node_count);
	for (enum capacity i = 0; i < CAPACITIES; i++)
		if (at->free[i] != SCENE_PLENTY)
			at->free[i] -= times * row->needs[i];
}
