#include "tools/explore/explore.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "core/run/drive.h"
#include "tools/explore/inside.h"
#include "tools/explore/liveness.h"
#include "tools/explore/promise.h"

enum { CALLS = 20000, PENDING = 1024 };

/* A state of this walk: what follows from it is known at the walk's end. */
struct pending {
	struct key	key;
	struct counts	before;
};

void
walk_break(struct walk *walk, const char *invariant, const char *text)
{
	struct explore *explore = walk->explore;

	if (walk->broken)
		return;
	walk->broken = true;
	walk->last.path = walk->path;
	walk->last.invariant = invariant;
	snprintf(walk->last.text, sizeof(walk->last.text), "%s", text);
	if (walk->silent)
		return;
	explore->violations++;
	if (explore->finding_count < FINDINGS)
		explore->finding[explore->finding_count++] = walk->last;
}

void
walk_choose(struct walk *walk, const struct choice *choice)
{
	if (!choice_make(&walk->branch, choice))
		walk_break(walk, "heeded", "what has to be so is not, and the "
		    "run goes on");
}

/* An edited plan has to leave what the complete one leaves. */
static void
goal_read(struct walk *walk)
{
	struct branch *branch = &walk->branch;
	size_t size;

	branch->plan = walk->explore->whole;
	drive_begin(branch->plan, &branch->run, sim_now_ms(branch->sim),
	    NULL);
	while (branch->calls < CALLS && branch_step(branch))
		continue;
	branch_quiet(branch);
	free(walk->goal);
	walk->goal = sim_text(branch->sim, &size);
	branch->plan = walk->explore->plan;
}

/* The undisturbed branch has to leave what the procedure is for. */
void
promise_verify(struct walk *walk)
{
	walk->path.count = 0;
	walk->broken = false;
	if (walk->less)
		walk_break(walk, "job-done", walk->promise);
}

/* What is missing may be what proves the rest: a test, a wait. */
static void
whole_verify(struct walk *walk)
{
	const struct plan *whole = walk->explore->whole;
	const struct plan *plan = walk->explore->plan;
	uint32_t n = 0;

	for (uint32_t i = 0; i < whole->step_count; i++) {
		if (n < plan->step_count && strcmp(plan->steps[n].name,
		    whole->steps[i].name) == 0) {
			n++;
			continue;
		}
		walk_break(walk, "plan-whole", whole->steps[i].name);
		return;
	}
}

/* Of an exploration whose job does not arrive by itself, or whose faults do not
 * strike, nothing follows. */
static void
plain_keep(struct walk *walk)
{
	struct explore *explore = walk->explore;
	const struct run *run = &walk->branch.run;
	const struct fault *idle = sandbox_idle_fault(walk->branch.sandbox, 0);

	explore->plain = (enum ending)run->ending;
	explore->why = run->why;
	explore->idle = idle != NULL ? idle->text : NULL;
}

static void
step_read(struct walk *walk, uint32_t step)
{
	size_t size;

	walk->text[step] = sim_text(walk->branch.sim, &size);
	walk->up[step] = liveness_up(&walk->branch);
}

/* The undisturbed branch leaves what every arrival has to leave, and shows the
 * site as it is at the beginning of each step. */
static void
texts_read(struct walk *walk)
{
	struct branch *branch = &walk->branch;
	size_t size;

	while (branch->calls < CALLS) {
		uint32_t step = branch->run.way == WAY_FORWARD ?
		    branch->run.step : PLAN_NONE;

		if (step != PLAN_NONE && walk->text[step] == NULL)
			step_read(walk, step);
		if (!branch_step(branch))
			break;
	}
	plain_keep(walk);
	branch_quiet(branch);
	walk->up_at_goal = liveness_up(branch);
	if (branch->run.ending != ARRIVED)
		return;
	walk->goal = sim_text(branch->sim, &size);
	walk->less = promise_broken(branch, walk->promise,
	    sizeof(walk->promise));
}

void
walk_begin(struct walk *walk, struct explore *explore)
{
	struct branch *branch = &walk->branch;

	memset(walk, 0, sizeof(*walk));
	walk->explore = explore;
	walk->visited = visited_make();
	branch->sandbox = explore->sandbox;
	session_ask_bottom(&branch->sandbox->session);
	simulated_at_work(&branch->sandbox->simulated, true);
	branch->sim = branch->sandbox->simulated.sim;
	branch->plan = explore->plan;
	drive_begin(branch->plan, &branch->run, sim_now_ms(branch->sim),
	    NULL);
	branch_save(branch, &walk->begin);
	texts_read(walk);
	branch_return(branch, &walk->begin);
	kept_begin(walk);
	branch_return(branch, &walk->begin);
	if (explore->whole != NULL) {
		goal_read(walk);
		branch_return(branch, &walk->begin);
	}
}

void
walk_end(struct walk *walk)
{
	branch_return(&walk->branch, &walk->begin);
	for (uint32_t i = 0; i <= PLAN_STEPS; i++)
		free(walk->text[i]);
	free(walk->goal);
	for (unsigned i = 0; i < VISITED_FAULTS; i++)
		branch_copy_drop(&walk->copy[i]);
	branch_copy_drop(&walk->stuck);
	branch_copy_drop(&walk->begin);
	visited_drop(walk->visited);
}

