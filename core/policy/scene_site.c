#include "core/policy/scene_site.h"

#include <assert.h>

#include "core/base/arena.h"
#include "core/policy/policy.h"
#include "core/site/site.h"

enum { PORTS_MOST = 1 << 20 };	/* any number above is none */

/* What is being made of a site. */
struct setting {
	struct arena	*arena;
	const struct site *site;
	struct scene	*scene;
};

/* Decimal digits; the text goes on behind them. */
static int64_t
number_read(const char **text)
{
	int64_t number = 0;

	for (; **text >= '0' && **text <= '9' && number < PORTS_MOST; ++*text)
		number = number * 10 + (**text - '0');
	return number;
}

/* How many console ports the node's first concentrator has. */
static int64_t
ports_of(const struct site *site, uint32_t node)
{
	for (uint32_t s = 1; s <= site->service_count; s++) {
		const struct site_service *row = &site->services[s];
		const char *text = names_text(site->names, KIND_TEXT,
		    row->value[node]);
		int64_t first, last;

		if (row->kind != SERVICE_VCC || row->value[node] == 0)
			continue;
		last = first = number_read(&text);
		if (*text++ == '-')
			last = number_read(&text);
		return first > 0 && last >= first ? last - first + 1 : 0;
	}
	return 0;
}

static void
nodes_set(struct setting *setting)
{
	const struct site *site = setting->site;

	for (uint32_t n = 1; n <= site->node_count; n++) {
		const struct site_node *row = &site->nodes[n];
		struct scene_node *node = &setting->scene->nodes[n];
		int64_t vcpus = (int64_t)row->vcpus - row->control_vcpus -
		    row->reserved_vcpus;

		node->known = node->member = true;
		node->free[CAPACITY_VCPUS] = vcpus;
		node->free[CAPACITY_CRYPTO] = vcpus / CORE_STRANDS;
		node->free[CAPACITY_MEMORY] = row->memory -
		    row->control_memory - row->reserved_memory;
		node->free[CAPACITY_PORTS] = ports_of(site, n);
	}
}

static uint32_t
limit_row(struct scene *scene, uint32_t name)
{
	uint32_t i = 0;

	while (i < scene->limit_count && scene->limits[i] != name)
		i++;
	if (i == scene->limit_count)
		scene->limits[scene->limit_count++] = name;
	return i;
}

/* The names of all limits first; a node without one of a name has no limit. */
static void
limits_set(struct setting *setting)
{
	const struct site *site = setting->site;
	struct scene *scene = setting->scene;
	size_t most = 1;

	for (uint32_t n = 1; n <= site->node_count; n++)
		most += site->nodes[n].load_count;
	scene->limits = arena_take(setting->arena, most,
	    sizeof(*scene->limits));
	for (uint32_t n = 1; n <= site->node_count; n++)
		for (uint32_t i = 0; i < site->nodes[n].load_count; i++)
			limit_row(scene, names_key(site->names,
			    site->nodes[n].load_limit[i]));
	scene->loads = arena_take(setting->arena, (site->node_count +
	    (size_t)1) * scene->limit_count + 1, sizeof(*scene->loads));
	for (uint32_t n = 1; n <= site->node_count; n++) {
		for (uint32_t i = 0; i < scene->limit_count; i++)
			*scene_load(scene, n, i) = (struct scene_load){
			    LOAD_UNLIMITED, LOAD_UNLIMITED, 0 };
		for (uint32_t i = 0; i < site->nodes[n].load_count; i++) {
			uint32_t text = site->nodes[n].load_limit[i];
			struct scene_load *load = scene_load(scene, n,
			    limit_row(scene, names_key(site->names, text)));

			load_limit(names_text(site->names, KIND_TEXT, text),
			    &load->soft, &load->hard);
		}
	}
}

/* A factor that no node limits counts for nothing. */
static void
factors_set(struct setting *setting, const struct site_guest *guest,
    struct scene_group *group)
{
	struct scene *scene = setting->scene;
	struct load list[LOADS];
	uint32_t count = 0;
	bool whole;

	group->factors = scene->factor_count;
	if (guest->load_factors != 0)
		count = load_list(scene->names, names_text(scene->names,
		    KIND_TEXT, guest->load_factors), list, &whole);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t row = 0;

		while (row < scene->limit_count &&
		    scene->limits[row] != list[i].limit)
			row++;
		if (row < scene->limit_count)
			scene->factors[scene->factor_count++] =
			    (struct scene_factor){ row, list[i].factor };
	}
	group->factor_count = scene->factor_count - group->factors;
}

static void
lists_set(struct setting *setting, const struct site_guest *guest,
    struct scene_group *group)
{
	struct scene *scene = setting->scene;

	group->nodes = scene->listed_count;
	group->node_count = guest->node_count;
	for (uint32_t i = 0; i < guest->node_count; i++)
		scene->listed[scene->listed_count++] = guest->node[i];
	group->affinities = scene->affinity_count;
	group->affinity_count = guest->affinity_count;
	for (uint32_t i = 0; i < guest->affinity_count; i++)
		scene->affinities[scene->affinity_count++] =
		    guest->affinity[i];
	factors_set(setting, guest, group);
	for (uint32_t n = 1; n <= scene->node_count; n++)
		if (guest->device != 0 && (setting->site->devices[
		    guest->device].nodes >> n & 1) == 0)
			group->unseen |= (uint64_t)1 << n;
}

