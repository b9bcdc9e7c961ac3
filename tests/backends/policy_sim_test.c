/*
 * core/policy and the simulated Resource Group Manager, which share no code, on
 * random clusters: who runs where after the death of a node, a command, and
 * the return of a node.
 *
 * LIVES=N takes so many clusters.  What is claimed is that both understand the
 * manuals alike, and no more.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/changes.h"
#include "backends/sim/cluster/affinity.h"
#include "backends/sim/cluster/failure.h"
#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/join.h"
#include "backends/sim/hypervisor/config.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/scene.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"
#include "core/base/buffer.h"
#include "core/formats/policy/decision.h"
#include "core/policy/policy_words.h"
#include "core/policy/scene_site.h"
#include "tests/sim_fixture.h"
#include "tools/swarm/draw.h"

enum { LIVES = 300, NODES_MOST = 6, GUESTS_MOST = 14, EVENTS = 3 };

struct cluster {
	struct arena	 arena;
	struct draw	 draw;
	struct site	*site;
	struct sim	*sim;
	/* What the nodes have left while guests are put on them. */
	int64_t		 vcpus[NODES_MOST + 1], memory[NODES_MOST + 1];
	int64_t		 crypto[NODES_MOST + 1], guests[NODES_MOST + 1];
	bool		 limited, roomy;
};

static uint32_t
text(struct cluster *cluster, const char *text)
{
	return names_put(cluster->site->names, KIND_TEXT, text);
}

/* Nodes that have more or less than they need, and load limits in every third
 * cluster. */
static void
nodes_draw(struct cluster *cluster)
{
	static const char *const limits[] = { "guests=:2", "guests=2:3",
	    "guests=1:4", "guests=2:6" };

	for (uint32_t n = 1; n <= cluster->site->node_count; n++) {
		struct site_node *row = &cluster->site->nodes[n];
		struct draw draw = draw_part(cluster->draw, "node", n);

		row->vcpus = row->control_vcpus + 8 * (cluster->roomy ? 40 :
		    1 + draw_of(draw, "vcpus", 5));
		row->memory = row->control_memory + ((int64_t)(cluster->roomy ?
		    200 : 8 + draw_of(draw, "memory", 40)) << 30);
		if (cluster->limited && !draw_one_in(draw, "none", 4)) {
			row->load_limit[0] = text(cluster, limits[draw_of(draw,
			    "limit", 4)]);
			row->load_count = 1;
		}
		cluster->vcpus[n] = row->vcpus - row->control_vcpus;
		cluster->crypto[n] = cluster->vcpus[n] / 8;
		cluster->memory[n] = row->memory - row->control_memory;
	}
}

static void
list_draw(struct cluster *cluster, struct site_guest *row, struct draw draw)
{
	uint32_t nodes = cluster->site->node_count;
	uint32_t first = draw_of(draw, "first", nodes);
	bool back = draw_one_in(draw, "back", 2);
	struct buffer list = { 0 };

	row->node_count = draw_one_in(draw, "all", 2) ? nodes :
	    1 + draw_of(draw, "count", nodes);
	for (uint32_t i = 0; i < row->node_count; i++) {
		row->node[i] = 1 + (first + (back ? nodes - i : i)) % nodes;
		buffer_print(&list, "%snode%u", i == 0 ? "" : ",",
		    (unsigned)row->node[i]);
	}
	row->node_list = text(cluster, buffer_text(&list));
	buffer_drop(&list);
}

/* To earlier groups, so that there is no circle. */
static void
affinities_draw(struct cluster *cluster, uint32_t guest, struct draw draw)
{
	static const enum sign signs[] = { SIGN_PREFERS, SIGN_AVOIDS,
	    SIGN_EXCLUDES, SIGN_FOLLOWS, SIGN_DELEGATES };
	struct site_guest *row = &cluster->site->guests[guest];
	unsigned count = guest == 1 || !draw_one_in(draw, "any", 3) ? 0 :
	    1 + draw_of(draw, "more", 2);
	struct buffer list = { 0 };

	buffer_print(&list, "RG_affinities=");
	for (unsigned i = 0; i < count; i++) {
		struct draw one = draw_part(draw, "affinity", i);
		uint32_t other = 1 + draw_of(one, "to", guest - 1);
		enum sign sign = signs[draw_of(one, "sign", 5)];

		if (i == 1 && row->affinity[0].group ==
		    cluster->site->guests[other].group)
			continue;
		row->affinity[row->affinity_count++] = (struct affinity){ sign,
		    cluster->site->guests[other].group };
		buffer_print(&list, "%s%sldom%u-rg", row->affinity_count == 1 ?
		    "" : ",", affinity_mark(sign), (unsigned)other);
	}
	row->affinities = text(cluster, buffer_text(&list));
	buffer_drop(&list);
}

