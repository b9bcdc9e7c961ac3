#include "core/run/gone.h"

#include <assert.h>

#include "core/plan/precondition.h"
#include "core/procedures/procedure.h"
#include "core/run/moment.h"
#include "core/run/rescue.h"

#define S(state)	STATE_BIT(STATE_##state)

static uint64_t
bit(uint32_t node)
{
	return (uint64_t)1 << node;
}

bool
run_is_gone(const struct run *run, uint32_t node)
{
	return node != 0 && node <= SITE_NODES && (run->gone & bit(node)) != 0;
}

void
gone_note(struct run *run, const struct op *ask, const struct answer *answer)
{
	uint32_t node = op_asked_at(ask);

	if (node == 0 || node > SITE_NODES)
		return;
	if (answer_is_fenced(answer))
		run->gone |= bit(node);
	else
		run->gone &= ~bit(node);
}

uint32_t
gone_living(const struct plan *plan, const struct run *run, uint32_t n)
{
	const struct site_guest *row = &plan->site->guests[plan->guest];
	uint32_t count = plan->guest != 0 ? row->node_count :
	    plan->site->node_count;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t node = plan->guest != 0 ? row->node[i] : i + 1;

		if (!run_is_gone(run, node) && n-- == 0)
			return node;
	}
	return 0;
}

void
gone_reroute(const struct plan *plan, const struct run *run, struct op *op)
{
	uint32_t node = run_is_gone(run, op->to) ? 0 : op->to;

	if (!run_is_gone(run, op->on) ||
	    !op_at_any_member((enum op_kind)op->kind))
		return;
	if (node == 0)
		node = gone_living(plan, run, 0);
	if (node != 0)
		op->on = node;
}

bool
gone_of_guest(const struct fact *fact)
{
	return op_table[fact->ask.kind].carries == CARRIES_GUEST;
}

bool
gone_is_guarded(const struct plan *plan, const struct run *run)
{
	/* Steps that take or release locks do not say. */
	uint32_t step = run->step < plan->locks ? plan->locks : run->step;

	if (plan->guest == 0 || plan->verified <= plan->locks)
		return false;
	return plan->steps[step < plan->verified ? step :
	    plan->verified - 1].guarded;
}

static const char *
node_text(const struct plan *plan, const struct fact *fact)
{
	return names_text(plan->site->names, KIND_NODE, fact->ask.on);
}

/* What was proved is said, and what was not. */
static void
stuck_unproved(const struct plan *plan, struct run *run,
    const struct fact *fact)
{
	const char *node = node_text(plan, fact);
	const char *guest = names_text(plan->site->names, KIND_GUEST,
	    fact->ask.guest);
	struct err why = { 0 };

	assert(fact->ask.guest != 0);
	err_set(&why, ERR_GUEST_NOT_PROVED, "%s: %s is no member of the "
	    "cluster, so the disks of %s are safe from it; that %s does not "
	    "run there is not proved", run_step_text(plan, run), node, guest,
	    guest);
	run_end(plan, run, STUCK, &why);
}

static struct err
has_left(const struct plan *plan, const struct run *run,
    const struct fact *fact)
{
	struct err why = { 0 };

	err_set(&why, ERR_NODE_DOWN, "%s: %s is no member of the cluster any "
	    "more", run_step_text(plan, run), node_text(plan, fact));
	return why;
}

/* A step cannot be done on its node: a lock is not needed there, all else makes
 * the run turn.  What has begun there may have taken effect. */
static void
cannot_do(const struct plan *plan, struct run *run, const struct fact *fact)
{
	const struct err why = has_left(plan, run, fact);

	if (op_table[fact->ask.kind].lost_by_reboot &&
	    op_table[fact->ask.kind].carries == CARRIES_NOTHING) {
		run_passed(plan, run);
		return;
	}
	if (run->moment == MOMENT_SETTLE)
		run->done[run->step] = gone_of_guest(fact) ?
		    STEP_PASSED : STEP_OWED;
	if (run->rollback != 0)
		run_rollback(plan, run);
	else
		run_turn(plan, run, &why);
}

