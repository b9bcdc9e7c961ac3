/*
 * branch.h: a run on a simulated site, and its copies.
 *
 * A branch is run, world and the faults in force; nothing else belongs to it,
 * so two branches with the same key continue alike.
 */
#ifndef EXPLORE_BRANCH_H
#define EXPLORE_BRANCH_H

#include "core/run/run.h"
#include "tools/explore/proving.h"
#include "tools/scenario/sandbox.h"

struct world;

struct branch {
	struct sandbox	*sandbox;
	struct sim	*sim;		/* of the sandbox */
	const struct plan *plan;
	struct run	 run;
	struct proven	 proven;
	uint32_t	 calls;		/* operations since the beginning */
};

struct branch_copy {
	struct run	 run;
	struct proven	 proven;
	struct world	*world;		/* malloc'd, with capacity for more */
	size_t		 capacity;
	struct armed	 armed[FAULTS_ARMED];
	struct armed	 world_armed[SIMULATED_FAULTS];
	struct late	 late[FAULTS_LATE];
	struct old	 old[FAULTS_OLD];
	uint32_t	 armed_count, world_count, late_count, old_count;
	uint32_t	 calls;
	bool		 disturbed, ended;
};

void	 branch_save(struct branch *, struct branch_copy *);
void	 branch_return(struct branch *, const struct branch_copy *);
void	 branch_copy_drop(struct branch_copy *);

/* One operation; false when the run has ended or domferry has. */
bool	 branch_step(struct branch *);
/* What its future depends on; and the part of it that is the run's. */
void	 branch_key(struct branch *, struct key *);
void	 branch_run_key(const struct plan *, const struct run *, struct key *);
/* Time passes until nothing is to come, or for a day. */
void	 branch_quiet(struct branch *);
/* All faults in force are over; a node that hangs does so until it loses
 * power. */
void	 branch_mend(struct branch *);

/* A person types what is printed, and waits for its end. */
void	 branch_type(struct branch *, const struct op *);

#endif
