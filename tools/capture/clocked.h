/*
 * clocked.h: a reach that notes when each command was begun and how long it
 * took, and shows a person how far it is.
 *
 * For a survey (tools/live): it has only what that calls.
 */
#ifndef CAPTURE_CLOCKED_H
#define CAPTURE_CLOCKED_H

#include "backends/real/reach.h"
#include "core/base/arena.h"
#include "tools/capture/bundle.h"

struct clocked_command {
	struct clocked_command *next;
	uint32_t	 place;
	const char	*line;
	uint64_t	 handle;	/* of the reach below, while it is
					   under way */
	int64_t		 begun_ms, ended_ms;
};

struct clocked {
	struct reach	 reach;		/* first */
	struct reach	*below;		/* borrowed */
	struct arena	 arena;
	struct clocked_command *first, **last;
	int64_t		 began_ms;
	unsigned	 begun, over;
	bool		 shown;		/* on standard error */
};

/* Over that reach; shown: to a person, while it lasts.  Given back with
 * clocked_drop. */
void	 clocked_make(struct clocked *, struct reach *below, bool shown);
/* Set the times of the bundle's answers. */
void	 clocked_put(const struct clocked *, struct bundle *);
void	 clocked_drop(struct clocked *);

#endif
