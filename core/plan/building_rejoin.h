/*
 * building_rejoin.h: a plan for one node while it is built; for core/plan only.
 */
#ifndef PLAN_BUILDING_REJOIN_H
#define PLAN_BUILDING_REJOIN_H

#include "core/plan/building.h"

/* Does a job that is about one node fit: is there another one where its
 * commands can be typed, and, if the node had failed, has it come back in a way
 * that a plan can go on from?  Without a view its twins are assumed.
 * ERR_NODE_DOWN, ERR_JOB_INVALID, ERR_NO_CURE. */
bool		 building_of_node(struct building *, struct err *);

#endif
