/*
 * requests.h: a filter that makes one request for many questions.
 *
 * Each question belongs to a request (core/op/request.h).  The first question
 * makes the request; later ones are answered from its output, until the run
 * begins a change or pauses, at any place: after that every request is made
 * again.
 *
 * What it promises:
 *   - the same question gets the same answer again, without asking the backend
 *     below;
 *   - another question of the same request goes below, takes no time and is not
 *     counted: the backend below keeps what the command printed.  A simulated
 *     site answers from its world, which this run has not changed meanwhile;
 *   - a question with "forced" set, the proof of a forced operation, is always
 *     a new request;
 *   - a question without an answer is asked again;
 *   - after requests_forget, which a resume calls, no answer is reused.
 */
#ifndef CORE_STACK_REQUESTS_H
#define CORE_STACK_REQUESTS_H

#include "core/op/backend.h"
#include "core/op/request.h"

enum { REQUESTS_MADE = 128, REQUESTS_ANSWERS = 256 };

/* A request since the last change. */
struct request_made {
	struct request	 request;
	bool		 held;		/* its output may be used: the run has
					   not paused since */
};

struct request_answer {
	struct op	 ask;
	struct answer	 answer;
};

struct requests {
	struct backend	 backend;	/* first */
	const struct names *names;	/* of the questions */
	int64_t		 takes_ms;	/* the time of a request */
	/* Counted since requests_make. */
	uint64_t	 questions;
	uint64_t	 count;		/* requests without polls */
	uint64_t	 polls;		/* requests repeated since the last
					   change: the run waits for another
					   answer */
	struct request_made made[REQUESTS_MADE];
	uint32_t	 made_count;
	struct request_answer answers[REQUESTS_ANSWERS];
	uint32_t	 answer_count;
	/* The question in progress. */
	struct op	 ask;
	uint64_t	 pausing;	/* handle below of the pause for its
					   time, or HANDLE_OVER */
	uint64_t	 asking;	/* handle below of the question, or
					   HANDLE_OVER */
};

/* Make the filter over "below", for questions with those names; each request
 * takes takes_ms milliseconds.  The caller owns all three, and the filter must
 * not move. */
void	 requests_make(struct requests *, struct backend *below,
	    const struct names *, int64_t takes_ms);
/* Forget all answers and the question in progress: every question makes a new
 * request.  The counts are kept. */
void	 requests_forget(struct requests *);

#endif
