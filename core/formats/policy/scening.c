/*
 * The parts of a scene; each function writes its part, or reads it.
 */
#include "core/formats/policy/scening.h"

#include <assert.h>

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/site/load.h"

enum { VERSION = 1 };

static const char *
stage_code(unsigned stage)
{
	static const char *const codes[] = { "absent", "unmanaged", "offline",
	    "online", "moving", "stop-failed" };

	assert(stage < sizeof(codes) / sizeof(codes[0]));
	return codes[stage];
}

static const char *
sign_code(unsigned sign)
{
	return affinity_mark((enum sign)sign);
}

static const struct wordlist stages = { stage_code, GROUP_STOP_FAILED + 1 };

const struct wordlist scening_signs = { sign_code, SIGNS };

static const char *const capacities[CAPACITIES] = {
	[CAPACITY_VCPUS] = "vcpus", [CAPACITY_CRYPTO] = "crypto",
	[CAPACITY_MEMORY] = "memory", [CAPACITY_PORTS] = "ports",
};

void *
scening_rows(struct passing *passing, void *now, size_t count, size_t size)
{
	return passing->reads ? arena_take(passing->arena, count + 1, size) :
	    now;
}

static void
head_pass(struct scening *scening, json_t *whole)
{
	struct passing *passing = &scening->passing;
	struct scene *scene = scening->scene;
	struct scene_times *times = &scene->times;
	int64_t version = VERSION;

	pass_number(passing, whole, "decision", &version, VERSION);
	if (version != VERSION)
		pass_wrong(passing, "decision", "version 1");
	pass_number(passing, whole, "now_ms", &scene->now_ms, LIMIT_CLOCK_MS);
	pass_number(passing, whole, "pingpong_ms", &scene->pingpong_ms,
	    LIMIT_DURATION_MS);
	pass_number(passing, whole, "switch_ms", &times->switch_ms,
	    LIMIT_DURATION_MS);
	pass_number(passing, whole, "offline_ms", &times->offline_ms,
	    LIMIT_DURATION_MS);
	pass_number(passing, whole, "import_ms", &times->import_ms,
	    LIMIT_DURATION_MS);
	pass_number(passing, whole, "export_ms", &times->export_ms,
	    LIMIT_DURATION_MS);
	pass_number(passing, whole, "call_ms", &times->call_ms,
	    LIMIT_DURATION_MS);
	pass_number(passing, whole, "boot_ms", &times->boot_ms,
	    LIMIT_DURATION_MS);
	pass_number(passing, whole, "stop_ms", &times->stop_ms,
	    LIMIT_DURATION_MS);
}

static void
limits_pass(struct scening *scening, json_t *whole)
{
	struct passing *passing = &scening->passing;
	struct scene *scene = scening->scene;
	json_t *list = pass_list(passing, whole, "limits",
	    &scene->limit_count, SCENE_NODES * SCENE_FACTORS);
	size_t keys = passing->keys;

	scene->limits = scening_rows(passing, scene->limits, scene->limit_count,
	    sizeof(*scene->limits));
	passing->list = "limits";
	for (uint32_t i = 0; i < scene->limit_count; i++) {
		json_t *object = pass_element(passing, list,
		    (uint32_t)(passing->index = i));

		pass_new_name(passing, object, "name", KIND_TEXT,
		    &scene->limits[i]);
		pass_over(passing, object);
	}
	passing->list = NULL;
	passing->keys = keys;
}

/* Three numbers for each limit, in their order. */
static void
loads_pass(struct scening *scening, json_t *object, uint32_t node)
{
	struct passing *passing = &scening->passing;
	uint32_t count = scening->scene->limit_count;
	json_t *list = pass_list(passing, object, "loads", &count, count);
	size_t keys = passing->keys;

	if (passing->reads && count != scening->scene->limit_count)
		pass_wrong(passing, "loads", "one for each limit");
	for (uint32_t i = 0; i < count; i++) {
		struct scene_load *load = scene_load(scening->scene, node, i);
		json_t *one = pass_element(passing, list, i);

		pass_or_none(passing, one, "soft", &load->soft, LOAD_LIMIT);
		pass_or_none(passing, one, "hard", &load->hard, LOAD_LIMIT);
		pass_number(passing, one, "sum", &load->sum, LIMIT_SIZE);
		pass_over(passing, one);
	}
	passing->keys = keys;
}

static void
node_pass(struct scening *scening, json_t *object, uint32_t node)
{
	struct passing *passing = &scening->passing;
	struct scene_node *row = &scening->scene->nodes[node];
	uint32_t name = node;

	pass_new_name(passing, object, "name", KIND_NODE, &name);
	if (name != node)
		pass_wrong(passing, "name", "a name of its own");
	pass_flag(passing, object, "known", &row->known);
	pass_flag(passing, object, "member", &row->member);
	pass_number(passing, object, "barred_until_ms",
	    &row->barred_until_ms, LIMIT_CLOCK_MS);
	for (enum capacity i = 0; i < CAPACITIES; i++)
		pass_or_none(passing, object, capacities[i], &row->free[i],
		    LIMIT_SIZE);
	loads_pass(scening, object, node);
	pass_over(passing, object);
}

