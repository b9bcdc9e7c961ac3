/*
 * move.h: a group moves: work of the Resource Group Manager.
 */
#ifndef SIM_MOVE_H
#define SIM_MOVE_H

#include "backends/sim/world/simulation.h"

/* In the order in which they come. */
enum move_phase {
	MOVE_DECIDE,
	MOVE_SAVE,
	MOVE_STOP,
	MOVE_UNBIND,
	MOVE_REMOVE,
	MOVE_EXPORT,
	MOVE_AWAY,		/* nobody has anything */
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
void		 move_event(struct sim *, uint32_t row);
/* Is the group's resource of that type stopped or started by it? */
bool		 move_concerns(struct sim *, const struct work_row *,
		    uint32_t type);

#endif
