/*
 * spawn.h: programs of this machine that lead to places: the only ones that
 * domferry starts.
 */
#ifndef CHANNELS_SPAWN_H
#define CHANNELS_SPAWN_H

#include <stdbool.h>
#include <sys/types.h>

#include "core/base/err.h"

struct spawned {
	pid_t		 pid;		/* 0: none */
	int		 in, out, err;	/* what it reads, what it prints; they
					   do not block; -1: closed */
};

/*
 * Start it: words[0] is an absolute path, NULL ends the words.  It has a
 * process group of its own, signals as they are by default, no descriptor but
 * these three, and of the environment what stands in a list: what leads to a
 * user's keys, and no more.  ERR_PROGRAM_FAILED.
 */
bool		 spawn_start(struct spawned *, const char *const words[],
		    struct err *);
/* It has closed what it prints to: wait for it, not for long, and close its
 * descriptors.  Its status as a shell has it: 128 and the number of the signal
 * that has ended it. */
int		 spawn_ended(struct spawned *);
/* Close its descriptors, end its process group, and wait for it.  What it has
 * begun at another machine goes on there. */
void		 spawn_end(struct spawned *);

#endif
