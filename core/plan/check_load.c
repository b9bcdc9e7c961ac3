/*
 * What a move adds to the load of the node where it ends.
 *
 * The manager refuses a start over a hard limit, but it takes the group down
 * for what comes before that: domferry asks first.  What a limit counts is the
 * sum of all groups that move there.
 */
#include <assert.h>

#include "core/base/arena.h"
#include "core/plan/checking.h"
#include "core/site/neighbours.h"

static struct op
load_of(const struct checking *checking, uint32_t node, uint32_t limit)
{
	return (struct op){ .kind = OP_LOAD_STATE, .to = node,
	    .group = checking->row->group, .value = limit };
}

/* The cluster may have another limit than the site says, or one where the site
 * has none: then the job would count on what is not so. */
static void
check_limit(struct checking *checking, uint32_t node, uint32_t limit)
{
	uint32_t declared = site_load_limit(checking->site, node, limit);
	const char *name = check_text(checking, KIND_TEXT, limit);
	const char *at = check_text(checking, KIND_NODE, node);

	check_add(checking, "load", declared != 0 ? arena_format(
	    checking->arena, "load limit %s (soft:hard) of %s, as declared",
	    check_text(checking, KIND_TEXT, declared), at) :
	    arena_format(checking->arena, "no load limit %s of %s, as "
	    "declared", name, at), ERR_CHECK_FAILED, (struct fact){
	    load_of(checking, node, limit),
	    { .cares = WANT_VALUE, .value = declared } });
}

/* The other groups there leave room for what is added. */
static void
check_fits(struct checking *checking, uint32_t node, uint32_t limit,
    int64_t added, bool hard)
{
	uint32_t declared = site_load_limit(checking->site, node, limit);
	int64_t most[2];

	if (declared == 0)
		return;
	load_limit(check_text(checking, KIND_TEXT, declared), &most[0],
	    &most[1]);
	if (most[hard] == LOAD_UNLIMITED)
		return;
	check_add(checking, "load", arena_format(checking->arena,
	    "load %s of %s at most %lld, so that it stays within the %s limit "
	    "with %lld more", check_text(checking, KIND_TEXT, limit),
	    check_text(checking, KIND_NODE, node),
	    (long long)(most[hard] - added), hard ? "hard" : "soft",
	    (long long)added), ERR_LOAD_LIMIT,
	    (struct fact){ load_of(checking, node, limit),
	    { .cares = WANT_AT_MOST, .number = most[hard] - added } });
	if (!checking->full)
		checking->plan->checks[checking->plan->check_count - 1].warns =
		    !hard;
}

/* What the groups that move add to a limit. */
static int64_t
added_by(const struct checking *checking, const uint32_t *moving,
    uint32_t count, uint32_t limit)
{
	int64_t sum = 0;

	for (uint32_t i = 0; i < count; i++)
		sum += load_factor(checking->site->names,
		    checking->site->guests[moving[i]].load_factors, limit);
	return sum;
}

static void
check_loads_of(struct checking *checking, const uint32_t *moving,
    uint32_t count, uint32_t node)
{
	const struct site_node *row = &checking->site->nodes[node];

	assert(node != 0 && count != 0);
	for (uint32_t i = 0; i < row->load_count; i++) {
		uint32_t limit = names_key(checking->names,
		    row->load_limit[i]);
		int64_t added = added_by(checking, moving, count, limit);

		if (added == 0)
			continue;
		check_limit(checking, node, limit);
		check_fits(checking, node, limit, added, true);
		check_fits(checking, node, limit, added, false);
	}
}

static bool
has_limits(const struct site *site)
{
	for (uint32_t n = 1; n <= site->node_count; n++)
		if (site->nodes[n].load_count != 0)
			return true;
	return false;
}

static void
check_factors(struct checking *checking)
{
	uint32_t value = checking->row->load_factors;

	if (value == 0)
		value = names_put(checking->names, KIND_TEXT, load_none);
	check_add(checking, "load", arena_format(checking->arena,
	    "%s of %s, as declared", check_text(checking, KIND_TEXT, value),
	    check_text(checking, KIND_GROUP, checking->row->group)),
	    ERR_CHECK_FAILED, (struct fact){ { .kind = OP_GROUP_STATE,
	    .group = checking->row->group, .value = names_key(
	    checking->names, value) },
	    { .cares = WANT_VALUE, .value = value } });
}

void
check_loads(struct checking *checking, bool at_home)
{
	uint32_t moving[FOLLOWERS + 1] = { checking->guest };
	uint32_t count = at_home ? 0 : neighbours_following(checking->site,
	    checking->guest, moving + 1);

	if (!has_limits(checking->site))
		return;
	assert(count <= FOLLOWERS);
	if (!at_home)
		check_factors(checking);
	check_loads_of(checking, moving, count + 1, at_home ?
	    checking->plan->from : checking->plan->to);
}
