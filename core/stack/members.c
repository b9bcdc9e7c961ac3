#include "core/stack/members.h"

#include <assert.h>
#include <string.h>

/* The handle of the question in progress: there is one at a time. */
static const uint64_t HANDLE_MEMBER = HANDLE_FILTER << 5;

static void
no_member(struct result *result)
{
	memset(result, 0, sizeof(*result));
	result->outcome = UNKNOWN;
	err_set(&result->err, ERR_NO_ANSWER, "the cluster does not answer");
}

/* The n-th node after the first one; node 1 follows the last. */
static uint32_t
node_at(const struct members *members, uint32_t n)
{
	return (members->first - 1 + n) % members->node_count + 1;
}

/* Has the member answered?  Then the next question is asked there first. */
static bool
is_answered(struct members *members, const struct result *result)
{
	if (result->outcome == UNKNOWN)
		return false;
	members->first = members->ask.on;
	return true;
}

/* Ask one member after the other, until one answers or has to be waited for. */
static uint64_t
ask_next(struct members *members, struct result *result)
{
	for (; members->tried < members->node_count; members->tried++) {
		members->ask.on = node_at(members, members->tried);
		members->asking = backend_begin(members->backend.below,
		    &members->ask, result);
		if (members->asking != HANDLE_OVER)
			return HANDLE_MEMBER;
		if (is_answered(members, result))
			return HANDLE_OVER;
	}
	no_member(result);
	return HANDLE_OVER;
}

static uint64_t
begin(struct backend *backend, const struct op *op, struct result *result)
{
	struct members *members = (struct members *)backend;

	if (op_table[op->kind].asked != ASKED_OF_CLUSTER || op->on != 0)
		return filter_begin(backend, op, result);
	assert(members->asking == HANDLE_OVER);
	members->ask = *op;
	members->tried = 0;
	return ask_next(members, result);
}

static bool
wait(struct backend *backend, uint64_t handle, int64_t until_ms,
    struct result *result)
{
	struct members *members = (struct members *)backend;

	if (handle != HANDLE_MEMBER)
		return filter_wait(backend, handle, until_ms, result);
	assert(members->asking != HANDLE_OVER);
	while (backend_wait(backend->below, members->asking, until_ms,
	    result)) {
		members->asking = HANDLE_OVER;
		if (is_answered(members, result))
			return true;
		members->tried++;
		if (ask_next(members, result) == HANDLE_OVER)
			return true;
	}
	return false;
}

/* A member that has not answered in time is not asked first again. */
static void
leave(struct backend *backend, uint64_t handle)
{
	struct members *members = (struct members *)backend;

	if (handle != HANDLE_MEMBER) {
		filter_leave(backend, handle);
		return;
	}
	backend_leave(backend->below, members->asking);
	members->asking = HANDLE_OVER;
	members->first = node_at(members, members->tried + 1);
}

void
members_make(struct members *members, struct backend *below,
    uint32_t node_count)
{
	assert(below != NULL && node_count > 0);
	memset(members, 0, sizeof(*members));
	members->backend = (struct backend){ .name = "members",
	    .now_ms = filter_now_ms, .begin = begin, .wait = wait,
	    .leave = leave, .below = below };
	members->node_count = node_count;
	members->first = 1;
}
