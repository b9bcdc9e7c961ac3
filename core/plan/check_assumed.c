/*
 * What a plan was made from, as checks: a plan may be saved and started later.
 * And what its saved configurations need.
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
	    plan->procedure->recovers ||
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

/* A slot for it; and what goes afterwards. */
static void
saving_slot(struct checking *checking, uint32_t node)
{
	const struct view *view = &checking->plan->view;
	const char *more = "";

	if (view->oldest[node] != 0 && view->slots[node] <= 1)
		more = arena_format(checking->arena, view->slots[node] == 1 ?
		    "; %s-%u goes when it is listed" :
		    "; %s-%u is the oldest of ours", checking->site->config,
		    (unsigned)view->oldest[node]);
	check_add(checking, "slots", arena_format(checking->arena,
	    "1 slot free for the configuration that is saved%s", more),
	    ERR_SLOTS_FULL, (struct fact){ { .kind = OP_NODE_STATE,
	    .on = node, .value = TEXT_SLOTS },
	    { .cares = WANT_AT_LEAST, .number = 1 } });
}

static void
saving_whole(struct checking *checking, uint32_t node)
{
	check_add(checking, "whole", "it has booted the whole of its "
	    "configuration, not a [degraded] one", ERR_DEGRADED,
	    (struct fact){ { .kind = OP_NODE_STATE, .on = node,
	    .value = TEXT_CONFIG },
	    { .cares = WANT_STATE, .states = S(ABSENT) | S(SAVED) |
	    S(OLDER) } });
}

void
check_saving(struct checking *checking)
{
	const struct plan *plan = checking->plan;

	for (uint32_t i = 0; i < plan->step_count; i++)
		if (op_table[plan->steps[i].op.kind].numbered) {
			saving_slot(checking, plan->steps[i].op.on);
			saving_whole(checking, plan->steps[i].op.on);
		}
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
