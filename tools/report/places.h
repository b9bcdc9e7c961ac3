/*
 * places.h: what runs where, at the end of a rehearsal.
 */
#ifndef REPORT_PLACES_H
#define REPORT_PLACES_H

#include "core/op/backend.h"
#include "core/plan/plan.h"
#include "core/run/run.h"
#include "tools/report/downtime.h"

/* Nodes with what is on each, as the backend answers; then each guest's
 * downtime until now. */
void	 places_print(struct backend *, const struct site *,
	    const struct downtime *);
/* What to check or type next: commands ready to be typed.  run_path: the
 * run directory, or NULL when there is none. */
void	 next_print(const struct plan *, const struct run *,
	    const char *site_path, const char *run_path);

#endif
