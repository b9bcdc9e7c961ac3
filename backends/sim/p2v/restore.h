/*
 * restore.h: inside a guest: a disk for the data, the data, and the owner's
 * acceptance.
 */
#ifndef SIM_RESTORE_H
#define SIM_RESTORE_H

#include "backends/sim/kernel/act.h"

extern const struct act data_filesystem_act;
extern const struct act data_restore_act;
extern const struct act accept_act;

/* The owner accepts, and users are admitted: what the source held when it was
 * frozen must be on the guest's disks. */
void		 guest_accept(struct sim *, uint32_t guest);
/* Answer the question about a file system of the data. */
bool		 ask_data_filesystem(struct sim *, const struct op *,
		    struct answer *);
/* Is the file system of the guest's disk that belongs there (a TEXT) mounted
 * while the guest runs on that node? */
bool		 data_is_mounted(struct sim *, uint32_t guest, uint32_t node,
		    uint32_t mount);
/* Answer the question whether the checksums match. */
bool		 ask_sums(struct sim *, const struct op *, struct answer *);
/* Answer the question whether the owner has accepted. */
bool		 ask_word(struct sim *, const struct op *, struct answer *);

#endif
