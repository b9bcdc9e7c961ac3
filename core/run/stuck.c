/*
 * What a run does while it has no answer, or not the one it needs: it asks
 * again, and is STUCK in the end.
 */
#include <assert.h>
#include <stdio.h>

#include "core/base/limits.h"
#include "core/run/moment.h"

const char *
run_step_text(const struct plan *plan, const struct run *run)
{
	if (run->way == WAY_CHECK)
		return plan->checks[run->step].name;
	/* Going back, the last verification comes at the step that was undone
	 * last. */
	if (run->moment == MOMENT_VERIFY || run->step >= plan->step_count)
		return "the last verification";
	return plan->steps[run->step].name;
}

/* What it is, where, and what of it. */
static struct err
ask_why(const struct plan *plan, const struct run *run, enum err_code code,
    const struct op *ask, const char *what)
{
	const struct names *names = plan->site->names;
	struct err why = { 0 };
	char place[80] = "";
	enum kind kind;
	uint32_t name = op_object(ask, &kind);

	assert(code != ERR_NONE);
	if (ask->on != 0)
		site_place(names, ask->on, place, sizeof(place));
	err_set(&why, code, "%s: %s of %s%s%s %s", run_step_text(plan, run),
	    op_table[ask->kind].name, kind == KIND_NONE ? "the node" :
	    names_text(names, kind, name), ask->on != 0 ? " on " : "", place,
	    what);
	return why;
}

/* Does that answer show that the guest, or what it stands on, may not be as the
 * run holds it? */
static bool
refutes(const struct plan *plan, enum err_code code, const struct op *ask)
{
	return plan->guest != 0 && op_table[ask->kind].bears_guest &&
	    !op_asks_part(ask) && (code == ERR_WORLD_MOVED ||
	    code == ERR_NOT_PROVED || code == ERR_TIMEOUT);
}

void
run_stuck(const struct plan *plan, struct run *run, enum err_code code,
    const struct op *ask, const char *what)
{
	const struct err why = ask_why(plan, run, code, ask, what);

	run->refuted = run->way != WAY_CHECK && refutes(plan, code, ask);
	run_end(plan, run, run->way == WAY_CHECK ? REFUSED : STUCK, &why);
}

bool
run_is_verify(const struct run *run)
{
	return run->moment == MOMENT_VERIFY ||
	    run->moment == MOMENT_VERIFY_RESUME || run->moment == MOMENT_RELOCK;
}

/* Ten seconds; after hours a 360th of what was waited, in steps of ten seconds:
 * nothing is noticed much too late, and a year of waiting is some thousand
 * records of a journal. */
uint32_t
run_pause_ms(int64_t waited_ms)
{
	int64_t pause_ms = waited_ms / ASK_PATIENCE / ASK_AGAIN_MS *
	    ASK_AGAIN_MS;

	assert(waited_ms >= 0 && waited_ms <= LIMIT_CLOCK_MS + LIMIT_STEP_MS);
	return pause_ms > ASK_AGAIN_MS ? (uint32_t)pause_ms : ASK_AGAIN_MS;
}

uint32_t
run_asks(int64_t within_ms)
{
	uint32_t asks = 1;

	assert(within_ms >= 0);
	for (int64_t at_ms = 0; at_ms < within_ms;
	    at_ms += run_pause_ms(at_ms))
		asks++;
	return asks;
}

void
run_again(struct run *run)
{
	run->row = run_is_verify(run) ? run->row : 0;
	run->observed = 0;
	run->pausing = run_pause_ms(run->at_ms - run->since_ms);
}

void
run_again_busy(const struct plan *plan, struct run *run, const struct op *ask)
{
	if (run_limit_passed(plan, run))
		run_stuck(plan, run, ERR_TIMEOUT, ask,
		    "is in progress and does not end");
	else
		run_again(run);
	run->asked = 0;
}

bool
run_is_silent(const struct run *run, const struct op *ask)
{
	uint32_t on = op_asked_at(ask);

	return on <= SITE_NODES && (run->silent >> on & 1) != 0;
}

/* Every silent node is named before the job is refused, and asked in vain once:
 * what else is to be asked there is left out. */
static void
check_silent(const struct plan *plan, struct run *run, const struct op *ask)
{
	if (run->why.code == ERR_NONE)
		run->why = ask_why(plan, run, ERR_NO_ANSWER, ask,
		    "was not answered");
	if (op_asked_at(ask) <= SITE_NODES)
		run->silent |= (uint64_t)1 << op_asked_at(ask);
	run->asked = 0;
	run->since_ms = run->at_ms;
	run_checked(plan, run);
}

void
run_no_answer(const struct plan *plan, struct run *run, const struct op *ask)
{
	/* So long that the cluster has noticed by then that a node is dead. */
	int64_t patience_ms = plan->site->heartbeat_timeout_ms + ASK_AGAIN_MS;

	if (++run->asked < ASK_TIMES ||
	    run->at_ms - run->since_ms < patience_ms)
		run_again(run);
	else if (run->way == WAY_CHECK)
		check_silent(plan, run, ask);
	else
		run_stuck(plan, run, ERR_NO_ANSWER, ask, "was not answered");
}

/* Clocks count no further; a rehearsal can have waited for so long. */
void
run_out_of_time(const struct plan *plan, struct run *run)
{
	struct err why = { 0 };

	err_set(&why, ERR_TIMEOUT, "%s: a hundred years have passed",
	    run_step_text(plan, run));
	run_end(plan, run, run->way == WAY_CHECK ? REFUSED : STUCK, &why);
}

const char *
ending_name(enum ending ending)
{
	static const char *const names[] = {
		[GOING] = "going",
		[ARRIVED] = "arrived",
		[RETURNED] = "returned",
		[STUCK] = "stuck",
		[REFUSED] = "refused",
	};

	return names[ending];
}
