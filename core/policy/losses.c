#include "core/policy/losses.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"

static uint64_t
bit(uint32_t node)
{
	return (uint64_t)1 << node;
}

/* A guest that the manager would start, and that ends nowhere. */
static bool
is_homeless(const struct scene *scene, const struct placement *placement)
{
	return scene->groups[placement->group].guest != 0 &&
	    placement->node == 0 && (placement->from != 0 ||
	    placement->moves != 0);
}

struct losses
losses_of(struct arena *arena, const struct scene *scene, uint64_t nodes)
{
	struct arena scratch = { 0 };
	struct placements all = policy_node_dies(&scratch, scene, nodes);
	struct losses losses = { .nodes = nodes };

	for (uint32_t i = 0; i < all.count; i++)
		losses.count += is_homeless(scene, &all.list[i]);
	losses.homeless = arena_take(arena, losses.count + (size_t)1,
	    sizeof(*losses.homeless));
	losses.count = 0;
	for (uint32_t i = 0; i < all.count; i++) {
		const struct placement *placement = &all.list[i];

		if (is_homeless(scene, placement))
			losses.homeless[losses.count++] = *placement;
		losses.moved += placement->node != 0 &&
		    placement->node != placement->from;
	}
	arena_drop(&scratch);
	return losses;
}

static uint32_t
homeless_count(const struct scene *scene, uint64_t nodes)
{
	struct arena arena = { 0 };
	uint32_t count = losses_of(&arena, scene, nodes).count;

	arena_drop(&arena);
	return count;
}

uint32_t
losses_together(const struct scene *scene, uint64_t *sets)
{
	uint32_t count = 0;

	for (uint32_t n = 1; n <= scene->node_count; n++) {
		uint32_t i = 0;

		if (!scene->nodes[n].member)
			continue;
		while (i < count && homeless_count(scene, sets[i] | bit(n)) !=
		    0)
			i++;
		if (i == count)
			sets[count++] = 0;
		assert(count <= SCENE_NODES);
		sets[i] |= bit(n);
	}
	return count;
}

static bool
fits(const struct scene_node *node, const int64_t needs[CAPACITIES])
{
	bool fits = node->known && node->member;

	for (enum capacity i = 0; i < CAPACITIES; i++)
		fits = fits && needs[i] <= node->free[i];
	return fits;
}

/* The node with the most free vcpus of those where it fits; 0: none. */
static uint32_t
roomiest(const struct scene *scene, const int64_t needs[CAPACITIES])
{
	uint32_t best = 0;

	for (uint32_t n = 1; n <= scene->node_count; n++)
		if (fits(&scene->nodes[n], needs) && (best == 0 ||
		    scene->nodes[n].free[CAPACITY_VCPUS] >
		    scene->nodes[best].free[CAPACITY_VCPUS]))
			best = n;
	return best;
}

/* The list of all nodes, behind those that are there already. */
static uint32_t
list_all(struct arena *arena, struct scene *scene)
{
	uint32_t first = scene->listed_count;
	uint32_t *listed = arena_take(arena, first + (size_t)scene->node_count,
	    sizeof(*listed));

	memcpy(listed, scene->listed, first * sizeof(*listed));
	for (uint32_t n = 1; n <= scene->node_count; n++)
		listed[scene->listed_count++] = n;
	scene->listed = listed;
	return first;
}

/* The scene with so many guests more; NULL: not all of them fit. */
static struct scene *
with_more(struct arena *arena, const struct scene *from,
    const int64_t needs[CAPACITIES], uint32_t more)
{
	struct scene *scene = scene_copy(arena, from);
	struct scene_group *groups = arena_take(arena, from->group_count +
	    (size_t)more + 1, sizeof(*groups));
	uint32_t first = list_all(arena, scene);

	memcpy(groups, from->groups, (from->group_count + (size_t)1) *
	    sizeof(*groups));
	scene->groups = groups;
	for (uint32_t i = 0; i < more; i++) {
		uint32_t group = ++scene->group_count;
		uint32_t node = roomiest(scene, needs);

		if (node == 0)
			return NULL;
		groups[group] = (struct scene_group){ .stage = GROUP_ONLINE,
		    .on = node, .guest = UINT32_MAX, .nodes = first,
		    .node_count = scene->node_count };
		memcpy(groups[group].needs, needs, sizeof(groups[group].needs));
		scene_take(scene, group, node, 1);
	}
	return scene;
}

/* Does each death leave as many guests without a home as before? */
static bool
all_endure(const struct scene *scene, const uint32_t *before)
{
	for (uint32_t n = 1; n <= scene->node_count; n++)
		if (scene->nodes[n].member &&
		    homeless_count(scene, bit(n)) > before[n])
			return false;
	return true;
}

static bool
takes_more(const struct scene *scene, const int64_t needs[CAPACITIES],
    uint32_t more, const uint32_t *before)
{
	struct arena arena = { 0 };
	const struct scene *bigger = with_more(&arena, scene, needs, more);
	bool takes = bigger != NULL && all_endure(bigger, before);

	arena_drop(&arena);
	return takes;
}

uint32_t
losses_more(const struct scene *scene, const int64_t needs[CAPACITIES])
{
	uint32_t before[SCENE_NODES + 1] = { 0 };
	uint32_t enough = 0, too_many = 1;

	assert(scene->node_count <= SCENE_NODES);
	assert(needs[CAPACITY_VCPUS] > 0);
	for (uint32_t n = 1; n <= scene->node_count; n++)
		before[n] = scene->nodes[n].member ?
		    homeless_count(scene, bit(n)) : 0;
	while (takes_more(scene, needs, too_many, before)) {
		enough = too_many;
		too_many *= 2;
	}
	while (too_many - enough > 1) {
		uint32_t half = enough + (too_many - enough) / 2;

		if (takes_more(scene, needs, half, before))
			enough = half;
		else
			too_many = half;
	}
	return enough;
}
