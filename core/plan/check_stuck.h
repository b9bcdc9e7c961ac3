/*
 * check_stuck.h: the checks before a stuck group is cured; for core/plan only.
 */
#ifndef CORE_CHECK_STUCK_H
#define CORE_CHECK_STUCK_H

#include "core/plan/checking.h"

/* The stuck group, its resources, its pool and its guest are as they were seen
 * when the plan was made; where something is going to be started, the reason
 * why it may have failed is gone. */
void	 check_stuck(struct checking *);

#endif
