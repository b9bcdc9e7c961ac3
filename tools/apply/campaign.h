/*
 * campaign.h: a campaign at a real site: applied, resumed.
 *
 * One question for the whole, with the list of its moves; each of its jobs is
 * then a run like any other, with a directory, a name and locks of its own.
 */
#ifndef APPLY_CAMPAIGN_H
#define APPLY_CAMPAIGN_H

#include "tools/apply/apply.h"
#include "tools/campaign/begun.h"

/* Carry out the campaign that is the job of the execution, at the site that was
 * read; the exit status. */
int	 apply_campaign(struct execution *, const struct around *);
/* Go on with the one that was read from that directory. */
int	 apply_campaign_resume(struct execution *, struct begun *,
	    const char *path, const struct around *);

#endif
