#include "core/run/moved.h"

#include <assert.h>

#include "core/base/rare.h"

/* A group that leaves once may come back: the start on the other node has
 * failed.  After that it goes from node to node. */
enum { LEAVES = 1 };

bool
moved_asks(const struct plan *plan, const struct run *run,
    const struct fact *fact, const struct answer *answer)
{
	const struct step *step = &plan->steps[run->step];

	assert(run->moment == MOMENT_WORK);
	return step->kind == STEP_WAIT && step->guarded &&
	    fact->ask.guest == plan->guest && answer->state == STATE_ABSENT;
}

RARE struct fact
moved_fact(const struct plan *plan, const struct run *run)
{
	const struct span *decide = &plan->steps[run->step].decide;

	assert(plan->guest != 0 && decide->count != 0);
	return (struct fact){
		.ask = { .kind = OP_GROUP_STATE,
		    .group = plan->site->guests[plan->guest].group },
		.want = { .cares = WANT_STATE | WANT_ON,
		    .states = STATE_BIT(STATE_ONLINE),
		    .on = plan->facts[decide->first].fact.ask.on },
	};
}

/* Was the group on that node before the last change of this run that has moved
 * it? */
static bool
came_from(const struct plan *plan, const struct run *run, uint32_t node)
{
	for (uint32_t i = run->step; i-- > 0;) {
		const struct step *step = &plan->steps[i];

		if (run->done[i] == STEP_DONE && step->kind == STEP_CHANGE &&
		    step->op.group != 0 && step->op.to != 0)
			return run->found[step->decide.first].on == node;
	}
	return false;
}

/* Where it came from the run goes back to, without a command.  Elsewhere
 * somebody wants it, and nothing is typed against that. */
RARE static void
elsewhere(const struct plan *plan, struct run *run, const struct op *ask,
    const struct answer *answer)
{
	const struct names *names = plan->site->names;
	struct err why = { 0 };

	err_set(&why, ERR_WORLD_MOVED, "%s: %s is online on %s: it has left "
	    "%s, where its guest is awaited", run_step_text(plan, run),
	    names_text(names, KIND_GROUP, ask->group),
	    names_text(names, KIND_NODE, answer->on), names_text(names,
	    KIND_NODE, moved_fact(plan, run).want.on));
	if (came_from(plan, run, answer->on)) {
		run_turn(plan, run, &why);
		return;
	}
	run->refuted = true;
	run_end(plan, run, STUCK, &why);
}

/* Whatever is typed would be one move more. */
RARE static void
bounces(const struct plan *plan, struct run *run, const struct op *ask)
{
	struct err why = { 0 };

	err_set(&why, ERR_IN_TRANSITION, "%s: %s goes from node to node, and "
	    "has left %s %u times", run_step_text(plan, run),
	    names_text(plan->site->names, KIND_GROUP, ask->group),
	    names_text(plan->site->names, KIND_NODE,
	    moved_fact(plan, run).want.on), (unsigned)run->waits);
	run->refuted = true;
	run_end(plan, run, STUCK, &why);
}

RARE void
moved_apply(const struct plan *plan, struct run *run,
    const struct answer *answer)
{
	const struct fact fact = moved_fact(plan, run);
	bool leaves = want_under_way(&fact.want, answer);

	run->waits += leaves && run->waiting == 0;
	run->waiting = leaves;
	if (answer->state == STATE_ONLINE && answer->on != fact.want.on)
		elsewhere(plan, run, &fact.ask, answer);
	else if (run->waits > LEAVES)
		bounces(plan, run, &fact.ask);
	else
		run_again(run);
}
