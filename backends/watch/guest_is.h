/*
 * guest_is.h: where a guest is, and how far it is up, as the nodes and the
 * cluster say it.
 */
#ifndef WATCH_GUEST_IS_H
#define WATCH_GUEST_IS_H

#include "backends/watch/noticing.h"

/* What its group is, over all its nodes: the first of these that it is at any
 * of them. */
enum group_is {
	GROUP_IS_UNKNOWN,		/* nobody has answered about groups */
	GROUP_IS_ABSENT,		/* no list of groups has it */
	GROUP_IS_FAILED,		/* it needs somebody */
	GROUP_IS_PENDING,
	GROUP_IS_ONLINE,
	GROUP_IS_OFFLINE,
	GROUP_IS_UNMANAGED,
};

struct guest_is {
	/* The node that lists its domain, if possible an active one, and
	 * another one that lists it; 0: none. */
	uint32_t	 on, twin;
	const struct fact_row *domain, *twin_domain;
	const struct surveyed *from, *twin_from;
	/* The first node that may have it, for all that is known: it lists no
	 * domains, and no member says that it was given up; or 0. */
	uint32_t	 perhaps;
	enum group_is	 group;
	uint32_t	 group_on;	/* where it is online, or 0 */
	bool		 suspended;
};

void	 guest_is(const struct noticing *, struct guest_is *);
/* Is its domain active; at the firmware's prompt; does its system run, as the
 * hypervisor has heard it last? */
bool	 domain_is_active(const struct fact_row *);
bool	 domain_is_at_ok(const struct fact_row *);
bool	 domain_is_running(const struct fact_row *);
/* How the group is at a node, and who says it. */
const struct fact_row *group_at(const struct noticing *, uint32_t node,
	    const struct surveyed **from);

#endif
