/*
 * The numbers of the configurations that a plan saves, given when the site has
 * been asked.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/plan/checking.h"
#include "core/plan/plan.h"

enum { CONFIG_BYTES = 512 };

/* A configuration of a node before and after it has its number. */
struct renamed {
	uint32_t	on, was, is;
	enum op_kind	asks;		/* the question about it */
};

static bool
is_about(const struct op *ask, const struct renamed *renamed)
{
	return ask->kind == renamed->asks && ask->on == renamed->on &&
	    ask->value == renamed->was;
}

static void
fact_rename(struct fact *fact, const struct renamed *renamed)
{
	if (!is_about(&fact->ask, renamed))
		return;
	fact->ask.value = renamed->is;
	if ((fact->want.cares & WANT_VALUE) != 0)
		fact->want.value = renamed->is;
}

static void
span_rename(struct plan *plan, const struct span *span,
    const struct renamed *renamed)
{
	for (uint32_t i = span->first; i < span->first + span->count; i++)
		fact_rename(&plan->facts[i].fact, renamed);
}

static void
proofs_rename(struct plan *plan, const struct span *span,
    const struct renamed *renamed)
{
	for (uint32_t i = span->first; i < span->first + span->count; i++)
		fact_rename(&plan->proofs[i], renamed);
}

/* CONFIG-N with a number that is higher by so many; 0: it has no number. */
static uint32_t
numbered(struct names *names, uint32_t value, uint32_t more)
{
	char text[CONFIG_BYTES];
	const char *was = names_text(names, KIND_TEXT, value);
	const char *dash = strrchr(was, '-');

	if (dash == NULL || strlen(was) + 12 > sizeof(text) ||
	    dash[1] == '\0' ||
	    dash[1 + strspn(dash + 1, "0123456789")] != '\0')
		return 0;
	snprintf(text, sizeof(text), "%.*s-%lu", (int)(dash - was), was,
	    strtoul(dash + 1, NULL, 10) + more);
	return names_put(names, KIND_TEXT, text);
}

/* The check that the number is free. */
static void
check_rename(struct arena *arena, const struct names *names,
    struct check *check, const struct renamed *renamed)
{
	if (!is_about(&check->fact.ask, renamed))
		return;
	fact_rename(&check->fact, renamed);
	check->expect = check_config_text(arena, names_text(names, KIND_TEXT,
	    renamed->is));
}

static void
step_number(struct arena *arena, struct plan *plan, struct step *step,
    struct names *names, uint32_t more)
{
	const struct renamed renamed = { step->op.on, step->op.value,
	    numbered(names, step->op.value, more),
	    op_table[step->op.kind].decides };

	if (renamed.is == 0)
		return;
	step->op.value = renamed.is;
	span_rename(plan, &step->decide, &renamed);
	span_rename(plan, &step->leave, &renamed);
	proofs_rename(plan, &step->preconditions, &renamed);
	proofs_rename(plan, &step->skip_if, &renamed);
	if (plan->lock_steps != 0)
		proofs_rename(plan, &plan->steps[plan->lock_steps].
		    preconditions, &renamed);
	for (uint32_t i = 0; i < plan->check_count; i++)
		check_rename(arena, names, &plan->checks[i], &renamed);
}

/* From the last step: a number is free before it is given again. */
void
plan_number(struct arena *arena, struct plan *plan, struct names *names,
    const struct view *view)
{
	if (plan->asked)
		return;
	for (uint32_t i = plan->step_count; i-- > 0;) {
		struct step *step = &plan->steps[i];

		assert(step->op.on <= SITE_NODES ||
		    !op_table[step->op.kind].numbered);
		if (step->kind == STEP_CHANGE &&
		    op_table[step->op.kind].numbered &&
		    view->saved[step->op.on] != 0)
			step_number(arena, plan, step, names,
			    view->saved[step->op.on]);
	}
	plan->asked = true;
	plan->view = *view;
	plan->view_digest = NULL;
}
