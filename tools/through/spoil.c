#include "tools/through/spoil.h"

#include <assert.h>
#include <string.h>

/* Handles of its own, above those of the reach below. */
#define HANDLE_SPOILED	(HANDLE_FILTER >> 1)

enum { DELAY_MS = 1000, DELAYS = 40, STATUS_KILLED = 128 + 9,
    STATUS_NOT_FOUND = 127 };

static struct spoil *
spoil_of(struct reach *reach)
{
	return (struct spoil *)reach;
}

static int64_t
now_ms(struct reach *reach)
{
	struct reach *below = spoil_of(reach)->below;

	return below->now_ms(below);
}

static uint64_t
pause(struct reach *reach, int64_t ms)
{
	struct reach *below = spoil_of(reach)->below;

	return below->pause(below, ms);
}

static bool
kept(struct reach *reach, const struct op *ask, struct answer *answer)
{
	struct reach *below = spoil_of(reach)->below;

	return below->kept(below, ask, answer);
}

/* Its handle; one that is used has one. */
static uint64_t
spoiled_handle(const struct spoil *spoil, const struct spoiled *spoiled)
{
	assert(spoiled->used);
	return HANDLE_SPOILED + (uint64_t)(spoiled - spoil->open);
}

static struct spoiled *
spoiled_of(struct spoil *spoil, uint64_t handle)
{
	if (handle < HANDLE_SPOILED || handle >= HANDLE_SPOILED + SPOIL_OPEN)
		return NULL;
	assert(spoil->open[handle - HANDLE_SPOILED].used);
	return &spoil->open[handle - HANDLE_SPOILED];
}

static struct spoiled *
spoiled_new(struct spoil *spoil, enum spoilage spoilage, uint64_t number)
{
	unsigned n = 0;

	while (n < SPOIL_OPEN && spoil->open[n].used)
		n++;
	assert(n < SPOIL_OPEN);
	spoil->open[n] = (struct spoiled){ .used = true,
	    .spoilage = spoilage, .number = number, .handle = HANDLE_OVER };
	return &spoil->open[n];
}

static void
spoiled_drop(struct spoiled *spoiled)
{
	buffer_drop(&spoiled->out);
	buffer_drop(&spoiled->err);
	spoiled->used = false;
}

/* The texts are those of the two buffers now. */
static void
heard_take(struct heard *heard, const struct buffer *out,
    const struct buffer *err)
{
	heard->ended.out = buffer_text(out);
	heard->ended.out_size = out->size;
	heard->ended.err = buffer_text(err);
	heard->ended.err_size = err->size;
}

void
spoil_text(struct buffer *to, enum spoilage spoilage, uint64_t number,
    const char *text, size_t size)
{
	if (size == 0)
		return;
	if (spoilage == SPOIL_GARBLED)
		spoil_garble(to, text, size, number);
	else if (spoilage == SPOIL_LOCALISED)
		spoil_localise(to, text, size);
	else if (spoilage == SPOIL_CUT || spoilage == SPOIL_KILLED)
		buffer_put(to, text, number % size);
	else
		buffer_put(to, text, size);
	buffer_put(to, "", 1);
	to->size--;
}

/* What has come back becomes what is heard. */
static void
heard_spoil(struct spoil *spoil, enum spoilage spoilage, uint64_t number,
    struct heard *heard)
{
	struct buffer out = { 0 }, err = { 0 };

	spoil_text(&out, spoilage, number, heard->ended.out,
	    heard->ended.out_size);
	spoil_text(&err, spoilage, number / 7, heard->ended.err,
	    heard->ended.err_size);
	buffer_drop(&spoil->out);
	buffer_drop(&spoil->err);
	spoil->out = out;
	spoil->err = err;
	heard_take(heard, &spoil->out, &spoil->err);
	if (spoilage == SPOIL_KILLED)
		heard->ended.status = STATUS_KILLED;
}

/* It ended without a word. */
static uint64_t
ended_say(struct spoil *spoil, int status, const char *text,
    struct heard *heard)
{
	buffer_drop(&spoil->out);
	buffer_drop(&spoil->err);
	buffer_print(&spoil->err, "%s", text);
	*heard = (struct heard){ .ended.status = status };
	heard_take(heard, &spoil->out, &spoil->err);
	return HANDLE_OVER;
}

/* It goes on below, and nobody waits for it there. */
static void
begin_alone(struct spoil *spoil, const struct order *order)
{
	struct heard heard = { .lost = false };
	uint64_t handle = spoil->below->begin(spoil->below, order, &heard);

	if (handle != HANDLE_OVER)
		spoil->below->leave(spoil->below, handle);
}

int64_t
spoil_delay_ms(uint64_t number)
{
	return DELAY_MS * (1 + (int64_t)(number % DELAYS));
}

/* Its output is told later; the time passes meanwhile. */
static void
delay(struct spoil *spoil, struct spoiled *spoiled, const struct heard *heard)
{
	spoiled->late = true;
	spoiled->heard = *heard;
	spoil_text(&spoiled->out, SPOIL_DELAYED, 0, heard->ended.out,
	    heard->ended.out_size);
	spoil_text(&spoiled->err, SPOIL_DELAYED, 0, heard->ended.err,
	    heard->ended.err_size);
	spoiled->handle = spoil->below->pause(spoil->below,
	    spoil_delay_ms(spoiled->number));
}

