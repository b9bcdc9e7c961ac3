/*
 * recovery.h: what has to be done for a guest that is not where it should be.
 *
 * The decision table is one: what is found at one end, what at the other, which
 * of the two is the guest, and the steps that it needs.  What is in no row is
 * for a person.  Pure.
 */
#ifndef PLAN_RECOVERY_H
#define PLAN_RECOVERY_H

#include "core/base/err.h"
#include "core/plan/recovered.h"
#include "core/plan/view.h"
#include "core/site/site.h"

/* Decide.  false: it is for a person, and the error says what was found. */
bool	 recovery_decide(const struct site *, uint32_t guest,
	    const struct view *, struct recovery *, struct err *);
/* What is assumed where nobody is asked: the node of the guest has no power,
 * and the next one has its pool; or that node "off" is a member that does not
 * work, and has both. */
void	 recovery_assume(const struct site *, uint32_t guest, uint32_t off,
	    struct view *);

#endif
