/*
 * table.h: the moves of a campaign, an estimate before, and the truth after.
 */
#ifndef CAMPAIGN_TABLE_H
#define CAMPAIGN_TABLE_H

#include "core/campaign/campaign.h"

/* How long each move will take, by its plan as the site stands; one that has
 * none keeps zero. */
void	 table_estimate(struct site *, struct campaign_move *,
	    uint32_t count);
/* The moves with target, why and estimates, and their sums. */
void	 table_foreseen(const struct site *, const struct campaign_goal *,
	    const struct campaign_move *, uint32_t count);
/* The moves with estimates and what came of them. */
void	 table_truth(const struct site *, const struct campaign_move *,
	    uint32_t count);

#endif
