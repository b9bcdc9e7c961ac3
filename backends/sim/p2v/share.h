/*
 * share.h: archive servers and the files on their shares.
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

/* Does the operation read or write a share whose server is down? */
bool		 share_hangs(struct sim *, const struct op *);
bool		 ask_share(struct sim *, const struct op *, struct answer *);
bool		 ask_archive(struct sim *, const struct op *, struct answer *);
/* The server stops answering, or answers again: then what hung on it goes
 * on. */
void		 archive_answers(struct sim *, uint32_t archive, bool);
/* Cut off the end of a file of a share; false when the file is not on a
 * share. */
bool		 archive_truncate(struct sim *, uint32_t file);

#endif
