/*
 * progress.h: what a change prints while it is under way.
 *
 * Its own channel is silent until it has ended: the one for questions is asked
 * now and then, when it has nothing else to do.
 */
#ifndef CHANNELS_PROGRESS_H
#define CHANNELS_PROGRESS_H

#include "backends/real/channels/channels.h"

enum { PROGRESS_MS = 5000, PROGRESS_LINE = 200 };

struct progress {
	struct opened	*opened;	/* NULL: nothing is asked now */
	uint64_t	 number;	/* of the request there */
	int64_t		 next_ms;	/* when it may be asked again, by
					   channels_clock_ms */
	char		 line[PROGRESS_LINE];
};

/* The last line of what that change has printed, if that was asked and has
 * come; NULL: not now.  Asks again when it is time. */
const char	*progress_line(struct progress *, struct channels *,
		    uint32_t place, const char *id);
/* When there is something to do at the latest, by channels_clock_ms. */
int64_t		 progress_due_ms(const struct progress *);
/* Nobody waits for the change any more. */
void		 progress_end(struct progress *);

#endif
