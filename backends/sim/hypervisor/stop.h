/*
 * stop.h: "ldm stop" of a guest.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_STOP_H
#define SIM_STOP_H

#include "backends/sim/kernel/act.h"

extern const struct act guest_stop_act;

/* How long ldm takes to stop the guest as it is now, in ms: its shutdown, or
 * the time in which ldm finds out that no system is there to shut down. */
int64_t	 stop_ms(struct sim *, const struct domain_row *);

#endif
