/*
 * vocabulary.h: what the simulator can play and answer of a scenario's words.
 *
 * One table each: faults of the world, states of things; invariants are those
 * that it checks.
 */
#ifndef SIM_VOCABULARY_H
#define SIM_VOCABULARY_H

#include "backends/sim/sim.h"
#include "core/stack/fault.h"

/* The n-th fault of the world, as vocabulary.h of core wants it. */
const char	*sim_world_fault(unsigned n, unsigned *can);
/* The row of the fault whose form begins with that word; it is there. */
unsigned	 sim_world_fault_find(const char *word);
/*
 * Let a fault of the world strike; false where there is nothing that it could
 * strike.  It is one that can be played.
 */
bool		 sim_strike(struct sim *, const struct fault *);
/* End one that has struck; nothing happens to one that has no end. */
void		 sim_mend(struct sim *, const struct fault *);

/* The n-th state, as vocabulary.h of core wants it. */
const char	*sim_state(unsigned n, enum kind *, bool *answered);
/* The row of that state of that kind; it is there. */
unsigned	 sim_state_find(enum kind, const char *word);
/* Does the condition hold now?  Its state is one that has an answer. */
bool		 sim_holds(struct sim *, const struct condition *);
/*
 * In which state is a thing instead, on which node?  The first one that holds,
 * other than "absent"; false when none does.  Of the condition that is passed
 * the kind of its state and its name count; its state and node are set.
 */
bool		 sim_observe(struct sim *, struct condition *);

#endif
