/*
 * run_fixture.h: a run that is answered by hand.
 */
#ifndef TESTS_RUN_FIXTURE_H
#define TESTS_RUN_FIXTURE_H

#include "core/run/run.h"

/* An answer as it is wanted; of several states the first. */
struct answer	 hand_met(const struct want *);
/* The next operation and its limit; fails the test if the run has ended. */
struct op	 hand_next(const struct plan *, const struct run *,
		    int64_t *limit_ms);
/* Apply a result to the next operation, at *at_ms; a pause passes first. */
void		 hand_apply(const struct plan *, struct run *,
		    struct result, int64_t *at_ms);

#endif
