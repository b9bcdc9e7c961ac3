/*
 * What has come back with a node: guests of ours that run elsewhere by now.
 */
#include <assert.h>

#include "core/plan/viewing.h"
#include "core/site/neighbours.h"

#define S(state)	STATE_BIT(STATE_##state)
#define ACTIVE		(S(AT_OK) | S(BOOTING) | S(RUNNING) | S(HUNG) | \
			S(HALTING))

/* A node that is asked about. */
struct asking {
	struct backend	*backend;
	const struct site *site;
	struct view	*view;
	uint32_t	 node;
};

static bool
state_of(const struct asking *asking, uint32_t guest, uint32_t node,
    uint32_t *state, struct err *err)
{
	const struct op op = { .kind = OP_GUEST_STATE, .on = node,
	    .guest = guest };
	struct result res;

	if (!view_question(asking->backend, &op, &res, err))
		return false;
	if (answer_is_fenced(&res.answer))
		asking->view->gone |= (uint64_t)1 << node;
	*state = res.answer.state;
	return true;
}

/* Where else it is active; 0: nowhere. */
static bool
elsewhere(const struct asking *asking, struct leftover *twin,
    struct err *err)
{
	const struct site_guest *row = &asking->site->guests[twin->guest];
	uint32_t state;

	for (uint32_t i = 0; i < row->node_count; i++) {
		if (row->node[i] == asking->node)
			continue;
		if (!state_of(asking, twin->guest, row->node[i], &state, err))
			return false;
		if ((ACTIVE >> state & 1) != 0)
			twin->at = (uint16_t)row->node[i];
	}
	return true;
}

static bool
twin_ask(const struct asking *asking, uint32_t guest, struct err *err)
{
	struct view *view = asking->view;
	struct leftover twin = { .guest = guest };
	uint32_t state;

	if (asking->site->guests[guest].foreign ||
	    !neighbours_listed(&asking->site->guests[guest], asking->node))
		return true;
	if (!state_of(asking, guest, asking->node, &state, err))
		return false;
	twin.state = (uint16_t)state;
	if (state == STATE_ABSENT || (view->gone >> asking->node & 1) != 0)
		return true;
	if (!elsewhere(asking, &twin, err))
		return false;
	if (twin.at != 0 && view->twin_count < VIEW_TWINS)
		view->twin[view->twin_count++] = twin;
	return true;
}

/* Is it a member; if not, has it power? */
static bool
back_ask(struct backend *backend, uint32_t node, struct view *view,
    struct err *err)
{
	struct op op = { .kind = OP_MEMBER_STATE, .to = node };
	struct result res;

	if (!view_question(backend, &op, &res, err))
		return false;
	view->back = BACK_MEMBER;
	if (res.answer.state == STATE_UP)
		return true;
	op = (struct op){ .kind = OP_NODE_STATE, .on = node,
	    .value = TEXT_POWER };
	if (!view_question(backend, &op, &res, err))
		return false;
	view->back = res.answer.state == STATE_DOWN ||
	    res.answer.state == STATE_NO_POWER ? BACK_OFF : BACK_OUTSIDE;
	return true;
}

bool
view_rejoin(struct backend *backend, const struct site *site, uint32_t node,
    struct view *view, struct err *err)
{
	const struct asking asking = { backend, site, view, node };

	assert(node != 0);
	if (!back_ask(backend, node, view, err))
		return false;
	for (uint32_t g = 1; view->back == BACK_MEMBER &&
	    g <= site->guest_count; g++)
		if (!twin_ask(&asking, g, err))
			return false;
	return true;
}
