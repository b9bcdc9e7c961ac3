/*
 * backend.h: the one door to machines, real or simulated.
 *
 * A backend has one method.  Small filters stack on it through below.  What
 * every backend keeps: "already so" is DONE; FAILED promises that nothing
 * changed and nothing will; when in doubt UNKNOWN; the result carries the
 * backend's clock, the only clock that a run knows; a question changes
 * nothing.
 */
#ifndef CORE_BACKEND_H
#define CORE_BACKEND_H

#include "core/base/err.h"
#include "core/op/answers.h"

enum outcome {
	DONE,
	FAILED,			/* and nothing has changed */
	UNKNOWN,		/* it may or may not have happened */
};

struct result {
	enum outcome	 outcome;
	struct err	 err;		/* unless DONE */
	int64_t		 at_ms;		/* the backend's clock */
	struct answer	 answer;	/* to a question */
	/* To one about all objects; borrowed from the backend until it is asked
	 * again.  Else NULL. */
	const struct answers *all;
};

struct backend {
	const char	*name;
	void		(*execute)(struct backend *, const struct op *,
			    int64_t limit_ms, struct result *);
	struct backend	*below;		/* NULL at the bottom */
};

/*
 * Carry out one operation and wait for it, at most limit_ms on the backend's
 * clock (then UNKNOWN; the operation may still go on).
 */
void	 backend_execute(struct backend *, const struct op *,
	    int64_t limit_ms, struct result *);

#endif
