#include "tools/explore/branch.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/world/world.h"
#include "core/run/drive.h"

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
	if (copy->room < world->bytes) {
		free(copy->world);
		copy->room = world->bytes + world->bytes / 4;
		copy->world = malloc(copy->room);
		if (copy->world == NULL)
			abort();
	}
	memcpy(copy->world, world, world->bytes);
}

void
branch_save(struct branch *branch, struct branch_copy *copy)
{
	const struct stage *stage = branch->stage;

	run_copy(branch->plan, &copy->run, &branch->run);
	world_save(copy, sim_world(stage->sim));
	copy->fault_count = stage->fault_count;
	copy->late_count = stage->late_count;
	copy->later_count = stage->later_count;
	memcpy(copy->faults, stage->faults,
	    stage->fault_count * sizeof(stage->faults[0]));
	memcpy(copy->late, stage->late,
	    stage->late_count * sizeof(stage->late[0]));
	memcpy(copy->later, stage->later,
	    stage->later_count * sizeof(stage->later[0]));
	copy->disturbed = stage->disturbed;
	copy->ended = stage->ended;
	copy->calls = branch->calls;
}

void
branch_return(struct branch *branch, const struct branch_copy *copy)
{
	struct stage *stage = branch->stage;

	run_copy(branch->plan, &branch->run, &copy->run);
	sim_restore(stage->sim, copy->world);
	sim_forget(stage->sim);
	stage->fault_count = copy->fault_count;
	stage->late_count = copy->late_count;
	stage->later_count = copy->later_count;
	memcpy(stage->faults, copy->faults,
	    copy->fault_count * sizeof(stage->faults[0]));
	memcpy(stage->late, copy->late,
	    copy->late_count * sizeof(stage->late[0]));
	memcpy(stage->later, copy->later,
	    copy->later_count * sizeof(stage->later[0]));
	stage->disturbed = copy->disturbed;
	stage->ended = copy->ended;
	branch->calls = copy->calls;
}

void
branch_copy_drop(struct branch_copy *copy)
{
	free(copy->world);
	copy->world = NULL;
	copy->room = 0;
}

bool
branch_step(struct branch *branch)
{
	branch->calls++;
	return !branch->stage->ended && drive_step(branch->plan, &branch->run,
	    &branch->stage->door, NULL);
}

/* A fault that can strike no more is history. */
static bool
is_in_force(const struct armed *armed)
{
	return !armed->over && (armed->fault.times == 0 ||
	    armed->struck < armed->fault.times);
}

static void
faults_key(const struct stage *stage, struct key *key)
{
	int64_t now_ms = sim_now_ms(stage->sim);

	for (uint32_t i = 0; i < stage->fault_count; i++) {
		const struct armed *armed = &stage->faults[i];
		const struct fault *fault = &armed->fault;

		if (!is_in_force(armed))
			continue;
		key_mix(key, (uint64_t)fault->class << 48 |
		    (uint64_t)fault->door << 40 |
		    (uint64_t)fault->world << 32 | fault->op);
		key_mix(key, (uint64_t)fault->object << 32 | fault->on);
		key_mix(key, (uint64_t)fault->amount);
		key_mix(key, fault->at_ms > now_ms ?
		    (uint64_t)(fault->at_ms - now_ms) : 0);
		key_mix(key, (uint64_t)fault->times);
	}
	for (uint32_t i = 0; i < stage->late_count; i++) {
		key_bytes(key, &stage->late[i].op, sizeof(struct op));
		key_mix(key, (uint64_t)(stage->late[i].due_ms - now_ms));
	}
}

static void
run_key(const struct plan *plan, const struct run *run, struct key *key)
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
	key_mix(key, (uint64_t)run->verified << 48 |
	    (uint64_t)run->relocks << 40 | run->home);
	key_mix(key, (uint64_t)(run->at_ms - run->since_ms));
	key_mix(key, settling ? (uint64_t)(run->at_ms - run->said_ms) : 0);
	key_mix(key, (uint64_t)run->said.code << 40 |
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
	*key = (struct key){ 0, branch->stage->disturbed };
	run_key(branch->plan, &branch->run, key);
	sim_key(branch->stage->sim, key);
	faults_key(branch->stage, key);
}

void
branch_quiet(struct branch *branch)
{
	struct stage *stage = branch->stage;
	int64_t end_ms = sim_now_ms(stage->sim) + DAY_MS, next_ms;

	while ((next_ms = stage_next(stage)) >= 0 && next_ms <= end_ms)
		stage_advance(stage, next_ms);
}

void
branch_mend(struct branch *branch)
{
	struct stage *stage = branch->stage;

	for (uint32_t i = 0; i < stage->fault_count; i++) {
		struct armed *armed = &stage->faults[i];

		if (armed->fault.class == FAULT_WORLD &&
		    armed->fault.kind != KIND_NODE && armed->struck != 0)
			stage_mend(stage, &armed->fault);
		armed->over = true;
	}
}
