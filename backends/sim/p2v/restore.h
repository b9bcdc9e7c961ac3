/*
 * restore.h: inside a guest: a disk for the data, the data, the owner's word.
 */
#ifndef SIM_RESTORE_H
#define SIM_RESTORE_H

#include "backends/sim/kernel/act.h"

extern const struct act data_filesystem_act;
extern const struct act data_restore_act;
extern const struct act accept_act;

/* Users are let in: what the source held when it was frozen must be there. */
void		 guest_accept(struct sim *, uint32_t guest);
bool		 ask_data_filesystem(struct sim *, const struct op *,
		    struct answer *);
bool		 ask_sums(struct sim *, const struct op *, struct answer *);
bool		 ask_word(struct sim *, const struct op *, struct answer *);

#endif