/* Do the strong affinities hold there, to guests that are put already? */
static bool
is_together(const struct cluster *cluster, const struct site_guest *row,
    uint32_t node)
{
	for (uint32_t i = 0; i < row->affinity_count; i++) {
		const struct site_guest *other = &cluster->site->guests[
		    site_guest_of_group(cluster->site, row->affinity[i].group)];
		bool there = other->now != NOW_ABSENT && other->now_on == node;

		if (affinity_is_strong(row->affinity[i].sign) &&
		    there != affinity_is_with(row->affinity[i].sign))
			return false;
		if (other->now == NOW_ABSENT)
			return false;
	}
	return true;
}

static bool
put_on(struct cluster *cluster, struct site_guest *row, uint32_t node)
{
	int64_t soft, hard = INT64_MAX;

	if (cluster->site->nodes[node].load_count != 0)
		load_limit(names_text(cluster->site->names, KIND_TEXT,
		    cluster->site->nodes[node].load_limit[0]), &soft, &hard);
	if ((cluster->site->devices[row->device].nodes >> node & 1) == 0 ||
	    cluster->vcpus[node] < row->vcpus ||
	    cluster->memory[node] < row->memory ||
	    cluster->crypto[node] < row->crypto ||
	    cluster->guests[node] >= hard || !is_together(cluster, row, node))
		return false;
	cluster->vcpus[node] -= row->vcpus;
	cluster->memory[node] -= row->memory;
	cluster->crypto[node] -= row->crypto;
	cluster->guests[node]++;
	row->now = NOW_CLUSTERED;
	row->now_on = node;
	return true;
}

static void
guest_draw(struct cluster *cluster, uint32_t guest)
{
	struct site_guest *row = &cluster->site->guests[guest];
	struct draw draw = draw_part(cluster->draw, "guest", guest);
	uint32_t first;

	row->vcpus = 1 + draw_of(draw, "vcpus", 12);
	row->memory = (int64_t)(1 + draw_of(draw, "memory", 12)) << 30;
	row->crypto = draw_one_in(draw, "crypto", 4) ? 1 : 0;
	row->failback = draw_one_in(draw, "failback", 3);
	if (cluster->limited)
		row->load_factors = text(cluster, "Load_factors=guests@1");
	list_draw(cluster, row, draw);
	if (draw_one_in(draw, "unseen", 8))
		cluster->site->devices[row->device].nodes &= ~((uint64_t)1 <<
		    (1 + draw_of(draw, "blind", cluster->site->node_count)));
	affinities_draw(cluster, guest, draw);
	row->now = NOW_ABSENT;
	first = draw_of(draw, "where", row->node_count);
	for (uint32_t i = 0; i < row->node_count; i++)
		if (put_on(cluster, row, row->node[(first + i) %
		    row->node_count]))
			break;
}

static void
cluster_draw(struct cluster *cluster, uint64_t seed)
{
	struct draw draw = draw_begin(seed);
	uint32_t nodes = 2 + draw_of(draw, "nodes", NODES_MOST - 1);
	uint32_t guests = 1 + draw_of(draw, "guests", GUESTS_MOST);

	*cluster = (struct cluster){ .draw = draw,
	    .limited = draw_one_in(draw, "limited", 3),
	    .roomy = draw_one_in(draw, "roomy", 3) };
	cluster->site = fixture_anywhere(&cluster->arena, nodes, guests);
	nodes_draw(cluster);
	for (uint32_t g = 1; g <= guests; g++)
		guest_draw(cluster, g);
	cluster->sim = sim_make(cluster->site, SITE_READY, seed);
}

static void
cluster_drop(struct cluster *cluster)
{
	sim_drop(cluster->sim);
	arena_drop(&cluster->arena);
}

/* What the node's services and volumes are is saved, so that it comes back with
 * all of them, and without a guest. */
