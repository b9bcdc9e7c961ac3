/*
 * share.h: archive servers and what lies on their shares.
 */
#ifndef SIM_SHARE_H
#define SIM_SHARE_H

#include "backends/sim/kernel/act.h"

extern const struct act share_mount_act;
extern const struct act share_unmount_act;
extern const struct act shared_write_act;
extern const struct act text_write_act;
extern const struct act archive_write_act;
extern const struct act archive_remove_act;

/* Does the operation look at a share whose server is down? */
bool		 share_hangs(struct sim *, const struct op *);
bool		 ask_share(struct sim *, const struct op *, struct answer *);
bool		 ask_archive(struct sim *, const struct op *, struct answer *);
/* The server stops answering, or is back: what hung on it goes on. */
void		 archive_answers(struct sim *, uint32_t archive, bool);
/* A file of a share is broken off; false when it is none. */
bool		 archive_truncate(struct sim *, uint32_t file);

#endif
