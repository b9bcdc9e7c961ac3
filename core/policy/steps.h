/*
 * steps.h: the steps of a move; inside core/policy only.
 */
#ifndef CORE_STEPS_H
#define CORE_STEPS_H

#include "core/policy/motion.h"

/* The present phase of the move is over: begin the next one. */
void		 steps_go_on(struct motion *, struct move *);

#endif
