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
world_save(struct life_copy *copy, const struct world *world)
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
life_save(struct life *life, struct life_copy *copy)
{
	const struct stage *stage = life->stage;

	run_copy(life->plan, &copy->run, &life->run);
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
	copy->calls = life->calls;
}

void
life_return(struct life *life, const struct life_copy *copy)
{
	struct stage *stage = life->stage;

	run_copy(life->plan, &life->run, &copy->run);
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
	life->calls = copy->calls;
}

void
life_copy_drop(struct life_copy *copy)
{
	free(copy->world);
	copy->world = NULL;
	copy->room = 0;
}

bool
life_step(struct life *life)
{
	life->calls++;
	return !life->stage->ended && drive_step(life->plan, &life->run,
	    &life->stage->door, NULL);
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
		    (uint64_t)fault->disaster << 32 | fault->op);
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
	    run->moment == MOMENT_REST;

	key_mix(key, (uint64_t)run->way << 56 | (uint64_t)run->moment << 48 |
	    (uint64_t)run->undo << 40 | (uint64_t)run->tries << 32 |
	    run->step);
	key_mix(key, (uint64_t)run->row << 32 | run->asked << 16 |
	    run->ending << 12 | run->lost << 8 | run->seen);
	key_mix(key, (uint64_t)run->pausing << 32 | run->unlooked << 30 |
	    run->wish << 29 | run->floor);
	key_mix(key, (uint64_t)run->looked << 48 |
	    (uint64_t)run->relocks << 40 | run->home);
	key_mix(key, (uint64_t)(run->at_ms - run->since_ms));
	key_mix(key, settling ? (uint64_t)(run->at_ms - run->said_ms) : 0);
	key_mix(key, (uint64_t)run->said.code << 40 |
	    (uint64_t)run->why.code << 20 | run->turned.code);
	if (run->moment != MOMENT_ASK && run->moment != MOMENT_UNLESS &&
	    run->step < plan->step_count)
		key_bytes(key, run->before, sizeof(run->before[0]) *
		    plan->steps[run->step].decide.count);
	key_bytes(key, run->done, plan->step_count);
	key_bytes(key, run->found, plan->fact_count *
	    sizeof(run->found[0]));
}

void
life_key(struct life *life, struct key *key)
{
	*key = (struct key){ 0, life->stage->disturbed };
	run_key(life->plan, &life->run, key);
	sim_key(life->stage->sim, key);
	faults_key(life->stage, key);
}

void
life_quiet(struct life *life)
{
	struct stage *stage = life->stage;
	int64_t end_ms = sim_now_ms(stage->sim) + DAY_MS, next_ms;

	while ((next_ms = stage_next(stage)) >= 0 && next_ms <= end_ms)
		stage_advance(stage, next_ms);
}

void
life_mend(struct life *life)
{
	struct stage *stage = life->stage;

	for (uint32_t i = 0; i < stage->fault_count; i++) {
		struct armed *armed = &stage->faults[i];

		if (armed->fault.class == FAULT_WORLD && armed->struck != 0 &&
		    (armed->fault.disaster == ARCHIVE_DOWN ||
		    armed->fault.disaster == ARCHIVE_FULL))
			stage_mend(stage, &armed->fault);
		armed->over = true;
	}
}
