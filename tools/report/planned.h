/*
 * planned.h: a plan as text, for a person who reads it before it is carried
 * out.
 */
#ifndef REPORT_PLANNED_H
#define REPORT_PLANNED_H

#include "core/plan/plan.h"

struct arena;

/* The plan on standard output: its checks, phases, steps with their reasons,
 * what destroys data, debts, expected time and downtime.  The numbers of its
 * configurations are open.  skipped has for each step why nothing is to be
 * typed for it, "" if its question says that it is so, NULL if something is, or
 * it is not known; or is NULL itself. */
void		 planned_print(struct arena *, const struct plan *,
		    const char *const *skipped);
/* "already so", or "not needed: WHY", in the arena. */
const char	*planned_mark(struct arena *, const char *skipped);

#endif