static void
power_off(struct cluster *cluster, uint32_t node)
{
	struct sim *sim = cluster->sim;
	char name[32];

	node_power_off(sim, node);
	if (config_slots_free(sim, node) == 0)
		config_remove(sim, node, world_config(sim_world(sim), node,
		    0)->name);
	snprintf(name, sizeof(name), "base-%lld",
	    (long long)world_now_ms(sim_world(sim)));
	config_save(sim, node, fixture_put(sim, KIND_TEXT, name));
}

/* Both are told of the same; the simulator gets a day for it. */
static void
happens(struct cluster *cluster, const struct occasion *occasion)
{
	if (occasion->kind == OCCASION_NODES_DIE)
		for (uint32_t n = 1; n <= cluster->site->node_count; n++)
			if ((occasion->nodes >> n & 1) != 0)
				power_off(cluster, n);
	if (occasion->kind == OCCASION_NODE_JOINS)
		node_power_on(cluster->sim, occasion->to);
	if (occasion->kind == OCCASION_SWITCH)
		fixture_run(cluster->sim, (struct op){
		    .kind = OP_GROUP_SWITCH, .group = occasion->group,
		    .on = affinity_node(cluster->sim, ~(uint64_t)0),
		    .to = occasion->to });
	fixture_pass(cluster->sim, FIXTURE_DAY_MS);
}

/* Somebody suspends a group, or resumes it. */
static void
suspend_some(struct cluster *cluster, struct draw draw)
{
	uint32_t group = cluster->site->guests[1 + draw_of(draw, "group",
	    cluster->site->guest_count)].group;
	const struct group_row *row = world_group(sim_world(cluster->sim),
	    group);

	if (!draw_one_in(draw, "suspended", 4) || row->exists == 0)
		return;
	fixture_run(cluster->sim, (struct op){ .group = group,
	    .kind = row->suspended != 0 ? OP_GROUP_RESUME : OP_GROUP_SUSPEND,
	    .on = affinity_node(cluster->sim, ~(uint64_t)0) });
	fixture_pass(cluster->sim, FIXTURE_DAY_MS);
}

/* A command for a group that is managed: to a node of its list. */
static void
command_draw(struct cluster *cluster, struct draw draw,
    struct occasion *occasion)
{
	const struct site_guest *row = &cluster->site->guests[1 +
	    draw_of(draw, "whose", cluster->site->guest_count)];

	if (!draw_one_in(draw, "command", 4) || world_group(sim_world(
	    cluster->sim), row->group)->managed == 0)
		return;
	*occasion = (struct occasion){ .kind = OCCASION_SWITCH,
	    .group = row->group, .to = row->node[draw_of(draw, "switched to",
	    row->node_count)] };
}

/* What happens next; false: nothing can. */
static bool
occasion_draw(struct cluster *cluster, unsigned i, struct occasion *occasion)
{
	struct draw draw = draw_part(cluster->draw, "event", i);
	uint32_t nodes = cluster->site->node_count;
	uint32_t node = 1 + draw_of(draw, "node", nodes);
	uint64_t members = 0;

	for (uint32_t n = 1; n <= nodes; n++)
		if (world_node(sim_world(cluster->sim), n)->member != 0)
			members |= (uint64_t)1 << n;
	*occasion = (struct occasion){ .to = node,
	    .nodes = (uint64_t)1 << node };
	occasion->kind = (members >> node & 1) != 0 ? OCCASION_NODES_DIE :
	    OCCASION_NODE_JOINS;
	if (occasion->kind == OCCASION_NODES_DIE)
		occasion->to = 0;
	suspend_some(cluster, draw);
	command_draw(cluster, draw, occasion);
	return (members & ~occasion->nodes) != 0;
}

