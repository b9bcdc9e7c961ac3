#include "tools/explore/liveness.h"

#include <assert.h>
#include <stdio.h>

#include "backends/sim/observers/uptime.h"
#include "backends/sim/session/vocabulary.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/world.h"
#include "core/procedures/procedure.h"
#include "core/run/owed.h"
#include "tools/explore/inside.h"

static struct answer
asked(const struct branch *branch, struct op ask)
{
	struct result res;

	simulated_ask(&branch->sandbox->simulated, &ask, &res);
	return res.outcome == DONE ? res.answer : (struct answer){ 0 };
}

bool
liveness_up(const struct branch *branch)
{
	uint32_t guest = branch->plan->guest;

	return guest != 0 && sim_guest_up(branch->sim, guest);
}

bool
liveness_is_dead(const struct branch *branch, uint32_t node)
{
	assert(node != 0 && node <= branch->plan->site->node_count);
	return asked(branch, (struct op){ .kind = OP_NODE_STATE,
	    .on = node }).state != STATE_UP;
}

bool
liveness_shut_down(const struct branch *branch, uint32_t node)
{
	const struct plan *plan = branch->plan;

	for (uint32_t i = 0; i < plan->step_count; i++) {
		const struct step *step = &plan->steps[i];
		const struct op_info *info = &op_table[step->op.kind];

		if (step->kind == STEP_CHANGE && step->op.on == node &&
		    ((info->ends_place && i <= branch->run.step) ||
		    (info->at_sp && plan->procedure->finds_down)))
			return true;
	}
	return false;
}

static bool
has_capacity(const struct branch *branch, uint32_t node)
{
	const struct site_guest *row =
	    &branch->plan->site->guests[branch->plan->guest];
	struct op ask = { .kind = OP_NODE_STATE, .on = node,
	    .guest = branch->plan->guest };
	const struct {
		uint32_t about;
		int64_t	 least;
	} needs[] = {
		{ TEXT_VCPUS, row->vcpus }, { TEXT_MEMORY, row->memory },
		{ TEXT_CRYPTO, row->crypto },
	};

	for (size_t i = 0; i < sizeof(needs) / sizeof(needs[0]); i++) {
		ask.value = needs[i].about;
		if (asked(branch, ask).number < needs[i].least)
			return false;
	}
	return true;
}

/* Its LUN is seen there, and its disks and switches are offered. */
static bool
has_things(const struct branch *branch, uint32_t node)
{
	const struct site *site = branch->plan->site;
	const struct site_guest *row = &site->guests[branch->plan->guest];

	if (row->device != 0 && asked(branch, (struct op){
	    .kind = OP_DEVICE_STATE, .on = node, .device = row->device,
	    .pool = row->pool }).state != STATE_PRESENT)
		return false;
	for (uint32_t s = 1; s <= site->service_count; s++)
		if (asked(branch, (struct op){ .kind = OP_SERVICE_STATE,
		    .on = node, .service = s }).state != STATE_PRESENT)
			return false;
	for (uint32_t i = 0; i < row->disk_count; i++)
		if (row->disk[i].volume != 0 && asked(branch, (struct op){
		    .kind = OP_VOLUME_STATE, .on = node,
		    .volume = row->disk[i].volume,
		    .service = row->disk[i].vds }).state != STATE_PRESENT)
			return false;
	return true;
}

/* The agent defines the guest wherever it starts it.  Without it the domain has
 * to be there, and the pool must not be elsewhere. */
static bool
is_started_there(const struct branch *branch, uint32_t node)
{
	const struct site_guest *row =
	    &branch->plan->site->guests[branch->plan->guest];
	struct answer agent = asked(branch, (struct op){
	    .kind = OP_RESOURCE_STATE, .resource = row->agent.resource });
	struct answer pool = asked(branch, (struct op){
	    .kind = OP_POOL_STATE, .pool = row->pool });

	if (row->agent.present && agent.state != STATE_ABSENT &&
	    agent.state != STATE_DISABLED)
		return true;
	return asked(branch, (struct op){ .kind = OP_GUEST_STATE, .on = node,
	    .guest = branch->plan->guest }).state != STATE_ABSENT &&
	    (pool.state != STATE_IMPORTED || pool.on == node);
}

