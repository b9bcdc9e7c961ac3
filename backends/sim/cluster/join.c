/*
 * Nodes that boot and join the cluster again.
 *
 * After a power cycle a node has what its service processor saved; after a
 * reboot of the control domain it has what it had, with the guests that the
 * hypervisor kept.  The reboot of one that has no bound guest is a power cycle.
 * Each event restores one object.
 */
#include "backends/sim/cluster/join.h"

#include <assert.h>
#include <strings.h>

#include "backends/sim/cluster/affinity.h"
#include "backends/sim/cluster/failure.h"
#include "backends/sim/cluster/forming.h"
#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/move.h"
#include "backends/sim/cluster/split.h"
#include "backends/sim/hypervisor/autosave.h"
#include "backends/sim/hypervisor/bind.h"
#include "backends/sim/hypervisor/boot.h"
#include "backends/sim/hypervisor/config.h"
#include "backends/sim/hypervisor/control.h"
#include "backends/sim/hypervisor/define.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/hypervisor/saved.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/storage/cache.h"
#include "backends/sim/storage/handle.h"
#include "backends/sim/world/declared.h"
#include "backends/sim/world/growth.h"
#include "backends/sim/world/queue.h"
#include "backends/sim/world/trouble.h"

enum { DUMP_MS = 300000 };	/* to write a dump: a guess */
enum { LDM_KEEPS = 103 };	/* its reboot never takes the power off */

/* Begin to boot; op.forced: after a power cycle. */
static void
boots(struct sim *sim, uint32_t node, int64_t after_ms, bool cold)
{
	struct op op = { .kind = OP_NODE_STATE, .on = node, .forced = cold };
	uint32_t row;

	assert(node != 0 && after_ms >= 0);
	growth_ensure(sim);
	if (cold && !config_holds(sim, node))
		config_boots(sim, node, 0);
	world_node(sim->world, node)->power = NODE_BOOTING;
	row = work_take(sim, &op, WORK_JOIN, CAUSE_CLUSTER);
	world_work(sim->world, row)->place = 0;
	work_after(sim, row, after_ms +
	    declared_timed_ms(sim, TIMED_NODE_BOOT));
}

/* Switching on a hung node has no effect: it has power. */
void
node_power_on(struct sim *sim, uint32_t node)
{
	assert(node != 0);
	if (world_node(sim->world, node)->power == NODE_DOWN)
		boots(sim, node, 0, true);
}

/* Without a bound guest the service processor power-cycles the machine, and it
 * comes back with what was saved: all guides but that of ldm 1.3. */
static bool
cycles(struct sim *sim, uint32_t node)
{
	const struct node_row *row = world_node(sim->world, node);

	return row->bound == 0 && row->ldm != LDM_KEEPS;
}

static void
fails(struct sim *sim, uint32_t node, int64_t dump_ms, bool in_order)
{
	uint32_t power = world_node(sim->world, node)->power;
	bool cold = cycles(sim, node);

	if (power != NODE_UP && power != NODE_HUNG)
		return;
	sim->cause = in_order ? CAUSE_PERSON : CAUSE_FAULT;
	if (in_order)
		failure_leaves(sim, node, NODE_BOOTING);
	else
		failure_within(sim, node, NODE_BOOTING);
	sim_settle(sim);
	boots(sim, node, dump_ms, cold);
}

void
node_reboot(struct sim *sim, uint32_t node)
{
	fails(sim, node, 0, false);
}

void
node_shut_down(struct sim *sim, uint32_t node)
{
	fails(sim, node, 0, true);
}

void
node_panic(struct sim *sim, uint32_t node)
{
	fails(sim, node, DUMP_MS, false);
}

/* The node fails while it boots; it also no longer has to learn that it was
 * fenced. */
void
join_cut(struct sim *sim, uint32_t node)
{
	for (uint32_t i = 1; i <= sim->world->table[T_WORK].high; i++) {
		const struct work_row *work = world_work(sim->world, i);

		if ((work->kind != WORK_JOIN &&
		    work->kind != WORK_FAILFAST) || work->op.on != node)
			continue;
		queue_remove(sim->world, i);
		world_free(sim->world, T_WORK, i);
	}
}

