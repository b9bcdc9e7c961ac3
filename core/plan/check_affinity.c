/*
 * What a move does to other groups, and they to it: affinities.
 *
 * The cluster refuses what a group's own strong affinities rule out.  It does
 * not ask before it stops the groups that have to give way: domferry does.
 */
#include <assert.h>

#include "core/base/arena.h"
#include "core/plan/checking.h"
#include "core/site/neighbours.h"

#define S(state)	STATE_BIT(STATE_##state)

/* Where a group is that can be anywhere but there; nothing is under way. */
#define AT_REST		(S(UNMANAGED) | S(OFFLINE) | S(ONLINE) | \
			S(ONLINE_FAULTED) | S(STOP_FAILED))

/* The groups that a job moves, and where to. */
struct moving {
	uint32_t	guest;
	uint32_t	to;
	uint32_t	list[FOLLOWERS];	/* guests that follow it */
	uint32_t	count;
};

static const char *
group_text(const struct checking *checking, uint32_t guest)
{
	return check_text(checking, KIND_GROUP,
	    checking->site->guests[guest].group);
}

static void
ask_group(struct checking *checking, uint32_t group, bool warns,
    const char *expect, struct want want)
{
	check_add(checking, "affinity", expect, ERR_AFFINITY, (struct fact){
	    { .kind = OP_GROUP_STATE, .group = group }, want });
	if (!checking->full)
		checking->plan->checks[checking->plan->check_count - 1].warns =
		    warns;
}

/* One affinity of a guest that goes to that node.  needed: the group that it
 * names has to exist. */
static void
check_one(struct checking *checking, uint32_t guest,
    const struct affinity *affinity, uint32_t node, bool needed)
{
	bool with = affinity_is_with(affinity->sign) ||
	    affinity->sign == SIGN_PREFERS;
	bool strong = affinity_is_strong(affinity->sign);
	const char *named = check_text(checking, KIND_GROUP, affinity->group);
	const char *at = check_text(checking, KIND_NODE, node);
	const char *reason = arena_format(checking->arena, "%s has %s%s",
	    group_text(checking, guest), affinity_mark(affinity->sign), named);

	if (needed)
		check_add(checking, "affinity", arena_format(checking->arena,
		    "%s exists: %s, and can have it only then", named, reason),
		    ERR_NOT_FOUND, (struct fact){ { .kind = OP_GROUP_STATE,
		    .group = affinity->group },
		    { .cares = WANT_STATE, .states = AT_REST } });
	if (with)
		ask_group(checking, affinity->group, !strong, arena_format(
		    checking->arena, "%s is online on %s: %s%s", named, at,
		    reason, strong ? ", and can be nowhere else" : ""),
		    (struct want){ .cares = WANT_STATE | WANT_ON,
		    .states = S(ONLINE), .on = node });
	else
		ask_group(checking, affinity->group, !strong, arena_format(
		    checking->arena, "%s is not on %s: %s", named, at, reason),
		    (struct want){ .cares = WANT_STATE | WANT_ELSEWHERE |
		    WANT_OR_ABSENT, .states = AT_REST, .on = node });
}

/* The affinities of a guest that moves to the groups that stay. */
static void
check_own(struct checking *checking, const struct moving *moving,
    uint32_t guest)
{
	const struct site_guest *row = &checking->site->guests[guest];

	for (uint32_t i = 0; i < row->affinity_count; i++)
		if (!neighbours_moves(row->affinity_guest[i], moving->guest,
		    moving->list, moving->count))
			check_one(checking, guest, &row->affinity[i],
			    moving->to, false);
}

/* The groups that would have to give way to a guest that moves. */
static void
check_evicted(struct checking *checking, const struct moving *moving,
    uint32_t guest)
{
	const struct site *site = checking->site;
	uint32_t group = site->guests[guest].group;

	for (uint32_t g = neighbours_naming(site, guest, 0); g != 0;
	    g = neighbours_naming(site, guest, g))
		if (neighbours_sign(site, g, group) == SIGN_EXCLUDES)
			ask_group(checking, site->guests[g].group, false,
			    arena_format(checking->arena, "%s is not on %s: "
			    "it has --%s, and would be stopped",
			    group_text(checking, g), check_text(checking,
			    KIND_NODE, moving->to), group_text(checking,
			    guest)), (struct want){ .cares = WANT_STATE |
			    WANT_ELSEWHERE | WANT_OR_ABSENT,
			    .states = AT_REST, .on = moving->to });
}

