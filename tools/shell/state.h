/*
 * state.h: a stage as one run of bytes, and back.
 *
 * It has the site file's text, the world with its names, the faults that are
 * armed, and the snapshots; not what could be undone, and not who waits: what
 * is in progress goes on, and nobody waits for its end.
 */
#ifndef SHELL_STATE_H
#define SHELL_STATE_H

#include "tools/shell/stage.h"

/* Append the state of the stage, whose site was read from that text. */
void	 state_write(const struct stage *, const char *path, const char *site,
	    size_t size, struct buffer *);

/* The site that a state has: its text, with an end, and the path from which it
 * was read, for messages.  The arena owns both. */
struct state_site {
	const char	*path, *text;
	size_t		 size;
};

bool	 state_site(struct arena *, const char *bytes, size_t n,
	    struct state_site *, struct err *);
/* Bring a stage that was made from that site, in which nothing has happened,
 * into that state.  ERR_FILE_INVALID: then the stage can only be dropped. */
bool	 state_take(struct stage *, const char *bytes, size_t n,
	    struct err *);

#endif
