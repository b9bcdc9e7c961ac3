/*
 * backend.h: the one way to machines, real or simulated.
 *
 * A backend begins operations, waits for them and leaves them alone; small
 * filters stack on it through below, and use nothing else of it.  What every
 * backend keeps: a change that has already taken effect is DONE; FAILED
 * promises that nothing changed and nothing will; when in doubt UNKNOWN.  A
 * question changes nothing.  The backend's clock is the only one that a run
 * knows, and it never goes back, across a resume either.
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

/* DONE, and no answer yet. */
void	 result_clear(struct result *);

/*
 * Handles of a bottom are below HANDLE_FILTER.  A filter hands them on as they
 * are; it may give out handles of its own from its own bit of these on, so
 * that two filters of one stack never mean different things by one handle.
 */
enum { HANDLE_OVER = 0 };
#define HANDLE_FILTER	((uint64_t)1 << 56)

/* The functions are called through backend_*, which keep the promises. */
struct backend {
	const char	*name;
	int64_t		(*now_ms)(struct backend *);
	uint64_t	(*begin)(struct backend *, const struct op *,
			    struct result *);
	bool		(*wait)(struct backend *, uint64_t handle,
			    int64_t until_ms, struct result *);
	void		(*leave)(struct backend *, uint64_t handle);
	struct backend	*below;		/* NULL at the bottom */
};

/* Its clock, in milliseconds since its beginning; never goes back. */
int64_t	 backend_now_ms(struct backend *);
/*
 * Begin an operation.  HANDLE_OVER: it is over at once, and the result is
 * filled in; else the handle is the caller's until backend_wait returns true,
 * or until backend_leave.  An operation that lacks a field is FAILED and does
 * not reach the backend.
 */
uint64_t backend_begin(struct backend *, const struct op *, struct result *);
/*
 * Let time pass until that operation is over or until until_ms, whichever comes
 * first, and at least until everything that is due now has happened.  true: it
 * is over, the result is filled in, and the handle is no longer valid.
 */
bool	 backend_wait(struct backend *, uint64_t handle, int64_t until_ms,
	    struct result *);
/*
 * The caller does not wait for that operation any more.  It goes on, and its
 * result is lost.
 */
void	 backend_leave(struct backend *, uint64_t handle);
/* The result for a caller who left because the limit has passed. */
void	 backend_timeout(struct backend *, struct result *);

/*
 * Carry out one operation and wait for it, at most limit_ms on the backend's
 * clock: then it is left, and the result is UNKNOWN, ERR_TIMEOUT.
 */
void	 backend_execute(struct backend *, const struct op *,
	    int64_t limit_ms, struct result *);

/*
 * A filter that changes nothing of one of these takes these, and calls them to
 * reach what is below it.  An operation was checked when it came to the top:
 * what a filter makes of it is the filter's.
 */
int64_t	 filter_now_ms(struct backend *);
uint64_t filter_begin(struct backend *, const struct op *, struct result *);
bool	 filter_wait(struct backend *, uint64_t handle, int64_t until_ms,
	    struct result *);
void	 filter_leave(struct backend *, uint64_t handle);

#endif
