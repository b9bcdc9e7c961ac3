/*
 * move.h: a move of a group, as the Resource Group Manager does it.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_MOVE_H
#define SIM_MOVE_H

#include "backends/sim/world/simulation.h"

/* Phases, in their order. */
enum move_phase {
	MOVE_DECIDE,
	MOVE_SAVE,
	MOVE_STOP,
	MOVE_UNBIND,
	MOVE_REMOVE,
	MOVE_EXPORT,
	MOVE_AWAY,		/* the group is nowhere */
	MOVE_IMPORT,
	MOVE_DEFINE,
	MOVE_BIND,
	MOVE_START,
	MOVE_END,
	MOVE_PHASES
};

/* A work becomes a move of the group; from or to 0: from or to nowhere.  The
 * caller says with work_after when it begins. */
void		 move_begin(struct sim *, uint32_t row, uint32_t group,
		    uint32_t from, uint32_t to);
/* The event of WORK_MOVE: end a phase and begin the next one. */
void		 move_event(struct sim *, uint32_t row);
/* Nodes on which the group did not start lately: since an operator's last
 * command, and within Pingpong_interval of the last time. */
uint64_t	 move_failed(struct sim *, uint32_t group);
/* Those of them where it has failed more than once: the manager begins no start
 * there. */
uint64_t	 move_barred(struct sim *, uint32_t group);
/* No failed start counts any more on these nodes (bit n: node n). */
void		 move_forget(struct sim *, uint32_t group, uint64_t nodes);
/* Is it only the start or stop of one resource, where its group is? */
bool		 move_of_resource(const struct work_row *);
/* The bit of the node that the move leaves now, what could not be started there
 * included; 0: none.  work may be 0. */
uint64_t	 move_leaves(struct sim *, uint32_t work);
/* Does the move stop or start the group's resource of that type? */
bool		 move_concerns(struct sim *, const struct work_row *,
		    uint32_t type);

#endif