/* Carried out below, with what comes back spoilt. */
static uint64_t
begin_below(struct spoil *spoil, const struct order *order,
    const struct spoiled *what, struct heard *heard)
{
	uint64_t handle = spoil->below->begin(spoil->below, order, heard);
	struct spoiled *spoiled;

	if (handle == HANDLE_OVER && what->spoilage != SPOIL_DELAYED) {
		if (!heard->lost)
			heard_spoil(spoil, what->spoilage, what->number,
			    heard);
		return HANDLE_OVER;
	}
	spoiled = spoiled_new(spoil, what->spoilage, what->number);
	spoiled->handle = handle;
	if (handle == HANDLE_OVER)
		delay(spoil, spoiled, heard);
	return spoiled_handle(spoil, spoiled);
}

/* Before it began, at its end, or in its middle: then it may go on. */
static uint64_t
begin_killed(struct spoil *spoil, const struct order *order,
    const struct spoiled *what, struct heard *heard)
{
	if (what->number % 3 == 1)
		return begin_below(spoil, order, what, heard);
	if (what->number % 3 == 2)
		begin_alone(spoil, order);
	return ended_say(spoil, STATUS_KILLED, "", heard);
}

static uint64_t
begin_hung(struct spoil *spoil, const struct order *order, uint64_t number)
{
	if (number % 2 == 0)
		begin_alone(spoil, order);
	return spoiled_handle(spoil, spoiled_new(spoil, SPOIL_HUNG, number));
}

/* A person tells what he has done; nothing is between. */
enum spoilage
spoil_choose(struct spoil *spoil, const struct order *order, uint64_t *number)
{
	*number = 0;
	if (order->by_hand != NULL)
		return SPOIL_NONE;
	if (spoil->garbles) {
		*number = (uint64_t)now_ms(&spoil->reach);
		return SPOIL_GARBLED;
	}
	return spoil->next != NULL ? spoil->next(spoil->with, order, number) :
	    SPOIL_NONE;
}

static uint64_t
begin(struct reach *reach, const struct order *order, struct heard *heard)
{
	struct spoil *spoil = spoil_of(reach);
	struct spoiled what = { .handle = HANDLE_OVER };

	what.spoilage = spoil_choose(spoil, order, &what.number);
	switch (what.spoilage) {
	case SPOIL_UNSTARTED:
		return ended_say(spoil, STATUS_NOT_FOUND, what.number % 2 ==
		    0 ? "ksh: cannot fork: too many processes\n" :
		    "ksh: ldm:  not found\n", heard);
	case SPOIL_HUNG:
		return begin_hung(spoil, order, what.number);
	case SPOIL_KILLED:
		return begin_killed(spoil, order, &what, heard);
	case SPOIL_NONE:
		return spoil->below->begin(spoil->below, order, heard);
	default:
		return begin_below(spoil, order, &what, heard);
	}
}

/* Time passes until nobody waits any more. */
static bool
hung_wait(struct spoil *spoil, int64_t until_ms)
{
	struct reach *below = spoil->below;
	int64_t ms = until_ms - below->now_ms(below);
	struct heard heard = { .lost = false };
	uint64_t handle = ms > 0 ? below->pause(below, ms) : HANDLE_OVER;

	if (handle != HANDLE_OVER && !below->wait(below, handle, until_ms,
	    &heard))
		below->leave(below, handle);
	return false;
}

static bool
spoiled_wait(struct spoil *spoil, struct spoiled *spoiled, int64_t until_ms,
    struct heard *heard)
{
	struct reach *below = spoil->below;

	if (spoiled->spoilage == SPOIL_HUNG)
		return hung_wait(spoil, until_ms);
	if (!below->wait(below, spoiled->handle, until_ms, heard))
		return false;
	if (!spoiled->late && spoiled->spoilage == SPOIL_DELAYED) {
		delay(spoil, spoiled, heard);
		return spoiled_wait(spoil, spoiled, until_ms, heard);
	}
	if (spoiled->late) {
		heard_take(&spoiled->heard, &spoiled->out, &spoiled->err);
		*heard = spoiled->heard;
	}
	if (!heard->lost)
		heard_spoil(spoil, spoiled->spoilage, spoiled->number, heard);
	spoiled_drop(spoiled);
	return true;
}

static bool
wait(struct reach *reach, uint64_t handle, int64_t until_ms,
    struct heard *heard)
{
	struct spoil *spoil = spoil_of(reach);
	struct spoiled *spoiled = spoiled_of(spoil, handle);

	return spoiled != NULL ? spoiled_wait(spoil, spoiled, until_ms,
	    heard) : spoil->below->wait(spoil->below, handle, until_ms,
	    heard);
}

static void
leave(struct reach *reach, uint64_t handle)
{
	struct spoil *spoil = spoil_of(reach);
	struct spoiled *spoiled = spoiled_of(spoil, handle);

	if (spoiled == NULL) {
		spoil->below->leave(spoil->below, handle);
		return;
	}
	if (spoiled->spoilage != SPOIL_HUNG)
		spoil->below->leave(spoil->below, spoiled->handle);
	spoiled_drop(spoiled);
}

void
spoil_make(struct spoil *spoil, struct reach *below)
{
	assert(below != NULL);
	memset(spoil, 0, sizeof(*spoil));
	spoil->reach = (struct reach){ now_ms, begin, pause, wait, leave,
	    kept, NULL, below->run, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
	    NULL, NULL, NULL, NULL };
	spoil->below = below;
}

void
spoil_drop(struct spoil *spoil)
{
	for (unsigned n = 0; n < SPOIL_OPEN; n++)
		if (spoil->open[n].used)
			spoiled_drop(&spoil->open[n]);
	buffer_drop(&spoil->out);
	buffer_drop(&spoil->err);
}
