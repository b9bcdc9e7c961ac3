/*
 * How long core/policy takes to decide: one node's death, and every single node
 * and pair of nodes.
 *
 * Each group has all nodes in its list; each tenth may not be where the one
 * before it is; nodes are so full that starts fail and are tried elsewhere.
 */
#include <assert.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/policy/losses.h"
#include "tools/bench/bench.h"

enum { VCPUS = 8, APART = 10 };

static struct scene *
scene_make(struct arena *arena, uint32_t nodes, uint32_t guests)
{
	struct scene *scene = arena_take(arena, 1, sizeof(*scene));
	struct names *names = arena_take(arena, 1, sizeof(*names));

	names_begin(arena, names);
	*scene = (struct scene){ .names = names, .node_count = nodes,
	    .group_count = guests, .listed_count = nodes * nodes,
	    .pingpong_ms = SCENE_PINGPONG_MS, .times = { 12000, 5000, 6000,
	    4000, 1000, 95000, 20000 } };
	scene->nodes = arena_take(arena, nodes + (size_t)1,
	    sizeof(*scene->nodes));
	scene->groups = arena_take(arena, guests + (size_t)1,
	    sizeof(*scene->groups));
	scene->listed = arena_take(arena, scene->listed_count,
	    sizeof(*scene->listed));
	scene->affinities = arena_take(arena, guests,
	    sizeof(*scene->affinities));
	scene->loads = arena_take(arena, 1, sizeof(*scene->loads));
	for (uint32_t n = 1; n <= nodes; n++)
		for (uint32_t i = 0; i < nodes; i++)
			scene->listed[(n - 1) * nodes + i] =
			    (n - 1 + i) % nodes + 1;
	return scene;
}

/* A tenth of each node is free. */
static void
nodes_fill(struct scene *scene)
{
	for (uint32_t n = 1; n <= scene->node_count; n++)
		scene->nodes[n] = (struct scene_node){ .known = true,
		    .member = true, .free = { VCPUS * (scene->group_count /
		    scene->node_count) / 10, 100, (int64_t)1 << 40, 1000 } };
}

static void
groups_fill(struct scene *scene)
{
	for (uint32_t g = 1; g <= scene->group_count; g++) {
		uint32_t on = g % scene->node_count + 1;

		scene->groups[g] = (struct scene_group){
			.stage = GROUP_ONLINE, .on = on, .guest = g,
			.needs = { 4 + g % VCPUS, 0, (int64_t)1 << 30, 1 },
			.halt_ms = 40000,
			.nodes = (on - 1) * scene->node_count,
			.node_count = scene->node_count,
			.affinities = scene->affinity_count,
			.affinity_count = g % APART == 0,
		};
		if (g % APART == 0)
			scene->affinities[scene->affinity_count++] =
			    (struct affinity){ SIGN_EXCLUDES, g - 1 };
	}
}

static struct scene *
scene_of(struct arena *arena, uint32_t nodes, uint32_t guests)
{
	struct scene *scene = scene_make(arena, nodes, guests);

	assert(guests >= nodes);
	nodes_fill(scene);
	groups_fill(scene);
	scene_index(arena, scene);
	return scene;
}

static void
bench_death(const char *name, uint32_t nodes, uint32_t guests, double for_s)
{
	struct arena arena = { 0 };
	struct scene *scene = scene_of(&arena, nodes, guests);
	double from = bench_seconds();
	double deaths = 0;

	for (; bench_seconds() - from < for_s; deaths++) {
		struct arena scratch = { 0 };

		policy_node_dies(&scratch, scene, (uint64_t)2 <<
		    (uint32_t)deaths % nodes);
		arena_drop(&scratch);
	}
	bench_print(name, (bench_seconds() - from) / deaths * 1e6, "us");
	arena_drop(&arena);
}

static void
bench_pairs_of_nodes(uint32_t nodes, uint32_t guests)
{
	struct arena arena = { 0 };
	struct scene *scene = scene_of(&arena, nodes, guests);
	double from = bench_seconds();

	for (uint32_t n = 1; n <= nodes; n++)
		for (uint32_t k = n; k <= nodes; k++) {
			struct arena scratch = { 0 };

			losses_of(&scratch, scene, (uint64_t)1 << n |
			    (uint64_t)1 << k);
			arena_drop(&scratch);
		}
	bench_print("policy-pairs-1000", (bench_seconds() - from) * 1e3,
	    "ms");
	arena_drop(&arena);
}

void
bench_policy(double for_s)
{
	bench_death("policy-node-death-1000", 16, 1000, for_s);
	bench_death("policy-node-death-4000", 32, 4000, for_s);
	bench_pairs_of_nodes(16, 1000);
}
