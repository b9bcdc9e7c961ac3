/*
 * detour.h: steps that have led back to where they began.
 *
 * A test that moves a guest there and back, or a switch and its return, has
 * undone itself: a rollback to the beginning need not undo it step by step.
 * Inside core only.
 */
#ifndef CORE_DETOUR_H
#define CORE_DETOUR_H

#include "core/run/run.h"

/*
 * If the step that the way back has come to is the last of a detour that begins
 * at run->floor or later, its steps are taken as undone: the longest one.
 */
void	 detour_skip(const struct plan *, struct run *);

#endif
