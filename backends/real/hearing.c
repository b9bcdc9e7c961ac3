#include "backends/real/hearing.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static struct hearing *
hearing_of(struct reach *reach)
{
	return (struct hearing *)reach;
}

static int64_t
now_ms(struct reach *reach)
{
	struct reach *below = hearing_of(reach)->below;

	return below->now_ms(below);
}

static void
tell(struct hearing *hearing, const struct overheard *exchange)
{
	assert(exchange->line != NULL || exchange->ask != NULL);
	if (hearing->heard != NULL)
		hearing->heard(hearing->with, exchange);
}

static struct listened *
listened_find(struct hearing *hearing, uint64_t handle)
{
	for (unsigned n = 0; n < HEARING_OPEN; n++)
		if (hearing->open[n].handle == handle)
			return &hearing->open[n];
	return NULL;
}

/* It is under way: what is told later has to be kept until then. */
static void
listened_keep(struct hearing *hearing, const struct overheard *exchange,
    uint64_t handle)
{
	struct listened *listened = listened_find(hearing, HANDLE_OVER);

	assert(listened != NULL);
	*listened = (struct listened){ handle, exchange->number,
	    exchange->begun_ms, exchange->place, strdup(exchange->line),
	    exchange->change, exchange->by_hand, exchange->pasted };
	if (listened->line == NULL)
		abort();
}

/* It has ended, or nobody waits for it any more; a pause is no command. */
static void
listened_end(struct hearing *hearing, uint64_t handle,
    const struct heard *heard)
{
	struct listened *listened = listened_find(hearing, handle);

	if (listened == NULL)
		return;
	tell(hearing, &(struct overheard){ .number = listened->number,
	    .begun_ms = listened->begun_ms,
	    .at_ms = now_ms(&hearing->reach), .place = listened->place,
	    .line = listened->line, .change = listened->change,
	    .by_hand = listened->by_hand, .pasted = listened->pasted,
	    .heard = heard });
	free(listened->line);
	*listened = (struct listened){ .handle = HANDLE_OVER };
}

static uint64_t
begin(struct reach *reach, const struct order *order, struct heard *heard)
{
	struct hearing *hearing = hearing_of(reach);
	struct overheard exchange = { .number = ++hearing->count,
	    .begun_ms = now_ms(reach), .place = order->place,
	    .line = order->line, .change = order->change,
	    .by_hand = order->by_hand != NULL,
	    .pasted = order->by_hand == NULL && reach_by_person(reach,
	    order->place),
	    .heard = heard };
	uint64_t handle = hearing->below->begin(hearing->below, order, heard);

	exchange.at_ms = now_ms(reach);
	exchange.at_once = handle == HANDLE_OVER;
	if (exchange.at_once)
		tell(hearing, &exchange);
	else
		listened_keep(hearing, &exchange, handle);
	return handle;
}

static uint64_t
pause(struct reach *reach, int64_t ms)
{
	struct reach *below = hearing_of(reach)->below;

	return below->pause(below, ms);
}

static bool
wait(struct reach *reach, uint64_t handle, int64_t until_ms,
    struct heard *heard)
{
	struct hearing *hearing = hearing_of(reach);

	if (!hearing->below->wait(hearing->below, handle, until_ms, heard))
		return false;
	listened_end(hearing, handle, heard);
	return true;
}

static void
leave(struct reach *reach, uint64_t handle)
{
	struct hearing *hearing = hearing_of(reach);

	listened_end(hearing, handle, NULL);
	hearing->below->leave(hearing->below, handle);
}

static bool
kept(struct reach *reach, const struct op *ask, struct answer *answer)
{
	struct hearing *hearing = hearing_of(reach);
	struct overheard exchange = { .number = ++hearing->count,
	    .begun_ms = now_ms(reach), .place = op_asked_at(ask),
	    .ask = ask };
	bool known = hearing->below->kept(hearing->below, ask, answer);

	exchange.at_ms = now_ms(reach);
	exchange.answer = known ? answer : NULL;
	tell(hearing, &exchange);
	return known;
}

static bool
by_person(struct reach *reach, uint32_t place)
{
	return reach_by_person(hearing_of(reach)->below, place);
}

static enum soon
soon(struct reach *reach, const struct order *order)
{
	return reach_soon(hearing_of(reach)->below, order);
}

void
hearing_end(struct hearing *hearing)
{
	for (unsigned n = 0; n < HEARING_OPEN; n++)
		if (hearing->open[n].handle != HANDLE_OVER)
			listened_end(hearing, hearing->open[n].handle, NULL);
}

static const char *
holder(struct reach *reach, uint32_t node, const char *path)
{
	struct reach *below = hearing_of(reach)->below;

	return below->holder != NULL ? below->holder(below, node, path) : "";
}

void
hearing_make(struct hearing *hearing, struct reach *below)
{
	assert(below != NULL);
	memset(hearing, 0, sizeof(*hearing));
	hearing->reach = (struct reach){ now_ms, begin, pause, wait, leave,
	    kept, holder, below->run, below->lock_text, below->gone, NULL,
	    NULL, NULL, NULL, NULL, by_person, soon,
	    NULL, NULL };
	hearing->below = below;
}

void
hearing_drop(struct hearing *hearing)
{
	for (unsigned n = 0; n < HEARING_OPEN; n++)
		free(hearing->open[n].line);
	memset(hearing->open, 0, sizeof(hearing->open));
}
