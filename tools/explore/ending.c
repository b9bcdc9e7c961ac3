/*
 * Endings: faults are lifted, the world goes quiet, loses power and comes back,
 * and is examined each time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/changes.h"
#include "backends/sim/cluster/failure.h"
#include "backends/sim/cluster/join.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "core/procedures/procedure.h"
#include "core/run/owed.h"
#include "tools/explore/before.h"
#include "tools/explore/inside.h"
#include "tools/explore/liveness.h"

enum { CALLS_MAX = 20000 };

void
walk_world_verify(struct walk *walk)
{
	const char *name, *text;

	sim_check_all(walk->branch.sim);
	if (sim_violations(walk->branch.sim, &name, &text) != 0)
		walk_break(walk, name, text);
}

/* If a run is STUCK, the guest that it names may be at the ok prompt, because
 * what is printed says how it comes up; and one that is to be removed, or that
 * has no users yet. */
static bool
may_wait(const struct walk *walk)
{
	const struct branch *branch = &walk->branch;
	struct owed owed;

	return branch->run.ending == STUCK && (!owing_is_due(walk) ||
	    branch->plan->procedure->takes_source ||
	    run_owed(branch->plan, &branch->run, &owed));
}

/* Nobody is at work. */
void
walk_rests(struct walk *walk)
{
	simulated_rests(&walk->branch.sandbox->simulated, may_wait(walk) ?
	    walk->branch.plan->guest : 0);
	branch_quiet(&walk->branch);
}

/* After a good ending no debt is open and no group is left suspended. */
static void
debts_verify(struct walk *walk)
{
	const struct run *run = &walk->branch.run;
	struct op closing;

	if (run->ending != ARRIVED && run->ending != RETURNED)
		return;
	if (run_leaves_open(walk->branch.plan, run, (enum ending)run->ending,
	    &closing))
		walk_break(walk, "groups-resumed", op_table[closing.kind].name);
	if (!walk->branch.sandbox->simulated.disturbed)
		sim_check_ending(walk->branch.sim, ARRIVED,
		    run->ending == ARRIVED ? walk->goal :
		    walk->text[run->home]);
}

static bool
has_row(enum op_kind kind, unsigned stays)
{
	return (op_table[kind].stays & stays) != 0;
}

static bool
disks_gone(const struct walk *walk, uint32_t first)
{
	const struct plan *plan = walk->branch.plan;

	for (uint32_t i = first; i < plan->step_count; i++)
		if (has_row(plan->steps[i].op.kind, MAKES_DISK) &&
		    walk->branch.run.done[i] == STEP_UNDONE)
			return true;
	return false;
}

/* What has no undo, by its row, may stay; and the content of a disk is removed
 * only with the disk. */
static bool
may_stay(const struct walk *walk, uint32_t first)
{
	const struct plan *plan = walk->branch.plan;
	const struct run *run = &walk->branch.run;
	bool gone = disks_gone(walk, first);

	if (plan->procedure->recovers)
		first = 0;
	for (uint32_t i = first; i < plan->step_count; i++) {
		enum op_kind kind = plan->steps[i].op.kind;

		/* The cluster brings up elsewhere what had no power left. */
		if (op_table[kind].cuts_power && run->done[i] != STEP_AHEAD)
			return true;
		if (plan->steps[i].kind == STEP_CHANGE &&
		    ((run->done[i] == STEP_PASSED &&
		    has_row(kind, STAYS_OF_ALL)) ||
		    (has_row(kind, STAYS_ON_DISK) && !gone &&
		    (run->done[i] != STEP_AHEAD || run->step == i))))
			return true;
	}
	return false;
}

bool
ending_stays(const struct walk *walk)
{
	return walk->branch.run.ending == RETURNED &&
	    (walk->branch.plan->procedure->takes_source ||
	    may_stay(walk, walk->branch.run.home));
}

static uint32_t
floor_of(const struct walk *walk)
{
	const struct plan *plan = walk->branch.plan;
	const struct run *run = &walk->branch.run;
	uint32_t step = run->step < plan->step_count ? run->step :
	    plan->step_count - 1;

	return run->way == WAY_BACK ? run->floor :
	    plan->phases[plan->steps[step].phase].first;
}