static void
nodes_pass(struct scening *scening, json_t *whole)
{
	struct passing *passing = &scening->passing;
	struct scene *scene = scening->scene;
	json_t *list = pass_list(passing, whole, "nodes", &scene->node_count,
	    SCENE_NODES);
	size_t keys = passing->keys;

	scene->nodes = scening_rows(passing, scene->nodes, scene->node_count,
	    sizeof(*scene->nodes));
	scene->loads = scening_rows(passing, scene->loads, (scene->node_count +
	    (size_t)1) * scene->limit_count, sizeof(*scene->loads));
	passing->list = "nodes";
	for (uint32_t n = 1; n <= scene->node_count; n++) {
		passing->index = n - 1;
		node_pass(scening, pass_element(passing, list, n - 1), n);
	}
	passing->list = NULL;
	passing->keys = keys;
}

/* The lists of a group lie one after the other in those of the scene: where the
 * next one begins. */
struct tails {
	uint32_t	*first, *count, *total;
};

static void
tail_begin(const struct passing *passing, const struct tails *tails)
{
	if (passing->reads)
		*tails->first = *tails->total;
}

static void
tail_end(const struct passing *passing, const struct tails *tails)
{
	if (passing->reads)
		*tails->total += *tails->count;
}

static void
listed_pass(struct scening *scening, json_t *object, struct scene_group *row)
{
	struct passing *passing = &scening->passing;
	struct scene *scene = scening->scene;
	const struct tails tails = { &row->nodes, &row->node_count,
	    &scene->listed_count };
	json_t *list = pass_list(passing, object, "nodes", &row->node_count,
	    SCENE_NODES);
	size_t keys = passing->keys;
	uint64_t seen = 0;

	tail_begin(passing, &tails);
	for (uint32_t i = 0; i < row->node_count; i++) {
		uint32_t *node = &scene->listed[row->nodes + i];
		json_t *one = pass_element(passing, list, i);

		pass_name(passing, one, "node", KIND_NODE, node);
		if (*node == 0 || (seen >> *node & 1) != 0)
			pass_wrong(passing, "nodes", "each node once");
		seen |= (uint64_t)1 << *node;
		pass_over(passing, one);
	}
	tail_end(passing, &tails);
	passing->keys = keys;
}

static void
affinities_pass(struct scening *scening, json_t *object, uint32_t group)
{
	struct passing *passing = &scening->passing;
	struct scene *scene = scening->scene;
	struct scene_group *row = &scene->groups[group];
	const struct tails tails = { &row->affinities, &row->affinity_count,
	    &scene->affinity_count };
	json_t *list = pass_list(passing, object, "affinities",
	    &row->affinity_count, AFFINITIES);
	size_t keys = passing->keys;

	tail_begin(passing, &tails);
	for (uint32_t i = 0; i < row->affinity_count; i++) {
		struct affinity *affinity =
		    &scene->affinities[row->affinities + i];
		json_t *one = pass_element(passing, list, i);
		unsigned sign = affinity->sign;

		pass_word(passing, one, "sign", &sign, &scening_signs);
		affinity->sign = (enum sign)sign;
		pass_name(passing, one, "group", KIND_GROUP,
		    &affinity->group);
		if (affinity->group == 0 || affinity->group == group)
			pass_wrong(passing, "affinities", "another group");
		pass_over(passing, one);
	}
	tail_end(passing, &tails);
	passing->keys = keys;
}

static void
failed_pass(struct scening *scening, json_t *object, struct scene_group *row)
{
	struct passing *passing = &scening->passing;
	struct scene *scene = scening->scene;
	const struct tails tails = { &row->failed, &row->failed_count,
	    &scene->failed_count };
	json_t *list = pass_list(passing, object, "failed",
	    &row->failed_count, SCENE_NODES);
	size_t keys = passing->keys;

	tail_begin(passing, &tails);
	for (uint32_t i = 0; i < row->failed_count; i++) {
		struct scene_failed *failed = &scene->failed[row->failed + i];
		json_t *one = pass_element(passing, list, i);

		pass_name(passing, one, "node", KIND_NODE, &failed->node);
		pass_count(passing, one, "times", &failed->times);
		pass_signed(passing, one, "last_ms", &failed->last_ms,
		    LIMIT_CLOCK_MS);
		pass_over(passing, one);
	}
	tail_end(passing, &tails);
	passing->keys = keys;
}

