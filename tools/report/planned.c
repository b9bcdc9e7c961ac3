#include "tools/report/planned.h"

#include <stdio.h>

#include "core/base/arena.h"
#include "tools/report/printed.h"
#include "tools/report/text.h"
#include "tools/say.h"

enum { WHY_COLUMN = 6, COMMAND_COLUMN = 19 };

static void
objective_print(const struct plan *plan)
{
	int64_t most_ms = plan->site->guests[plan->guest].objective_ms;
	char span[TEXT_ROOM];

	say("objective  at most %s: ", text_span(most_ms, span,
	    sizeof(span)));
	if (plan->downtime_ms <= most_ms)
		say("kept\n");
	else
		say("NOT KEPT, %s too long\n", text_span(
		    plan->downtime_ms - most_ms, span, sizeof(span)));
}

static void
head_print(const struct plan *plan)
{
	const struct names *names = plan->site->names;
	char span[TEXT_ROOM];

	say("plan       %s\nsite       %s\n", plan->job,
	    plan->site->name);
	if (plan->from != 0)
		say("from       %s\n", names_text(names, KIND_NODE,
		    plan->from));
	if (plan->to != 0)
		say("to         %s\n", names_text(names, KIND_NODE,
		    plan->to));
	say("expected   %s, %u command%s\n",
	    text_span(plan->expected_ms, span, sizeof(span)),
	    (unsigned)plan->changes, plural(plan->changes));
	if (plan->guest != 0)
		say("downtime   %s of %s\n", text_span(plan->downtime_ms,
		    span, sizeof(span)), names_text(names, KIND_GUEST,
		    plan->guest));
	if (plan->site->guests[plan->guest].objective)
		objective_print(plan);
	say("no return  %s\n",
	    plan->no_return_step < plan->step_count
		? plan->steps[plan->no_return_step].name
		: "none: every failure leads back to the beginning of its "
		  "phase");
}

static void
checks_print(const struct plan *plan)
{
	char place[TEXT_ROOM];

	say("\nchecks, asked before the first change\n");
	for (uint32_t i = 0; i < plan->check_count; i++) {
		const struct check *check = &plan->checks[i];
		uint32_t on = op_asked_at(&check->fact.ask);

		say("  %-10s %-8s %s%s\n", check->name,
		    on != 0 ? site_place(plan->site->names, on, place,
		    sizeof(place)) : "cluster", check->expect,
		    check->warns ? " (else a warning)" : "");
	}
}

static void
marks_print(const struct step *step)
{
	struct op closing;

	if (step->destroys)
		say("%*sDESTROYS what was there before\n", WHY_COLUMN, "");
	if (step->always)
		say("%*sALWAYS: closes a debt, whatever fails\n",
		    WHY_COLUMN, "");
	if (step->savepoint)
		say("%*sa later failure of this phase leads back to here\n",
		    WHY_COLUMN, "");
	for (uint32_t i = 0; i < step->skip_if.count; i++)
		say("%*sskip if %s\n", WHY_COLUMN, "", step->skip_why[i]);
	if (step->kind == STEP_CHANGE && op_closing(&step->op, &closing))
		say("%*sDEBT until %s: it %s\n", WHY_COLUMN, "",
		    op_table[closing.kind].name,
		    op_table[step->op.kind].open_text);
	if (step->no_return)
		say("%*sTHE POINT OF NO RETURN\n", WHY_COLUMN, "");
}

static void
step_print(struct arena *arena, const struct plan *plan, uint32_t index)
{
	const struct step *step = &plan->steps[index];
	char place[TEXT_ROOM], span[TEXT_ROOM], text[2 * TEXT_ROOM];
	uint32_t on = step->kind == STEP_CHANGE ? op_place(&step->op) :
	    step_asks(plan, step);

	text_to_column(say("%4u  %-12s ", (unsigned)(index + 1),
	    site_place(plan->site->names, on, place, sizeof(place))),
	    COMMAND_COLUMN);
	say("%s\n", printed_text(arena, plan, index, NUMBER_OPEN));
	snprintf(text, sizeof(text), "%s: %s", step->name, step->why);
	say("%*s", WHY_COLUMN, "");
	text_wrap(text, WHY_COLUMN, WHY_COLUMN);
	say("%*s%s", WHY_COLUMN, "", text_span(step->expected_ms, span,
	    sizeof(span)));
	if (step->downtime_ms != 0)
		say(", the guest is down");
	say("\n");
	marks_print(step);
}

const char *
planned_mark(struct arena *arena, const char *skipped)
{
	return *skipped == '\0' ? "already so" : arena_format(arena,
	    "not needed: %s", skipped);
}

void
planned_print(struct arena *arena, const struct plan *plan,
    const char *const *skipped)
{
	head_print(plan);
	checks_print(plan);
	for (uint32_t i = 0; i < plan->step_count; i++) {
		const struct phase *phase =
		    &plan->phases[plan->steps[i].phase];

		if (phase->first == i)
			say("\n%s: %s\n", phase->name, phase->why);
		step_print(arena, plan, i);
		if (skipped != NULL && skipped[i] != NULL)
			say("%*s%s\n", WHY_COLUMN, "", planned_mark(arena,
			    skipped[i]));
	}
}
