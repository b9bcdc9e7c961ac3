/*
 * Now becomes time zero: every time in the world is counted from there.
 */
#include "backends/sim/cluster/log.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/console_rows.h"
#include "backends/sim/world/simulation.h"

static void
rewind_domains(struct world *world)
{
	for (uint32_t d = 1; d <= world->table[T_DOMAIN].high; d++) {
		struct domain_row *domain = world_domain(world, d);

		if (domain->guest != 0 && domain->state == STATE_AT_OK)
			domain->active_ns -= world->now_ns;
	}
	for (uint32_t c = 1; c <= world->table[T_CONSOLE].high; c++)
		if (world_console(world, c)->domain != 0) {
			world_console(world, c)->since_ns -= world->now_ns;
			world_console(world, c)->until_ns -= world->now_ns;
		}
}

static void
rewind_node(const struct world *world, struct node_row *node)
{
	node->up_ns -= world->now_ns;
	node->served_ns[0] -= world->now_ns;
	node->served_ns[1] -= world->now_ns;
	if (node->bootmode != 0)
		node->bootmode_ns -= world->now_ns;
}

static void
rewind_pool(const struct world *world, struct pool_row *pool)
{
	pool->left_s -= (int32_t)(world->now_ns / MS / 1000);
	if (pool->scrub != SCRUB_NONE)
		pool->scrub_at_s -= (int32_t)(world->now_ns / MS / 1000);
}

void
sim_rewind(struct sim *sim)
{
	struct world *world = sim->world;
	int32_t now_s = (int32_t)(world->now_ns / MS / 1000);

	for (uint32_t i = 1; i <= world->table[T_QUEUE].count; i++)
		((struct queue_row *)world_row(world, T_QUEUE, i))->due_ns -=
		    world->now_ns;
	for (uint32_t i = 1; i <= world->table[T_WORK].high; i++)
		if (world_work(world, i)->kind != WORK_NONE)
			world_work(world, i)->since_ns -= world->now_ns;
	for (uint32_t n = 1; n <= world->table[T_NODE].count; n++)
		rewind_node(world, world_node(world, n));
	for (uint32_t r = 1; r <= world->table[T_RESOURCE].count; r++)
		if (world_resource(world, r)->exists != 0) {
			world_resource(world, r)->online_ns -= world->now_ns;
			world_resource(world, r)->window_ns -= world->now_ns;
		}
	for (uint32_t g = 1; g <= world->table[T_GROUP].count; g++)
		if (world_group(world, g)->start_failed != 0)
			world_group(world, g)->failed_s -= now_s;
	for (uint32_t i = 1; i <= LOG_ROWS; i++)
		if (log_row(world, i)->kind != LOG_NONE)
			log_row(world, i)->at_ns -= world->now_ns;
	rewind_domains(world);
	for (uint32_t p = 1; p <= world->table[T_POOL].count; p++)
		if (world_pool(world, p)->exists != 0)
			rewind_pool(world, world_pool(world, p));
	for (uint32_t f = 1; f <= world->table[T_FILE].count; f++) {
		world_file(world, f)->fresh = 0;
		if (world_file(world, f)->pool != 0)
			world_file(world, f)->written_ns -= world->now_ns;
	}
	world->now_ns = 0;
}
