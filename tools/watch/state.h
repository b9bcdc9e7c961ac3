/*
 * state.h: what a watch has to know after its own restart, as a file.
 *
 * One JSON object: the findings that were seen, with their deadlines, and the
 * guests that are down, or when each was last seen up.
 */
#ifndef WATCH_STATE_H
#define WATCH_STATE_H

#include "backends/watch/absence.h"
#include "backends/watch/notes.h"
#include "core/base/err.h"
#include "core/site/site.h"

struct watch_state {
	struct notes	 notes;
	struct absence	*absence;	/* by guest, from 1 */
};

/* Read it; there is no such file: nothing is known yet.  ERR_FILE_EXISTS: what
 * is there is none, or of another site; ERR_FILE_UNREADABLE.  Who calls has
 * room for all guests of the site, zero. */
bool	 watch_state_read(struct watch_state *, const char *path,
	    const struct site *, struct err *);
/* Write it, whole or not at all.  ERR_FILE_UNWRITABLE. */
bool	 watch_state_write(const struct watch_state *, const char *path,
	    const struct site *, struct err *);

#endif
