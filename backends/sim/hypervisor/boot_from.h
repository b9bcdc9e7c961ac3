/*
 * boot_from.h: from what a guest boots.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_BOOT_FROM_H
#define SIM_BOOT_FROM_H

#include "backends/sim/world/simulation.h"

/* How a boot was typed at the ok prompt. */
enum { TYPED_SINGLE = 1,		/* -s */
    TYPED_NET = 2 };		/* from the install server of its net */

enum boot_from { FROM_NOTHING, FROM_DISK, FROM_MEDIUM };
/* What a boot finds that has come so far: the disk with id 0, the medium; or
 * nothing that boots. */
enum boot_from	 boot_from(struct sim *, const struct domain_row *,
		    const struct op *);
/* Is that disk an install medium: one that is only read? */
bool		 boot_is_medium(struct sim *, const struct domain_row *,
		    uint32_t disk);

#endif
