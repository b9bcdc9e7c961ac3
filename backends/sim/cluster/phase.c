/*
 * The phases of a move: whether a phase has anything to do, how long it takes,
 * and what it does.
 *
 * The phases of the agent are the calls that SUNW.ldom makes; those of the
 * storage are HAStoragePlus.  A phase is skipped if its result is already there
 * when the move reaches it.
 */
#include "backends/sim/cluster/phase.h"

#include <assert.h>

#include "backends/sim/cluster/move.h"
#include "backends/sim/cluster/relation.h"
#include "backends/sim/hypervisor/bind.h"
#include "backends/sim/hypervisor/boot.h"
#include "backends/sim/hypervisor/define.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/hypervisor/ldmd.h"
#include "backends/sim/hypervisor/stop.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/storage/pool.h"
#include "backends/sim/world/declared.h"
#include "backends/sim/world/trouble.h"

struct method {
	bool	(*due)(struct sim *, const struct work_row *);
	int64_t	(*begin)(struct sim *, uint32_t row);
	bool	(*end)(struct sim *, const struct work_row *, struct err *);
};

static uint32_t
guest_of(struct sim *sim, const struct work_row *work)
{
	return group_guest(sim, work->op.group);
}

static uint32_t
pool_of(struct sim *sim, const struct work_row *work)
{
	return group_pool(sim, work->op.group);
}

/* The guest's domain on that node; row 0 if there is none. */
static struct domain_row *
domain_on(struct sim *sim, const struct work_row *work, uint32_t node)
{
	uint32_t guest = guest_of(sim, work);

	return world_domain(sim->world, node == 0 || guest == 0 ? 0 :
	    world_domain_of(sim->world, guest, node));
}

static bool
is_imported(struct sim *sim, const struct work_row *work, uint32_t node)
{
	return (world_pool(sim->world, pool_of(sim, work))->imported &
	    bit(node)) != 0;
}

static int64_t
call_ms(struct sim *sim, uint32_t row)
{
	(void)row;
	return declared_timed_ms(sim, TIMED_AGENT_CALL);
}

static bool
save_due(struct sim *sim, const struct work_row *work)
{
	return move_concerns(sim, work, TYPE_AGENT) &&
	    domain_on(sim, work, work->from)->guest != 0;
}

static bool
save_end(struct sim *sim, const struct work_row *work, struct err *err)
{
	(void)err;
	agent_save(sim, guest_of(sim, work), work->from);
	return true;
}

static bool
stop_due(struct sim *sim, const struct work_row *work)
{
	return move_concerns(sim, work, TYPE_AGENT) &&
	    domain_on(sim, work, work->from)->state == STATE_AT_OK;
}

static int64_t
timeout_ms(struct sim *sim, const struct work_row *work)
{
	return world_resource(sim->world, group_agent(sim,
	    work->op.group))->stop_timeout_ns / MS;
}

/* A running operating system shuts down first. */
static int64_t
stop_begin(struct sim *sim, uint32_t row)
{
	const struct work_row *work = world_work(sim->world, row);
	struct domain_row *domain = domain_on(sim, work, work->from);
	int64_t limit_ms = timeout_ms(sim, work);
	int64_t halt_ms = boot_halt_ms(sim, domain->guest);

	if (!ldmd_runs(sim, work->from))
		return call_ms(sim, row);
	if (domain_is_deaf(domain))
		return stop_ms(sim, domain);
	if (domain->soft == SOFT_RUNNING) {
		domain->work = row;
		domain_become(sim, domain, STATE_AT_OK, SOFT_HALTING);
	}
	return limit_ms != 0 && (halt_ms > limit_ms ||
	    domain->soft == SOFT_HUNG) ? limit_ms : halt_ms;
}

/* The shutdown goes on although its agent has given up. */
static bool
stop_late(struct sim *sim, struct domain_row *domain, int64_t left_ms,
    struct err *err)
{
	struct op op = { .kind = OP_GUEST_HALT, .on = domain->node,
	    .guest = domain->guest };

	if (domain->soft == SOFT_HALTING) {
		domain->work = work_take(sim, &op, WORK_HALT, CAUSE_GUEST);
		work_after(sim, domain->work, left_ms);
	}
	return err_set(err, ERR_TIMEOUT, "%s did not go down in time",
	    sim_name(sim, KIND_GUEST, op.guest));
}

