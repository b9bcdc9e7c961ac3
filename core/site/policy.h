/*
 * policy.h: which node comes next.
 *
 * Pure.  The cluster's manager in the simulator places groups by it, and a
 * plan finds its default target by it, so that both expect the same.
 */
#ifndef CORE_POLICY_H
#define CORE_POLICY_H

#include <stdint.h>

/*
 * The first node of a list in order of preference that is a member (bit n of
 * members: node n) and not ruled out; 0 when there is none.
 */
uint32_t	 policy_master(const uint32_t *nodes, uint32_t count,
		    uint64_t members, uint64_t ruled_out);

#endif
