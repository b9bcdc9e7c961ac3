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
/* A node that the operator names has to be there: ERR_NODE_DOWN. */
bool		 building_nodes_left(const struct building *, struct err *);

#endif
