/*
 * zpool scrub: all blocks of a pool are read.
 *
 * It goes on by itself, and finds what the world knows to be spoilt.
 */
#include <stdio.h>

#include "backends/sim/shell/clock.h"
#include "backends/sim/shell/columns.h"
#include "backends/sim/shell/release.h"
#include "backends/sim/shell/zfs_usage.h"
#include "backends/sim/shell/zpool_status.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"

/* How much is read in a second. */
enum { SCRUB_RATE = 100 << 20, SCRUB_LONGEST = (1 << 30) - 1,
    SPAN_BYTES = 48 };

static int64_t
since_s(const struct call *call, const struct pool_row *pool)
{
	return clock_now_s(call) - pool->scrub_at_s;
}

static bool
is_running(const struct call *call, const struct pool_row *pool)
{
	return pool->scrub == SCRUB_BEGUN &&
	    since_s(call, pool) < (int64_t)pool->scrub_s;
}

/* "1h5m" */
static const char *
span_print(int64_t s, char text[SPAN_BYTES])
{
	snprintf(text, SPAN_BYTES, "%lldh%lldm", (long long)(s / 3600),
	    (long long)(s / 60 % 60));
	return text;
}

static void
running_print(struct call *call, const struct pool_row *pool, bool eleven)
{
	int64_t s = since_s(call, pool), left = (int64_t)pool->scrub_s - s;
	int64_t done = s * 10000 / (int64_t)pool->scrub_s;
	char text[SPAN_BYTES], rest[SPAN_BYTES], when[TIME_BYTES];
	char one[NICE_BYTES], all[NICE_BYTES];

	if (!eleven) {
		buffer_print(&call->out, " scrub: scrub in progress for %s, "
		    "%lld.%02lld%% done, %s to go\n", span_print(s, text),
		    (long long)(done / 100), (long long)(done % 100),
		    span_print(left, rest));
		return;
	}
	buffer_print(&call->out, "  scan: scrub in progress since %s\n"
	    "    %s scanned out of %s at 100M/s, %s to go\n"
	    "    0 repaired, %lld.%02lld%% done\n",
	    clock_print(clock_now_s(call) - s, when),
	    nice_print(s * SCRUB_RATE, one),
	    nice_print((int64_t)pool->scrub_s * SCRUB_RATE, all),
	    span_print(left, rest), (long long)(done / 100),
	    (long long)(done % 100));
}

static void
ended_print(struct call *call, const struct pool_row *pool, bool eleven,
    unsigned errors)
{
	bool stopped = pool->scrub == SCRUB_STOPPED;
	char text[SPAN_BYTES], when[TIME_BYTES];

	clock_print(clock_now_s(call) - since_s(call, pool) +
	    (int64_t)pool->scrub_s, when);
	span_print((int64_t)pool->scrub_s, text);
	if (eleven && stopped)
		buffer_print(&call->out, "  scan: scrub canceled on %s\n",
		    when);
	else if (eleven)
		buffer_print(&call->out, "  scan: scrub repaired 0 in %s "
		    "with %u errors on %s\n", text, errors, when);
	else
		buffer_print(&call->out, " scrub: scrub %s after %s with %u "
		    "errors on %s\n", stopped ? "stopped" : "completed", text,
		    errors, when);
}

void
scrub_print(struct call *call, const struct pooled *pooled, unsigned errors)
{
	bool eleven = release_of(call, pooled->node)->eleven;

	if (pooled->row->scrub == SCRUB_NONE)
		buffer_print(&call->out, "%s none requested\n", eleven ?
		    "  scan:" : " scrub:");
	else if (is_running(call, pooled->row))
		running_print(call, pooled->row, eleven);
	else
		ended_print(call, pooled->row, eleven, errors);
}

static void
begin(struct call *call, const struct pooled *pooled)
{
	struct pool_row *pool = world_pool(call->shell->sim->world,
	    pooled->pool);

	if (is_running(call, pool)) {
		call_fail(call, 1, "cannot scrub '%s': currently scrubbing; "
		    "use 'zpool scrub -s' to cancel current scrub",
		    pooled->name);
		return;
	}
	pool->scrub = SCRUB_BEGUN;
	pool->scrub_at_s = (int32_t)clock_now_s(call);
	pool->scrub_s = ((uint32_t)(pooled_used(pooled) / SCRUB_RATE) + 1) &
	    SCRUB_LONGEST;
}

static void
stop(struct call *call, const struct pooled *pooled)
{
	struct pool_row *pool = world_pool(call->shell->sim->world,
	    pooled->pool);

	if (!is_running(call, pool)) {
		call_fail(call, 1, "cannot cancel scrubbing '%s': there is no "
		    "active scrub", pooled->name);
		return;
	}
	pool->scrub_s = (uint32_t)since_s(call, pool) & SCRUB_LONGEST;
	pool->scrub = SCRUB_STOPPED;
}

static void
scrub_each(struct call *call, const struct pooled *pooled, void *context)
{
	const struct given *given = context;

	if (!pooled_opens(call, pooled))
		call_fail(call, 1, "cannot scrub '%s': pool is currently "
		    "unavailable", pooled->name);
	else if (given_has(given, 's'))
		stop(call, pooled);
	else
		begin(call, pooled);
}

void
zpool_scrub_run(struct call *call, const struct given *given)
{
	struct given copy = *given;

	if (given->count == 0)
		zfs_usage(call, "missing pool name argument");
	else if (call_is_bare(call))
		pooled_each(call, given->operand, given->count, scrub_each,
		    &copy);
}
