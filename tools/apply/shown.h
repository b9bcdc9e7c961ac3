/*
 * shown.h: what a person sees before anything is typed.
 */
#ifndef APPLY_SHOWN_H
#define APPLY_SHOWN_H

#include "tools/apply/apply.h"

/* The plan, and what has to be said yes to by its name. */
void	 shown_plan(struct apply *);
/* Ask the plan's checks and print the answers; nothing is kept.  The exit
 * status: that of a refusal, if one is not met. */
int	 shown_checks(struct apply *);

#endif
