#include "tools/explore/branch.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/changes.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/observers/uptime.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/world.h"

enum { DAY_MS = 24 * 3600 * 1000 };

/* Only the facts that the plan has. */
static void
run_copy(const struct plan *plan, struct run *to, const struct run *from)
{
	size_t head = offsetof(struct run, done);

	memcpy(to, from, head);
	memcpy(to->done, from->done, plan->step_count + 1);
	memcpy(to->found, from->found,
	    plan->fact_count * sizeof(from->found[0]));
}

static void
world_save(struct branch_copy *copy, const struct world *world)
{
	if (copy->capacity < world->bytes) {
		free(copy->world);
		copy->capacity = world->bytes + world->bytes / 4;
		copy->world = malloc(copy->capacity);
		if (copy->world == NULL)
			abort();
	}
	memcpy(copy->world, world, world->bytes);
}

/* An exploration schedules no commands of people. */
static void
world_faults_save(const struct simulated *simulated, struct branch_copy *copy)
{
	assert(simulated->typing_count == 0);
	copy->world_count = simulated->fault_count;
	memcpy(copy->world_armed, simulated->faults,
	    simulated->fault_count * sizeof(simulated->faults[0]));
	copy->disturbed = simulated->disturbed;
}

static void
faults_save(const struct faults *faults, struct branch_copy *copy)
{
	copy->armed_count = faults->armed_count;
	copy->late_count = faults->late_count;
	copy->old_count = faults->old_count;
	memcpy(copy->armed, faults->armed,
	    faults->armed_count * sizeof(faults->armed[0]));
	memcpy(copy->late, faults->late,
	    faults->late_count * sizeof(faults->late[0]));
	memcpy(copy->old, faults->old,
	    faults->old_count * sizeof(faults->old[0]));
	copy->ended = faults->ended;
}

void
branch_save(struct branch *branch, struct branch_copy *copy)
{
	struct sandbox *sandbox = branch->sandbox;

	run_copy(branch->plan, &copy->run, &branch->run);
	world_save(copy, sim_world(sandbox->simulated.sim));
	world_faults_save(&sandbox->simulated, copy);
	faults_save(&sandbox->session.faults, copy);
	copy->proven = branch->proven;
	copy->calls = branch->calls;
}

static void
world_faults_return(struct simulated *simulated,
    const struct branch_copy *copy)
{
	simulated->fault_count = copy->world_count;
	memcpy(simulated->faults, copy->world_armed,
	    copy->world_count * sizeof(simulated->faults[0]));
	simulated->disturbed = copy->disturbed;
}

static void
faults_return(struct faults *faults, const struct branch_copy *copy)
{
	faults->armed_count = copy->armed_count;
	faults->late_count = copy->late_count;
	faults->old_count = copy->old_count;
	memcpy(faults->armed, copy->armed,
	    copy->armed_count * sizeof(faults->armed[0]));
	memcpy(faults->late, copy->late,
	    copy->late_count * sizeof(faults->late[0]));
	memcpy(faults->old, copy->old,
	    copy->old_count * sizeof(faults->old[0]));
	faults->ended = copy->ended;
}

void
branch_return(struct branch *branch, const struct branch_copy *copy)
{
	struct sandbox *sandbox = branch->sandbox;

	run_copy(branch->plan, &branch->run, &copy->run);
	sim_restore(sandbox->simulated.sim, copy->world);
	sim_forget(sandbox->simulated.sim);
	world_faults_return(&sandbox->simulated, copy);
	faults_return(&sandbox->session.faults, copy);
	branch->proven = copy->proven;
	branch->calls = copy->calls;
	if (sandbox->session.placed)
		session_forget(&sandbox->session);
	simulated_at_work(&sandbox->simulated, true);
}

void
branch_copy_drop(struct branch_copy *copy)
{
	free(copy->world);
	copy->world = NULL;
	copy->capacity = 0;
}

/* Is a guest stopped whose system runs?  On the way back that is what undoes a
 * start. */
static bool
cuts_off(const struct branch *branch, const struct op *op)
{
	const struct run *run = &branch->run;
	struct result res;

	if (op->kind != OP_GUEST_STOP || run->way != WAY_FORWARD ||
	    run->pausing != 0)
		return false;
	simulated_ask(&branch->sandbox->simulated, &(struct op){ .kind =
	    OP_GUEST_STATE, .on = op->on, .guest = op->guest }, &res);
	return res.outcome == DONE && res.answer.state == STATE_RUNNING &&
	    sim_guest_up(branch->sim, op->guest);
}

bool
branch_step(struct branch *branch)
{
	struct drive_op next;

	branch->calls++;
	if (!run_next(branch->plan, &branch->run, &next.op, &next.limit_ms))
		return false;
	proving_note(&branch->proven, branch->plan, &branch->run, &next.op);
	branch->proven.cut_off |= cuts_off(branch, &next.op);
	return session_next(&branch->sandbox->session, branch->plan,
	    &branch->run, &next);
}