/* It cannot be undone there.  A guest under the agent is elsewhere by now; any
 * other is lost until somebody defines it again. */
static void
cannot_undo(const struct plan *plan, struct run *run, const struct fact *fact)
{
	bool of_guest = gone_of_guest(fact);

	if (of_guest && !gone_is_guarded(plan, run)) {
		stuck_unproved(plan, run, fact);
		return;
	}
	run->done[run->step] = of_guest ? STEP_PASSED : STEP_OWED;
	run->news = NEWS_SKIPPED;
	run_back(plan, run);
}

/* Is what membership proves enough for the change that is next? */
static bool
is_enough(const struct plan *plan, const struct run *run,
    const struct fact *fact)
{
	/* Nothing of a guest can be on a node that was gone before it was
	 * made. */
	bool before = plan->procedure->guest_begin == NOW_ABSENT &&
	    (plan->left_out & bit(fact->ask.on)) != 0;
	struct op op;

	return gone_of_guest(fact) && !op_asks_part(&fact->ask) &&
	    (before || gone_is_guarded(plan, run) ||
	    (moment_op(plan, run, &op) &&
	    precondition_of_disks((enum op_kind)op.kind)));
}

static void
cannot_prove(const struct plan *plan, struct run *run, const struct fact *fact)
{
	const struct err why = has_left(plan, run, fact);

	if (gone_of_guest(fact))
		stuck_unproved(plan, run, fact);
	else if (run->way == WAY_FORWARD)
		run_turn(plan, run, &why);
	else
		run_end(plan, run, STUCK, &why);
}

/* What only that node knows is left for when it is back; but a guest that this
 * run has left there does not run.  The agent starts it wherever its group
 * is. */
static void
cannot_verify(const struct plan *plan, struct run *run,
    const struct fact *fact)
{
	const struct err why = has_left(plan, run, fact);

	if (gone_of_guest(fact) && !op_asks_part(&fact->ask) &&
	    (fact->want.states & S(ABSENT)) == 0 &&
	    (run->way == WAY_FORWARD || !gone_is_guarded(plan, run))) {
		run->why = why;
		if (gone_is_guarded(plan, run) && run->rescued == 0)
			rescue_begin(run, 0);
		else
			run_end(plan, run, STUCK, &why);
		return;
	}
	run->row++;
	run->relocks = 0;
	run_verify(plan, run);
}

/* Is it asked to be proved: before a change, or by a check between them? */
static bool
proves(const struct plan *plan, const struct run *run)
{
	return run->moment == MOMENT_PROVE || (run->moment == MOMENT_WORK &&
	    plan->steps[run->step].kind == STEP_CHECK);
}

/* Its service processor has not said so: it is asked by itself, or a person
 * is. */
static bool
ask_power(const struct plan *plan, struct run *run, const struct fact *fact)
{
	if (!plan->procedure->recovers || !proves(plan, run) ||
	    !gone_of_guest(fact) || op_asks_part(&fact->ask))
		return false;
	run->by_power = run->row + 1;
	return true;
}

/* A node without power runs nothing; but what a run wanted to do there is not
 * done by that. */
static bool
amounts_to(const struct plan *plan, const struct run *run,
    const struct fact *fact, const struct answer *answer,
    struct answer *amounts)
{
	*amounts = op_fenced_answer(&fact->ask, answer);
	if (gone_of_guest(fact) && !proves(plan, run))
		return false;
	return !answer_is_fenced(amounts) && want_met(&fact->want, amounts);
}