/* Affinities and loads that keep the group from every node, or from that one,
 * are no fault of the run. */
static bool
is_barred(const struct branch *branch, uint32_t node)
{
	struct condition barred = { .on = node,
	    .name = branch->plan->site->guests[branch->plan->guest].group,
	    .state = sim_state_find(KIND_GROUP, "barred") };

	return barred.name != 0 &&
	    simulated_holds(&branch->sandbox->simulated, &barred);
}

bool
liveness_could_run(const struct branch *branch)
{
	const struct site_guest *row =
	    &branch->plan->site->guests[branch->plan->guest];

	if (is_barred(branch, 0))
		return false;
	for (uint32_t i = 0; i < row->node_count; i++)
		if (!liveness_is_dead(branch, row->node[i]) &&
		    !is_barred(branch, row->node[i]) &&
		    has_capacity(branch, row->node[i]) &&
		    has_things(branch, row->node[i]) &&
		    is_started_there(branch, row->node[i]))
			return true;
	return false;
}

/* Does the run say which proof is missing, and what is typed then? */
static bool
is_said(const struct branch *branch)
{
	const struct run *run = &branch->run;
	uint32_t node;

	return run->ending == STUCK &&
	    (run->why.code == ERR_GUEST_NOT_PROVED ||
	    run_lost_guest(branch->plan, run, &node));
}

/* Its node has booted it before its disks were there, and its agent takes it
 * for started.  A run that has not taken it down does not mend that. */
static bool
is_reset(const struct branch *branch)
{
	uint32_t guest = branch->plan->guest;
	struct answer group = asked(branch, (struct op){
	    .kind = OP_GROUP_STATE,
	    .group = branch->plan->site->guests[guest].group });
	/* A question may have made the world grow. */
	struct world *world = sim_world(branch->sim);
	struct owed owed;

	return group.state == STATE_ONLINE && world_domain(world,
	    world_domain_of(world, guest, group.on))->by_node != 0 &&
	    !run_owed(branch->plan, &branch->run, &owed);
}

bool
liveness_met(const struct walk *walk, uint32_t floor)
{
	const struct branch *branch = &walk->branch;
	const struct run *run = &branch->run;
	uint32_t home = run->ending == RETURNED ? run->home : floor;
	bool expected = run->ending == ARRIVED ? walk->up_at_goal :
	    walk->up[home];

	assert(run->ending != GOING && home <= branch->plan->step_count);
	return !expected || is_said(branch) || liveness_up(branch) ||
	    is_reset(branch) || !liveness_could_run(branch);
}

/* Is one node dead for good, does no other fail, and has nobody typed anything?
 * A node that comes back by itself counts if nothing else goes wrong. */
static bool
is_one_death(const struct path *path)
{
	unsigned dead = 0, others = 0;

	for (unsigned i = 0; i < path->count; i++) {
		const struct choice *choice = &path->choice[i];

		if (meanwhile_of_person(choice_meanwhile(choice)))
			return false;
		dead += choice_kills(choice);
		others += !choice_kills(choice) &&
		    (choice_strikes_node(choice) ||
		    choice_meanwhile(choice) == MEAN_REBOOT);
	}
	return dead + others == 1 && (dead == 1 || path->count == 1);
}

bool
liveness_only_deaths(const struct path *path)
{
	unsigned n = 0;

	while (n < path->count && choice_strikes_node(&path->choice[n]))
		n++;
	return n != 0 && n == path->count;
}

/* One node is dead, and no other fails.  A guest that a person has stopped or
 * moved is that person's. */
void
liveness_lost(struct walk *walk, const char *when)
{
	char text[FINDING_BYTES];

	if (!is_one_death(&walk->path))
		return;
	snprintf(text, sizeof(text), "%s is down %s, although a living node "
	    "could run it: %s", names_text(walk->branch.plan->site->names,
	    KIND_GUEST, walk->branch.plan->guest), when,
	    walk->branch.run.why.text);
	walk_break(walk, "guest-comes-back", text);
}
