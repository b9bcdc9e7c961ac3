#include "backends/sim/scene.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "backends/sim/cluster/affinity.h"
#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/move.h"
#include "backends/sim/cluster/relation.h"
#include "backends/sim/hypervisor/boot.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/world/simulation.h"
#include "core/policy/scene_site.h"

/* What of the world is being looked at, and the scene that it becomes. */
struct looking {
	struct arena	*arena;
	struct sim	*sim;
	struct scene	*scene;
};

/* How many ports of the node's first concentrator are not taken. */
static int64_t
ports_free(struct sim *sim, uint32_t node)
{
	int64_t free = 0;

	for (uint32_t s = 1; s <= sim->world->table[T_KIND].count; s++) {
		const struct service_row *row = world_service(sim->world, s,
		    node);
		char *end;
		long first, last;

		if (world_kind(sim->world, s)->kind != SERVICE_VCC ||
		    row->present == 0)
			continue;
		first = strtol(sim_name(sim, KIND_TEXT, row->value), &end, 10);
		last = *end == '-' ? strtol(end + 1, NULL, 10) : first;
		for (long n = 0; n <= last - first && n < PORT_WORDS * 64; n++)
			free += (world_port(sim->world, node)->taken[n / 64] >>
			    n % 64 & 1) == 0;
		break;
	}
	return free;
}

static void
node_look(struct looking *looking, uint32_t node)
{
	const struct node_row *row = world_node(looking->sim->world, node);

	looking->scene->nodes[node] = (struct scene_node){
		.known = true,
		.member = node_is_member(looking->sim, node),
		.free = {
			[CAPACITY_VCPUS] = row->free_vcpus,
			[CAPACITY_CRYPTO] = row->free_crypto,
			[CAPACITY_MEMORY] = row->free_memory,
			[CAPACITY_PORTS] = ports_free(looking->sim, node),
		},
	};
}

static uint32_t
limit_find(const struct scene *scene, uint32_t name)
{
	uint32_t i = 0;

	while (i < scene->limit_count && scene->limits[i] != name)
		i++;
	return i;
}

static void
limits_look(struct looking *looking)
{
	struct scene *scene = looking->scene;
	struct sim *sim = looking->sim;

	scene->limits = arena_take(looking->arena, scene->node_count *
	    (size_t)LOADS + 1, sizeof(*scene->limits));
	for (uint32_t n = 1; n <= scene->node_count; n++)
		for (uint32_t i = 0; i < LOADS; i++) {
			uint32_t name = names_key(sim->names,
			    world_node(sim->world, n)->limit[i]);

			if (name != 0 && limit_find(scene, name) ==
			    scene->limit_count)
				scene->limits[scene->limit_count++] = name;
		}
	scene->loads = arena_take(looking->arena, (scene->node_count +
	    (size_t)1) * scene->limit_count + 1, sizeof(*scene->loads));
	for (uint32_t i = 0; i < (scene->node_count + 1) *
	    scene->limit_count; i++)
		scene->loads[i] = (struct scene_load){ LOAD_UNLIMITED,
		    LOAD_UNLIMITED, 0 };
	for (uint32_t n = 1; n <= scene->node_count; n++)
		for (uint32_t i = 0; i < LOADS; i++) {
			uint32_t text = world_node(sim->world, n)->limit[i];
			struct scene_load *load = text == 0 ? NULL :
			    scene_load(scene, n, limit_find(scene,
			    names_key(sim->names, text)));

			if (load != NULL)
				load_limit(sim_name(sim, KIND_TEXT, text),
				    &load->soft, &load->hard);
		}
}

/* Where it is, or what it is on its way from and to. */
static void
place_look(struct looking *looking, uint32_t number, struct scene_group *group)
{
	struct sim *sim = looking->sim;
	const struct group_row *row = world_group(sim->world, number);

	group->stage = row->managed == 0 ? GROUP_UNMANAGED : GROUP_OFFLINE;
	group->on = affinity_node(sim, row->stop_failed);
	if (affinity_in_motion(sim, number)) {
		group->stage = GROUP_MOVING;
		group->on = world_work(sim->world, row->work)->from;
		group->to = world_work(sim->world, row->work)->to;
	} else if (group->on != 0) {
		group->stage = GROUP_STOP_FAILED;
	} else if ((group->on = affinity_node(sim, row->online)) != 0) {
		group->stage = GROUP_ONLINE;
	}
}

/* What the guest is defined with; otherwise what the site declares. */
static void
needs_look(struct looking *looking, uint32_t number, struct scene_group *group)
{
	struct sim *sim = looking->sim;
	uint32_t guest = group_guest(sim, number), domain = 0;
	const struct site_guest *declared = declared_guest(sim, guest);

	if (guest == 0)
		return;
	group->guest = guest;
	group->halt_ms = boot_halt_ms(sim, guest);
	for (uint32_t n = looking->scene->node_count; n >= 1; n--)
		if (world_domain_of(sim->world, guest, n) != 0) {
			domain = world_domain_of(sim->world, guest, n);
			group->defined |= node_answers(sim, n) ? bit(n) : 0;
		}
	if (domain == 0)
		domain = world_domain_of(sim->world, guest, 0);
	group->needs[CAPACITY_VCPUS] = domain != 0 ?
	    world_domain(sim->world, domain)->vcpus : declared->vcpus;
	group->needs[CAPACITY_CRYPTO] = domain != 0 ?
	    world_domain(sim->world, domain)->crypto : declared->crypto;
	group->needs[CAPACITY_MEMORY] = domain != 0 ?
	    world_domain(sim->world, domain)->memory : declared->memory;
	group->needs[CAPACITY_PORTS] = 1;
}

