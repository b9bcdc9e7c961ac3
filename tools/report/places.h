/*
 * places.h: what runs where, at the end of a rehearsal.
 */
#ifndef REPORT_PLACES_H
#define REPORT_PLACES_H

#include "core/op/backend.h"
#include "core/site/site.h"
#include "tools/report/downtime.h"

/* Nodes with what is on each, as the backend answers; then each guest's
 * downtime until now. */
void	 places_print(struct backend *, const struct site *,
	    const struct downtime *);
/* Write at most that many of the questions that it asks, and return how many:
 * those that a place far away is asked together. */
uint32_t places_ahead(const struct site *, struct op *asks, uint32_t most);
/* Only the latter. */
void	 places_downtime(const struct site *, const struct downtime *,
	    int64_t now_ms);

#endif
