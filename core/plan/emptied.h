/*
 * emptied.h: the facts that say that a node is empty, or back; for core/plan
 * only.
 */
#ifndef PLAN_EMPTIED_H
#define PLAN_EMPTIED_H

#include "core/op/op.h"
#include "core/site/site.h"

/* The members count it among them. */
struct fact	 emptied_member(uint32_t node);
/* The cluster has no group there. */
struct fact	 emptied_groups(uint32_t node);
/* At most so many domains are bound there, but for primary. */
struct fact	 emptied_domains(uint32_t node, int64_t others);
/* What runs there is what the next power-on loads. */
struct fact	 emptied_saved(uint32_t node);
/* The cluster is quorate without it. */
struct fact	 emptied_quorum(uint32_t node);
/* No domain of that guest is bound there. */
struct fact	 emptied_of(uint32_t guest, uint32_t node);
/*
 * Write the n-th fact (from 0) that says that the node has nothing of a guest
 * of ours: no domain is bound, its pool is not imported.  false: there are no
 * more.  A guest that the node cannot have, and one that is not ours, has none.
 */
bool		 emptied_guest(const struct site *, uint32_t guest,
		    uint32_t node, unsigned n, struct fact *);

#endif
