/*
 * watcher.h: a reach that watches the commands that go through it.
 *
 * It knows which change is under way and where, says that when the program is
 * ended by a second signal, emits what a change has printed, wakes up every
 * second while one is waited for, and names the lock that a change needs.
 *
 * No machine loses its power through it to which nobody has said yes, whoever
 * types the command and why.
 */
#ifndef APPLY_WATCHER_H
#define APPLY_WATCHER_H

#include "backends/real/reach.h"
#include "core/run/event.h"
#include "core/site/site.h"
#include "tools/apply/consents.h"
#include "tools/apply/hand.h"

enum { WATCHER_TICK_MS = 1000, WATCHER_LINES = 8, WATCHER_LINE = 512 };

struct watcher {
	struct reach	 reach;		/* first */
	struct reach	*below;		/* borrowed */
	const struct names *names;
	struct hand	*hand;		/* does what a person does; NULL: the
					   way has people of its own */
	const struct consents *consents; /* what was said yes to; NULL:
					   nothing */
	struct sink	*sink;		/* gets what changes print; or NULL */
	/* Called about every second of a wait; NULL: nobody wants to know. */
	void		(*tick)(void *with);
	void		*with;
	/* The lock that a change needs there, or NULL; NULL: none does. */
	const char	*(*lock)(void *with, uint32_t place);
	void		*lock_with;
	uint64_t	 handle;	/* of the change under way; or 0 */
	uint32_t	 place;		/* where it was typed */
	char		 line[WATCHER_LINE]; /* what was */
	char		 words[2 * WATCHER_LINE]; /* for a second signal */
};

/* Over that reach; both are borrowed. */
void	 watcher_make(struct watcher *, struct reach *below,
	    const struct names *);

#endif
