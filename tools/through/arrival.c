#include "tools/through/arrival.h"

#include <assert.h>

/* When a signal ends it: before it has begun anything, at its end, or in its
 * middle. */
enum { KILLED_BEFORE, KILLED_AFTER, KILLED_WITHIN, KILLS };

/* What the program is to print, and its status. */
static void
tell(struct arrival *arrival, int status)
{
	struct caller *caller = arrival->caller;

	arrival->handle = HANDLE_OVER;
	arrival->caller = NULL;
	if (caller != NULL) {
		spoil_text(&caller->out, arrival->spoilage, arrival->number,
		    arrival->out.bytes, arrival->out.size);
		spoil_text(&caller->err, arrival->spoilage,
		    arrival->number / 7, arrival->err.bytes,
		    arrival->err.size);
		caller->status = status;
		caller->killed = arrival->spoilage == SPOIL_KILLED;
		caller->waits = false;
	}
	buffer_drop(&arrival->out);
	buffer_drop(&arrival->err);
}

/* It has ended at the site. */
static void
ends(struct arrival *arrival, const struct heard *heard)
{
	const struct ended *ended = &heard->ended;
	struct reach *programs = &arrival->programs->reach;

	arrival->lost = heard->lost;
	arrival->status = heard->lost ? STATUS_NO_ANSWER : ended->status;
	buffer_put(&arrival->out, ended->out, ended->out_size);
	buffer_put(&arrival->err, ended->err, ended->err_size);
	if (arrival->spoilage != SPOIL_DELAYED) {
		tell(arrival, arrival->status);
		return;
	}
	arrival->late = true;
	arrival->handle = programs->pause(programs,
	    spoil_delay_ms(arrival->number));
}

static bool
is_begun(const struct arrival *arrival)
{
	if (arrival->spoilage == SPOIL_KILLED)
		return arrival->number % KILLS != KILLED_BEFORE;
	return arrival->spoilage != SPOIL_HUNG || arrival->number % 2 == 0;
}

/* Is it there when what it has begun ends? */
static bool
is_awaited(const struct arrival *arrival)
{
	if (arrival->spoilage == SPOIL_KILLED)
		return arrival->number % KILLS == KILLED_AFTER;
	return arrival->spoilage != SPOIL_HUNG;
}

void
arrival_begin(struct arrival *arrival, struct caller *caller,
    const struct order *order, const char *input)
{
	struct heard heard = { .lost = false };
	struct reach *programs = &arrival->programs->reach;

	arrival->caller = caller;
	caller->waits = true;
	arrival->hangs = arrival->spoilage == SPOIL_HUNG;
	if (is_begun(arrival))
		arrival->handle = programs_begin(arrival->programs, order,
		    input, &heard);
	if (is_awaited(arrival)) {
		if (arrival->handle == HANDLE_OVER)
			ends(arrival, &heard);
		return;
	}
	if (arrival->handle != HANDLE_OVER)
		programs->leave(programs, arrival->handle);
	arrival->handle = HANDLE_OVER;
	if (!arrival->hangs)
		tell(arrival, STATUS_NO_ANSWER);
}

bool
arrival_works(const struct arrival *arrival)
{
	return arrival->handle != HANDLE_OVER || arrival->hangs;
}

/* Time passes, and nobody comes. */
static bool
hangs_until(struct arrival *arrival, int64_t until_ms)
{
	struct reach *programs = &arrival->programs->reach;
	int64_t ms = until_ms - programs->now_ms(programs);
	struct heard heard = { .lost = false };
	uint64_t handle = ms > 0 ? programs->pause(programs, ms) : HANDLE_OVER;

	if (handle != HANDLE_OVER && !programs->wait(programs, handle,
	    until_ms, &heard))
		programs->leave(programs, handle);
	return false;
}

bool
arrival_await(struct arrival *arrival, int64_t until_ms)
{
	struct reach *programs = &arrival->programs->reach;
	struct heard heard = { .lost = false };

	assert(arrival_works(arrival));
	if (arrival->hangs)
		return hangs_until(arrival, until_ms);
	if (!programs->wait(programs, arrival->handle, until_ms, &heard))
		return false;
	if (!arrival->late) {
		ends(arrival, &heard);
		return arrival->handle == HANDLE_OVER ||
		    arrival_await(arrival, until_ms);
	}
	tell(arrival, arrival->status);
	return true;
}

void
arrival_leave(struct arrival *arrival)
{
	struct reach *programs = &arrival->programs->reach;

	if (arrival->handle != HANDLE_OVER)
		programs->leave(programs, arrival->handle);
	arrival->hangs = false;
	tell(arrival, STATUS_NO_ANSWER);
}