/* If nobody else acted on it, the site is as it was when the phase began, or as
 * the undisturbed branch leaves it. */
static void
site_verify(struct walk *walk)
{
	const struct run *run = &walk->branch.run;
	const char *want = NULL, *name = NULL, *other;
	size_t size;
	char *text;

	if (walk->branch.sandbox->simulated.disturbed)
		return;
	if (run->ending == ARRIVED) {
		want = walk->goal;
		name = "goal-reached";
	} else if (run->ending == REFUSED) {
		want = walk->text[0];
		name = "nothing-done";
	} else if (run->ending == RETURNED && !walk->stays &&
	    !may_stay(walk, run->home)) {
		want = walk->text[run->home];
		name = "nothing-left";
	}
	if (want == NULL)
		return;
	text = sim_text(walk->branch.sim, &size);
	other = walk_differs(walk, text, &want);
	if (other != NULL) {
		char line[FINDING_BYTES];

		snprintf(line, sizeof(line), "\"%.*s\" instead of \"%.*s\"",
		    (int)strcspn(other, "\n"), other, (int)strcspn(want,
		    "\n"), want);
		walk_break(walk, name, line);
	}
	free(text);
}

static bool
is_deceived(const struct walk *walk)
{
	for (unsigned i = 0; i < walk->path.count; i++)
		if (choice_deceives(&walk->path.choice[i]))
			return true;
	return false;
}

static void
conduct_break(struct walk *walk, const char *invariant, uint32_t kind,
    const char *what)
{
	char text[FINDING_BYTES];

	if (kind == OP_NONE)
		return;
	snprintf(text, sizeof(text), "%s: %s", op_table[kind].name, what);
	walk_break(walk, invariant, text);
}

/* How the run has typed its changes.  A guest that is up although it was halted
 * is somebody else's. */
static void
conduct_verify(struct walk *walk)
{
	const struct proven *proven = &walk->branch.proven;

	conduct_break(walk, "proved", proven->unproved, "its preconditions "
	    "were not asked right before it");
	conduct_break(walk, "three-tries", proven->overdone, "typed more than "
	    "three times, one after the other");
	if (proven->cut_off != 0 && !is_deceived(walk) &&
	    !walk->branch.sandbox->simulated.disturbed)
		conduct_break(walk, "own-hand", OP_GUEST_STOP, "the guest's "
		    "system was running, and not shut down by its own hand");
}

/* Nobody acted on the site, nothing is wrong with it any more, and the run was
 * not deceived: then it has no reason to be stuck again. */
static bool
has_to_end(const struct walk *walk)
{
	return !is_deceived(walk) &&
	    !walk->branch.sandbox->simulated.disturbed &&
	    walk->branch.run.why.code != ERR_NO_WAY_BACK;
}

/* Drive on, with nothing more that goes wrong.  Is the guest up then? */
static bool
drive_on(struct walk *walk, enum decision decision)
{
	struct branch *branch = &walk->branch;
	struct err err = { 0 };

	if (!run_decide(branch->plan, &branch->run, decision,
	    sim_now_ms(branch->sim), &err))
		return false;
	proving_decided(&branch->proven);
	simulated_at_work(&branch->sandbox->simulated, true);
	while (branch->calls < CALLS_MAX && branch_step(branch))
		continue;
	if (branch->run.ending == GOING)
		walk_break(walk, "ends", "does not end");
	if (branch->run.ending == STUCK && has_to_end(walk))
		walk_break(walk, decision == DECIDE_RESUME ? "goes-on" :
		    "goes-back", branch->run.why.text);
	conduct_verify(walk);
	debts_verify(walk);
	walk_rests(walk);
	walk_world_verify(walk);
	site_verify(walk);
	return liveness_met(walk, floor_of(walk));
}

/* If there is a savepoint on the way, going back ends there. */
static bool
is_home(const struct walk *walk, const char *text)
{
	const struct plan *plan = walk->branch.plan;
	uint32_t first = floor_of(walk);

	for (uint32_t i = first; i <= walk->branch.run.step + 1; i++) {
		const char *want = walk->text[i];

		if ((i == first || plan->steps[i - 1].savepoint) &&
		    want != NULL && walk_differs(walk, text, &want) == NULL)
			return true;
	}
	return false;
}

