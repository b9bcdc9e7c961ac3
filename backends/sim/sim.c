#include "backends/sim/sim.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/acts.h"
#include "backends/sim/changes.h"
#include "backends/sim/cluster/log.h"
#include "backends/sim/hypervisor/control.h"
#include "backends/sim/hypervisor/services.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/questions/answer.h"
#include "backends/sim/world/console_rows.h"
#include "backends/sim/world/declared.h"
#include "backends/sim/world/growth.h"
#include "backends/sim/world/key.h"
#include "backends/sim/world/queue.h"

/* The handle of a pause is its end, plus this number. */
static const uint64_t HANDLE_PAUSE = (uint64_t)1 << 55;

static int64_t	 bottom_now_ms(struct backend *);
static uint64_t	 bottom_begin(struct backend *, const struct op *,
		    struct result *);
static bool	 bottom_wait(struct backend *, uint64_t handle,
		    int64_t until_ms, struct result *);
static void	 bottom_leave(struct backend *, uint64_t handle);

static bool
is_put(const struct site_guest *guest)
{
	return guest->now != NOW_ABSENT && guest->now_on != 0;
}

/* Its variables, and auto-boot? even if the site does not declare it. */
static uint32_t
variables_count(const struct sim *sim, const struct site_guest *guest)
{
	uint32_t count = guest->variable_count + 1;

	for (uint32_t i = 0; i < guest->variable_count; i++)
		count -= names_key(sim->names, guest->variable[i]) ==
		    sim->index.auto_boot;
	return count;
}

/* The rows that the guests' "now" will need, so that the block has no spare
 * capacity. */
static void
capacity_count(const struct sim *sim, const struct site *site,
    uint32_t rows[TABLES])
{
	rows[T_NODE] = site->node_count;
	rows[T_SOURCE] = site->source_count;
	rows[T_ARCHIVE] = site->archive_count;
	for (uint32_t g = 1; g <= site->guest_count; g++) {
		const struct site_guest *guest = &site->guests[g];
		uint32_t domains = guest->now == NOW_CLUSTERED ? 2 : 1;

		if (!is_put(guest))
			continue;
		rows[T_DOMAIN] += domains;
		rows[T_PART] += guest->disk_count + guest->net_count +
		    variables_count(sim, guest);
		rows[T_EXPORT] += guest->disk_count * guest->node_count;
	}
}

static void
node_make(struct sim *sim, const struct site *site, uint32_t n,
    enum site_now now)
{
	const struct site_node *node = &site->nodes[n];
	struct node_row *row = world_node(sim->world, n);

	row->power = NODE_UP;
	row->member = 1;
	row->ldm = node->ldm;
	memcpy(row->limit, node->load_limit, sizeof(row->limit));
	row->free_vcpus = node->vcpus - node->control_vcpus -
	    node->reserved_vcpus;
	row->free_crypto = row->free_vcpus / CORE_STRANDS;
	row->free_memory = node->memory - node->control_memory -
	    node->reserved_memory;
	node_policy(sim, n, sim->index.ignore);
	if (now != SITE_READY)
		return;
	for (uint32_t s = 1; s <= site->service_count; s++)
		service_put(sim, s, n, site->services[s].value[n]);
	node_policy(sim, n, sim->index.reset);
}

static void
shared_make(struct sim *sim, const struct site *site, enum site_now now)
{
	for (uint32_t s = 1; s <= site->service_count; s++)
		*world_kind(sim->world, s) = (struct kind_row){ .known = 1,
		    .kind = site->services[s].kind };
	for (uint32_t d = 1; d <= site->device_count; d++)
		*world_device(sim->world, d) = (struct device_row){
			.size = site->devices[d].size,
			.nodes = site->devices[d].nodes,
			.quorum = site->devices[d].quorum,
			.label = site->devices[d].label == TEXT_SMI ?
			    sim->index.whole : site->devices[d].label,
		};
	for (uint32_t i = 0; i < site->file_count; i++) {
		const struct site_file *file = &site->files[i];

		*world_file(sim->world, file->file) = (struct file_row){
			.nodes = file->nodes, .size = file->size,
			.type = FILE_OTHER,
		};
	}
	if (now == SITE_READY)
		sim->world->types =
		    (uint32_t)(site->storage_type ? bit(TYPE_STORAGE) : 0) |
		    (uint32_t)(site->agent_type ? bit(TYPE_AGENT) : 0);
}

struct sim *
sim_make(const struct site *site, enum site_now now, uint64_t seed)
{
	struct sim *sim = calloc(1, sizeof(*sim));
	uint32_t rows[TABLES] = { 0 };

	if (sim == NULL)
		abort();
	sim->verdicts = calloc(1, sizeof(*sim->verdicts));
	if (sim->verdicts == NULL)
		abort();
	sim->backend = (struct backend){ "simulated", bottom_now_ms,
	    bottom_begin, bottom_wait, bottom_leave, NULL, NULL, NULL };
	declared_make(&sim->declared, site);
	sim->names = names_copy(&sim->arena, site->names);
	sim->rules = &rules;
	sim->cause = CAUSE_OP;
	if (site->now != SITE_UNSPECIFIED)
		now = site->now;
	index_make(sim);
	capacity_count(sim, site, rows);
	growth_make(sim, rows);
	sim->world->seed = seed;
	for (uint32_t n = 1; n <= site->node_count; n++)
		node_make(sim, site, n, now);
	shared_make(sim, site, now);
	for (uint32_t g = 1; g <= site->guest_count; g++)
		if (is_put(&site->guests[g]))
			sim_put(sim, g, site->guests[g].now,
			    site->guests[g].now_on);
	return sim;
}

