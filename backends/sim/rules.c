/*
 * What the kernel calls of the rooms above it.
 */
#include <assert.h>

#include "backends/sim/acts.h"
#include "backends/sim/cluster/agent.h"
#include "backends/sim/cluster/failure.h"
#include "backends/sim/cluster/join.h"
#include "backends/sim/cluster/move.h"
#include "backends/sim/cluster/placing.h"
#include "backends/sim/cluster/relation.h"
#include "backends/sim/cluster/split.h"
#include "backends/sim/hypervisor/boot.h"
#include "backends/sim/hypervisor/down.h"
#include "backends/sim/hypervisor/ldmd.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/observers/online.h"
#include "backends/sim/observers/uptime.h"
#include "backends/sim/p2v/share_use.h"
#include "backends/sim/questions/ask.h"

/* A change to a guest or to its group may schedule a probe. */
static void
observe(struct sim *sim, enum kind kind, uint32_t name)
{
	uint32_t guest = kind == KIND_GROUP ? group_guest(sim, name) : 0;

	assert(name != 0);
	if (kind == KIND_GUEST)
		guest = name;
	else if (sim_is_touched(sim, KIND_GUEST, guest))
		guest = 0;	/* it has its own turn */
	if (guest != 0)
		online_watch(sim, guest);
	invariant_check(sim, kind, name);
	if (kind == KIND_GUEST)
		uptime_settle(sim, name);
	if (guest != 0)
		agent_probe(sim, guest);
}

static void
observe_all(struct sim *sim)
{
	for (uint32_t g = 1; g <= sim->world->table[T_GUEST].count; g++) {
		uptime_settle(sim, g);
		online_watch(sim, g);
		agent_probe(sim, g);
	}
	sim_check_all(sim);
}

static void (*const events[WORK_KINDS])(struct sim *, uint32_t) = {
	[WORK_OP] = work_event,
	[WORK_MOVE] = move_event,
	[WORK_BOOT] = boot_event,
	[WORK_HALT] = halt_event,
	[WORK_PROBE] = probe_event,
	[WORK_FAILURE] = failure_event,
	[WORK_FAILFAST] = failfast_event,
	[WORK_SPLIT] = split_event,
	[WORK_JOIN] = join_event,
	[WORK_PLACING] = placing_event,
	[WORK_WATCH] = watch_event,
};

const struct rules rules = {
	.acts = acts,
	.events = events,
	.takes = ldmd_takes,
	.known = ask_known,
	.ask = ask,
	.hangs = share_hangs,
	.settle = observe,
	.settle_all = observe_all,
};
