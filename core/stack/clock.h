/*
 * clock.h: a filter whose clock never goes back, whatever the clock of the
 * backend below begins with.
 *
 * A run that is resumed goes on at the time of its journal's last record, or
 * later; a machine's clock may have begun anew meanwhile.
 */
#ifndef CORE_STACK_CLOCK_H
#define CORE_STACK_CLOCK_H

#include "core/op/backend.h"

struct clock {
	struct backend	 backend;	/* first */
	int64_t		 ahead_ms;	/* of the clock below */
};

/* Over below; now is at_ms, or what below says if that is later. */
void	 clock_make(struct clock *, struct backend *below, int64_t at_ms);

#endif