static void
factors_pass(struct scening *scening, json_t *object, struct scene_group *row)
{
	struct passing *passing = &scening->passing;
	struct scene *scene = scening->scene;
	const struct tails tails = { &row->factors, &row->factor_count,
	    &scene->factor_count };
	json_t *list = pass_list(passing, object, "factors",
	    &row->factor_count, SCENE_FACTORS);
	size_t keys = passing->keys;

	tail_begin(passing, &tails);
	for (uint32_t i = 0; i < row->factor_count; i++) {
		struct scene_factor *factor =
		    &scene->factors[row->factors + i];
		json_t *one = pass_element(passing, list, i);

		pass_count(passing, one, "limit", &factor->limit);
		if (factor->limit >= scene->limit_count)
			pass_wrong(passing, "factors", "a limit by its place "
			    "in limits, from 0");
		pass_number(passing, one, "factor", &factor->factor,
		    LOAD_FACTOR);
		pass_over(passing, one);
	}
	tail_end(passing, &tails);
	passing->keys = keys;
}

/* Where it is has to fit what it does. */
static void
place_check(struct passing *passing, const struct scene_group *row)
{
	bool on = row->stage == GROUP_ONLINE || row->stage ==
	    GROUP_STOP_FAILED;

	if (row->stage != GROUP_MOVING && ((row->on != 0) != on ||
	    row->to != 0))
		pass_wrong(passing, "on", "a node if it is online or "
		    "stop-failed, and \"to\" only if it is moving");
}

static void
group_pass(struct scening *scening, json_t *object, uint32_t group)
{
	struct passing *passing = &scening->passing;
	struct scene_group *row = &scening->scene->groups[group];
	unsigned stage = row->stage;

	pass_name(passing, object, "name", KIND_GROUP, &(uint32_t){ group });
	pass_word(passing, object, "stage", &stage, &stages);
	row->stage = (enum group_stage)stage;
	pass_name(passing, object, "on", KIND_NODE, &row->on);
	pass_name(passing, object, "to", KIND_NODE, &row->to);
	place_check(passing, row);
	pass_new_name(passing, object, "guest", KIND_GUEST, &row->guest);
	for (enum capacity i = 0; i < CAPACITIES; i++)
		pass_number(passing, object, capacities[i], &row->needs[i],
		    LIMIT_SIZE);
	pass_number(passing, object, "halt_ms", &row->halt_ms,
	    LIMIT_DURATION_MS);
	pass_flag(passing, object, "suspended", &row->suspended);
	pass_flag(passing, object, "failback", &row->failback);
	pass_nodes(passing, object, "unseen", &row->unseen);
	pass_nodes(passing, object, "defined", &row->defined);
	listed_pass(scening, object, row);
	affinities_pass(scening, object, group);
	failed_pass(scening, object, row);
	factors_pass(scening, object, row);
	pass_over(passing, object);
}

/* All names first: a group may name one that stands behind it. */
static void
names_read(struct passing *passing, json_t *list, uint32_t count)
{
	passing->list = "groups";
	for (uint32_t g = 1; passing->reads && g <= count; g++) {
		const char *name = json_string_value(json_object_get(
		    json_array_get(list, g - 1), "name"));

		passing->index = g - 1;
		if (name == NULL || names_put(passing->names, KIND_GROUP,
		    name) != g)
			pass_wrong(passing, "name", "a name of its own");
	}
}

static void
groups_pass(struct scening *scening, json_t *whole)
{
	struct passing *passing = &scening->passing;
	struct scene *scene = scening->scene;
	json_t *list = pass_list(passing, whole, "groups",
	    &scene->group_count, SCENING_GROUPS);
	size_t keys = passing->keys, count = scene->group_count;

	scene->groups = scening_rows(passing, scene->groups, count,
	    sizeof(*scene->groups));
	scene->listed = scening_rows(passing, scene->listed, count *
	    SCENE_NODES, sizeof(*scene->listed));
	scene->affinities = scening_rows(passing, scene->affinities, count *
	    AFFINITIES, sizeof(*scene->affinities));
	scene->failed = scening_rows(passing, scene->failed, count *
	    SCENE_NODES, sizeof(*scene->failed));
	scene->factors = scening_rows(passing, scene->factors, count *
	    SCENE_FACTORS, sizeof(*scene->factors));
	names_read(passing, list, scene->group_count);
	for (uint32_t g = 1; !passing->failed && g <= scene->group_count;
	    g++) {
		passing->index = g - 1;
		group_pass(scening, pass_element(passing, list, g - 1), g);
	}
	passing->list = NULL;
	passing->keys = keys;
}

void
scening_pass(struct scening *scening, json_t *whole)
{
	head_pass(scening, whole);
	limits_pass(scening, whole);
	nodes_pass(scening, whole);
	groups_pass(scening, whole);
}
