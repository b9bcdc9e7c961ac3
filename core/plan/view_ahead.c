#include "core/plan/view_ahead.h"

/* That a question is left out, or a node is gone, does not matter here. */
uint32_t
view_ahead(const struct site *site, const struct job *job, struct op *asks,
    uint32_t most)
{
	uint32_t count = 0;

	for (uint32_t n = 1; n <= site->node_count && count + 2 < most; n++) {
		if (!job_touches(site, job, n))
			continue;
		asks[count++] = (struct op){ .kind = OP_CONFIG_STATE, .on = n };
		asks[count++] = (struct op){ .kind = OP_NODE_STATE, .on = n,
		    .value = TEXT_SLOTS };
	}
	if (job->guest != 0 && site->guests[job->guest].group != 0 &&
	    count < most)
		asks[count++] = (struct op){ .kind = OP_GROUP_STATE,
		    .group = site->guests[job->guest].group };
	return count;
}
