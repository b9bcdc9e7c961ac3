#include "core/campaign/campaign.h"

#include <assert.h>

#include "core/base/arena.h"
#include "core/campaign/target.h"
#include "core/site/neighbours.h"

struct choosing {
	struct arena	*arena;
	const struct site *site;
	const struct campaign_goal *goal;
	const struct campaign_view *view;
	const struct campaign_past *past;
};

static const char *
guest_name(const struct choosing *choosing, uint32_t guest)
{
	return names_text(choosing->site->names, KIND_GUEST, guest);
}

static const char *
node_name(const struct choosing *choosing, uint32_t node)
{
	return names_text(choosing->site->names, KIND_NODE, node);
}

/* Is the guest one of those that the campaign moves, and not there yet? */
static bool
is_to_move(const struct choosing *choosing, uint32_t guest)
{
	const struct campaign_goal *goal = choosing->goal;
	const struct site_guest *row = &choosing->site->guests[guest];
	uint32_t on = choosing->view->guests[guest].on;

	if (goal->kind == CAMPAIGN_EVACUATE)
		return on == goal->node;
	if (on == 0 || on == goal->node)
		return false;
	for (uint32_t i = 0; i < goal->left_count; i++)
		if (goal->left[i] == guest)
			return true;
	return goal->left == NULL && !row->foreign && row->node_count != 0 &&
	    row->node[0] == goal->node;
}

/* Before the first change, and before each further one. */
static const char *
obstacle_of(const struct choosing *choosing, uint32_t guest)
{
	const struct guest_seen *seen = &choosing->view->guests[guest];
	const struct site_guest *row = &choosing->site->guests[guest];
	const char *name = guest_name(choosing, guest);
	const char *group = names_text(choosing->site->names, KIND_GROUP,
	    row->group);
	bool here = seen->domain != STATE_ABSENT &&
	    seen->domain != STATE_INACTIVE && seen->domain != STATE_STRANGE;

	if (is_to_move(choosing, guest) && row->foreign)
		return arena_format(choosing->arena, "%s is not ours: the "
		    "site file says \"ours\": false, so a person moves it",
		    name);
	if (is_to_move(choosing, guest) && seen->suspended)
		return arena_format(choosing->arena, "%s of %s is suspended, "
		    "and by whom is not known: clrg resume %s, or move it by "
		    "hand", group, name, group);
	if (choosing->goal->kind == CAMPAIGN_EVACUATE && here &&
	    seen->on != choosing->goal->node && !row->foreign)
		return arena_format(choosing->arena, "%s is %s on %s, and its "
		    "group %s is %s%s%s: the cluster does not move it", name,
		    state_name(seen->domain), node_name(choosing,
		    choosing->goal->node), group, state_name(seen->group),
		    seen->on != 0 ? " on " : "", seen->on != 0 ?
		    node_name(choosing, seen->on) : "");
	return NULL;
}

const char *
campaign_obstacle(struct arena *arena, const struct campaign_goal *goal,
    const struct campaign_view *view, unsigned n)
{
	const struct choosing choosing = { arena, view->site, goal, view,
	    NULL };
	const char *text;

	for (uint32_t g = 1; g <= view->guest_count; g++) {
		text = obstacle_of(&choosing, g);
		if (text != NULL && n-- == 0)
			return text;
	}
	return NULL;
}

/* Has the guest a weak affinity to another one that is still to be moved?  That
 * one goes first, so that its place is known. */
static bool
is_later(const struct choosing *choosing, uint32_t guest)
{
	const struct site_guest *row = &choosing->site->guests[guest];

	for (uint32_t i = 0; i < row->affinity_count; i++) {
		uint32_t other = row->affinity_guest[i];

		if (other > 0 && other != guest && is_to_move(choosing,
		    other) && neighbours_sign(choosing->site, other,
		    row->group) == SIGN_NONE)
			return true;
	}
	return false;
}

/* What is large goes while there is most room. */
static bool
is_before(const struct choosing *choosing, uint32_t guest, uint32_t other)
{
	const struct site_guest *one = &choosing->site->guests[guest];
	const struct site_guest *two = &choosing->site->guests[other];

	if (other == 0)
		return true;
	if (is_later(choosing, guest) != is_later(choosing, other))
		return is_later(choosing, other);
	return one->memory != two->memory ? one->memory > two->memory :
	    one->vcpus > two->vcpus;
}

