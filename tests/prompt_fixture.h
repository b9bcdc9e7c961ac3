/*
 * prompt_fixture.h: a stage at which one person types, line by line.
 *
 * What a line prints is kept until the next one; nothing else is typed while
 * it is in progress.
 */
#ifndef PROMPT_FIXTURE_H
#define PROMPT_FIXTURE_H

#include "tools/shell/stage.h"

struct prompt {
	struct stage	 stage;
	struct caller	 caller;
};

/* See stage_make; the place is the first node. */
bool		 prompt_make(struct prompt *, struct arena *,
		    const struct stage_from *, struct err *);
void		 prompt_drop(struct prompt *);
/* Go to a place, "node2", "guest:ldom1" or "source:system1"; ERR_NOT_FOUND. */
bool		 prompt_go(struct prompt *, const char *place, struct err *);
/* Play a line to its end.  An empty one does nothing. */
void		 prompt_line(struct prompt *, const char *line);
/* The same of a program only. */
void		 prompt_call(struct prompt *, const char *line);

#endif
