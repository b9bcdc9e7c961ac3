#include "core/op/backend.h"

#include <assert.h>

void
backend_forget(struct backend *backend)
{
	if (backend->forget != NULL)
		backend->forget(backend);
}

void
backend_follow(struct backend *backend, const struct ahead *ahead)
{
	if (backend->follow != NULL)
		backend->follow(backend, ahead);
}

int64_t
backend_now_ms(struct backend *backend)
{
	return backend->now_ms(backend);
}

/* The parts of a result must agree, whichever backend made it. */
static void
finish(struct backend *backend, struct result *result)
{
	assert(result->outcome <= UNKNOWN);
	assert(result->outcome == DONE ? result->err.code == ERR_NONE :
	    result->err.code != ERR_NONE);
	result->at_ms = backend_now_ms(backend);
}

/* The rest of the error's text is not cleared: nobody reads it when the result
 * is DONE, and this runs for every operation. */
void
result_clear(struct result *result)
{
	result->outcome = DONE;
	result->err.code = ERR_NONE;
	result->err.text[0] = '\0';
	result->at_ms = 0;
	result->answer = (struct answer){ 0 };
	result->all = NULL;
}

static uint64_t
begin(struct backend *backend, const struct op *op, struct result *result)
{
	uint64_t handle;

	result_clear(result);
	handle = backend->begin(backend, op, result);
	if (handle == HANDLE_OVER)
		finish(backend, result);
	return handle;
}

static bool
is_whole(const struct op *op)
{
	return op_valid(op) || op_of_all(op);
}

static void
refuse(struct backend *backend, const struct op *op, struct result *result)
{
	result_clear(result);
	result->outcome = FAILED;
	err_set(&result->err, ERR_REFUSED, "an operation of kind %u has "
	    "fields that it cannot have, or lacks some", (unsigned)op->kind);
	finish(backend, result);
}

uint64_t
backend_begin(struct backend *backend, const struct op *op,
    struct result *result)
{
	if (is_whole(op))
		return begin(backend, op, result);
	refuse(backend, op, result);
	return HANDLE_OVER;
}

bool
backend_wait(struct backend *backend, uint64_t handle, int64_t until_ms,
    struct result *result)
{
	int64_t begun_ms = backend_now_ms(backend);

	assert(handle != HANDLE_OVER);
	result_clear(result);
	if (!backend->wait(backend, handle, until_ms, result)) {
		assert(backend_now_ms(backend) >= until_ms);
		return false;
	}
	finish(backend, result);
	assert(result->at_ms >= begun_ms);
	return true;
}

void
backend_leave(struct backend *backend, uint64_t handle)
{
	assert(handle != HANDLE_OVER);
	backend->leave(backend, handle);
}

void
backend_timeout(struct backend *backend, struct result *result)
{
	result_clear(result);
	result->outcome = UNKNOWN;
	err_set(&result->err, ERR_TIMEOUT, "no answer within the time limit");
	finish(backend, result);
}

void
backend_execute_checked(struct backend *backend, const struct op *op,
    int64_t limit_ms, struct result *result)
{
	/* Before it begins: a replay's clock goes on when it begins. */
	int64_t until_ms = backend_now_ms(backend) + limit_ms;
	uint64_t handle = begin(backend, op, result);

	if (handle != HANDLE_OVER && !backend_wait(backend, handle, until_ms,
	    result)) {
		backend_leave(backend, handle);
		backend_timeout(backend, result);
	}
}

void
backend_execute(struct backend *backend, const struct op *op,
    int64_t limit_ms, struct result *result)
{
	if (is_whole(op))
		backend_execute_checked(backend, op, limit_ms, result);
	else
		refuse(backend, op, result);
}

/* The time is asked several times for every operation, and most filters have
 * no clock of their own: past all of them at once. */
int64_t
filter_now_ms(struct backend *filter)
{
	do {
		assert(filter->below != NULL);
		filter = filter->below;
	} while (filter->now_ms == filter_now_ms);
	return backend_now_ms(filter);
}

uint64_t
filter_begin(struct backend *filter, const struct op *op,
    struct result *result)
{
	assert(filter->below != NULL);
	return begin(filter->below, op, result);
}

bool
filter_wait(struct backend *filter, uint64_t handle, int64_t until_ms,
    struct result *result)
{
	assert(filter->below != NULL);
	return backend_wait(filter->below, handle, until_ms, result);
}

void
filter_leave(struct backend *filter, uint64_t handle)
{
	assert(filter->below != NULL);
	backend_leave(filter->below, handle);
}