bool
gone_apply(const struct plan *plan, struct run *run, const struct fact *fact,
    const struct answer *answer, struct answer *amounts)
{
	assert(run->way != WAY_CHECK && answer_is_fenced(answer));
	*amounts = *answer;
	if (run->moment == MOMENT_SKIP_IF ||
	    amounts_to(plan, run, fact, answer, amounts))
		return false;
	if (ask_power(plan, run, fact))
		return true;
	switch ((enum moment)run->moment) {
	case MOMENT_PROVE:
		*amounts = (struct answer){ .state = STATE_INACTIVE,
		    .on = answer->on };
		if (is_enough(plan, run, fact) &&
		    want_met(&fact->want, amounts))
			return false;
		cannot_prove(plan, run, fact);
		break;
	case MOMENT_VERIFY:
	case MOMENT_VERIFY_RESUME:
		cannot_verify(plan, run, fact);
		break;
	case MOMENT_RESCUE:
		rescue_gone(plan, run);
		break;
	default:
		if (run->way == WAY_FORWARD)
			cannot_do(plan, run, fact);
		else
			cannot_undo(plan, run, fact);
		break;
	}
	return true;
}

/* The node of the last step about the guest that is done; else where the job
 * has found it; 0: there is no guest yet. */
static uint32_t
guest_at(const struct plan *plan, const struct run *run)
{
	for (uint32_t i = plan->fact_count; i-- > 0;) {
		const struct known *known = &plan->facts[i];
		uint8_t done = run->done[known->step];

		if ((done != STEP_DONE && done != STEP_ALREADY) ||
		    op_table[known->fact.ask.kind].carries != CARRIES_GUEST ||
		    known->whole != PLAN_NONE)
			continue;
		if ((known->fact.want.states & S(ABSENT)) == 0)
			return known->fact.ask.on;
	}
	return plan->procedure->guest_begin != NOW_ABSENT ? plan->from : 0;
}

bool
run_lost_guest(const struct plan *plan, const struct run *run, uint32_t *node)
{
	*node = 0;
	if (plan->guest == 0 || run->way == WAY_CHECK || run->gone == 0 ||
	    gone_is_guarded(plan, run))
		return false;
	*node = guest_at(plan, run);
	return run_is_gone(run, *node);
}

bool
gone_stuck(const struct plan *plan, struct run *run)
{
	const char *guest = names_text(plan->site->names, KIND_GUEST,
	    plan->guest);
	struct err why = { 0 };
	uint32_t node;

	if (run->verified != 0 || run->way != WAY_BACK ||
	    !run_lost_guest(plan, run, &node))
		return false;
	err_set(&why, ERR_GUEST_NOT_PROVED, "%s was left on %s, which is no "
	    "member of the cluster any more, and no agent starts it elsewhere; "
	    "that it does not run there is not proved", guest,
	    names_text(plan->site->names, KIND_NODE, node));
	run_end(plan, run, STUCK, &why);
	return true;
}

/* Did the job begin with a group that was not online?  Then nobody brings it
 * back where it was. */
static bool
began_down(const struct plan *plan)
{
	uint32_t group = plan->site->guests[plan->guest].group;

	for (uint32_t i = 0; i < plan->check_count; i++) {
		const struct fact *fact = &plan->checks[i].fact;

		if (op_table[fact->ask.kind].all == F_GROUP &&
		    fact->ask.group == group && !op_asks_part(&fact->ask))
			return (fact->want.states & S(ONLINE)) == 0;
	}
	return false;
}

bool
gone_needs_rescue(const struct plan *plan, const struct run *run)
{
	return run->moment == MOMENT_VERIFY && run->way == WAY_BACK &&
	    run->rescued == 0 &&
	    run->verified == 0 && (run->gone != 0 || run->interrupted != 0) &&
	    gone_is_guarded(plan, run) && !began_down(plan);
}

const char *
run_leaves(const struct plan *plan, const struct run *run, unsigned n,
    uint32_t *node)
{
	if (run->ending == REFUSED ||
	    (run->ending == RETURNED && run->home <= plan->locks))
		return NULL;
	return plan_owes(plan, n, node);
}

bool
run_owes(const struct plan *plan, const struct run *run, unsigned n,
    uint32_t *step)
{
	for (*step = 0; *step < plan->step_count; ++*step)
		if (run->done[*step] == STEP_OWED && n-- == 0)
			return true;
	return false;
}
