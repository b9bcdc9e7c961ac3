/*
 * request.h: what a place is asked to do, as the lines that its session reads
 * (session.ksh).
 */
#ifndef REACH_REQUEST_H
#define REACH_REQUEST_H

#include "backends/commands/line.h"
#include "core/base/buffer.h"

/* The first request of a session: how one becomes root there (NULL: one is),
 * and the folder that keeps what came of changes. */
void	 request_open(struct buffer *, const char *mark, const char *become,
	    const char *kept);
/*
 * A command.  id is NULL for a question; program is the path by which it is
 * found there.  ERR_UNSUPPORTED: it cannot be sent so, and nothing is
 * appended.
 */
bool	 request_command(struct buffer *, const char *mark, const char *id,
	    const char *program, const struct typed_line *, struct err *);
/* What came of a change ("end"), or that nobody needs that any more
 * ("drop"). */
void	 request_about(struct buffer *, const char *verb, const char *mark,
	    const char *id);

#endif
