/*
 * affinity.h: what the affinities of a group rule out, and prefer.
 *
 * Questions only; placing.c has what the Resource Group Manager does about
 * them.  docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_AFFINITY_H
#define SIM_AFFINITY_H

#include "backends/sim/world/simulation.h"
#include "core/site/affinity.h"

/* The affinities that a group has now; list has room for AFFINITIES. */
uint32_t	 affinity_of(struct sim *, uint32_t group,
		    struct affinity *list);
/* The sign of the group's affinity to another one, or SIGN_NONE. */
enum sign	 affinity_to(struct sim *, uint32_t group, uint32_t other);
/* Set the property (TEXT "RG_affinities=…"; 0: none). */
void		 affinity_put(struct sim *, uint32_t group, uint32_t value);
/* Refuse a value that the manager, or the simulator, does not take. */
bool		 affinity_valid(struct sim *, uint32_t group, uint32_t value,
		    struct err *);
/* Refuse if another group names this one. */
bool		 affinity_unnamed(struct sim *, uint32_t group, struct err *);

/* The lowest node of a set (bit n: node n) that is a member; 0: none. */
uint32_t	 affinity_node(struct sim *, uint64_t nodes);
/* Is the group on its way to another node, or to none? */
bool		 affinity_in_motion(struct sim *, uint32_t group);
/* The node where the group is, or that it is going to; 0: none. */
uint32_t	 affinity_place(struct sim *, uint32_t group);
/* The nodes (bit n: node n) that its strong affinities rule out now; none while
 * it is suspended. */
uint64_t	 affinity_ruled_out(struct sim *, uint32_t group);
/* Refuse to start the group on that node against a strong affinity. */
bool		 affinity_allows(struct sim *, uint32_t group, uint32_t node,
		    struct err *);
/* Would the manager take a group along to that node? */
bool		 affinity_can_take(struct sim *, uint32_t group,
		    uint32_t node);
/* The best node of a list, in order of preference: ruled out by nothing, then
 * as its weak affinities want it, then within soft load limits; 0: none. */
uint32_t	 affinity_best(struct sim *, uint32_t group,
		    const uint32_t *nodes, uint32_t count,
		    uint64_t ruled_out);
/* Where the group goes from a node that it gives up: as group_next, or to where
 * it can take along the group to which it delegates. */
uint32_t	 affinity_next(struct sim *, uint32_t group,
		    uint64_t ruled_out);

#endif
