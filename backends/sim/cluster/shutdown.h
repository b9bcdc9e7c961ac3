/*
 * shutdown.h: a control domain goes down in order, to stay down or to boot.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_SHUTDOWN_H
#define SIM_SHUTDOWN_H

#include "backends/sim/kernel/act.h"

extern const struct act node_shutdown_act;

#endif
