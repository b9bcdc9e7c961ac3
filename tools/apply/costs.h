/*
 * costs.h: what a stop costs that fails.
 *
 * With Failover_mode=HARD, RebootOnFailure or reboot_on_path_failure a pool
 * that cannot be exported, or a path that is lost, costs the control domain,
 * and each guest on it.  The cluster is asked which of them are set, before the
 * first change; it is said with the plan, and before every stop.
 */
#ifndef APPLY_COSTS_H
#define APPLY_COSTS_H

#include "backends/real/reach.h"
#include "core/plan/plan.h"
#include "tools/session/session.h"

struct costs {
	bool		 known;		/* the cluster has answered */
	const char	*resources;	/* "Failover_mode=HARD of ldom1-fs-rs",
					   of the guest's group; "" for none */
	uint64_t	 nodes;		/* bit n: node n has
					   reboot_on_path_failure */
	uint64_t	 nodes_known;	/* bit n: it has said so, or not */
};

/* Ask at the nodes that the plan touches, over that reach. */
void	 costs_ask(struct costs *, struct arena *, const struct plan *,
	    struct reach *);
/* What a failure of the step costs, in the arena: "node1 reboots if this fails
 * (Failover_mode=HARD of ldom1-fs-rs); with it go down: web1, db".  NULL: it is
 * no stop, or costs nothing more.  Guests are asked for over the session's
 * stack. */
const char *costs_text(const struct costs *, struct arena *,
	    const struct plan *, const struct step *, struct session *);

#endif
