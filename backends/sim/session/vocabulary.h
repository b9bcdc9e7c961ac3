/*
 * vocabulary.h: which words of a scenario the simulator can play and answer.
 *
 * One table each: faults of the world (world_faults.c) and states of things
 * (conditions.c).  The invariants are those of observers/invariants.h.
 */
#ifndef SIM_VOCABULARY_H
#define SIM_VOCABULARY_H

#include "core/stack/fault.h"

struct sim;

/* The form of the n-th fault of the world (from 0), NULL at the end; *can gets
 * CAN_PLAY and CAN_END (core/formats/scenario/vocabulary.h). */
const char	*sim_world_fault(unsigned n, unsigned *can);
/* The sentence that says the same as that row, or NULL. */
const char	*sim_world_sentence(unsigned n);
/* The row of the fault whose form begins with that word, which must be in the
 * table. */
unsigned	 sim_world_fault_find(const char *word);
/* Let a fault of the world strike, which must be one that can be played.
 * false: the site has nothing that it could strike. */
bool		 sim_strike(struct sim *, const struct fault *);
/* End a fault that has struck; without effect on one that has no end. */
void		 sim_mend(struct sim *, const struct fault *);

/* The word of the n-th state (from 0), NULL at the end; of which kind of
 * object it is, and whether the simulator can answer it. */
const char	*sim_state(unsigned n, enum kind *, bool *answered);
/* The row of that state of that kind, which must be in the table. */
unsigned	 sim_state_find(enum kind, const char *word);
/* Does the condition hold now?  The simulator must be able to answer it. */
bool		 sim_holds(struct sim *, const struct condition *);
/*
 * Find the state that an object is in, and on which node: the first state that
 * holds, other than "absent"; false when none holds.  The caller passes a
 * condition with the object and any state of its kind; the function sets its
 * state and its node.
 */
bool		 sim_observe(struct sim *, struct condition *);

#endif
