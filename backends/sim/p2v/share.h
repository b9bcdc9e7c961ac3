/*
 * share.h: archive servers and the files on their shares.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_SHARE_H
#define SIM_SHARE_H

#include "backends/sim/kernel/act.h"
#include "core/site/scripts.h"

extern const struct act share_mount_act;
extern const struct act share_unmount_act;
extern const struct act directory_make_act;
extern const struct act file_copy_act;
extern const struct act source_mark_act;
extern const struct act text_write_act;
extern const struct act archive_write_act;
extern const struct act sums_take_act;
extern const struct act archive_remove_act;

/* Is the script on the share that is mounted at the place?  If not, the
 * error says what the shell says. */
bool		 share_script(struct sim *, uint32_t place, enum script,
		    struct err *);
/* Answer the question whether the share is mounted. */
bool		 ask_share(struct sim *, const struct op *, struct answer *);
/* Answer the question about a file on the share. */
bool		 ask_archive(struct sim *, const struct op *, struct answer *);
/* The server stops answering, or answers again: then what hung on it goes
 * on. */
void		 archive_answers(struct sim *, uint32_t archive, bool);
/* Cut off the end of a file of a share; false when the file is not on a
 * share. */
bool		 archive_truncate(struct sim *, uint32_t file);

#endif
