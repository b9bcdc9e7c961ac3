/*
 * life.h: a run on a simulated site, and its copies.
 *
 * A branch is a copy of run and world and of the faults in force; nothing else
 * belongs to a life, so two lives with one key go on alike.
 */
#ifndef EXPLORE_LIFE_H
#define EXPLORE_LIFE_H

#include "core/run/run.h"
#include "tools/scenario/stage.h"

struct world;

struct life {
	struct stage	*stage;
	const struct plan *plan;
	struct run	 run;
	uint32_t	 calls;		/* operations since the beginning */
};

struct life_copy {
	struct run	 run;
	struct world	*world;		/* malloc'd, with room for more */
	size_t		 room;
	struct armed	 faults[STAGE_FAULTS];
	struct late	 late[STAGE_LATE];
	struct later	 later[STAGE_LATER];
	uint32_t	 fault_count, late_count, later_count;
	uint32_t	 calls;
	bool		 disturbed, ended;
};

void	 life_save(struct life *, struct life_copy *);
void	 life_return(struct life *, const struct life_copy *);
void	 life_copy_drop(struct life_copy *);

/* One operation; false when the run has ended or domferry has. */
bool	 life_step(struct life *);
/* What its future depends on. */
void	 life_key(struct life *, struct key *);
/* Time passes until nothing is to come, or for a day. */
void	 life_quiet(struct life *);
/* All faults in force are over; a node that stands still does so until it loses
 * power. */
void	 life_mend(struct life *);

#endif