static void	 walk_on(struct walk *, unsigned left, struct counts *);

static bool
is_world_already(const struct walk *walk)
{
	for (unsigned i = 0; i < walk->path.count; i++)
		if (choice_is_world(&walk->path.choice[i]))
			return true;
	return false;
}

static void
branch(struct walk *walk, const struct choice *choice, unsigned left,
    struct counts *counts)
{
	struct counts below = { 0 };
	bool broken = walk->broken;

	walk->path.choice[walk->path.count++] = *choice;
	walk->broken = false;
	walk_choose(walk, choice);
	walk_on(walk, left - 1, &below);
	walk->path.count--;
	walk->broken = broken;
	for (unsigned l = 0; l < left; l++)
		counts->of[l + 1] += below.of[l];
}

/* Every choice at this point, each in a copy. */
static void
branches(struct walk *walk, const struct op *op, unsigned left,
    struct counts *counts)
{
	struct explore *explore = walk->explore;
	bool world = explore->world_pairs || !is_world_already(walk);
	struct branch_copy *copy = &walk->copy[left];
	struct choice choice;

	branch_save(&walk->branch, copy);
	for (unsigned n = 0; !explore->interrupted && choice_at(&walk->branch,
	    op, n, world, &choice); n++) {
		/* With more faults a job that does without what is missing
		 * would be explored whole for each of these. */
		if (choice_is_before(&choice) && left != 1)
			continue;
		if (walk->path.count == 0 && left == explore->faults)
			explore->choices++;
		branch(walk, &choice, left, counts);
		branch_return(&walk->branch, copy);
	}
}

/* The points of the undisturbed branch are divided among the shards. */
static bool
is_ours(struct walk *walk, unsigned left)
{
	struct explore *explore = walk->explore;

	if (walk->path.count != 0 || left != explore->faults)
		return true;
	explore->point++;
	if (explore->go_on != NULL && !explore->go_on(explore))
		explore->interrupted = true;
	return explore->point % explore->shards == explore->shard - 1;
}

/* Can anything go wrong at the operation that comes now? */
static bool
is_point(struct walk *walk, struct op *op)
{
	struct choice choice;
	int64_t limit_ms;

	return run_next(walk->branch.plan, &walk->branch.run, op, &limit_ms) &&
	    choice_at(&walk->branch, op, 0, true, &choice);
}

static void
pending_add(struct walk *walk, unsigned left,
    const struct pending *pending, unsigned count,
    const struct counts *counts)
{
	for (unsigned i = 0; i < count; i++) {
		struct counts behind = *counts;

		for (unsigned l = 0; l <= left; l++)
			behind.of[l] -= pending[i].before.of[l];
		if (!walk->broken)
			visited_add(
			    walk->visited, &pending[i].key, left, &behind);
	}
}

/* Are states compared now, because the run comes to a step? */
static bool
is_boundary(const struct run *run, uint32_t *place, unsigned left,
    unsigned *met)
{
	uint32_t now = run->way << 16 | run->step;

	if (now == *place || run->way == WAY_CHECK)
		return false;
	*place = now;
	++*met;
	return left != 0 || *met <= 2 || *met % 8 == 0;
}

/* On to the end, with every choice at every point while any are left. */
static void
walk_on(struct walk *walk, unsigned left, struct counts *counts)
{
	struct branch *branch = &walk->branch;
	struct pending *pending = malloc(PENDING * sizeof(*pending));
	const struct counts *behind = NULL;
	unsigned count = 0, met = 0;
	uint32_t place = branch->run.way << 16 | branch->run.step;
	struct op op;

	if (pending == NULL)
		abort();
	while (!walk->explore->interrupted && branch->calls < CALLS) {
		if (count < PENDING && is_boundary(&branch->run, &place, left,
		    &met)) {
			branch_key(branch, &pending[count].key);
			behind = visited_find(
			    walk->visited, &pending[count].key, left);
			if (behind != NULL)
				break;
			pending[count++].before = *counts;
		}
		if (left != 0 && is_point(walk, &op) && is_ours(walk, left))
			branches(walk, &op, left, counts);
		if (!branch_step(branch))
			break;
	}
	for (unsigned l = 0; l <= left; l++)
		counts->of[l] += behind != NULL ? behind->of[l] : 1;
	if (behind == NULL && !walk->explore->interrupted)
		ending_verify(walk);
	pending_add(walk, left, pending, count, counts);
	free(pending);
}

void
explore(struct explore *explore)
{
	struct walk *walk = malloc(sizeof(*walk));
	struct counts counts;

	if (walk == NULL)
		abort();
	walk_begin(walk, explore);
	if (explore->whole != NULL)
		whole_verify(walk);
	promise_verify(walk);
	for (unsigned k = 0; k <= explore->faults; k++) {
		counts = (struct counts){ 0 };
		branch_return(&walk->branch, &walk->begin);
		walk->broken = false;
		walk_on(walk, k, &counts);
		walk->again = true;
		if (explore->interrupted)
			break;
	}
	explore->points = explore->point;
	explore->runs = counts.of[explore->faults];
	explore->states = visited_count(walk->visited);
	walk_end(walk);
	free(walk);
}
