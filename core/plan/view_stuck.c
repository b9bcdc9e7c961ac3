/*
 * What is seen of a group that may be stuck: the group, its resources, its pool
 * and its guest on every node.
 */
#include <string.h>

#include "core/plan/stuck_group.h"
#include "core/plan/viewing.h"

enum { AGAIN_MS = 10000, PATIENCE_MS = 900000 };

static bool
answer_of(struct backend *backend, const struct op *op, struct answer *answer,
    struct err *err)
{
	struct result res;

	if (!view_question(backend, op, &res, err))
		return false;
	*answer = res.answer;
	return true;
}

static bool
guests_ask(struct backend *backend, const struct site *site, uint32_t guest,
    struct view *view, struct err *err)
{
	const struct site_guest *row = &site->guests[guest];
	struct answer answer;

	for (uint32_t i = 0; i < row->node_count; i++) {
		struct op op = { .kind = OP_GUEST_STATE, .on = row->node[i],
		    .guest = guest };

		if (!answer_of(backend, &op, &answer, err))
			return false;
		if (answer_is_fenced(&answer))
			view->gone |= (uint64_t)1 << op.on;
		else
			view->seen.guest[op.on] = (uint8_t)answer.state;
	}
	return true;
}

/* Does the guest stop at ok by itself?  Its variables are asked where it is. */
static bool
held_ask(struct backend *backend, const struct site *site, uint32_t guest,
    struct stuck *seen, struct err *err)
{
	struct op op = { .kind = OP_GUEST_STATE, .on = stuck_at(seen),
	    .guest = guest, .value = TEXT_AUTO_BOOT };
	struct answer answer;

	if (op.on == 0 || seen->guest[op.on] != STATE_AT_OK)
		return true;
	if (!answer_of(backend, &op, &answer, err))
		return false;
	seen->held = strcmp(names_text(site->names, KIND_TEXT, answer.value),
	    "auto-boot?=false") == 0;
	return true;
}

static bool
all_ask(struct backend *backend, const struct site *site, uint32_t guest,
    struct view *view, struct err *err)
{
	const struct site_guest *row = &site->guests[guest];
	struct stuck *seen = &view->seen;
	struct op op = { .kind = OP_GROUP_STATE, .group = row->group };

	*seen = (struct stuck){ .agent = { .state = STATE_ABSENT } };
	if (!answer_of(backend, &op, &seen->group, err))
		return false;
	op = (struct op){ .kind = OP_RESOURCE_STATE,
	    .resource = row->storage };
	if (!answer_of(backend, &op, &seen->storage, err))
		return false;
	op.resource = row->agent.resource;
	if (row->agent.present &&
	    !answer_of(backend, &op, &seen->agent, err))
		return false;
	op = (struct op){ .kind = OP_POOL_STATE, .pool = row->pool };
	return answer_of(backend, &op, &seen->pool, err) &&
	    guests_ask(backend, site, guest, view, err) &&
	    held_ask(backend, site, guest, seen, err);
}

bool
view_stuck(struct backend *backend, const struct site *site, uint32_t guest,
    struct view *view, struct err *err)
{
	const struct op pause = { .kind = OP_PAUSE, .number = AGAIN_MS };
	struct result paused;

	for (int64_t ms = 0; all_ask(backend, site, guest, view, err);
	    ms += AGAIN_MS) {
		if (!stuck_is_busy(&view->seen) || ms >= PATIENCE_MS)
			return true;
		backend_execute(backend, &pause, 2 * AGAIN_MS, &paused);
	}
	return false;
}
