/*
 * building_asked.h: what a step without a command asks; for core/plan only.
 */
#ifndef PLAN_BUILDING_ASKED_H
#define PLAN_BUILDING_ASKED_H

#include "core/plan/building.h"

/* Write the n-th fact (from 0) that such a step asks; false: there are no
 * more. */
bool	 building_asked(const struct building *, enum asks, unsigned n,
	    struct fact *);

#endif
