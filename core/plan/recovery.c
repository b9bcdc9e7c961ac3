#include "core/plan/recovery.h"

#include <assert.h>
#include <stdio.h>

#include "core/base/arena.h"
#include "core/op/answer.h"
#include "core/plan/for_person.h"
#include "core/site/policy.h"

enum { ENDS = 2, EVIDENCE_BYTES = 200 };

/* What is found at an end; a set, so that a row may have several. */
enum { ABSENT = 1, INACTIVE = 2, BOUND = 4, MOVING = 8, ACTIVE = 16 };

/* Which end is the guest. */
enum keep { KEEP_ONE, KEEP_OTHER, KEEP_POOL };

struct row {
	unsigned	 one, other;	/* what is found */
	enum keep	 keep;
	unsigned	 needs;
	const char	*found;
	const char	*person;	/* why it is for a person, or NULL */
};

/* The first row that fits, either way round. */
static const struct row rows[] = {
	{ ACTIVE, ABSENT, KEEP_ONE, 0, "it is up, or boots", NULL },
	{ INACTIVE, ABSENT, KEEP_ONE, NEED_BIND | NEED_START,
	    "it is defined on one node only", NULL },
	{ BOUND, ABSENT, KEEP_ONE, NEED_START,
	    "it is bound on one node only", NULL },
	{ ABSENT, ABSENT, KEEP_POOL, NEED_DEFINE | NEED_BIND | NEED_START,
	    "no node has its definition", NULL },
	{ INACTIVE, INACTIVE, KEEP_POOL, NEED_REMOVE_OTHER | NEED_BIND |
	    NEED_START, "two nodes have its definition, and none runs it",
	    NULL },
	{ MOVING, ABSENT, KEEP_ONE, NEED_CANCEL | NEED_BIND | NEED_START,
	    "its migration hangs, and has not arrived", NULL },
	{ MOVING, ACTIVE, KEEP_OTHER, 0, "its migration has arrived, and the "
	    "source does not know", "its migration has arrived, and the "
	    "source does not know. On {node}: ldm stop-domain -f {guest}; "
	    "ldm unbind-domain {guest}; ldm remove-domain {guest}" },
	{ ACTIVE, ACTIVE, KEEP_POOL, 0, "two are running",
	    "two are running, and nothing is done automatically. On {node}, "
	    "which does not have the pool: ldm stop-domain -f {guest}" },
};

enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

static unsigned
class_of(uint32_t state)
{
	switch (state) {
	case STATE_ABSENT:
		return ABSENT;
	case STATE_INACTIVE:
		return INACTIVE;
	case STATE_BOUND:
		return BOUND;
	case STATE_MOVING:
		return MOVING;
	case STATE_AT_OK:
	case STATE_BOOTING:
	case STATE_RUNNING:
	case STATE_HALTING:
	case STATE_HUNG:
		return ACTIVE;
	default:
		return 0;
	}
}

static bool
is_gone(const struct view *view, uint32_t node)
{
	return node != 0 && (view->gone >> node & 1) != 0;
}

/* What was found where, for a person. */
static const char *
evidence(const struct site *site, const struct site_guest *row,
    const struct view *view, char text[EVIDENCE_BYTES])
{
	size_t n = 0;

	for (uint32_t i = 0; i < row->node_count && n < EVIDENCE_BYTES; i++)
		n += (size_t)snprintf(text + n, EVIDENCE_BYTES - n,
		    "%s%.40s on %.40s", i == 0 ? "" : ", ", is_gone(view,
		    row->node[i]) ? "unknown" : state_name((enum state)
		    view->ends.state[row->node[i]]), names_text(site->names,
		    KIND_NODE, row->node[i]));
	return text;
}

static bool
refused(const struct site *site, uint32_t guest, const struct view *view,
    const char *why, struct err *err)
{
	char text[EVIDENCE_BYTES];

	return err_set(err, ERR_WRONG_STATE, "%.40s: %.190s (%s)",
	    names_text(site->names, KIND_GUEST, guest), why, evidence(site,
	    &site->guests[guest], view, text));
}

