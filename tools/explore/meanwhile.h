/*
 * meanwhile.h: what happens between the end of domferry and the time at which
 * somebody resumes the run.
 */
#ifndef EXPLORE_MEANWHILE_H
#define EXPLORE_MEANWHILE_H

#include <stdio.h>

#include "tools/explore/branch.h"

enum meanwhile {
	MEAN_NOTHING,
	MEAN_NIGHT,		/* eight hours */
	MEAN_REBOOT,		/* the node of the operation, and an hour */
	MEAN_UNDO,		/* a colleague undoes the last step */
	MEAN_RESTART,		/* a colleague stops and starts the guest */
	MEAN_SWITCH,		/* a colleague switches the group */
	MEAN_ROLLBACK,		/* nothing; then it is rolled back */
	MEANWHILES
};

/* Could it change anything in this branch? */
bool	 meanwhile_fits(enum meanwhile, const struct branch *);
/* Does a person type something? */
bool	 meanwhile_of_person(enum meanwhile);
void	 meanwhile_pass(enum meanwhile, struct branch *);
/* As entries of a scenario's "do", the last of which resumes the run. */
void	 meanwhile_write(FILE *, enum meanwhile, const struct branch *);

#endif
