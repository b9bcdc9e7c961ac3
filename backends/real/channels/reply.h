/*
 * reply.h: what a place answers to a request, as its bytes come.
 *
 * An answer ends with a line that begins with the mark of its request, on both
 * streams; never with the end of the stream.  What a command prints cannot know
 * the mark.
 */
#ifndef CHANNELS_REPLY_H
#define CHANNELS_REPLY_H

#include <stdint.h>

#include "backends/real/answers/ended.h"
#include "core/base/buffer.h"
#include "core/base/err.h"

enum { MARK_BYTES = 33, REPLY_WORD = 16, REPLY_MOST = 16 << 20 };

struct reply {
	struct buffer	 out, err;	/* what has come; once the reply is
					   whole, what the command has
					   printed */
	size_t		 out_seen, err_seen; /* before that there is no mark */
	size_t		 out_rest, err_rest; /* then, where in them the next
					   reply begins, and ends */
	size_t		 out_all, err_all;
	char		 word[REPLY_WORD]; /* "over", "running", … */
	int		 status;
	int64_t		 now_ms;	/* the clock of a simulated site; -1 */
};

/* Begin to wait for another. */
void		 reply_begin(struct reply *);
/*
 * Is it whole?  Then the line of the mark, and what has come after it, is taken
 * off both streams.  ERR_NO_ANSWER: what has come cannot be an answer to that
 * request, or is more than REPLY_MOST bytes; err is not set else.
 */
bool		 reply_whole(struct reply *, const char *mark, struct err *);
/* What has come after a whole one is the beginning of the next. */
void		 reply_rest(const struct reply *, struct reply *next);
struct ended	 reply_ended(const struct reply *);
void		 reply_drop(struct reply *);

#endif
