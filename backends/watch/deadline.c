#include "backends/watch/deadline.h"

#include <assert.h>

/* The node is missed, the groups are decided, the pool is imported, the agent
 * defines, binds and starts the guest, and its system boots. */
static int64_t
failover_ms(const struct site *site)
{
	static const enum op_kind parts[] = { OP_GROUP_ONLINE, OP_POOL_IMPORT,
	    OP_GUEST_DEFINE, OP_GUEST_BIND, OP_GUEST_START };
	int64_t ms = site->heartbeat_timeout_ms +
	    site->timing.timed[TIMED_GUEST_BOOT].fixed_ms;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		ms += site->timing.op[parts[i]].fixed_ms;
	return ms;
}

static int64_t
stop_ms(const struct site *site, uint32_t guest)
{
	int64_t longest = 0;

	assert(guest <= site->guest_count);
	for (uint32_t g = 1; g <= site->guest_count; g++) {
		const struct site_agent *agent = &site->guests[g].agent;

		if ((guest == 0 || guest == g) && agent->present &&
		    agent->stop_timeout_ms > longest)
			longest = agent->stop_timeout_ms;
	}
	return longest;
}

int64_t
watch_within(const struct watch_of_site *of, enum watch_until until,
    uint32_t guest)
{
	const struct site *site = of->site;
	int64_t ms = 0;

	switch (until) {
	case UNTIL_NEVER:
		return 0;
	case UNTIL_RESUME:
		return of->suspended_ms;
	case UNTIL_STOP:
		ms = stop_ms(site, guest) + failover_ms(site);
		break;
	case UNTIL_NOTICED:
		ms = site->heartbeat_timeout_ms;
		break;
	case UNTIL_FAILOVER:
		ms = failover_ms(site);
		break;
	case UNTIL_BOOT:
		ms = site->timing.timed[TIMED_GUEST_BOOT].fixed_ms;
		break;
	}
	return ms + ms / 2;
}
