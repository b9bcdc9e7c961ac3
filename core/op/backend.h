/*
 * backend.h: the one way to machines, real or simulated.
 *
 * A backend begins operations, and waits for them or leaves them running.
 * Filters are stacked on it through "below", and use nothing else of it.
 * What every backend promises: DONE for a change that has already taken effect;
 * FAILED only if nothing has changed and nothing will; UNKNOWN when in doubt.
 * A question changes nothing.  The backend's clock is the only one of a run,
 * and it never goes back, not even across a resume.
 */
#ifndef CORE_BACKEND_H
#define CORE_BACKEND_H

#include "core/base/err.h"
#include "core/op/answers.h"

enum outcome {
	DONE,
	FAILED,			/* nothing has changed, and nothing will */
	UNKNOWN,		/* it may have taken effect, or still may */
};

struct result {
	enum outcome	 outcome;
	struct err	 err;		/* unless DONE */
	int64_t		 at_ms;		/* the backend's clock */
	struct answer	 answer;	/* of a question about one object */
	/* Of a question about all objects; else NULL.  The backend owns it,
	 * and it is valid until the next operation begins. */
	const struct answers *all;
};

/* Make the result DONE, without an answer. */
void	 result_clear(struct result *);

/*
 * The bottom of a stack uses handles below HANDLE_FILTER, and filters pass them
 * on unchanged.  A filter that needs handles of its own has its own bit, from
 * HANDLE_FILTER on, so that no two filters of a stack use the same handle.
 */
enum { HANDLE_OVER = 0 };
#define HANDLE_FILTER	((uint64_t)1 << 56)

/* Who knows what a run will probably ask before it changes anything. */
struct ahead {
	/* Write at most that many questions, and return how many. */
	uint32_t	(*asks)(const struct ahead *, struct op *,
			    uint32_t most);
};

/* Callers use the backend_ functions, which check the promises. */
struct backend {
	const char	*name;
	int64_t		(*now_ms)(struct backend *);
	uint64_t	(*begin)(struct backend *, const struct op *,
			    struct result *);
	bool		(*wait)(struct backend *, uint64_t handle,
			    int64_t until_ms, struct result *);
	void		(*leave)(struct backend *, uint64_t handle);
	struct backend	*below;		/* NULL at the bottom */
	/* What was printed for questions until now answers no other one.
	 * NULL: nothing is kept. */
	void		(*forget)(struct backend *);
	/* From now on, with a question it may ask what comes next, too; NULL:
	 * that saves it nothing. */
	void		(*follow)(struct backend *, const struct ahead *);
};

/* Its clock, in milliseconds since its beginning; never goes back. */
int64_t	 backend_now_ms(struct backend *);
/* What it has kept of outputs answers no question any more. */
void	 backend_forget(struct backend *);
/* What comes next is known from there; the caller owns it. */
void	 backend_follow(struct backend *, const struct ahead *);
/*
 * Begin an operation.  HANDLE_OVER: it is already over, and the result is
 * written; else the handle is valid until backend_wait returns true, or until
 * backend_leave.  An operation that lacks a field is FAILED with ERR_REFUSED
 * and does not reach the backend.
 */
uint64_t backend_begin(struct backend *, const struct op *, struct result *);
/*
 * Wait until the operation is over, or until until_ms, whichever comes first;
 * what is due now happens in any case.  true: it is over, the result is
 * written, and the handle is no longer valid.
 */
bool	 backend_wait(struct backend *, uint64_t handle, int64_t until_ms,
	    struct result *);
/*
 * Stop waiting for the operation.  It continues, its result is lost, and the
 * handle is no longer valid.
 */
void	 backend_leave(struct backend *, uint64_t handle);
/* Write the result of an operation that did not end within its limit: UNKNOWN,
 * ERR_TIMEOUT. */
void	 backend_timeout(struct backend *, struct result *);

/*
 * Execute one operation and wait for it, at most limit_ms on the backend's
 * clock.  After that it is left, and the result is UNKNOWN, ERR_TIMEOUT.
 */
void	 backend_execute(struct backend *, const struct op *,
	    int64_t limit_ms, struct result *);
/* The same for an operation whose fields were checked before, as those of a
 * plan were: this is for the loop of a run. */
void	 backend_execute_checked(struct backend *, const struct op *,
	    int64_t limit_ms, struct result *);

/*
 * The functions of a filter that changes nothing: they call what is below.  An
 * operation was checked at the top of the stack; filter_begin does not check
 * it again.
 */
int64_t	 filter_now_ms(struct backend *);
uint64_t filter_begin(struct backend *, const struct op *, struct result *);
bool	 filter_wait(struct backend *, uint64_t handle, int64_t until_ms,
	    struct result *);
void	 filter_leave(struct backend *, uint64_t handle);

#endif
