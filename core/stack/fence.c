#include "core/stack/fence.h"

#include <assert.h>
#include <string.h>

#include "core/op/request.h"

/* The handle of the question in progress: there is one at a time. */
static const uint64_t HANDLE_FENCED = HANDLE_FILTER << 6;

enum { ASKS_NODE, ASKS_MEMBERS, ASKS_POWER };

/* The service processor answers for itself; the cluster has other members. */
static bool
is_of_node(const struct op *op)
{
	return op_table[op->kind].question &&
	    op_table[op->kind].asked != ASKED_OF_CLUSTER && op->on != 0 &&
	    (op->on & ~(uint32_t)PLACE_ID) == 0 &&
	    !request_is_power(op);
}

static void
answer_by_fence(const struct fence *fence, enum state state,
    struct result *result)
{
	result_clear(result);
	result->answer.state = state;
	result->answer.on = fence->node;
}

static struct op
next_question(const struct fence *fence)
{
	if (fence->asks == ASKS_MEMBERS)
		return (struct op){ .kind = OP_MEMBER_STATE,
		    .to = fence->node, .forced = fence->forced };
	return (struct op){ .kind = OP_NODE_STATE, .on = fence->node,
	    .value = TEXT_POWER, .forced = fence->forced };
}

/* One of the questions is over.  true: so is the whole, and its result is
 * written. */
static bool
is_settled(struct fence *fence, struct result *result)
{
	bool down = result->outcome == DONE &&
	    result->answer.state == STATE_DOWN;

	if (fence->asks == ASKS_NODE) {
		if (result->outcome != UNKNOWN)
			return true;
		fence->lost = *result;
	} else if (fence->asks == ASKS_MEMBERS && !down) {
		*result = fence->lost;
		return true;
	} else if (fence->asks == ASKS_POWER ||
	    site_sp_lacks(fence->site, fence->node) != NULL) {
		answer_by_fence(fence, fence->asks == ASKS_POWER && down ?
		    STATE_NO_POWER : STATE_FENCED, result);
		return true;
	}
	fence->asks++;
	return false;
}

/* What is over is settled, and the next question begins. */
static uint64_t
ask_on(struct fence *fence, struct result *result)
{
	struct op op;

	while (!is_settled(fence, result)) {
		op = next_question(fence);
		fence->asking = backend_begin(fence->backend.below, &op,
		    result);
		if (fence->asking != HANDLE_OVER)
			return HANDLE_FENCED;
	}
	return HANDLE_OVER;
}

static uint64_t
begin(struct backend *backend, const struct op *op, struct result *result)
{
	struct fence *fence = (struct fence *)backend;

	if (!is_of_node(op) || op->on > fence->site->node_count)
		return filter_begin(backend, op, result);
	assert(fence->asking == HANDLE_OVER);
	fence->node = op->on;
	fence->forced = op->forced;
	fence->asks = ASKS_NODE;
	fence->asking = filter_begin(backend, op, result);
	return fence->asking != HANDLE_OVER ? HANDLE_FENCED :
	    ask_on(fence, result);
}

static bool
wait(struct backend *backend, uint64_t handle, int64_t until_ms,
    struct result *result)
{
	struct fence *fence = (struct fence *)backend;

	if (handle != HANDLE_FENCED)
		return filter_wait(backend, handle, until_ms, result);
	assert(fence->asking != HANDLE_OVER);
	while (backend_wait(backend->below, fence->asking, until_ms,
	    result)) {
		fence->asking = HANDLE_OVER;
		if (ask_on(fence, result) == HANDLE_OVER)
			return true;
	}
	return false;
}

static void
leave(struct backend *backend, uint64_t handle)
{
	struct fence *fence = (struct fence *)backend;

	if (handle != HANDLE_FENCED) {
		filter_leave(backend, handle);
		return;
	}
	backend_leave(backend->below, fence->asking);
	fence->asking = HANDLE_OVER;
}

void
fence_make(struct fence *fence, struct backend *below,
    const struct site *site)
{
	assert(below != NULL && site->node_count > 0);
	memset(fence, 0, sizeof(*fence));
	fence->backend = (struct backend){ .name = "fence",
	    .now_ms = filter_now_ms, .begin = begin, .wait = wait,
	    .leave = leave, .below = below };
	fence->site = site;
}