/* The commands are those for the other end. */
static bool
typed_there(const struct site *site, const struct of_person *of,
    const struct view *view, const char *person, struct err *err)
{
	struct arena arena = { 0 };

	assert(of->node != 0);
	refused(site, of->guest, view, for_person(&arena, site, of, person),
	    err);
	arena_drop(&arena);
	return false;
}

/* The nodes that have the guest, at most two of them; the number of all. */
static unsigned
ends_find(const struct site_guest *row, const struct view *view,
    uint32_t end[ENDS])
{
	unsigned n = 0;

	for (uint32_t i = 0; i < row->node_count; i++) {
		uint32_t node = row->node[i];

		if (is_gone(view, node) ||
		    view->ends.state[node] == STATE_ABSENT)
			continue;
		if (n < ENDS)
			end[n] = node;
		n++;
	}
	return n;
}

/* The row for what the two ends are, which are exchanged if it has them the
 * other way round; 0 stands for a node that has no such guest. */
static const struct row *
row_find(const struct view *view, uint32_t end[ENDS])
{
	unsigned one = end[0] != 0 ? class_of(view->ends.state[end[0]]) :
	    ABSENT;
	unsigned other = end[1] != 0 ? class_of(view->ends.state[end[1]]) :
	    ABSENT;
	uint32_t first = end[0];

	for (size_t i = 0; i < ROWS; i++) {
		if ((rows[i].one & one) != 0 && (rows[i].other & other) != 0)
			return &rows[i];
		if ((rows[i].one & other) == 0 || (rows[i].other & one) == 0)
			continue;
		end[0] = end[1];
		end[1] = first;
		return &rows[i];
	}
	return NULL;
}

/* Where the cluster has the pool, or will have it. */
static uint32_t
pool_node(const struct site_guest *row, const struct view *view)
{
	if (view->ends.pool_at != 0 && !is_gone(view, view->ends.pool_at))
		return view->ends.pool_at;
	if (view->group_at != 0 && !is_gone(view, view->group_at))
		return view->group_at;
	return policy_master(row->node, row->node_count, ~view->gone, 0);
}

static bool
keep(const struct row *found, const uint32_t end[ENDS], uint32_t pool,
    struct recovery *recovery)
{
	if (found->keep == KEEP_ONE || found->keep == KEEP_OTHER) {
		recovery->at = end[found->keep == KEEP_ONE ? 0 : 1];
		recovery->other = end[found->keep == KEEP_ONE ? 1 : 0];
		return true;
	}
	recovery->at = pool;
	recovery->other = end[0] == pool ? end[1] : end[0];
	return end[0] == 0 || pool == end[0] || pool == end[1];
}

/* The cluster has an agent for it: it starts the guest where its group is. */
static void
decide_guarded(const struct site_guest *row, const struct view *view,
    struct recovery *recovery)
{
	recovery->at = pool_node(row, view);
	recovery->found = "its agent has it: the cluster is at work";
	if (view->ends.suspended)
		recovery->needs |= NEED_RESUME;
	if (view->ends.group == STATE_OFFLINE || is_gone(view,
	    view->group_at))
		recovery->needs |= NEED_ONLINE;
	if (view->ends.sick != 0)
		recovery->needs |= NEED_POWER_OFF | NEED_FENCE;
}

/* The disks of a domain that is bound without its pool would be dead. */
static void
decide_place(const struct view *view, struct recovery *recovery)
{
	const struct ends *ends = &view->ends;

	if (ends->group == STATE_OFFLINE || is_gone(view, view->group_at))
		recovery->needs |= NEED_ONLINE;
	else if (view->group_at != recovery->at)
		recovery->needs |= NEED_MOVE;
	if ((recovery->needs & (NEED_ONLINE | NEED_MOVE)) != 0 &&
	    (class_of(ends->state[recovery->at]) & (BOUND | MOVING)) != 0)
		recovery->needs |= NEED_UNBIND | NEED_BIND;
}