void
sim_drop(struct sim *sim)
{
	index_drop(sim);
	free(sim->found);
	free(sim->world);
	free(sim->verdicts);
	declared_drop(&sim->declared);
	arena_drop(&sim->arena);
	free(sim);
}

struct names *
sim_names(struct sim *sim)
{
	return sim->names;
}

struct backend *
sim_backend(struct sim *sim)
{
	return &sim->backend;
}

void
sim_listen(struct sim *sim, struct sink *sink)
{
	sim->sink = sink;
}

int64_t
sim_now_ms(const struct sim *sim)
{
	return sim->world->now_ns / MS;
}

int64_t
sim_next_ms(const struct sim *sim)
{
	const struct queue_row *first = queue_first(sim->world);

	return first != NULL ? (first->due_ns + MS - 1) / MS : -1;
}

void
sim_run_until(struct sim *sim, int64_t at_ms)
{
	const struct queue_row *first;

	assert(at_ms >= 0);
	while ((first = queue_first(sim->world)) != NULL &&
	    first->due_ns <= at_ms * MS)
		sim_step(sim);
	if (sim->world->now_ns < at_ms * MS)
		sim->world->now_ns = at_ms * MS;
}

static int64_t
bottom_now_ms(struct backend *bottom)
{
	return sim_now_ms((struct sim *)bottom);
}

static uint64_t
bottom_begin(struct backend *bottom, const struct op *op, struct result *res)
{
	struct sim *sim = (struct sim *)bottom;

	/* A pause is neither a question nor a change: no column is needed. */
	if (op->kind == OP_PAUSE)
		return sim_pause(sim, op->number);
	if (!op_table[op->kind].question)
		return sim_begin(sim, op, CAUSE_OP, res);
	sim_answer(sim, op, res);
	return HANDLE_OVER;
}

uint64_t
sim_pause(const struct sim *sim, int64_t ms)
{
	assert(ms > 0);
	return HANDLE_PAUSE + (uint64_t)(sim_now_ms(sim) + ms);
}

int64_t
sim_pause_ms(uint64_t handle)
{
	assert(handle != HANDLE_OVER && handle < HANDLE_FILTER);
	return handle > HANDLE_PAUSE ? (int64_t)(handle - HANDLE_PAUSE) :
	    INT64_MAX;
}

bool
sim_over(struct sim *sim, uint64_t handle, struct result *res)
{
	int64_t due_ms = sim_pause_ms(handle);

	return due_ms == INT64_MAX ? sim_ended(sim, (uint32_t)handle, res) :
	    sim_now_ms(sim) >= due_ms;
}

/* A wait for a pause runs all events that are due at its end; a wait for a
 * change ends as soon as the change does. */
static bool
bottom_wait(struct backend *bottom, uint64_t handle, int64_t until_ms,
    struct result *res)
{
	struct sim *sim = (struct sim *)bottom;
	int64_t due_ms = sim_pause_ms(handle);
	const struct queue_row *first;

	if (due_ms < INT64_MAX) {
		sim_run_until(sim, due_ms < until_ms ? due_ms : until_ms);
		return sim_over(sim, handle, res);
	}
	while (!sim_over(sim, handle, res)) {
		first = queue_first(sim->world);
		if (first == NULL || first->due_ns > until_ms * MS) {
			sim_run_until(sim, until_ms);
			return false;
		}
		sim_step(sim);
	}
	return true;
}

static void
bottom_leave(struct backend *bottom, uint64_t handle)
{
	if (sim_pause_ms(handle) == INT64_MAX)
		sim_leave((struct sim *)bottom, (uint32_t)handle);
}

struct world *
sim_world(struct sim *sim)
{
	return sim->world;
}

void
sim_restore(struct sim *sim, const struct world *world)
{
	assert(world->bytes >= sizeof(*world));
	/* A block that has grown is long enough. */
	if (sim->world->bytes < world->bytes) {
		free(sim->world);
		sim->world = malloc(world->bytes);
		if (sim->world == NULL)
			abort();
	}
	memcpy(sim->world, world, world->bytes);
	sim->names_bytes = 0;
	sim->verdicts->broken_count = 0;
	sim->touches = 0;
	sim->touched_all = false;
}

bool
sim_step(struct sim *sim)
{
	return work_step(sim);
}

void
sim_key(struct sim *sim, struct key *key)
{
	key_world(sim->world, key);
}

void
sim_forget(struct sim *sim)
{
	struct verdicts *verdicts = sim->verdicts;

	verdicts->broken_count = 0;
	verdicts->violations = verdicts->violated = 0;
}
