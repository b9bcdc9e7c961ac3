/*
 * split.h: two nodes that no longer hear each other on the private links.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_SPLIT_H
#define SIM_SPLIT_H

#include <stdbool.h>
#include <stdint.h>

struct sim;

/* All private links between two nodes are lost.  If both are members when the
 * heartbeat has been missed, the first one loses the race for the quorum.
 * false: they are the same node, or had lost their links before. */
bool		 split_begin(struct sim *, uint32_t node, uint32_t other);
/* The links between a node and all others are lost, or are there again.
 * false: they were so before. */
bool		 split_all(struct sim *, uint32_t node, bool lost);
/* The links are there again: who has waited for them joins. */
void		 split_end(struct sim *, uint32_t node, uint32_t other);
/* May the node not join, because it does not hear a member? */
bool		 split_bars(struct sim *, uint32_t node);
/* The event of WORK_SPLIT: the heartbeat has been missed. */
void		 split_event(struct sim *, uint32_t row);

#endif
