/*
 * What has to hold before a guest is recovered: what the decision was made
 * from, and that the cluster can do what it is asked to.
 */
#include <assert.h>

#include "core/base/arena.h"
#include "core/plan/check_recovery.h"
#include "core/plan/precondition.h"
#include "core/plan/recovery.h"

#define S(state)	STATE_BIT(STATE_##state)

/* The members say that they have given the node up. */
static void
given_up(struct checking *checking, uint32_t node)
{
	check_add(checking, "given-up", arena_format(checking->arena,
	    "the cluster has given %s up, and goes on without it",
	    check_text(checking, KIND_NODE, node)), ERR_PLAN_OLD,
	    (struct fact){ { .kind = OP_MEMBER_STATE, .to = node },
	    { .cares = WANT_STATE, .states = S(DOWN) } });
}

static void
without_power(struct checking *checking, uint32_t node)
{
	check_add(checking, "power", arena_format(checking->arena,
	    "%s has no power: %s does not run there",
	    check_text(checking, KIND_NODE, node), check_text(checking,
	    KIND_GUEST, checking->guest)), ERR_GUEST_NOT_PROVED,
	    precondition_without_power(node));
}

static void
guest_is(struct checking *checking, uint32_t node)
{
	enum state found = (enum state)checking->plan->view.ends.state[node];

	check_add(checking, "guest", arena_format(checking->arena,
	    "%s is %s, as it was found", check_text(checking, KIND_GUEST,
	    checking->guest), state_name(found)), ERR_PLAN_OLD, (struct fact){
	    { .kind = OP_GUEST_STATE, .on = node, .guest = checking->guest },
	    { .cares = WANT_STATE, .states = STATE_BIT(found) |
	    states_like(found) } });
}

static void
group_at(struct checking *checking, const struct op *ask)
{
	const struct view *view = &checking->plan->view;
	const char *name = check_text(checking, KIND_GROUP, ask->group);

	check_add(checking, "group", view->group_at == 0 ? arena_format(
	    checking->arena, "%s is offline", name) : arena_format(
	    checking->arena, "%s is online on %s", name, check_text(checking,
	    KIND_NODE, view->group_at)), ERR_PLAN_OLD, (struct fact){ *ask,
	    { .cares = WANT_STATE | (view->group_at != 0 ? WANT_ON : 0u),
	    .states = STATE_BIT(view->ends.group), .on = view->group_at } });
}

static void
group_is(struct checking *checking)
{
	const struct view *view = &checking->plan->view;
	struct op ask = { .kind = OP_GROUP_STATE,
	    .group = checking->row->group };

	/* It moves when a member is switched off. */
	if (view->ends.sick == 0)
		group_at(checking, &ask);
	ask.value = TEXT_SUSPENDED;
	check_add(checking, "group", arena_format(checking->arena,
	    view->ends.suspended ? "%s is suspended" : "%s is not suspended",
	    check_text(checking, KIND_GROUP, ask.group)), ERR_PLAN_OLD,
	    (struct fact){ ask, { .cares = WANT_STATE,
	    .states = view->ends.suspended ? S(SUSPENDED) : S(RESUMED) } });
}

void
check_recovery(struct checking *checking)
{
	const struct site_guest *row = checking->row;
	struct recovery recovery;
	struct err err;

	if (!recovery_decide(checking->site, checking->guest,
	    &checking->plan->view, &recovery, &err))
		assert(false);
	for (uint32_t i = 0; i < row->node_count; i++) {
		checking->node = row->node[i];
		if ((checking->plan->left_out >> checking->node & 1) == 0) {
			check_member(checking);
			guest_is(checking, checking->node);
			continue;
		}
		if ((checking->plan->view.ends.sick >> checking->node & 1) ==
		    0)
			given_up(checking, checking->node);
		if ((recovery.needs & (NEED_FENCE | NEED_POWER_OFF)) ==
		    NEED_FENCE)
			without_power(checking, checking->node);
	}
	group_is(checking);
	checking->node = recovery.at;
	if ((recovery.needs & (NEED_BIND | NEED_POWER_OFF)) == 0)
		return;
	check_services(checking, false);
	check_volumes(checking, false);
	check_capacity(checking);
	check_addresses(checking);
}
