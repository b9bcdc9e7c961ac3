/*
 * plan_campaign.h: what a campaign would do: played on the simulated twin, and
 * printed as a list of its moves, or as the commands of all of them.
 */
#ifndef TOOLS_PLAN_CAMPAIGN_H
#define TOOLS_PLAN_CAMPAIGN_H

#include "tools/rehearsal/rehearsal.h"

/* The job was read and is a campaign; the exit status. */
int	 plan_campaign(struct rehearsal *);

#endif
