/*
 * places.h: whom an evacuation has moved, from its run directory.
 */
#ifndef CAMPAIGN_PLACES_H
#define CAMPAIGN_PLACES_H

#include "core/campaign/campaign.h"

/* The guests that have arrived elsewhere, in the order of their leaving, in the
 * arena; left has the node.  ERR_NOT_A_RUN: that is no evacuation of it. */
bool	 places_read(struct arena *, const struct site *, const char *path,
	    struct campaign_left *, struct err *);

#endif
