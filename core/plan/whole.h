/*
 * whole.h: whether a plan is complete.
 */
#ifndef CORE_WHOLE_H
#define CORE_WHOLE_H

#include <stdbool.h>

struct plan;

/* Has each operation of the plan the fields that it needs, and no others?
 * True of each that was made or read; a run does not ask again. */
bool		 plan_is_whole(const struct plan *);

#endif
