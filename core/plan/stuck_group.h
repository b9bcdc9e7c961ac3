/*
 * stuck_group.h: what is seen of a group that is stuck, and what cures it.
 *
 * A table: the first row that is as seen counts.  A row either says which parts
 * of a cure are needed (core/procedures/unstick.c has them as steps), or that a
 * person decides, and what that person types.
 */
#ifndef PLAN_STUCK_GROUP_H
#define PLAN_STUCK_GROUP_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/err.h"
#include "core/op/op.h"
#include "core/plan/seen.h"

struct arena;

/* Where the guest's pool is; none: wherever it is. */
enum pool_at { POOL_ANYWHERE, POOL_HERE, POOL_NOT_HERE, POOL_NOWHERE };
/* Where else the guest is active. */
enum elsewhere { ELSEWHERE_ANY, ELSEWHERE_NONE, ELSEWHERE_ONE,
    ELSEWHERE_TWICE };

struct stuck_row {
	const char	*name;
	/* sets of states; 0: any */
	uint64_t	 group, agent, storage;
	uint64_t	 here;		/* of the guest where the group is */
	enum elsewhere	 elsewhere;
	enum pool_at	 pool;
	bool		 held;		/* only a guest that is held at ok */
	unsigned	 cure;		/* set of CURE_; 0: a person's */
	const char	*person;	/* what a person does; {guest}, {group},
					   {pool}, {node}, {agent} are filled
					   in */
};

enum { STUCK_ROWS = 24 };

extern const struct stuck_row stuck_rows[STUCK_ROWS];

/* The node where the group is, or is in error; 0: it is offline. */
uint32_t	 stuck_at(const struct stuck *);
/* The row of what is seen; there is always one. */
const struct stuck_row *stuck_find(const struct stuck *);
/* May what is seen still change by itself? */
bool		 stuck_is_busy(const struct stuck *);
/* The resource of that guest's group that could not be stopped. */
uint32_t	 stuck_resource(const struct stuck *,
		    const struct site_guest *);
/* Is what is seen cured by a plan?  false: ERR_NO_CURE, with what was seen and
 * what a person types. */
bool		 stuck_is_curable(struct arena *, const struct site *,
		    uint32_t guest, const struct stuck *, struct err *);
/* What a plan sees that was made without asking: HAStoragePlus could not export
 * the pool on that node. */
void		 stuck_assume(struct stuck *, const struct site_guest *,
		    uint32_t node);
/* What a row says of the guest's group at that node, as facts for a check or
 * the proof of a step: the n-th (from 0); false: there are no more. */
bool		 stuck_fact(const struct site *, uint32_t guest,
		    const struct stuck *, unsigned n, struct fact *);
#endif
