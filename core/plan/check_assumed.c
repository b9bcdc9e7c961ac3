/*
 * What a plan was made from, as checks: a plan may be saved and started later.
 */
#include "core/base/arena.h"
#include "core/plan/checking.h"
#include "core/procedures/procedure.h"

#define S(state)	STATE_BIT(STATE_##state)

/* Does another check ask it already? */
static bool
is_checked(const struct plan *plan, const struct op *ask)
{
	for (uint32_t i = 0; i < plan->check_count; i++)
		if (op_equal(&plan->checks[i].fact.ask, ask))
			return true;
	return false;
}

/* A job that begins with a guest was built for the node of its group. */
static void
assumed_group(struct checking *checking)
{
	const struct plan *plan = checking->plan;
	const struct op ask = { .kind = OP_GROUP_STATE,
	    .group = checking->row->group };

	if (checking->guest == 0 || is_checked(plan, &ask) ||
	    plan->procedure->guest_begin == NOW_ABSENT)
		return;
	check_add(checking, "group", arena_format(checking->arena,
	    "%s is online on %s", check_text(checking, KIND_GROUP, ask.group),
	    check_text(checking, KIND_NODE, plan->from)), ERR_PLAN_OLD,
	    (struct fact){ ask, { .cares = WANT_STATE | WANT_ON,
	    .states = S(ONLINE), .on = plan->from } });
}

const char *
check_config_text(struct arena *arena, const char *config)
{
	return arena_format(arena, "no saved configuration %s", config);
}

/* The number of a configuration follows those that are saved. */
static void
assumed_config(struct checking *checking, const struct op *save)
{
	struct fact fact;

	op_fact(checking->site->names, save, &fact);
	fact.want = (struct want){ .cares = WANT_STATE, .states = S(ABSENT) };
	check_add(checking, "config", check_config_text(checking->arena,
	    check_text(checking, KIND_TEXT, save->value)), ERR_PLAN_OLD,
	    fact);
}

void
check_assumed(struct checking *checking)
{
	const struct plan *plan = checking->plan;

	assumed_group(checking);
	for (uint32_t i = 0; i < plan->step_count; i++)
		if (op_table[plan->steps[i].op.kind].numbered)
			assumed_config(checking, &plan->steps[i].op);
}
