/*
 * What a sweep needs: a node without guests, and another one that says so.
 */
#include "core/plan/check_sweep.h"

#include "core/base/arena.h"
#include "core/plan/emptied.h"
#include "core/site/neighbours.h"

/* Where the commands about the node are typed, if the plan has any. */
static uint32_t
member_of(const struct plan *plan, uint32_t node)
{
	for (uint32_t i = 0; i < plan->step_count; i++)
		if (plan->steps[i].op.to == node)
			return plan->steps[i].op.on;
	return 0;
}

/* Nobody's plan takes a guest that is not ours away; it may stay. */
static void
said_only(struct checking *checking)
{
	if (!checking->full)
		checking->plan->checks[checking->plan->check_count - 1].warns =
		    true;
}

static void
guest_check(struct checking *checking, uint32_t guest)
{
	const struct site_guest *row = &checking->site->guests[guest];
	const char *name = check_text(checking, KIND_GUEST, guest);
	const char *node = check_text(checking, KIND_NODE, checking->node);

	check_add(checking, row->foreign ? "foreign" : "guest", arena_format(
	    checking->arena, "%s is not bound on %s%s", name, node,
	    row->foreign ? "; it is not ours, and stays" : ""),
	    ERR_GUEST_THERE, emptied_of(guest, checking->node));
	if (row->foreign)
		said_only(checking);
}

/* The domains that are bound, but for primary: as many as there may be of those
 * that are not ours. */
static void
others_check(struct checking *checking, int64_t foreign)
{
	check_add(checking, "domains", foreign == 0 ?
	    "no other domain is bound" : arena_format(checking->arena,
	    "at most %lld domains are bound, the guests that are not ours",
	    (long long)foreign), ERR_GUEST_THERE, (struct fact){
	    { .kind = OP_CONFIG_STATE, .on = checking->node,
	    .value = TEXT_FACTORY },
	    { .cares = WANT_AT_MOST, .number = foreign } });
}

void
check_sweep(struct checking *checking, const struct job *job)
{
	int64_t foreign = 0;
	uint32_t node = 1;

	while ((job->nodes >> node & 1) == 0)
		node++;
	checking->node = node;
	check_member(checking);
	checking->node = member_of(checking->plan, node);
	check_member(checking);
	checking->node = node;
	for (uint32_t g = 1; g <= checking->site->guest_count; g++) {
		if (!neighbours_listed(&checking->site->guests[g], node))
			continue;
		foreign += checking->site->guests[g].foreign;
		guest_check(checking, g);
	}
	others_check(checking, foreign);
}
