/*
 * policy.h: on which node the cluster brings a group online.
 *
 * Pure.  The simulated cluster chooses a group's node with it, and a plan its
 * default target, so that both agree.
 */
#ifndef CORE_POLICY_H
#define CORE_POLICY_H

#include <stdint.h>

/*
 * The first node of a list, in order of preference, that is a member and not
 * ruled out; 0 if there is none.  Bit n of members and ruled_out is node n.
 */
uint32_t	 policy_master(const uint32_t *nodes, uint32_t count,
		    uint64_t members, uint64_t ruled_out);

#endif
