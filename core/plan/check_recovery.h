/*
 * check_recovery.h: the checks of a recovery.
 */
#ifndef PLAN_CHECK_RECOVERY_H
#define PLAN_CHECK_RECOVERY_H

#include "core/plan/checking.h"

/* What a recovery was decided from still holds; the nodes that are gone were
 * given up, and have no power where that is needed; and where the guest will
 * be, it can be bound. */
void	 check_recovery(struct checking *);

#endif
