/*
 * live.h: where an applied run is, in one line of a terminal that is written
 * anew every second: the step, how long it has taken and should take, the next
 * one, how long the guest is down, how much is left.
 *
 * Without a terminal there is none: the account has a line for each step.
 */
#ifndef APPLY_LIVE_H
#define APPLY_LIVE_H

#include "core/run/event.h"
#include "core/run/run.h"

struct execution;

enum { LIVE_SAID = 120 };

struct live {
	struct sink	 sink;		/* first */
	const struct execution *execution;
	int64_t		 since_ms;	/* when its step was come to */
	char		 said[LIVE_SAID]; /* what its command has printed last;
					   "": nothing */
};

void	 live_make(struct live *, const struct execution *);
/* Write the line anew; for struct watcher: with is a struct live. */
void	 live_tick(void *with);
/* What a command that is under way has printed; for struct reach. */
void	 live_said(void *with, uint32_t place, const char *line);
/* The line at that time, in the arena. */
const char *live_text(struct arena *, const struct live *, int64_t now_ms);

#endif
