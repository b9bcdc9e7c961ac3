/*
 * forming.h: which nodes form a cluster when none is there.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_FORMING_H
#define SIM_FORMING_H

#include "backends/sim/world/simulation.h"

/* A node is no member any more: have others gone on without it? */
void		 forming_left(struct sim *, uint32_t node);
/* May the node that boots not join yet, because there is no cluster, and it
 * cannot form one with those that wait? */
bool		 forming_bars(struct sim *, uint32_t node);
/* There is one more member: who waits looks again. */
void		 forming_wakes(struct sim *);

#endif
