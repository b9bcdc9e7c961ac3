/*
 * request.h: what a place is asked to do, as the lines that its channel reads
 * (channel.ksh).
 */
#ifndef CHANNELS_REQUEST_H
#define CHANNELS_REQUEST_H

#include <stdint.h>

#include "backends/commands/line.h"
#include "core/base/buffer.h"

/* The first request of a channel: how one becomes root there; NULL: one is. */
void	 request_open(struct buffer *, const char *mark, const char *become);
struct request {
	const char	*mark;
	const char	*program;	/* the path by which it is found */
	const char	*id;		/* of a change; NULL: a question */
	const char	*ended;		/* an earlier change, of which nothing
					   has to be kept; "": none */
	/* What locks of its run say.  With needs it is begun only while that
	 * lock is of this run; without, it takes a lock or gives one up, and
	 * one that says what is in gone is broken.  Each may be NULL. */
	const char	*lock_text;
	const char	*needs;
	const char	*const *gone;	/* NULL ends it */
};

/* Append a command.  ERR_UNSUPPORTED: it cannot be sent so, and nothing is
 * appended. */
bool	 request_command(struct buffer *, const struct request *,
	    const struct typed_line *, struct err *);
/* What came of a change ("end"); what it has printed until now ("seen"); is a
 * change of a run under way ("busy"); who holds a lock ("held"), and what it is
 * to say if it is of that run; else more is "". */
void	 request_about(struct buffer *, const char *verb, const char *mark,
	    const char *what, const char *more);
/* The journal of that run goes on from that byte; text are whole lines, or
 * NULL: what is there is asked. */
void	 request_log(struct buffer *, const char *mark, const char *run,
	    int64_t from, const char *text);

#endif
