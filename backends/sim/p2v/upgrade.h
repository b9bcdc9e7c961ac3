/*
 * upgrade.h: the installer on a guest's console.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_UPGRADE_H
#define SIM_UPGRADE_H

#include "backends/sim/kernel/act.h"

extern const struct act guest_upgrade_act;

/* Answer the question about the system on a guest's first disk. */
bool		 ask_image(struct sim *, const struct op *, struct answer *);

#endif