/* The reverse order of their leaving. */
static uint32_t
last_left(const struct choosing *choosing)
{
	const struct campaign_goal *goal = choosing->goal;

	for (uint32_t i = goal->left_count; i > 0; i--)
		if (is_to_move(choosing, goal->left[i - 1]) &&
		    !target_follows(choosing->view, goal->left[i - 1]))
			return goal->left[i - 1];
	return 0;
}

static uint32_t
guest_next(const struct choosing *choosing)
{
	uint32_t next = 0;

	if (choosing->goal->left != NULL)
		return last_left(choosing);
	for (uint32_t g = 1; g <= choosing->site->guest_count; g++)
		if (is_to_move(choosing, g) && !target_follows(choosing->view,
		    g) && is_before(choosing, g, next))
			next = g;
	return next;
}

/* A guest that came along with one that has arrived, and is not up; or 0. */
static uint32_t
awaited(const struct choosing *choosing)
{
	const struct campaign_past *past = choosing->past;
	uint32_t list[FOLLOWERS];

	for (uint32_t i = 0; i < past->count; i++) {
		const struct campaign_move *move = &past->moves[i];
		uint32_t count = move->guest == 0 ? 0 : neighbours_following(
		    choosing->site, move->guest, list);

		for (uint32_t k = 0; k < count && k < FOLLOWERS; k++)
			if (choosing->view->guests[list[k]].on == move->to &&
			    choosing->view->guests[list[k]].down)
				return list[k];
	}
	return 0;
}

static void
wait_choose(const struct choosing *choosing, uint32_t guest,
    struct campaign_choice *choice)
{
	choice->step = CAMPAIGN_WAIT;
	err_set(&choice->err, ERR_NOT_RUNNING, "%s has come along to %s, and "
	    "is not up there", guest_name(choosing, guest),
	    node_name(choosing, choosing->view->guests[guest].on));
}

/* Then nothing is left to do, and the node may be down by now. */
static bool
is_swept(const struct campaign_past *past)
{
	return past->count != 0 && past->moves[past->count - 1].guest == 0 &&
	    past->moves[past->count - 1].ending == ARRIVED;
}

/* The last one of an evacuation: what is left there of the cluster's goes. */
static void
sweep_choose(const struct choosing *choosing, struct campaign_choice *choice)
{
	const struct campaign_goal *goal = choosing->goal;

	if (goal->kind != CAMPAIGN_EVACUATE)
		return;
	choice->step = CAMPAIGN_JOB;
	choice->move.from = goal->node;
	choice->move.why = "no guest is left there";
	choice->move.job = arena_format(choosing->arena, "sweep %s%s%s%s",
	    node_name(choosing, goal->node), goal->purpose != PURPOSE_NONE ?
	    " --for " : "", job_purposes[goal->purpose], goal->locks ?
	    " --locks" : "");
}

static void
no_way(struct campaign_choice *choice, enum err_code code, const char *text)
{
	choice->step = CAMPAIGN_NO_WAY;
	err_set(&choice->err, code, "%s", text);
}

static const char *
why_this(const struct choosing *choosing, uint32_t guest, const char *why)
{
	uint32_t list[FOLLOWERS];
	uint32_t count = neighbours_following(choosing->site, guest, list);
	uint32_t on = choosing->view->guests[guest].on;

	for (uint32_t i = 0; i < count && i < FOLLOWERS; i++)
		if (choosing->view->guests[list[i]].on == on)
			why = arena_format(choosing->arena, "%s; %s comes "
			    "along", why, guest_name(choosing, list[i]));
	return why;
}

static void
job_choose(const struct choosing *choosing, uint32_t guest,
    struct campaign_choice *choice)
{
	const struct campaign_goal *goal = choosing->goal;
	struct campaign_move *move = &choice->move;
	const char *why = goal->kind == CAMPAIGN_RETURN ? "it left from there" :
	    NULL;
	const char *refused = NULL;
	uint32_t to = goal->node;

