#include "tools/through/programs.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

/* Handles of calls are from 1 to PROGRAMS_CALLS; pauses have those of the
 * simulated site, which are larger. */
static bool
is_call(uint64_t handle)
{
	assert(handle != HANDLE_OVER);
	return handle <= PROGRAMS_CALLS;
}

static int64_t
now_ms(struct reach *reach)
{
	struct programs *programs = (struct programs *)reach;

	return programs->simulated->backend.now_ms(
	    &programs->simulated->backend);
}

/* ldmp2v and the installer tell what they do on no particular place. */
static bool
is_speaker(const struct call *call)
{
	const char *program = call->line.word[0];

	return strcmp(program, "ldmp2v") == 0 ||
	    strcmp(program, "telnet") == 0;
}

static void
on_event(struct sink *sink, const struct event *event)
{
	struct programs *programs = (struct programs *)((char *)sink -
	    offsetof(struct programs, sink));

	for (unsigned n = 0; event->type == EVENT_OUTPUT &&
	    n < PROGRAMS_CALLS; n++)
		if (programs->calling[n] && programs->hand[n] == 0 &&
		    is_speaker(&programs->call[n]))
			buffer_print(&programs->said[n], "%s\n", event->text);
	sink_emit(programs->next, event);
}

static void
buffer_take(struct buffer *to, struct buffer *from)
{
	buffer_drop(to);
	*to = *from;
	*from = (struct buffer){ 0 };
}

/* The call has ended; what it has printed is kept until the next one ends. */
static void
call_end(struct programs *programs, unsigned n, struct heard *heard)
{
	struct call *call = &programs->call[n];

	buffer_print(&programs->said[n], "%s", buffer_text(&call->out));
	buffer_take(&programs->out, &programs->said[n]);
	buffer_take(&programs->err, &call->err);
	*heard = (struct heard){ .lost = call->status == STATUS_NO_ANSWER,
	    .ended = { .status = call->status,
		.out = buffer_text(&programs->out),
		.out_size = programs->out.size,
		.err = buffer_text(&programs->err),
		.err_size = programs->err.size } };
	call_drop(call);
	programs->calling[n] = false;
}

static unsigned
call_free(const struct programs *programs)
{
	unsigned n = 0;

	while (n < PROGRAMS_CALLS && programs->calling[n])
		n++;
	assert(n < PROGRAMS_CALLS);
	return n;
}

/* What a person says who has done it, or could not. */
static void
hand_end(struct programs *programs, const struct result *res,
    struct heard *heard)
{
	buffer_drop(&programs->err);
	if (res->outcome != DONE)
		buffer_print(&programs->err, "%s\n", res->err.text);
	*heard = (struct heard){ .lost = res->outcome == UNKNOWN,
	    .ended = { .status = res->outcome != DONE,
		.err = buffer_text(&programs->err),
		.err_size = programs->err.size } };
}

/* People of a simulated site do what they are asked, in their time. */
static uint64_t
hand_begin(struct programs *programs, const struct op *op, unsigned n,
    struct heard *heard)
{
	struct backend *site = &programs->simulated->backend;
	struct result res;

	result_clear(&res);
	programs->hand[n] = site->begin(site, op, &res);
	if (programs->hand[n] != HANDLE_OVER) {
		programs->calling[n] = true;
		return 1 + n;
	}
	hand_end(programs, &res, heard);
	return HANDLE_OVER;
}

uint64_t
programs_begin(struct programs *programs, const struct order *order,
    const char *input, struct heard *heard)
{
	unsigned n = call_free(programs);

	programs->hand[n] = 0;
	programs->asked += !order->change;
	buffer_drop(&programs->said[n]);
	if (order->by_hand != NULL)
		return hand_begin(programs, order->by_hand, n, heard);
	programs->calling[n] = true;
	if (!simulated_feed(programs->simulated, order->place,
	    &(struct typed){ .text = order->line, .input = input,
	    .engine = true, .meant = order->op },
	    &programs->call[n]))
		return 1 + n;
	call_end(programs, n, heard);
	return HANDLE_OVER;
}

static uint64_t
begin(struct reach *reach, const struct order *order, struct heard *heard)
{
	return programs_begin((struct programs *)reach, order, NULL, heard);
}

static uint64_t
pause(struct reach *reach, int64_t ms)
{
	struct backend *backend =
	    &((struct programs *)reach)->simulated->backend;
	struct result res;

	return backend->begin(backend, &(struct op){ .kind = OP_PAUSE,
	    .number = ms }, &res);
}

/* A program that sleeps, or waits for an answer, ends by itself: no event of
 * the site tells of that. */
static int64_t
due_ms(const struct call *call, int64_t until_ms)
{
	return call->until_ms != 0 && call->until_ms < until_ms ?
	    call->until_ms : until_ms;
}

static bool
wait(struct reach *reach, uint64_t handle, int64_t until_ms,
    struct heard *heard)
{
	struct programs *programs = (struct programs *)reach;
	struct backend *backend = &programs->simulated->backend;
	unsigned n = (unsigned)handle - 1;
	struct result res;

	if (!is_call(handle))
		return backend->wait(backend, handle, until_ms, &res);
	assert(n < PROGRAMS_CALLS && programs->calling[n]);
	if (programs->hand[n] != 0) {
		if (!backend->wait(backend, programs->hand[n], until_ms, &res))
			return false;
		programs->calling[n] = false;
		hand_end(programs, &res, heard);
		return true;
	}
	while (!call_go_on(&programs->call[n])) {
		if (now_ms(reach) >= until_ms)
			return false;
		simulated_moment(programs->simulated, due_ms(
		    &programs->call[n], until_ms));
	}
	call_end(programs, n, heard);
	return true;
}

static void
leave(struct reach *reach, uint64_t handle)
{
	struct programs *programs = (struct programs *)reach;
	struct backend *backend = &programs->simulated->backend;
	unsigned n = (unsigned)handle - 1;

	if (!is_call(handle)) {
		backend->leave(backend, handle);
		return;
	}
	assert(n < PROGRAMS_CALLS && programs->calling[n]);
	if (programs->hand[n] != 0)
		backend->leave(backend, programs->hand[n]);
	else
		call_drop(&programs->call[n]);
	programs->calling[n] = false;
}

/* The site itself keeps them. */
static bool
kept(struct reach *reach, const struct op *ask, struct answer *answer)
{
	struct programs *programs = (struct programs *)reach;
	struct result res;

	simulated_ask(programs->simulated, ask, &res);
	*answer = res.answer;
	return res.outcome == DONE;
}

void
programs_make(struct programs *programs, struct simulated *simulated)
{
	memset(programs, 0, sizeof(*programs));
	programs->reach = (struct reach){ now_ms, begin, pause, wait, leave,
	    kept, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
	    NULL, NULL, NULL, NULL };
	programs->simulated = simulated;
	programs->sink = (struct sink){ on_event };
	programs->next = simulated->translation.next;
	simulated->translation.next = &programs->sink;
}

void
programs_drop(struct programs *programs)
{
	for (unsigned n = 0; n < PROGRAMS_CALLS; n++)
		if (programs->calling[n])
			leave(&programs->reach, 1 + n);
	programs->simulated->translation.next = programs->next;
	for (unsigned n = 0; n < PROGRAMS_CALLS; n++)
		buffer_drop(&programs->said[n]);
	buffer_drop(&programs->out);
	buffer_drop(&programs->err);
}