/* Without an agent nobody starts its guest: it asks for nothing. */
static void
needs_set(const struct site *site, uint32_t number, struct scene_group *group)
{
	const struct site_guest *guest = &site->guests[number];

	if (!guest->agent.present)
		return;
	group->guest = number;
	group->halt_ms = site->timing.op[OP_GUEST_HALT].fixed_ms;
	group->needs[CAPACITY_VCPUS] = guest->vcpus;
	group->needs[CAPACITY_CRYPTO] = guest->crypto;
	group->needs[CAPACITY_MEMORY] = guest->memory;
	group->needs[CAPACITY_PORTS] = 1;
}

/* A guest that runs and is not clustered has its part of the node, too. */
static void
running_set(struct scene *scene, const struct site_guest *guest)
{
	int64_t *free = scene->nodes[guest->now_on].free;

	free[CAPACITY_VCPUS] -= guest->vcpus;
	free[CAPACITY_CRYPTO] -= guest->crypto;
	free[CAPACITY_MEMORY] -= guest->memory;
	free[CAPACITY_PORTS]--;
}

static void
group_set(struct setting *setting, uint32_t number)
{
	const struct site_guest *guest = &setting->site->guests[number];
	struct scene *scene = setting->scene;
	struct scene_group *group = &scene->groups[guest->group];

	if (guest->now == NOW_RUNNING)
		running_set(scene, guest);
	if (guest->device == 0)
		return;
	lists_set(setting, guest, group);
	group->failback = guest->failback;
	group->stage = guest->now == NOW_ABSENT ? GROUP_ABSENT : GROUP_ONLINE;
	group->on = guest->now == NOW_ABSENT ? 0 : guest->now_on;
	scene_count(scene, guest->group, group->on, 1);
	if (guest->now != NOW_ABSENT && guest->now != NOW_CLUSTERED)
		return;
	needs_set(setting->site, number, group);
	if (group->on != 0)
		scene_take(scene, guest->group, group->on, 1);
}

static void
rows_take(struct setting *setting)
{
	const struct site *site = setting->site;
	struct scene *scene = setting->scene;
	size_t listed = 1, affinities = 1, guests = site->guest_count;

	for (uint32_t g = 1; g <= site->guest_count; g++) {
		listed += site->guests[g].node_count;
		affinities += site->guests[g].affinity_count;
	}
	scene->node_count = site->node_count;
	scene->group_count = names_count(site->names, KIND_GROUP);
	scene->nodes = arena_take(setting->arena, site->node_count + (size_t)1,
	    sizeof(*scene->nodes));
	scene->groups = arena_take(setting->arena, scene->group_count +
	    (size_t)1, sizeof(*scene->groups));
	scene->listed = arena_take(setting->arena, listed,
	    sizeof(*scene->listed));
	scene->affinities = arena_take(setting->arena, affinities,
	    sizeof(*scene->affinities));
	scene->factors = arena_take(setting->arena, guests * SCENE_FACTORS + 1,
	    sizeof(*scene->factors));
	scene->failed = arena_take(setting->arena, 1, sizeof(*scene->failed));
}

struct scene_times
scene_times_of(const struct timing *timing)
{
	return (struct scene_times){
		.switch_ms = timing->op[OP_GROUP_SWITCH].fixed_ms,
		.offline_ms = timing->op[OP_GROUP_OFFLINE].fixed_ms,
		.import_ms = timing->op[OP_POOL_IMPORT].fixed_ms,
		.export_ms = timing->op[OP_POOL_EXPORT].fixed_ms,
		.call_ms = timing->timed[TIMED_AGENT_CALL].fixed_ms,
		.boot_ms = timing->timed[TIMED_GUEST_BOOT].fixed_ms,
		.stop_ms = timing->timed[TIMED_STOP_AT_OK].fixed_ms,
	};
}

struct scene *
scene_of_site(struct arena *arena, const struct site *site)
{
	struct scene *scene = arena_take(arena, 1, sizeof(*scene));
	struct setting setting = { arena, site, scene };

	assert(site->node_count <= SCENE_NODES);
	scene->names = site->names;
	scene->pingpong_ms = SCENE_PINGPONG_MS;
	scene->times = scene_times_of(&site->timing);
	rows_take(&setting);
	nodes_set(&setting);
	limits_set(&setting);
	for (uint32_t g = 1; g <= site->guest_count; g++)
		group_set(&setting, g);
	scene_index(arena, scene);
	return scene;
}

/* Start what is offline on the best node as things are; false if nothing can
 * be. */
static bool
start_offline(struct scene *scene)
{
	struct placement placement;
	bool any = false;

	for (uint32_t g = 1; g <= scene->group_count; g++) {
		const struct occasion occasion = { .kind = OCCASION_START,
		    .group = g };
		struct scene_group *row = &scene->groups[g];

		if (row->stage != GROUP_OFFLINE)
			continue;
		policy_choose(scene, &occasion, g, &placement);
		if (placement.placing != PLACING_NODE)
			continue;
		row->stage = GROUP_ONLINE;
		row->on = placement.node;
		scene_count(scene, g, row->on, 1);
		scene_take(scene, g, row->on, 1);
		any = true;
	}
	return any;
}

/* Those that follow others are started when these are there. */
struct scene *
scene_of_all(struct arena *arena, const struct site *site)
{
	struct scene *scene = scene_of_site(arena, site);

	for (uint32_t g = 1; g <= site->guest_count; g++) {
		struct scene_group *row =
		    &scene->groups[site->guests[g].group];

		if (row->guest != 0 && row->stage == GROUP_ABSENT)
			row->stage = GROUP_OFFLINE;
	}
	while (start_offline(scene))
		continue;
	return scene;
}