static bool
stop_end(struct sim *sim, const struct work_row *work, struct err *err)
{
	struct domain_row *domain = domain_on(sim, work, work->from);
	int64_t limit_ms = timeout_ms(sim, work);
	int64_t halt_ms = boot_halt_ms(sim, domain->guest);

	if (domain->state != STATE_AT_OK)
		return true;
	if (domain->soft == SOFT_HUNG || (limit_ms != 0 &&
	    domain->soft == SOFT_HALTING && halt_ms > limit_ms))
		return stop_late(sim, domain, halt_ms - limit_ms, err);
	boot_stop(sim, domain);
	return true;
}

/* On the way back from a failed start: what that start has left on its node. */
static bool
unbind_due(struct sim *sim, const struct work_row *work)
{
	return move_concerns(sim, work, TYPE_AGENT) &&
	    domain_on(sim, work, work->from)->state == STATE_BOUND;
}

static bool
unbind_end(struct sim *sim, const struct work_row *work, struct err *err)
{
	struct domain_row *domain = domain_on(sim, work, work->from);

	(void)err;
	if (domain->state == STATE_BOUND) {
		bind_release(sim, domain);
		domain_become(sim, domain, STATE_INACTIVE, SOFT_NONE);
	}
	return true;
}

/* A disabled agent leaves the definition of its guest. */
static const bool keeps_definition[OP_KINDS] = {
	[OP_RESOURCE_DISABLE] = true,
};

static bool
remove_due(struct sim *sim, const struct work_row *work)
{
	assert(work->op.kind < OP_KINDS);
	return work->back == 0 && !keeps_definition[work->op.kind] &&
	    move_concerns(sim, work, TYPE_AGENT) && domain_state(sim,
	    domain_on(sim, work, work->from)) == STATE_INACTIVE;
}

static bool
remove_end(struct sim *sim, const struct work_row *work, struct err *err)
{
	(void)err;
	if (domain_state(sim, domain_on(sim, work, work->from)) ==
	    STATE_INACTIVE)
		domain_remove(sim, world_domain_of(sim->world,
		    guest_of(sim, work), work->from));
	return true;
}

static bool
export_due(struct sim *sim, const struct work_row *work)
{
	return work->from != 0 && move_concerns(sim, work, TYPE_STORAGE) &&
	    is_imported(sim, work, work->from);
}

static int64_t
export_ms(struct sim *sim, uint32_t row)
{
	(void)row;
	return declared_ms(sim, &(struct op){ .kind = OP_POOL_EXPORT });
}

static bool
export_end(struct sim *sim, const struct work_row *work, struct err *err)
{
	uint32_t pool = pool_of(sim, work);

	if ((world_pool(sim->world, pool)->busy & bit(work->from)) != 0)
		return err_set(err, ERR_POOL_BUSY, "%s is busy on %s",
		    sim_name(sim, KIND_POOL, pool),
		    sim_name(sim, KIND_NODE, work->from));
	if (is_imported(sim, work, work->from) &&
	    !pool_importable(sim, pool, work->from, err))
		return false;
	if (is_imported(sim, work, work->from))
		pool_set_exported(sim, pool, work->from);
	return true;
}

static bool
import_due(struct sim *sim, const struct work_row *work)
{
	return work->to != 0 && move_concerns(sim, work, TYPE_STORAGE) &&
	    !is_imported(sim, work, work->to);
}

static int64_t
import_ms(struct sim *sim, uint32_t row)
{
	(void)row;
	return declared_ms(sim, &(struct op){ .kind = OP_POOL_IMPORT });
}

/* The cluster's own copy of the configuration comes before any search. */
static bool
import_end(struct sim *sim, const struct work_row *work, struct err *err)
{
	uint32_t pool = pool_of(sim, work);

	if (!pool_importable(sim, pool, work->to, err))
		return false;
	if (trouble_is(sim, work->to, TROUBLE_NO_CACHEFILES))
		return err_set(err, ERR_PATH_MISSING, "%s has no folder for "
		    "the cachefiles of HAStoragePlus", sim_name(sim,
		    KIND_NODE, work->to));
	if (world_pool(sim->world, pool)->copy == COPY_STALE)
		return err_set(err, ERR_POOL_MISSING, "the cluster's copy of "
		    "the configuration of %s is of an earlier pool of that "
		    "name", sim_name(sim, KIND_POOL, pool));
	pool_set_imported(sim, pool, work->to, true);
	return true;
}

