/*
 * clock.h: a filter whose clock continues from a given time.
 *
 * A resumed run continues at the time of its journal's last record, or later,
 * but the clock of the backend below may have started again from 0.
 */
#ifndef CORE_STACK_CLOCK_H
#define CORE_STACK_CLOCK_H

#include "core/op/backend.h"

struct clock {
	struct backend	 backend;	/* first */
	int64_t		 ahead_ms;	/* of the clock below */
};

/* Make the filter over "below".  Its clock begins with at_ms, or with the time
 * below if that is later; both are milliseconds.  The caller owns both. */
void	 clock_make(struct clock *, struct backend *below, int64_t at_ms);
/* The same, but it begins with that time whatever the clock below says: that
 * one is not the run's. */
void	 clock_set(struct clock *, struct backend *below, int64_t at_ms);

#endif