	if (goal->kind == CAMPAIGN_EVACUATE)
		to = target_choose(choosing->arena, choosing->view, guest,
		    &why);
	else
		refused = target_refuses(choosing->arena, choosing->view,
		    guest, to);
	if (to == 0 || refused != NULL) {
		no_way(choice, ERR_NO_ROOM, arena_format(choosing->arena,
		    "%s has no place: %s", guest_name(choosing, guest),
		    refused != NULL ? refused : why));
		return;
	}
	choice->step = CAMPAIGN_JOB;
	move->guest = guest;
	move->from = choosing->view->guests[guest].on;
	move->to = to;
	move->why = why_this(choosing, guest, why);
	move->job = arena_format(choosing->arena, "%s %s --to %s%s",
	    choosing->site->guests[guest].agent.present ? "switch" : "migrate",
	    guest_name(choosing, guest), node_name(choosing, to),
	    goal->locks ? " --locks" : "");
}

/* What has not arrived stops the campaign: the guests that moved stay where
 * they are, and the others, too. */
static const struct campaign_move *
stopped_by(const struct campaign_past *past)
{
	const struct campaign_move *last = past->count == 0 ? NULL :
	    &past->moves[past->count - 1];

	return last != NULL && last->ending != ARRIVED ? last : NULL;
}

/* The node itself, and somewhere to go. */
static bool
members_there(const struct choosing *choosing, struct campaign_choice *choice)
{
	const struct campaign_view *view = choosing->view;
	const char *name = node_name(choosing, choosing->goal->node);
	bool leaves = choosing->goal->kind == CAMPAIGN_EVACUATE, other = false;

	for (uint32_t n = 1; n <= view->node_count; n++)
		other = other || (n != choosing->goal->node &&
		    view->nodes[n].member);
	if (view->nodes[choosing->goal->node].member && other)
		return true;
	no_way(choice, ERR_NODE_DOWN, arena_format(choosing->arena,
	    view->nodes[choosing->goal->node].member ? "no node but %s is a "
	    "member of the cluster and answers: nothing is moved %s it" :
	    "%s is no member of the cluster, or does not answer: nothing is "
	    "moved %s it", name, leaves ? "off" : "to"));
	return false;
}

static bool
may_go_on(const struct choosing *choosing, struct campaign_choice *choice)
{
	const struct campaign_move *last = stopped_by(choosing->past);
	const char *text;

	if (last != NULL) {
		no_way(choice, last->err.code, arena_format(choosing->arena,
		    "%s did not arrive: %s", last->job, last->err.text));
		return false;
	}
	if (!members_there(choosing, choice))
		return false;
	text = campaign_obstacle(choosing->arena, choosing->goal,
	    choosing->view, 0);
	if (text != NULL)
		no_way(choice, ERR_CHECK_FAILED, text);
	return text == NULL;
}

void
campaign_next(struct arena *arena, const struct campaign_goal *goal,
    const struct campaign_view *view, const struct campaign_past *past,
    struct campaign_choice *choice)
{
	const struct choosing choosing = { arena, view->site, goal, view,
	    past };
	uint32_t guest;

	assert(goal->kind != CAMPAIGN_NONE && goal->node != 0);
	*choice = (struct campaign_choice){ .step = CAMPAIGN_DONE };
	if (is_swept(past) || !may_go_on(&choosing, choice))
		return;
	guest = awaited(&choosing);
	if (guest != 0) {
		wait_choose(&choosing, guest, choice);
		return;
	}
	guest = guest_next(&choosing);
	if (guest != 0)
		job_choose(&choosing, guest, choice);
	else
		sweep_choose(&choosing, choice);
}

uint32_t
campaign_foresee(struct arena *arena, const struct campaign_goal *goal,
    const struct campaign_view *view, struct campaign_move *moves,
    struct campaign_choice *last)
{
	struct campaign_past past = { moves, 0 };
	struct campaign_view now;

	campaign_view_copy(arena, view, &now);
	for (;; past.count++) {
		uint32_t n = past.count;

		campaign_next(arena, goal, &now, &past, last);
		if (last->step != CAMPAIGN_JOB)
			return n;
		if (n == CAMPAIGN_MOVES) {
			no_way(last, ERR_TOO_MANY, "more guests than a "
			    "campaign takes");
			return n;
		}
		moves[n] = last->move;
		moves[n].ending = ARRIVED;
		if (last->move.guest != 0)
			campaign_moved(&now, last->move.guest, last->move.to);
	}
}