static void
factors_look(struct looking *looking, uint32_t number,
    struct scene_group *group)
{
	struct scene *scene = looking->scene;
	struct sim *sim = looking->sim;
	uint32_t property = world_group(sim->world, number)->loads;

	group->factors = scene->factor_count;
	for (uint32_t i = 0; i < scene->limit_count; i++) {
		int64_t factor = load_factor(sim->names, property,
		    scene->limits[i]);

		if (factor != 0)
			scene->factors[scene->factor_count++] =
			    (struct scene_factor){ i, factor };
	}
	group->factor_count = scene->factor_count - group->factors;
	if (group->stage == GROUP_ONLINE || group->stage == GROUP_STOP_FAILED)
		scene_count(scene, number, group->on, 1);
	if (group->stage == GROUP_MOVING)
		scene_count(scene, number, group->to, 1);
}

/* Only the time of the last one is kept, for all of them. */
static void
failed_look(struct looking *looking, uint32_t number,
    struct scene_group *group)
{
	struct scene *scene = looking->scene;
	uint64_t nodes = move_failed(looking->sim, number);
	uint64_t again = move_barred(looking->sim, number);

	int64_t failed_ms = (int64_t)world_group(looking->sim->world,
	    number)->failed_s * 1000;

	group->failed = scene->failed_count;
	for (uint32_t n = 1; n <= scene->node_count; n++)
		if ((nodes >> n & 1) != 0)
			scene->failed[scene->failed_count++] =
			    (struct scene_failed){ n, (again >> n & 1) != 0 ?
			    2 : 1, failed_ms };
	group->failed_count = scene->failed_count - group->failed;
}

static void
lists_look(struct looking *looking, uint32_t number, struct scene_group *group)
{
	struct scene *scene = looking->scene;
	struct sim *sim = looking->sim;
	uint32_t pool = group_pool(sim, number);
	uint32_t device = pool == 0 ? 0 :
	    world_pool(sim->world, pool)->device;

	group->nodes = scene->listed_count;
	group->node_count = group_nodes(sim, number,
	    &scene->listed[group->nodes]);
	scene->listed_count += group->node_count;
	group->affinities = scene->affinity_count;
	group->affinity_count = affinity_of(sim, number,
	    &scene->affinities[group->affinities]);
	scene->affinity_count += group->affinity_count;
	for (uint32_t n = 1; device != 0 && n <= scene->node_count; n++)
		if ((world_device(sim->world, device)->nodes >> n & 1) == 0)
			group->unseen |= (uint64_t)1 << n;
}

static void
group_look(struct looking *looking, uint32_t number)
{
	struct sim *sim = looking->sim;
	const struct group_row *row = world_group(sim->world, number);
	struct scene_group *group = &looking->scene->groups[number];

	if (row->exists == 0)
		return;
	place_look(looking, number, group);
	group->suspended = row->suspended != 0;
	group->failback = strcasecmp(sim_name(sim, KIND_TEXT, row->failback),
	    "Failback=TRUE") == 0;
	needs_look(looking, number, group);
	lists_look(looking, number, group);
	factors_look(looking, number, group);
	failed_look(looking, number, group);
}

static void
rows_take(struct looking *looking)
{
	struct scene *scene = looking->scene;
	size_t groups, nodes;

	scene->node_count = looking->sim->world->table[T_NODE].count;
	scene->group_count = looking->sim->world->table[T_GROUP].count;
	groups = scene->group_count + (size_t)1;
	nodes = scene->node_count + (size_t)1;
	scene->nodes = arena_take(looking->arena, nodes,
	    sizeof(*scene->nodes));
	scene->groups = arena_take(looking->arena, groups,
	    sizeof(*scene->groups));
	scene->listed = arena_take(looking->arena, groups * SITE_NODES,
	    sizeof(*scene->listed));
	scene->affinities = arena_take(looking->arena, groups * AFFINITIES,
	    sizeof(*scene->affinities));
	scene->factors = arena_take(looking->arena, groups * LOADS,
	    sizeof(*scene->factors));
	scene->failed = arena_take(looking->arena, groups * nodes,
	    sizeof(*scene->failed));
}

struct scene *
sim_scene(struct arena *arena, struct sim *sim)
{
	struct scene *scene = arena_take(arena, 1, sizeof(*scene));
	struct looking looking = { arena, sim, scene };

	assert(sim->world->table[T_NODE].count <= SCENE_NODES);
	scene->names = sim->names;
	scene->now_ms = world_now_ms(sim->world);
	scene->pingpong_ms = SCENE_PINGPONG_MS;
	scene->times = scene_times_of(&sim->declared.timing);
	rows_take(&looking);
	limits_look(&looking);
	for (uint32_t n = 1; n <= scene->node_count; n++)
		node_look(&looking, n);
	for (uint32_t g = 1; g <= scene->group_count; g++)
		group_look(&looking, g);
	scene_index(arena, scene);
	return scene;
}
