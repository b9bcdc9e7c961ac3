/*
 * upgrade.h: the installer on a guest's console.
 */
#ifndef SIM_UPGRADE_H
#define SIM_UPGRADE_H

#include "backends/sim/kernel/act.h"

extern const struct act guest_upgrade_act;

bool		 ask_image(struct sim *, const struct op *, struct answer *);

#endif
