/*
 * The answer to a check: it is met, it is waited for, or the job is refused.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "core/base/rare.h"
#include "core/plan/check.h"
#include "core/run/moment.h"

const char *
run_answer_text(const struct plan *plan, const struct fact *fact,
    const struct answer *answer, char *buffer, size_t size)
{
	enum kind kind = op_table[fact->ask.kind].value;
	bool memory = fact->ask.value == TEXT_MEMORY;
	const char *number = op_number_text(&fact->ask, answer);
	const char *text = kind != KIND_NONE ? names_text(plan->site->names,
	    kind, answer->value) : "";

	if (answer_is_fenced(answer))
		snprintf(buffer, size, "%s",
		    state_name((enum state)answer->state));
	else if ((fact->want.cares & (WANT_AT_LEAST | WANT_AT_MOST)) != 0 ||
	    (fact->want.cares == WANT_NUMBER && number == NULL))
		snprintf(buffer, size, "%lld%s", (long long)answer->number >>
		    (memory ? 20 : 0), memory ? "M" : "");
	else if ((fact->want.cares & WANT_VALUE) != 0 && *text != '\0')
		/* The whole text of a file is not shown. */
		snprintf(buffer, size, "%s", strchr(text, '\n') != NULL ?
		    "another text" : text);
	else
		snprintf(buffer, size, "%s%s%s%s%s",
		    state_name((enum state)answer->state),
		    answer->on != 0 ? " on " : "",
		    names_text(plan->site->names, KIND_NODE, answer->on),
		    number != NULL ? ", " : "", number != NULL ? number : "");
	return buffer;
}

/* What is under way is no reason to refuse.  A group that goes from node to
 * node is: it is under way again and again. */
static void
check_waits(const struct plan *plan, struct run *run, const struct op *ask)
{
	if (run->waiting == 0) {
		run->waiting = 1;
		run->since_ms = run->at_ms;
		run->waits++;
	}
	if (run->waits > CHANGE_TRIES)
		run_stuck(plan, run, ERR_IN_TRANSITION, ask,
		    "is in progress again and again");
	else
		run_again_busy(plan, run, ask);
}

/* The first check that is not met is the reason of the refusal. */
RARE static void
check_refuses(const struct plan *plan, struct run *run,
    const struct answer *answer)
{
	const struct check *check = &plan->checks[run->step];
	char place[80] = "the cluster", found[80];

	if (op_asked_at(&check->fact.ask) != 0)
		site_place(plan->site->names, op_asked_at(&check->fact.ask),
		    place, sizeof(place));
	run_answer_text(plan, &check->fact, answer, found, sizeof(found));
	err_set(&run->why, check->code, "%s on %s: expected: %s; found: %s",
	    check->name, place, check->expect, found);
}

void
run_apply_check(const struct plan *plan, struct run *run,
    const struct answer *answer)
{
	const struct check *check = &plan->checks[run->step];

	if (!check->warns && !check_met(check, answer) &&
	    want_under_way(&check->fact.want, answer)) {
		check_waits(plan, run, &check->fact.ask);
		return;
	}
	/* What was under way is over, and may have changed what the checks
	 * before this one have found. */
	if (run->waiting != 0) {
		run_check_again(run);
		return;
	}
	if (!check_met(check, answer) && !check->warns &&
	    run->why.code == ERR_NONE)
		check_refuses(plan, run, answer);
	run_checked(plan, run);
}

bool
run_rechecked(const struct plan *plan, const struct run *run, uint32_t index)
{
	return index < plan->locks && plan->steps[index].kind == STEP_CHECK &&
	    run->home > plan->locks;
}