/* A fault that can strike no more is not part of the key. */
static void
armed_key(const struct armed *armed, uint32_t count, int64_t now_ms,
    struct key *key)
{
	for (uint32_t i = 0; i < count; i++) {
		const struct fault *fault = &armed[i].fault;

		if (!armed_in_force(&armed[i]))
			continue;
		key_mix(key, (uint64_t)fault->class << 48 |
		    (uint64_t)fault->strike << 40 |
		    (uint64_t)fault->world << 32 | fault->op);
		key_mix(key, (uint64_t)fault->object << 32 | fault->on);
		key_mix(key, (uint64_t)fault->amount);
		key_mix(key, fault->at_ms > now_ms ?
		    (uint64_t)(fault->at_ms - now_ms) : 0);
		key_mix(key, (uint64_t)fault->times);
	}
}

static void
faults_key(const struct sandbox *sandbox, struct key *key)
{
	const struct faults *faults = &sandbox->session.faults;
	int64_t now_ms = sandbox_now_ms(sandbox);

	armed_key(faults->armed, faults->armed_count, now_ms, key);
	armed_key(sandbox->simulated.faults, sandbox->simulated.fault_count,
	    now_ms, key);
	for (uint32_t i = 0; i < faults->late_count; i++) {
		key_bytes(key, &faults->late[i].op, sizeof(struct op));
		key_mix(key, (uint64_t)(faults->late[i].due_ms - now_ms));
	}
}

void
branch_run_key(const struct plan *plan, const struct run *run, struct key *key)
{
	bool settling = run->moment == MOMENT_SETTLE ||
	    run->moment == MOMENT_QUIESCE;

	key_mix(key, (uint64_t)run->way << 56 | (uint64_t)run->moment << 48 |
	    (uint64_t)run->undo << 40 | (uint64_t)run->tries << 32 |
	    run->step);
	key_mix(key, (uint64_t)run->row << 32 | run->asked << 16 |
	    run->ending << 12 | run->lost << 8 | run->observed);
	key_mix(key, (uint64_t)run->pausing << 32 | run->unverified << 30 |
	    run->rollback << 29 | run->floor);
	key_mix(key, (uint64_t)run->waits << 40 |
	    (uint64_t)run->waiting << 32 | run->partly);
	key_mix(key, (uint64_t)run->verified << 48 |
	    (uint64_t)run->relocks << 40 | run->home);
	key_mix(key, run->gone);
	key_mix(key, (uint64_t)run->rescues << 32 | run->rescued << 16 |
	    run->rescue_for);
	key_mix(key, run->by_power);
	key_mix(key, (uint64_t)run->rescue_step << 32 |
	    run->reset << 24 | run->interrupted << 16 | run->rescue_on);
	key_mix(key, (uint64_t)(run->at_ms - run->since_ms));
	key_mix(key, run->silent);
	key_mix(key, settling ? (uint64_t)(run->at_ms - run->reported_ms) : 0);
	key_mix(key, (uint64_t)run->reported.code << 40 |
	    (uint64_t)run->why.code << 20 | run->turned.code);
	if (run->moment != MOMENT_ASK && run->moment != MOMENT_SKIP_IF &&
	    run->step < plan->step_count)
		key_bytes(key, run->before, sizeof(run->before[0]) *
		    plan->steps[run->step].decide.count);
	key_bytes(key, run->done, plan->step_count);
	key_bytes(key, run->found, plan->fact_count *
	    sizeof(run->found[0]));
}

void
branch_key(struct branch *branch, struct key *key)
{
	*key = (struct key){ 0, branch->sandbox->simulated.disturbed };
	branch_run_key(branch->plan, &branch->run, key);
	sim_key(branch->sim, key);
	faults_key(branch->sandbox, key);
}

void
branch_quiet(struct branch *branch)
{
	struct sandbox *sandbox = branch->sandbox;
	int64_t end_ms = sandbox_now_ms(sandbox) + DAY_MS, next_ms;

	while ((next_ms = sandbox_next_ms(sandbox)) >= 0 && next_ms <= end_ms)
		sandbox_advance(sandbox, next_ms);
}

void
branch_mend(struct branch *branch)
{
	struct simulated *simulated = &branch->sandbox->simulated;
	struct faults *faults = &branch->sandbox->session.faults;

	for (uint32_t i = 0; i < simulated->fault_count; i++) {
		struct armed *armed = &simulated->faults[i];

		if (armed->fault.kind != KIND_NODE && armed->struck != 0)
			simulated_mend(simulated, &armed->fault);
		armed->over = true;
	}
	for (uint32_t i = 0; i < faults->armed_count; i++)
		faults->armed[i].over = true;
}

void
branch_type(struct branch *branch, const struct op *op)
{
	struct sim *sim = branch->sim;
	struct result res;
	uint32_t handle = simulated_begin(&branch->sandbox->simulated, op,
	    CAUSE_OP, &res);

	while (handle != 0 && !sim_ended(sim, handle, &res)) {
		int64_t next_ms = sim_next_ms(sim);

		if (next_ms < 0)
			break;
		sandbox_advance(branch->sandbox, next_ms);
	}
}