static bool
guests_forget(struct sim *sim, struct work_row *work)
{
	saved_forget_guests(sim, work->op.on);
	return false;
}

static bool
volume_forget(struct sim *sim, struct work_row *work)
{
	return saved_forget_volume(sim, work->op.on);
}

static bool
load(struct sim *sim, struct work_row *work)
{
	saved_load(sim, work->op.on);
	return false;
}

static bool
pool_restore(struct sim *sim, struct work_row *work)
{
	return cache_import(sim, work->op.on);
}

static bool
volume_restore(struct sim *sim, struct work_row *work)
{
	return saved_volume(sim, work->op.on);
}

/* The world does not keep the text of a saved definition: the cluster's copy,
 * or what the site declares, stands for it. */
static uint32_t
defined(struct sim *sim, uint32_t guest, uint32_t node)
{
	if (world_domain_of(sim->world, guest, node) == 0 &&
	    !define_copied(sim, guest, node))
		define_declared(sim, domain_new(sim, guest, node),
		    world_guest(sim->world, guest)->installed != 0);
	return world_domain_of(sim->world, guest, node);
}

/* Restore the guest as it was saved, even if it now runs on another node: the
 * service processor does not know the cluster. */
static void
definition_restore(struct sim *sim, const struct saved_row *saved)
{
	struct domain_row *domain = world_domain(sim->world,
	    defined(sim, saved->guest, saved->node));
	struct err err;

	if (!bind_allows(sim, domain, saved->node, &err))
		return;
	bind_allocate(sim, domain);
	domain_become(sim, domain, STATE_BOUND, SOFT_NONE);
	if (saved->state == STATE_AT_OK)
		boot_by_node(sim, domain, saved->node);
}

static bool
guest_restore(struct sim *sim, struct work_row *work)
{
	const struct saved_row *saved;

	while (work->from < sim->world->table[T_SAVED].high) {
		saved = world_saved(sim->world, ++work->from);
		if (saved->guest == 0 || saved->node != work->op.on ||
		    !saved_is_next(sim, saved))
			continue;
		definition_restore(sim, saved);
		return true;
	}
	return false;
}

/* The disk server opens the files that exist again. */
static void
opens(struct sim *sim, struct domain_row *domain)
{
	struct part_row *part;

	for (uint32_t p = domain->parts; p != 0; p = part->next) {
		part = world_part(sim->world, p);
		handle_set(sim, part, HANDLE_NONE);
	}
	bind_open(sim, domain);
	sim_touch(sim, KIND_GUEST, domain->guest);
}

/* A guest that was reset has waited for a disk server to boot from. */
static bool
guest_kept(struct sim *sim, struct work_row *work)
{
	struct domain_row *domain;

	while (work->from < sim->world->table[T_DOMAIN].high) {
		domain = world_domain(sim->world, ++work->from);
		if (domain->guest == 0 || domain->node != work->op.on ||
		    !world_is_bound(domain))
			continue;
		opens(sim, domain);
		if (domain->state != STATE_AT_OK || domain->work != 0 ||
		    !node_resets(sim, domain))
			continue;
		boot_by_node(sim, domain, domain->node);
		return true;
	}
	return false;
}

static bool
recover(struct sim *sim, struct work_row *work)
{
	autosave_recover(sim, work->op.on);
	return false;
}

