/*
 * guest.h: bind, unbind, start and migrate, as typed at the prompt.
 */
#ifndef SIM_GUEST_H
#define SIM_GUEST_H

#include "backends/sim/kernel/act.h"

extern const struct act guest_bind_act;
extern const struct act guest_unbind_act;
extern const struct act guest_start_act;
extern const struct act guest_migrate_act;

/* Would a migration go?  Tried without doing it. */
bool		 ask_migration(struct sim *, const struct op *,
		    struct answer *);

#endif
