/*
 * target.h: where a guest can go, and why not.
 *
 * Pure: the site as declared, and a view.  What follows from the site file and
 * the view is judged here; what the cluster and the hypervisor say is asked
 * again by the checks of the job that moves the guest.
 */
#ifndef CORE_CAMPAIGN_TARGET_H
#define CORE_CAMPAIGN_TARGET_H

#include "core/campaign/campaign_view.h"

/* Why the guest, with those that follow it, cannot go to that node, in words,
 * in the arena; NULL: it can. */
const char *target_refuses(struct arena *, const struct campaign_view *,
	    uint32_t guest, uint32_t node);
/*
 * The node to which the guest goes: of those that take it the one that its weak
 * affinities like best, the first one in the node list of its group.  0: no
 * node takes it, and why says so of each, in the arena; else why says why this
 * one.
 */
uint32_t target_choose(struct arena *, const struct campaign_view *,
	    uint32_t guest, const char **why);
/* Does the guest come along with another one that is on the same node? */
bool	 target_follows(const struct campaign_view *, uint32_t guest);

#endif
