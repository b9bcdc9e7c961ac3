#include "tools/apply/watcher.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/visible.h"
#include "tools/apply/typed.h"
#include "tools/session/stop.h"

enum { PLACE_BYTES = 80 };

static int64_t
now_ms(struct reach *reach)
{
	struct watcher *watcher = (struct watcher *)reach;

	return watcher->below->now_ms(watcher->below);
}

static void
line_emit(struct watcher *watcher, const char *text, size_t n)
{
	struct arena arena = { 0 };

	sink_emit(watcher->sink, &(struct event){ .type = EVENT_OUTPUT,
	    .at_ms = now_ms(&watcher->reach), .on = watcher->place,
	    .word = "output", .text = visible_text(&arena,
	    arena_text(&arena, text, n)) });
	arena_drop(&arena);
}

/* Where the last lines begin. */
static const char *
last_lines(const char *text, const char *end)
{
	const char *at = end;
	unsigned lines = 0;

	while (at > text)
		if (*--at == '\n' && at + 1 < end &&
		    ++lines == WATCHER_LINES)
			return at + 1;
	return at;
}

static void
lines_emit(struct watcher *watcher, const char *text, size_t size)
{
	const char *end, *at;

	if (size == 0)
		return;
	end = text + size;
	at = last_lines(text, end);
	while (at < end) {
		size_t n = 0;

		while (at + n < end && at[n] != '\n')
			n++;
		if (n != 0)
			line_emit(watcher, at, n < WATCHER_LINE ? n :
			    WATCHER_LINE);
		at += n + 1;
	}
}

/* A change is under way: what a second signal says before it ends the
 * program. */
static void
change_note(struct watcher *watcher, const struct order *order)
{
	char place[PLACE_BYTES];
	struct arena arena = { 0 };

	watcher->place = order->place;
	snprintf(watcher->line, sizeof(watcher->line), "%s",
	    visible_text(&arena, order->line));
	site_place(watcher->names, order->place, place, sizeof(place));
	snprintf(watcher->words, sizeof(watcher->words), "\ndomferry: ended at "
	    "once, as by a crash.  This may still run on %s:\n%s\t%s\nlook "
	    "at it there with: ps -ef\nthen go on, or back: domferry resume "
	    "RUN, domferry rollback RUN\n", place, place, watcher->line);
	stop_says(watcher->words);
	arena_drop(&arena);
}

static void
change_over(struct watcher *watcher, const struct heard *heard)
{
	watcher->handle = HANDLE_OVER;
	stop_says(NULL);
	if (watcher->sink == NULL || heard == NULL || heard->lost ||
	    heard->locked)
		return;
	lines_emit(watcher, heard->ended.out, heard->ended.out_size);
	lines_emit(watcher, heard->ended.err, heard->ended.err_size);
}

/* Not even in the way back of a run, which nobody is asked about. */
static bool
is_allowed(const struct watcher *watcher, const struct order *order,
    struct heard *heard)
{
	static const char refused[] = "domferry: not confirmed: who wants it "
	    "off says --power-off and its name\n";

	if (!order->change || order->op == NULL || consents_allow(
	    watcher->consents, watcher->names, order->op))
		return true;
	*heard = (struct heard){ .ended = { .status = 1, .out = "",
	    .err = refused, .err_size = sizeof(refused) - 1 } };
	return false;
}

/* By a person; one way has people of its own. */
static bool
is_typed(const struct watcher *watcher, uint32_t place)
{
	return watcher->hand != NULL && typed_is(watcher->hand, place);
}

static uint64_t
begin(struct reach *reach, const struct order *order, struct heard *heard)
{
	struct watcher *watcher = (struct watcher *)reach;
	struct order locked = *order;
	uint64_t handle;

	if (!is_allowed(watcher, order, heard))
		return HANDLE_OVER;
	if (order->by_hand != NULL && watcher->hand != NULL &&
	    hand_does(watcher->hand->site, order->by_hand)) {
		hand_do(watcher->hand, order, heard);
		return HANDLE_OVER;
	}
	if (is_typed(watcher, order->place)) {
		if (order->change)
			change_note(watcher, order);
		typed_carry(watcher->hand, order, heard);
		if (order->change)
			change_over(watcher, heard);
		return HANDLE_OVER;
	}
	if (order->change)
		change_note(watcher, order);
	if (order->change && watcher->lock != NULL)
		locked.lock = watcher->lock(watcher->lock_with, order->place);
	handle = watcher->below->begin(watcher->below, &locked, heard);
	if (!order->change)
		return handle;
	if (handle == HANDLE_OVER)
		change_over(watcher, heard);
	else
		watcher->handle = handle;
	return handle;
}

static uint64_t
pause_for(struct reach *reach, int64_t ms)
{
	struct watcher *watcher = (struct watcher *)reach;

	return watcher->below->pause(watcher->below, ms);
}

/* In pieces: so that who watches sees time pass. */
static bool
wait(struct reach *reach, uint64_t handle, int64_t until_ms,
    struct heard *heard)
{
	struct watcher *watcher = (struct watcher *)reach;
	int64_t next_ms;
	bool over;

	do {
		next_ms = now_ms(reach) + WATCHER_TICK_MS;
		if (next_ms > until_ms)
			next_ms = until_ms;
		over = watcher->below->wait(watcher->below, handle, next_ms,
		    heard);
		if (watcher->tick != NULL)
			watcher->tick(watcher->with);
	} while (!over && next_ms < until_ms);
	if (over && handle == watcher->handle)
		change_over(watcher, heard);
	return over;
}

/* It goes on where it was typed. */
static void
leave(struct reach *reach, uint64_t handle)
{
	struct watcher *watcher = (struct watcher *)reach;

	watcher->below->leave(watcher->below, handle);
	if (handle == watcher->handle)
		change_over(watcher, NULL);
}

static bool
kept(struct reach *reach, const struct op *ask, struct answer *answer)
{
	struct watcher *watcher = (struct watcher *)reach;

	if (is_typed(watcher, op_asked_at(ask)))
		return typed_kept(watcher->hand, ask, answer) || hand_answer(
		    watcher->hand, ask, answer);
	return watcher->below->kept(watcher->below, ask, answer) ||
	    (watcher->hand != NULL && hand_answer(watcher->hand, ask,
	    answer));
}

static const char *
holder(struct reach *reach, uint32_t node, const char *path)
{
	struct reach *below = ((struct watcher *)reach)->below;

	return below->holder != NULL ? below->holder(below, node, path) : "";
}

static bool
by_person(struct reach *reach, uint32_t place)
{
	struct watcher *watcher = (struct watcher *)reach;

	return is_typed(watcher, place) || reach_by_person(watcher->below,
	    place);
}

/* Nobody types what may not be needed. */
static enum soon
soon(struct reach *reach, const struct order *order)
{
	struct watcher *watcher = (struct watcher *)reach;

	return is_typed(watcher, order->place) ? SOON_NOT : reach_soon(
	    watcher->below, order);
}

void
watcher_make(struct watcher *watcher, struct reach *below,
    const struct names *names)
{
	assert(below != NULL && names != NULL);
	*watcher = (struct watcher){ .reach = { .now_ms = now_ms,
	    .begin = begin, .pause = pause_for, .wait = wait, .leave = leave,
	    .kept = kept, .holder = holder,
	    .by_person = by_person, .soon = soon }, .below = below,
	    .names = names };
}