static void
home_verify(struct walk *walk)
{
	struct branch *branch = &walk->branch;
	struct op op;
	size_t size;
	char *text;

	if (!walk->explore->homes)
		return;
	branch_return(branch, &walk->stuck);
	if (branch->sandbox->simulated.disturbed ||
	    branch->run.way == WAY_CHECK ||
	    branch->run.step >= branch->plan->no_return_step ||
	    may_stay(walk, floor_of(walk)))
		return;
	for (unsigned n = 0; run_undo_phase(branch->plan, &branch->run, n,
	    &op); n++)
		branch_type(branch, &op);
	for (unsigned n = 0; run_debt_here(branch->plan, &branch->run, n, &op);
	    n++)
		branch_type(branch, &op);
	walk_rests(walk);
	walk_world_verify(walk);
	text = sim_text(branch->sim, &size);
	if (is_home(walk, text))
		walk->explore->homed++;
	else
		walk_break(walk, "leads-home", branch->run.why.text);
	free(text);
}

/* STUCK is resumable, and can be rolled back; one of the two has the guest up
 * again. */
static void
both_ways(struct walk *walk, bool up)
{
	struct branch *branch = &walk->branch;

	branch_save(branch, &walk->stuck);
	up |= drive_on(walk, DECIDE_RESUME);
	branch_return(branch, &walk->stuck);
	up |= drive_on(walk, DECIDE_ROLLBACK);
	branch_return(branch, &walk->stuck);
	if (!up)
		liveness_lost(walk, "after a resume, and after a rollback");
}

/* A node that is dead may be back after an hour, by a power cycle.  If none is,
 * nothing is done. */
static void
revived(struct walk *walk)
{
	struct branch *branch = &walk->branch;
	uint32_t nodes = branch->plan->site->node_count, dead = 0;

	for (uint32_t n = 1; n <= nodes; n++)
		if (liveness_is_dead(branch, n) &&
		    !liveness_shut_down(branch, n)) {
			node_power_off(branch->sim, n);
			node_power_on(branch->sim, n);
			branch->sandbox->simulated.disturbed = true;
			dead++;
		}
	if (dead == 0)
		return;
	walk_rests(walk);
	walk_world_verify(walk);
	both_ways(walk, liveness_met(walk, floor_of(walk)));
}

static void
stuck_verify(struct walk *walk)
{
	struct branch *branch = &walk->branch;
	bool up, should = !liveness_up(branch) && liveness_could_run(branch);

	branch_mend(branch);
	walk_rests(walk);
	walk_world_verify(walk);
	up = liveness_met(walk, floor_of(walk));
	/* What has happened since, such as a node that is back, is for a
	 * resume. */
	if (!up && should && liveness_only_deaths(&walk->path))
		liveness_lost(walk, "and the run is stuck");
	branch_save(branch, &walk->stuck);
	owing_verify(walk);
	branch_return(branch, &walk->stuck);
	both_ways(walk, up);
	home_verify(walk);
	branch_return(branch, &walk->stuck);
	revived(walk);
	branch_return(branch, &walk->stuck);
}

void
ending_verify(struct walk *walk)
{
	struct explore *explore = walk->explore;
	const struct run *run = &walk->branch.run;

	if (run->ending == GOING) {
		walk_break(walk, "ends", "does not end");
		return;
	}
	if (!walk->silent && (walk->path.count != 0 || !walk->again)) {
		explore->executed++;
		explore->endings[run->ending]++;
		explore->stuck += run->ending == STUCK;
	}
	conduct_verify(walk);
	debts_verify(walk);
	before_verify(walk);
	if (run->ending == STUCK) {
		stuck_verify(walk);
	} else {
		walk_rests(walk);
		walk_world_verify(walk);
		site_verify(walk);
		if (!liveness_met(walk, 0))
			liveness_lost(walk, "although the run has ended");
	}
	kept_verify(walk);
}
