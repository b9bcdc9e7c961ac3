/*
 * upgrade.h: the installer on a guest's console.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_UPGRADE_H
#define SIM_UPGRADE_H

#include "backends/sim/kernel/act.h"

extern const struct act guest_upgrade_act;

/* What the installer offers for the guest's disks, beside Initial. */
enum upgrade_offer { UPGRADE_NOT, UPGRADE_OFFERED, UPGRADE_RESUMES };
enum upgrade_offer upgrade_offered(struct sim *, const struct domain_row *);
/* The disks are overwritten: what was on them is lost. */
void		 upgrade_wipe(struct sim *, uint32_t guest);
/* Answer the question about the system on a guest's first disk. */
bool		 ask_image(struct sim *, const struct op *, struct answer *);

#endif
