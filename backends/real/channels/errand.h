/*
 * errand.h: a program of this machine that carries out one command at another
 * one, and ends: what leads to a service processor, which has no shell that
 * could stay open.
 */
#ifndef CHANNELS_ERRAND_H
#define CHANNELS_ERRAND_H

#include <poll.h>
#include <stdint.h>

#include "backends/real/channels/spawn.h"
#include "core/base/buffer.h"

enum { ERRAND_FDS = 2, ERRAND_MOST = 1 << 20 };

struct errand {
	bool		 used;
	bool		 awaited;	/* somebody waits for its end */
	bool		 over;		/* what follows is known */
	bool		 lost;		/* it has not ended by itself: err says
					   why */
	struct spawned	 child;
	struct buffer	 out, said;	/* what it has printed */
	int		 status;	/* as a shell has it */
	int64_t		 until_ms;	/* it must be over by then */
	struct err	 err;
};

/* Start it; it has nothing to read.  ERR_PROGRAM_FAILED. */
bool	 errand_begin(struct errand *, const char *const words[],
	    int64_t until_ms, struct err *);
/* Its descriptors; how many. */
unsigned errand_polled(const struct errand *, struct pollfd [ERRAND_FDS]);
/* Read what can be without waiting; the time is now_ms. */
void	 errand_go_on(struct errand *, int64_t now_ms);
/* End it, and give back what it has printed. */
void	 errand_drop(struct errand *);

#endif
