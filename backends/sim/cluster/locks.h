/*
 * locks.h: domferry's own locks: folders under /var/run.
 */
#ifndef SIM_LOCKS_H
#define SIM_LOCKS_H

#include "backends/sim/kernel/act.h"

extern const struct act lockdir_take_act;
extern const struct act lockdir_drop_act;

/* Answer the question whether a lock is taken, and by whom. */
bool		 ask_lock(struct sim *, const struct op *, struct answer *);
/* The node fails: the locks that lay there no longer exist. */
void		 locks_lost(struct sim *, uint32_t node);

#endif
