/*
 * building_node.h: the node that a job is about, and those that are not; for
 * the files that build a plan.
 */
#ifndef PLAN_BUILDING_NODE_H
#define PLAN_BUILDING_NODE_H

#include "core/plan/building.h"

/* The first node that is not left out and that the job does not name; 0: there
 * is none. */
uint32_t	 building_member(const struct building *);
/* The node that the job names. */
uint32_t	 building_named(const struct building *);

#endif