/* What the group needs, and the proof. */
static void
decide_around(const struct view *view, struct recovery *recovery)
{
	const struct ends *ends = &view->ends;
	bool suspends = ends->guarded && recovery->needs != 0 &&
	    !ends->suspended;

	if (recovery->dead != 0) {
		recovery->needs |= NEED_FENCE;
		if ((ends->powered | ends->sick) != 0)
			recovery->needs |= NEED_POWER_OFF;
		if (ends->suspended)
			recovery->needs |= NEED_RESUME;
	} else if (ends->suspended || suspends) {
		recovery->needs |= NEED_RESUME_LAST |
		    (suspends ? NEED_SUSPEND : 0u);
	}
}

/* The copy in the pool travels with it, and is the last one that is written. */
static bool
decide_copy(const struct view *view, struct recovery *recovery)
{
	const struct ends *ends = &view->ends;

	if ((recovery->needs & NEED_DEFINE) == 0)
		return true;
	recovery->from_pool = ends->in_pool ||
	    (ends->own >> recovery->at & 1) == 0;
	return !recovery->from_pool || ends->in_pool || ends->pool_at == 0 ||
	    is_gone(view, ends->pool_at);
}

static bool
decide_unguarded(const struct site *site, uint32_t guest,
    const struct view *view, struct recovery *recovery, struct err *err)
{
	const struct site_guest *row = &site->guests[guest];
	uint32_t end[ENDS] = { 0, 0 };
	const struct row *found;

	if (ends_find(row, view, end) > ENDS)
		return refused(site, guest, view, "more than two nodes "
		    "have it", err);
	found = row_find(view, end);
	if (found == NULL)
		return refused(site, guest, view, "what was found is in no "
		    "row of the decision table", err);
	if (!keep(found, end, pool_node(row, view), recovery))
		return refused(site, guest, view, "its pool is on a third "
		    "node", err);
	if (found->person != NULL)
		return typed_there(site, &(struct of_person){ guest,
		    recovery->other }, view, found->person, err);
	recovery->needs = found->needs;
	recovery->found = found->found;
	decide_place(view, recovery);
	if (class_of(view->ends.state[recovery->at]) == ACTIVE &&
	    (recovery->needs & (NEED_ONLINE | NEED_MOVE)) != 0)
		return refused(site, guest, view, "it runs where its pool "
		    "is not", err);
	decide_around(view, recovery);
	return decide_copy(view, recovery) || refused(site, guest, view,
	    "no copy of its definition was found, neither in its pool nor "
	    "where that is", err);
}

bool
recovery_decide(const struct site *site, uint32_t guest,
    const struct view *view, struct recovery *recovery, struct err *err)
{
	const struct site_guest *row = &site->guests[guest];

	assert(guest != 0 && guest <= site->guest_count);
	*recovery = (struct recovery){ 0 };
	for (uint32_t i = 0; i < row->node_count && recovery->dead == 0; i++)
		if (is_gone(view, row->node[i]))
			recovery->dead = row->node[i];
	if (pool_node(row, view) == 0)
		return err_set(err, ERR_NODE_DOWN, "no node of the group of "
		    "%s is a member of the cluster", names_text(site->names,
		    KIND_GUEST, guest));
	if (view->ends.group != STATE_ONLINE &&
	    view->ends.group != STATE_OFFLINE)
		return refused(site, guest, view, "its group is neither "
		    "online nor offline: unstick comes first", err);
	if (!view->ends.guarded || recovery->dead == 0)
		return decide_unguarded(site, guest, view, recovery, err);
	decide_guarded(row, view, recovery);
	return true;
}

void
recovery_assume(const struct site *site, uint32_t guest, uint32_t off,
    struct view *view)
{
	const struct site_guest *row = &site->guests[guest];
	uint32_t dead = off != 0 ? off : row->now_on != 0 ? row->now_on :
	    row->node[0];

	*view = (struct view){ 0 };
	view->gone = (uint64_t)1 << dead;
	view->ends.sick = off != 0 ? view->gone : 0;
	view->ends.guarded = row->agent.present;
	view->ends.group = STATE_ONLINE;
	view->ends.in_pool = true;
	for (uint32_t n = 1; n <= site->node_count; n++)
		view->ends.state[n] = STATE_ABSENT;
	view->group_at = view->ends.pool_at = off != 0 ? off :
	    policy_master(row->node, row->node_count, ~view->gone, 0);
}
