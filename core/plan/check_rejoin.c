#include "core/plan/check_rejoin.h"

#include "core/base/arena.h"
#include "core/site/neighbours.h"

#define S(state)	STATE_BIT(STATE_##state)

static void
back_check(struct checking *checking)
{
	const char *node = check_text(checking, KIND_NODE, checking->node);
	bool off = checking->plan->view.back == BACK_OFF;

	if (off)
		check_add(checking, "power", arena_format(checking->arena,
		    "%s has no power", node), ERR_PLAN_OLD, (struct fact){
		    { .kind = OP_NODE_STATE, .on = checking->node,
		    .value = TEXT_POWER },
		    { .cares = WANT_STATE, .states = S(DOWN) } });
	check_add(checking, "cluster", arena_format(checking->arena,
	    off ? "%s is none of the cluster" : "%s is a member", node),
	    ERR_PLAN_OLD, (struct fact){ { .kind = OP_MEMBER_STATE,
	    .to = checking->node },
	    { .cares = WANT_STATE, .states = off ? S(DOWN) : S(UP) } });
}

static void
twin_check(struct checking *checking, const struct leftover *twin)
{
	const char *name = check_text(checking, KIND_GUEST, twin->guest);

	check_add(checking, "twin", arena_format(checking->arena,
	    "%s does not run on %s", name, check_text(checking, KIND_NODE,
	    checking->node)), ERR_NO_CURE, (struct fact){
	    { .kind = OP_GUEST_STATE, .on = checking->node,
	    .guest = twin->guest }, { .cares = WANT_STATE, .states =
	    S(ABSENT) | S(INACTIVE) | S(BOUND) | S(AT_OK) | S(BOOTING) } });
	check_add(checking, "twin", arena_format(checking->arena,
	    "%s runs on %s", name, check_text(checking, KIND_NODE,
	    twin->at)), ERR_NOT_RUNNING, (struct fact){
	    { .kind = OP_GUEST_STATE, .on = twin->at, .guest = twin->guest },
	    { .cares = WANT_STATE, .states = S(RUNNING) } });
}

/* It goes back with an outage as soon as the node is there. */
static void
failback_check(struct checking *checking, uint32_t guest)
{
	const struct site_guest *row = &checking->site->guests[guest];
	uint32_t want = names_put(checking->names, KIND_TEXT,
	    "Failback=FALSE");

	if (row->foreign || row->group == 0 || !row->failback ||
	    !neighbours_listed(row, checking->node))
		return;
	check_add(checking, "failback", arena_format(checking->arena,
	    "%s stays where it is when %s joins (Failback=FALSE)",
	    check_text(checking, KIND_GROUP, row->group),
	    check_text(checking, KIND_NODE, checking->node)),
	    ERR_WRONG_STATE, (struct fact){ { .kind = OP_GROUP_STATE,
	    .group = row->group,
	    .value = names_key(checking->names, want) },
	    { .cares = WANT_VALUE, .value = want } });
	if (!checking->full)
		checking->plan->checks[checking->plan->check_count - 1].warns =
		    true;
}

void
check_rejoin(struct checking *checking, const struct job *job)
{
	const struct view *view = &checking->plan->view;

	checking->node = 1;
	while ((job->nodes >> checking->node & 1) == 0)
		checking->node++;
	back_check(checking);
	for (uint32_t g = 1; g <= checking->site->guest_count; g++)
		failback_check(checking, g);
	if (view->back == BACK_OFF)
		return;
	for (uint32_t i = 0; i < view->twin_count; i++)
		twin_check(checking, &view->twin[i]);
	check_member(checking);
	check_services(checking, true);
}