static bool
define_due(struct sim *sim, const struct work_row *work)
{
	return work->to != 0 && move_concerns(sim, work, TYPE_AGENT) &&
	    domain_on(sim, work, work->to)->guest == 0;
}

static bool
define_end(struct sim *sim, const struct work_row *work, struct err *err)
{
	if (domain_on(sim, work, work->to)->guest != 0 ||
	    define_copied(sim, guest_of(sim, work), work->to))
		return true;
	return err_set(err, ERR_NOT_FOUND, "the cluster has no copy of the "
	    "definition of %s", sim_name(sim, KIND_GUEST, guest_of(sim, work)));
}

static bool
bind_due(struct sim *sim, const struct work_row *work)
{
	return move_concerns(sim, work, TYPE_AGENT) &&
	    domain_on(sim, work, work->to)->state == STATE_INACTIVE;
}

static bool
bind_end(struct sim *sim, const struct work_row *work, struct err *err)
{
	struct domain_row *domain = domain_on(sim, work, work->to);

	if (domain->guest == 0)
		return err_set(err, ERR_NOT_FOUND, "the domain no longer "
		    "exists");
	if (domain->state != STATE_INACTIVE)
		return true;
	if (!bind_allows(sim, domain, work->to, err))
		return false;
	bind_allocate(sim, domain);
	domain_become(sim, domain, STATE_BOUND, SOFT_NONE);
	return true;
}

static bool
start_due(struct sim *sim, const struct work_row *work)
{
	return move_concerns(sim, work, TYPE_AGENT) &&
	    domain_on(sim, work, work->to)->state == STATE_BOUND;
}

static bool
start_end(struct sim *sim, const struct work_row *work, struct err *err)
{
	struct domain_row *domain = domain_on(sim, work, work->to);

	/* Somebody may be migrating it by hand. */
	if (domain->state == STATE_BOUND && domain->work == 0)
		boot_start(sim, domain, work->to);
	return domain->state == STATE_AT_OK || err_set(err, ERR_WRONG_STATE,
	    "the domain is no longer bound, or it is being moved");
}

static const struct method methods[MOVE_PHASES] = {
	[MOVE_SAVE] = { save_due, call_ms, save_end },
	[MOVE_STOP] = { stop_due, stop_begin, stop_end },
	[MOVE_UNBIND] = { unbind_due, call_ms, unbind_end },
	[MOVE_REMOVE] = { remove_due, call_ms, remove_end },
	[MOVE_EXPORT] = { export_due, export_ms, export_end },
	[MOVE_IMPORT] = { import_due, import_ms, import_end },
	[MOVE_DEFINE] = { define_due, call_ms, define_end },
	[MOVE_BIND] = { bind_due, call_ms, bind_end },
	[MOVE_START] = { start_due, call_ms, start_end },
};

bool
phase_due(struct sim *sim, const struct work_row *work)
{
	assert(work->phase < MOVE_PHASES);
	return methods[work->phase].due != NULL &&
	    methods[work->phase].due(sim, work);
}

int64_t
phase_begin(struct sim *sim, uint32_t row)
{
	return methods[world_work(sim->world, row)->phase].begin(sim, row);
}

/* What the agent calls is ldm: where it goes, and where it comes from. */
static bool
agent_allowed(struct sim *sim, const struct work_row *work, struct err *err)
{
	bool starts = work->phase == MOVE_DEFINE || work->phase == MOVE_BIND;
	bool stops = work->phase == MOVE_STOP || work->phase == MOVE_REMOVE ||
	    work->phase == MOVE_UNBIND;
	uint32_t node = starts ? work->to : work->from;

	return (!starts && !stops) || !move_concerns(sim, work, TYPE_AGENT) ||
	    node == 0 || ldmd_changes(sim, node, err);
}

bool
phase_end(struct sim *sim, uint32_t row, struct err *err)
{
	const struct work_row *work = world_work(sim->world, row);

	assert(work->phase < MOVE_PHASES);
	return methods[work->phase].end == NULL ||
	    (agent_allowed(sim, work, err) &&
	    methods[work->phase].end(sim, work, err));
}
