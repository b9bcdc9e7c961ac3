/*
 * lock.h: one domferry at a time in a run directory.
 *
 * The file has who, where and since when; the lock itself is the system's
 * (fcntl) and ends with the process that holds it, however that ends.
 */
#ifndef RUN_LOCK_H
#define RUN_LOCK_H

#include <stdbool.h>

#include "core/base/arena.h"
#include "core/base/err.h"

struct lock {
	int		fd;
};

/* Who runs domferry, where, when: for lock and journal.  In the arena. */
struct holder {
	const char	*who, *host, *boot, *time;
	long		 pid;
};

void	 holder_ask(struct arena *, struct holder *);
/* Lock the folder, or ERR_LOCKED and who has it. */
bool	 lock_take(struct lock *, const char *folder, const struct holder *,
	    struct err *);
void	 lock_drop(struct lock *);

#endif