static void
describe(struct buffer *said, const struct scene *scene)
{
	static const char *const stages[] = { "absent", "unmanaged",
	    "offline", "online", "moving", "stop-failed" };

	for (uint32_t n = 1; n <= scene->node_count; n++) {
		const struct scene_node *row = &scene->nodes[n];

		buffer_print(said, "  node%u%s: %lld vcpus, %lld crypto, "
		    "%lldG", (unsigned)n, row->member ? "" : " (down)",
		    (long long)row->free[CAPACITY_VCPUS],
		    (long long)row->free[CAPACITY_CRYPTO],
		    (long long)row->free[CAPACITY_MEMORY] >> 30);
		for (uint32_t i = 0; i < scene->limit_count; i++)
			buffer_print(said, ", load %lld of %lld:%lld",
			    (long long)scene_load(scene, n, i)->sum,
			    (long long)scene_load(scene, n, i)->soft,
			    (long long)scene_load(scene, n, i)->hard);
		buffer_print(said, "\n");
	}
	for (uint32_t g = 1; g <= scene->group_count; g++) {
		const struct scene_group *row = &scene->groups[g];

		if (row->stage == GROUP_ABSENT)
			continue;
		buffer_print(said, "  %s: %s on %u, needs %lld, %lld, %lldG, "
		    "on", names_text(scene->names, KIND_GROUP, g),
		    stages[row->stage], (unsigned)row->on,
		    (long long)row->needs[CAPACITY_VCPUS],
		    (long long)row->needs[CAPACITY_CRYPTO],
		    (long long)row->needs[CAPACITY_MEMORY] >> 30);
		for (uint32_t i = 0; i < row->node_count; i++)
			buffer_print(said, " %u", (unsigned)scene->listed[
			    row->nodes + i]);
		for (uint32_t i = 0; i < row->affinity_count; i++)
			buffer_print(said, " %s%s", affinity_mark(
			    scene->affinities[row->affinities + i].sign),
			    names_text(scene->names, KIND_GROUP,
			    scene->affinities[row->affinities + i].group));
		buffer_print(said, "\n");
	}
}

static unsigned
differences(struct cluster *cluster, const struct scene *expected,
    struct buffer *said)
{
	unsigned count = 0;

	for (uint32_t g = 1; g <= expected->group_count; g++) {
		uint32_t on = affinity_place(cluster->sim, g);

		if (expected->groups[g].stage == GROUP_ABSENT ||
		    on == expected->groups[g].on)
			continue;
		buffer_print(said, "  %s: expected on %u, is on %u%s\n",
		    names_text(expected->names, KIND_GROUP, g),
		    (unsigned)expected->groups[g].on, (unsigned)on,
		    affinity_in_motion(cluster->sim, g) ? ", and moves" : "");
		count++;
	}
	return count;
}

/* What is saved is read back and decided again, to the same bytes. */
static unsigned
decide(struct arena *arena, struct scene *scene,
    const struct occasion *occasion)
{
	struct saved_decision saved = { .scene = scene_copy(arena, scene),
	    .occasion = *occasion }, read;
	json_t *whole, *again;
	char *before, *after;
	struct err err;

	saved.placements = policy_play(arena, scene, occasion);
	whole = decision_json(&saved);
	if (!decision_read(arena, whole, &read, &err))
		fail_msg("%s", err.text);
	read.placements = decision_again(arena, &read);
	again = decision_json(&read);
	before = json_dumps(whole, JSON_COMPACT);
	after = json_dumps(again, JSON_COMPACT);
	assert_string_equal(before, after);
	free(before);
	free(after);
	json_decref(whole);
	json_decref(again);
	return saved.placements.count;
}

/* How many decisions were compared, and how many clusters differed. */
static void
live(uint64_t seed, unsigned *decided, unsigned *wrong)
{
	struct cluster cluster;
	struct occasion occasion;

	cluster_draw(&cluster, seed);
	for (unsigned i = 0; i < EVENTS; i++) {
		struct buffer said = { 0 };
		struct scene *scene;

		if (!occasion_draw(&cluster, i, &occasion))
			break;
		scene = sim_scene(&cluster.arena, cluster.sim);
		describe(&said, scene);
		*decided += decide(&cluster.arena, scene, &occasion);
		happens(&cluster, &occasion);
		if (differences(&cluster, scene, &said) != 0) {
			if ((*wrong)++ < 5)
				printf("seed %llu, event %u: %s of "
				    "%llx/%u\n%s", (unsigned long long)seed, i,
				    occasion_code(occasion.kind),
				    (unsigned long long)occasion.nodes,
				    (unsigned)occasion.to, buffer_text(&said));
			buffer_drop(&said);
			break;
		}
		buffer_drop(&said);
	}
	cluster_drop(&cluster);
}

static void
both_expect_the_same_on_random_clusters(void **state)
{
	const char *lives = getenv("LIVES");
	unsigned count = lives != NULL ? (unsigned)strtoul(lives, NULL, 10) :
	    LIVES, decided = 0, wrong = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= count; seed++)
		live(seed, &decided, &wrong);
	print_message("%u clusters, %u placements: %u differ\n", count,
	    decided, wrong);
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_expect_the_same_on_random_clusters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
