/*
 * building_stuck.h: a plan for a stuck group while it is built; for core/plan
 * only.
 */
#ifndef PLAN_BUILDING_STUCK_H
#define PLAN_BUILDING_STUCK_H

#include "core/plan/building.h"

/* Where a stuck group is cured; plan->view has what was seen, or is filled in.
 * ERR_NO_CURE, ERR_JOB_INVALID. */
bool		 building_stuck(struct building *, struct err *);

#endif