/* A group that follows is down meanwhile; suspended, it would stay behind, and
 * without that node in its list it cannot come. */
static void
check_follower(struct checking *checking, const struct moving *moving,
    uint32_t guest)
{
	const struct site_guest *row = &checking->site->guests[guest];
	const char *name = group_text(checking, guest);
	bool listed = neighbours_listed(row, moving->to);

	ask_group(checking, row->group, listed, arena_format(checking->arena,
	    listed ? "%s is not online: it follows, and its guest is down "
	    "meanwhile" : "%s is not online: it follows, and %s is not in its "
	    "node list", name, check_text(checking, KIND_NODE, moving->to)),
	    (struct want){ .cares = WANT_STATE | WANT_OR_ABSENT,
	    .states = S(OFFLINE) | S(UNMANAGED) });
	check_add(checking, "affinity", arena_format(checking->arena,
	    "%s is not suspended: it has to follow", name), ERR_AFFINITY,
	    (struct fact){ { .kind = OP_GROUP_STATE, .group = row->group,
	    .value = TEXT_SUSPENDED },
	    { .cares = WANT_STATE | WANT_OR_ABSENT,
	    .states = S(RESUMED) } });
}

static void
ask_property(struct checking *checking, uint32_t guest, const char *expect,
    struct want want)
{
	struct op ask = { .kind = OP_GROUP_STATE,
	    .group = checking->site->guests[guest].group,
	    .value = names_put(checking->names, KIND_TEXT,
	    affinity_property) };

	check_add(checking, "affinity", expect, ERR_CHECK_FAILED,
	    (struct fact){ ask, want });
}

/* The property as declared; none of them is none in the cluster either. */
static void
check_property(struct checking *checking)
{
	uint32_t value = checking->row->affinities != 0 ?
	    checking->row->affinities : names_put(checking->names, KIND_TEXT,
	    affinity_none);

	ask_property(checking, checking->guest, arena_format(checking->arena,
	    "%s of %s, as declared", check_text(checking, KIND_TEXT, value),
	    group_text(checking, checking->guest)),
	    (struct want){ .cares = WANT_VALUE, .value = value });
}

void
check_affinities(struct checking *checking)
{
	struct moving moving = { .guest = checking->guest,
	    .to = checking->plan->to };

	assert(moving.to != 0);
	moving.count = neighbours_following(checking->site, moving.guest,
	    moving.list);
	assert(moving.count <= FOLLOWERS);
	check_property(checking);
	check_own(checking, &moving, checking->guest);
	check_evicted(checking, &moving, checking->guest);
	for (uint32_t i = 0; i < moving.count; i++) {
		check_follower(checking, &moving, moving.list[i]);
		check_own(checking, &moving, moving.list[i]);
		check_evicted(checking, &moving, moving.list[i]);
	}
}

void
check_affinities_at_home(struct checking *checking)
{
	const struct site_guest *row = checking->row;

	for (uint32_t i = 0; i < row->affinity_count; i++)
		check_one(checking, checking->guest, &row->affinity[i],
		    checking->plan->from, true);
}

/* What another guest's group is declared to have, without that group. */
static uint32_t
without(struct checking *checking, uint32_t guest, uint32_t group)
{
	const struct site_guest *row = &checking->site->guests[guest];
	const char *text = affinity_none;
	bool first = true;

	for (uint32_t i = 0; i < row->affinity_count; i++) {
		if (row->affinity[i].group == group)
			continue;
		text = arena_format(checking->arena, "%s%s%s%s", text,
		    first ? "" : ",", affinity_mark(row->affinity[i].sign),
		    check_text(checking, KIND_GROUP, row->affinity[i].group));
		first = false;
	}
	return names_put(checking->names, KIND_TEXT, text);
}

/* Only a group that no other names can be deleted. */
static void
check_naming(struct checking *checking, uint32_t guest)
{
	uint32_t value = without(checking, guest, checking->row->group);
	const char *name = group_text(checking, guest);

	ask_property(checking, guest, arena_format(checking->arena,
	    "%s no longer has an affinity to %s: clrg set -p %s %s", name,
	    group_text(checking, checking->guest),
	    check_text(checking, KIND_TEXT, value), name),
	    (struct want){ .cares = WANT_VALUE | WANT_OR_ABSENT,
	    .value = value });
}

void
check_unnamed(struct checking *checking)
{
	check_property(checking);
	for (uint32_t g = neighbours_naming(checking->site, checking->guest,
	    0); g != 0; g = neighbours_naming(checking->site, checking->guest,
	    g))
		check_naming(checking, g);
}
