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

/* The check that was added last is only said. */
static void
said_only(struct checking *checking)
{
	if (!checking->full)
		checking->plan->checks[checking->plan->check_count - 1].warns =
		    true;
}

/* Nobody's plan takes a guest away that is not ours: it may stay, unless the
 * node goes down. */
static void
guest_check(struct checking *checking, uint32_t guest, bool stays)
{
	const struct site_guest *row = &checking->site->guests[guest];
	const char *name = check_text(checking, KIND_GUEST, guest);
	const char *node = check_text(checking, KIND_NODE, checking->node);

	check_add(checking, row->foreign ? "foreign" : "guest", arena_format(
	    checking->arena, "%s is not bound on %s%s", name, node,
	    !row->foreign ? "" : stays ? "; it is not ours, and stays" :
	    "; it is not ours, and its owner has to move it"),
	    ERR_GUEST_THERE, emptied_of(guest, checking->node));
	if (row->foreign && stays)
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
	    (long long)foreign), ERR_GUEST_THERE,
	    emptied_domains(checking->node, foreign));
}

static void
guests_check(struct checking *checking, bool stays)
{
	int64_t foreign = 0;

	for (uint32_t g = 1; g <= checking->site->guest_count; g++) {
		if (!neighbours_listed(&checking->site->guests[g],
		    checking->node))
			continue;
		foreign += stays && checking->site->guests[g].foreign;
		guest_check(checking, g, stays);
	}
	others_check(checking, foreign);
}

/* What is lost where the configuration that boots next is not what runs; the
 * job saves it before the node goes down. */
static void
down_check(struct checking *checking)
{
	check_add(checking, "quorum", "the cluster has the votes that it "
	    "needs without this node", ERR_NO_QUORUM,
	    emptied_quorum(checking->node));
	check_add(checking, "unsaved", "what runs is saved, and boots next: "
	    "else this job saves it, because the reboot of an empty node is a "
	    "power cycle (but with ldm 1.3)", ERR_CHECK_FAILED,
	    emptied_saved(checking->node));
	said_only(checking);
}

static uint32_t
node_of(const struct job *job)
{
	uint32_t node = 1;

	while ((job->nodes >> node & 1) == 0)
		node++;
	return node;
}

void
check_sweep(struct checking *checking, const struct job *job)
{
	uint32_t node = node_of(job);

	checking->node = node;
	check_member(checking);
	checking->node = member_of(checking->plan, node);
	check_member(checking);
	checking->node = node;
	guests_check(checking, job->purpose == PURPOSE_NONE);
	if (job->purpose != PURPOSE_NONE)
		down_check(checking);
}

void
check_boot(struct checking *checking, const struct job *job)
{
	for (uint32_t n = 1; n <= checking->site->node_count; n++)
		if (n != node_of(job) &&
		    (checking->plan->left_out >> n & 1) == 0) {
			checking->node = n;
			check_member(checking);
		}
}
