/*
 * guest.h: bind, unbind, start and migrate, as ldm does them.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_GUEST_H
#define SIM_GUEST_H

#include "backends/sim/kernel/act.h"

extern const struct act guest_bind_act;
extern const struct act guest_unbind_act;
extern const struct act guest_start_act;
extern const struct act guest_migrate_act;
extern const struct act guest_cancel_act;

/* Could the guest be migrated?  The dry run of ldm migrate-domain. */
bool		 ask_migration(struct sim *, const struct op *,
		    struct answer *);

#endif
