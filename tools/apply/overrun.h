/*
 * overrun.h: a step that has taken much longer than the plan expected.
 *
 * The site says how many times its estimate is too many.  Who carries the run
 * out is asked then whether it goes on: the window, and the way back, were
 * counted with those estimates.  Less than a minute more is no overrun.
 */
#ifndef APPLY_OVERRUN_H
#define APPLY_OVERRUN_H

#include "core/base/arena.h"
#include "core/plan/plan.h"

/* What is said of it, in the arena: "step up has taken 1m40s, more than 2 times
 * its estimate of 10s".  NULL: it is none. */
const char	*overrun_text(struct arena *, const struct plan *,
		    uint32_t step, int64_t took_ms);

#endif
