/*
 * request.h: what a place is asked to do, as the lines that its channel reads
 * (channel.ksh).
 */
#ifndef CHANNELS_REQUEST_H
#define CHANNELS_REQUEST_H

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
	/* The run that takes a lock by it, or gives one up; NULL: it is no
	 * such command. */
	const char	*locks_for;
};

/* Append a command.  ERR_UNSUPPORTED: it cannot be sent so, and nothing is
 * appended. */
bool	 request_command(struct buffer *, const struct request *,
	    const struct typed_line *, struct err *);
/* What came of a change ("end"); is a change of a run under way ("busy"); who
 * holds a lock ("held"). */
void	 request_about(struct buffer *, const char *verb, const char *mark,
	    const char *what);

#endif
