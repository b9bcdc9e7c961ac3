/*
 * The queue of events alone: timers that are set again whenever they expire.
 */
#include "backends/sim/kernel/work.h"
#include "backends/sim/world/growth.h"
#include "backends/sim/world/queue.h"
#include "tools/bench/bench.h"

int64_t
bench_timers(struct sim *sim, uint32_t timers, int64_t events)
{
	const struct op none = { 0 };
	struct world *world;

	growth_for(sim, T_QUEUE, timers);
	growth_for(sim, T_WORK, timers);
	world = sim->world;
	for (uint32_t i = 0; i < timers; i++)
		queue_push(world, world->now_ns + i * 7919 % timers,
		    work_take(sim, &none, WORK_PROBE, CAUSE_TIME));
	for (int64_t n = 0; n < events; n++) {
		world->now_ns = queue_first(world)->due_ns;
		queue_push(world, world->now_ns + 1 + n * 7919 % timers,
		    queue_pop(world));
	}
	while (queue_first(world) != NULL)
		world_free(world, T_WORK, queue_pop(world));
	return events;
}
