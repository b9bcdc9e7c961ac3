/*
 * detour.h: steps that have led back to where they began.
 *
 * A test that moves a guest to another node and back has undone itself: a
 * rollback to the beginning need not undo it step by step.  For core/run only.
 */
#ifndef CORE_DETOUR_H
#define CORE_DETOUR_H

#include "core/run/run.h"

/*
 * If run->step is the last step of a detour that begins at run->floor or later,
 * mark the steps of the longest such detour as undone.
 */
void	 detour_skip(const struct plan *, struct run *);

#endif