/* What the cluster knew about the node before it failed is no longer true. */
static bool
join(struct sim *sim, struct work_row *work)
{
	uint32_t node = work->op.on;
	struct node_row *row = world_node(sim->world, node);

	row->power = NODE_UP;
	row->member = 1;
	row->left = row->maintenance = 0;
	forming_wakes(sim);
	row->up_ns = sim->world->now_ns;
	row->served_ns[0] = row->served_ns[1] = row->up_ns;
	row->trouble &= ~(uint32_t)TROUBLE_TILL_BOOT;
	if (work->op.forced != 0)
		config_boots(sim, node, 0);
	sim_emit(sim, (struct thing){ KIND_NODE, node, node }, STATE_DOWN,
	    STATE_UP);
	node_touch(sim, node);
	for (uint32_t g = 1; g <= sim->world->table[T_GROUP].count; g++) {
		struct group_row *group = world_group(sim->world, g);
		enum state was = group_state(sim, g, NULL);

		move_forget(sim, g, bit(node));
		if (((group->online | group->stop_failed) & bit(node)) == 0)
			continue;
		group->online &= ~bit(node);
		group->stop_failed &= ~bit(node);
		group_emit(sim, g, was);
	}
	return false;
}

/* The node to which a group moves when this node joins, or 0: a group that is
 * offline everywhere is started; one that is online moves only if Failback is
 * TRUE. */
static uint32_t
target_of(struct sim *sim, uint32_t group, uint32_t node, uint32_t *from)
{
	const struct group_row *row = world_group(sim->world, group);
	uint32_t to;

	if (row->managed == 0 || row->suspended != 0 || row->work != 0 ||
	    row->stop_failed != 0 || !group_lists(sim, group, node))
		return 0;
	to = group_next(sim, group, move_barred(sim, group));
	*from = affinity_node(sim, row->online);
	if (*from == 0)
		return to;
	return to == node && node_answers(sim, *from) &&
	    strcasecmp(sim_name(sim, KIND_TEXT, row->failback),
	    "Failback=TRUE") == 0 ? to : 0;
}

/* One group in each event, as when a node fails. */
static bool
group_place(struct sim *sim, struct work_row *work)
{
	struct op op = { .kind = OP_GROUP_SWITCH };
	uint32_t from, move;
	enum state was;

	while (work->from < sim->world->table[T_GROUP].count) {
		op.group = ++work->from;
		op.to = target_of(sim, op.group, work->op.on, &from);
		if (op.to == 0)
			continue;
		was = group_state(sim, op.group, NULL);
		move = work_take(sim, &op, WORK_MOVE, CAUSE_CLUSTER);
		move_begin(sim, move, op.group, from, op.to);
		work_after(sim, move, declared_ms(sim, &op));
		group_emit(sim, op.group, was);
		return true;
	}
	return false;
}

/* After what: a power cycle, a reboot, or both. */
enum after { COLD = 1, WARM = 2 };

/* The steps in their order.  A step is repeated while it returns true, and
 * keeps its progress in the member from of the work. */
static const struct {
	bool		(*step)(struct sim *, struct work_row *);
	unsigned	  after;	/* set of enum after */
} steps[] = {
	{ guests_forget, COLD }, { volume_forget, COLD }, { load, COLD },
	{ pool_restore, COLD | WARM }, { volume_restore, COLD },
	{ guest_restore, COLD }, { guest_kept, WARM }, { recover, COLD | WARM },
	{ join, COLD | WARM }, { group_place, COLD | WARM },
};

enum { STEPS = sizeof(steps) / sizeof(steps[0]) };

/* A node cannot join before the cluster has given up the node that it was. */
static bool
is_too_early(struct sim *sim, const struct work_row *work)
{
	return work->phase == 0 &&
	    world_node(sim->world, work->op.on)->member != 0;
}

void
join_event(struct sim *sim, uint32_t row)
{
	struct work_row *work = world_work(sim->world, row);
	unsigned after = work->op.forced != 0 ? COLD : WARM;

	if (is_too_early(sim, work)) {
		work_after(sim, row, sim->declared.heartbeat_timeout_ms + 1);
		return;
	}
	if (work->phase == 0 && (split_bars(sim, work->op.on) ||
	    forming_bars(sim, work->op.on)))
		return;
	for (; work->phase < STEPS; work->phase++, work->from = 0)
		if ((steps[work->phase].after & after) != 0 &&
		    steps[work->phase].step(sim, work)) {
			work_after(sim, row, 0);
			return;
		}
	world_free(sim->world, T_WORK, row);
}
