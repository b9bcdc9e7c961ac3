/*
 * blackout.h: whether the monitoring reports what happens to a guest.  It is
 * no part of the cluster: any node may tell it, and none loses it.
 */
#ifndef SIM_BLACKOUT_H
#define SIM_BLACKOUT_H

#include "backends/sim/kernel/act.h"

extern const struct act blackout_open_act;
extern const struct act blackout_close_act;

/* Answer the question whether the guest is in a blackout. */
bool		 ask_blackout(struct sim *, const struct op *,
		    struct answer *);

#endif
