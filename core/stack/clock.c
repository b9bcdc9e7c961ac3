#include "core/stack/clock.h"

#include <assert.h>
#include <stddef.h>

static int64_t
clock_now_ms(struct backend *backend)
{
	return filter_now_ms(backend) + ((struct clock *)backend)->ahead_ms;
}

static bool
clock_wait(struct backend *backend, uint64_t handle, int64_t until_ms,
    struct result *res)
{
	return filter_wait(backend, handle, until_ms -
	    ((struct clock *)backend)->ahead_ms, res);
}

static void
clock_forget(struct backend *backend)
{
	backend_forget(backend->below);
}

static void
begin(struct clock *clock, struct backend *below, int64_t ahead_ms)
{
	*clock = (struct clock){ .backend = { "clock", clock_now_ms,
	    filter_begin, clock_wait, filter_leave, below, clock_forget,
	    NULL },
	    .ahead_ms = ahead_ms };
}

void
clock_set(struct clock *clock, struct backend *below, int64_t at_ms)
{
	assert(below != NULL);
	begin(clock, below, at_ms - backend_now_ms(below));
}

void
clock_make(struct clock *clock, struct backend *below, int64_t at_ms)
{
	int64_t now_ms;

	assert(below != NULL);
	now_ms = backend_now_ms(below);
	begin(clock, below, at_ms > now_ms ? at_ms - now_ms : 0);
}
