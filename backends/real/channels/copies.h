/*
 * copies.h: the copies of a run's journal on the nodes that it changes.
 *
 * What the journal has and a node has not goes to it right before each change
 * there, on the same channel, so that the truth about a run outlives the
 * machine on which domferry runs.
 */
#ifndef CHANNELS_COPIES_H
#define CHANNELS_COPIES_H

#include "backends/real/channels/channels.h"
#include "backends/real/reach.h"

struct copy {
	int64_t		 size;		/* as far as it is known here */
	struct opened	*opened;	/* where the last part was sent and is
					   not answered; or NULL */
	uint64_t	 number;
	bool		 nowhere;	/* the node can keep none */
};

struct copies {
	struct copy	 copy[SITE_NODES + 1]; /* by node */
	struct reply	 reply;		/* of the last question */
};

/* Send what that node lacks, on that channel, which is ready; reach has the
 * journal and the name of the run. */
void		 copies_send(struct copies *, const struct reach *,
		    struct opened *, uint32_t node);
/* The change before which it was sent is over: so is that. */
void		 copies_settle(struct copies *, const struct reach *,
		    uint32_t node);
/* Ask a node what it has. */
bool		 copies_ask(struct copies *, struct channels *,
		    const char *run, uint32_t node, struct copied *);
/* Nobody waits for answers any more. */
void		 copies_end(struct copies *);

#endif
