/*
 * prompt.h: a simulated site at which somebody types, line by line.
 *
 * A line is the call of a program at the current place, or a word of domferry
 * itself: another place, a fault, time that passes, a snapshot.  What a line
 * prints is kept in two buffers until the next one.
 */
#ifndef SHELL_PROMPT_H
#define SHELL_PROMPT_H

#include "core/base/buffer.h"
#include "tools/scenario/sandbox.h"

enum { PROMPT_UNDOS = 32, PROMPT_SNAPSHOTS = 16 };

/* The world at some moment, under a name. */
struct snapshot {
	const char	*name;
	struct world	*world;		/* owned */
};

struct prompt {
	struct arena	*arena;
	struct site	*site;
	struct sandbox	 sandbox;
	struct sink	 sink;		/* what commands print by themselves */
	uint32_t	 place;		/* in the engine's numbers */
	struct buffer	 out, err;	/* of the last line */
	int		 status;	/* of the last line */
	bool		 over;		/* "exit" was typed */
	struct snapshot	 undo[PROMPT_UNDOS];	/* before each line */
	unsigned	 undo_count;
	struct snapshot	 snapshot[PROMPT_SNAPSHOTS];
	unsigned	 snapshot_count;
};

/* From what it is made. */
struct prompt_from {
	struct site	*site;
	const char *const *begin;	/* jobs */
	unsigned	 begin_count;
};

/* The jobs are played until each arrives, in order; the site is as the first
 * one finds it, and ready for guests if there is none.  The place is the first
 * node.  Give it back with prompt_drop, whatever is returned; it must not be
 * moved. */
bool		 prompt_make(struct prompt *, struct arena *,
		    const struct prompt_from *, struct err *);
void		 prompt_drop(struct prompt *);
/* Go to a place, "node2", "guest:ldom1" or "source:system1"; ERR_NOT_FOUND. */
bool		 prompt_go(struct prompt *, const char *place, struct err *);
/* The name of the place. */
const char	*prompt_place(const struct prompt *, char *buffer,
		    size_t size);
/* Play a line.  An empty one does nothing. */
void		 prompt_line(struct prompt *, const char *line);
/* The same of a program only. */
void		 prompt_call(struct prompt *, const char *line);

#endif
