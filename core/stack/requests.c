#include "core/stack/requests.h"

#include <assert.h>
#include <string.h>

/* The handle of the question in progress: there is one at a time. */
static const uint64_t HANDLE_QUESTION = HANDLE_FILTER << 4;

void
requests_forget(struct requests *requests)
{
	requests->made_count = 0;
	requests->answer_count = 0;
	requests->pausing = requests->asking = HANDLE_OVER;
	backend_forget(requests->backend.below);
}

/* The run pauses: later answers may differ. */
static void
release(struct requests *requests)
{
	for (uint32_t i = 0; i < requests->made_count; i++)
		requests->made[i].held = false;
	requests->answer_count = 0;
	backend_forget(requests->backend.below);
}

static struct request_made *
made_find(struct requests *requests, const struct request *request)
{
	for (uint32_t i = 0; i < requests->made_count; i++)
		if (request_equal(&requests->made[i].request, request))
			return &requests->made[i];
	return NULL;
}

static const struct answer *
answer_find(const struct requests *requests, const struct op *ask)
{
	for (uint32_t i = 0; i < requests->answer_count; i++)
		if (requests->answers[i].ask.kind == ask->kind &&
		    op_equal(&requests->answers[i].ask, ask))
			return &requests->answers[i].answer;
	return NULL;
}

/* A request is made again: drop the answers from its former output. */
static void
answers_drop(struct requests *requests, const struct request *request)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < requests->answer_count; i++) {
		struct request its = request_of(requests->names,
		    &requests->answers[i].ask);

		if (!request_equal(&its, request))
			requests->answers[kept++] = requests->answers[i];
	}
	requests->answer_count = kept;
}

/* Is the question answered by a request that is held?  If not, it makes a new
 * request, which is counted. */
static bool
is_held(struct requests *requests, const struct op *ask)
{
	struct request request = request_of(requests->names, ask);
	const struct request_made *made = made_find(requests, &request);

	requests->questions++;
	if (request.kind == REQUEST_NONE ||
	    (made != NULL && made->held && ask->forced == 0))
		return true;
	if (made != NULL && made->held)
		answers_drop(requests, &request);
	if (made != NULL && !made->held)
		requests->polls++;
	else
		requests->count++;
	return false;
}

/* The question is answered: its request is held.  If the table is full, the
 * next question makes the request again. */
static void
hold(struct requests *requests, const struct result *result)
{
	struct request request = request_of(requests->names, &requests->ask);
	struct request_made *made = made_find(requests, &request);

	if (result->outcome != DONE || request.kind == REQUEST_NONE)
		return;
	if (made == NULL && requests->made_count < REQUESTS_MADE) {
		made = &requests->made[requests->made_count++];
		made->request = request;
	}
	if (made == NULL)
		return;
	made->held = true;
	if (result->all == NULL && requests->ask.forced == 0 &&
	    answer_find(requests, &requests->ask) == NULL &&
	    requests->answer_count < REQUESTS_ANSWERS)
		requests->answers[requests->answer_count++] =
		    (struct request_answer){ requests->ask, result->answer };
}

/* The time of the request has passed. */
static uint64_t
ask_below(struct requests *requests, struct result *result)
{
	requests->asking = backend_begin(requests->backend.below,
	    &requests->ask, result);
	if (requests->asking != HANDLE_OVER)
		return HANDLE_QUESTION;
	hold(requests, result);
	return HANDLE_OVER;
}

static uint64_t
question_begin(struct requests *requests, const struct op *ask,
    struct result *result)
{
	const struct op pause = { .kind = OP_PAUSE,
	    .number = requests->takes_ms };
	bool held = is_held(requests, ask);
	const struct answer *answer = answer_find(requests, ask);

	assert(requests->pausing == HANDLE_OVER);
	assert(requests->asking == HANDLE_OVER);
	if (held && answer != NULL) {
		result->outcome = DONE;
		result->answer = *answer;
		return HANDLE_OVER;
	}
	requests->ask = *ask;
	if (!held && requests->takes_ms != 0)
		requests->pausing = backend_begin(requests->backend.below,
		    &pause, result);
	return requests->pausing != HANDLE_OVER ? HANDLE_QUESTION :
	    ask_below(requests, result);
}

static uint64_t
begin(struct backend *backend, const struct op *op, struct result *result)
{
	struct requests *requests = (struct requests *)backend;

	if (op_table[op->kind].question)
		return question_begin(requests, op, result);
	/* A pause is neither a question nor a change: no column is needed. */
	if (op->kind == OP_PAUSE)
		release(requests);
	else
		requests_forget(requests);
	return filter_begin(backend, op, result);
}

static bool
wait(struct backend *backend, uint64_t handle, int64_t until_ms,
    struct result *result)
{
	struct requests *requests = (struct requests *)backend;

	if (handle != HANDLE_QUESTION)
		return filter_wait(backend, handle, until_ms, result);
	assert(requests->pausing != HANDLE_OVER ||
	    requests->asking != HANDLE_OVER);
	if (requests->pausing != HANDLE_OVER) {
		if (!backend_wait(backend->below, requests->pausing, until_ms,
		    result))
			return false;
		requests->pausing = HANDLE_OVER;
		memset(result, 0, sizeof(*result));
		if (ask_below(requests, result) == HANDLE_OVER)
			return true;
	}
	if (!backend_wait(backend->below, requests->asking, until_ms, result))
		return false;
	requests->asking = HANDLE_OVER;
	hold(requests, result);
	return true;
}

static void
leave(struct backend *backend, uint64_t handle)
{
	struct requests *requests = (struct requests *)backend;
	uint64_t below = requests->pausing != HANDLE_OVER ? requests->pausing :
	    requests->asking;

	if (handle != HANDLE_QUESTION) {
		filter_leave(backend, handle);
		return;
	}
	backend_leave(backend->below, below);
	requests->pausing = requests->asking = HANDLE_OVER;
}

void
requests_make(struct requests *requests, struct backend *below,
    const struct names *names, int64_t takes_ms)
{
	assert(below != NULL && names != NULL && takes_ms >= 0);
	requests->backend = (struct backend){ .name = "requests",
	    .now_ms = filter_now_ms, .begin = begin, .wait = wait,
	    .leave = leave, .below = below };
	requests->names = names;
	requests->takes_ms = takes_ms;
	requests->questions = requests->count = requests->polls = 0;
	requests_forget(requests);
}
