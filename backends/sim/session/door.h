/*
 * door.h: the way of what people type to the site, through a stack of backends:
 * what strikes the operations of a run strikes theirs there.
 */
#ifndef SIM_DOOR_H
#define SIM_DOOR_H

#include "backends/sim/session/simulated.h"

/* A change that somebody types begins: in the engine's numbers, at that time.
 * What comes of it is not known yet. */
struct typed_change {
	const struct call *call;
	const struct op	*op;
	int64_t		 at_ms;
};

struct simulated_door {
	struct door	 door;		/* first */
	struct simulated *simulated;
	struct backend	*top;		/* whose bottom the site is */
	void		(*heard)(void *with, const struct typed_change *);
	void		*with;		/* its first argument */
};

/* From now on what people type goes to that top.  The caller has set it and
 * who hears of each change, or NULL; it keeps the door until
 * simulated_door_close. */
void	 simulated_door_open(struct simulated_door *, struct simulated *);
void	 simulated_door_close(struct simulated_door *);

#endif
