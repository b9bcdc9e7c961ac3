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
 * configurations are open. */
void	 planned_print(struct arena *, const struct plan *);

#endif
