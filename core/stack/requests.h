/*
 * requests.h: a filter that makes one request for all that it answers.
 *
 * A question belongs to a request (core/op/request.h).  The first question of a
 * request makes it; further questions are answered from it, until the run
 * begins a change or waits, at any place: then every request has to be made
 * again.
 *
 * What it promises:
 *   - a question that this request has answered before gets that answer again,
 *     and the backend below is not asked;
 *   - another question of the request goes below and is neither counted nor
 * charged: what the command printed is kept there.  The simulated site answers
 *     from its world, in which nothing has been changed by this run since;
 *   - a question with "forced" set, the proof right before a forced operation,
 *     is always a new request;
 *   - a question without an answer is asked again;
 *   - requests_forget, which a resume calls, forgets all answers.
 */
#ifndef CORE_STACK_REQUESTS_H
#define CORE_STACK_REQUESTS_H

#include "core/op/backend.h"
#include "core/op/request.h"

enum { REQUESTS_MADE = 128, REQUESTS_ANSWERS = 256 };

/* Since the last change; "held" until the run waits. */
struct request_made {
	struct request	 request;
	bool		 held;
};

struct request_answer {
	struct op	 ask;
	struct answer	 answer;
};

struct requests {
	struct backend	 backend;	/* first */
	int64_t		 takes_ms;	/* for each request: time passes below
					   before it is answered; 0: none */
	/* What has been counted since requests_make. */
	uint64_t	 questions;
	uint64_t	 count;		/* requests, but for polls */
	uint64_t	 polls;		/* made already since the last change:
					   the run waits for another answer */
	struct request_made made[REQUESTS_MADE];
	uint32_t	 made_count;
	struct request_answer answers[REQUESTS_ANSWERS];
	uint32_t	 answer_count;
	/* The question that is being asked. */
	struct op	 ask;
	uint64_t	 paying;	/* handle below of the time that it
					   takes, or HANDLE_OVER */
	uint64_t	 asking;	/* handle below of itself, the same */
};

/* Over that backend; "requests" is the caller's and must not move. */
void	 requests_make(struct requests *, struct backend *below,
	    int64_t takes_ms);
/* Forget what was answered, and what is being asked: every question is a new
 * request from now on.  What was counted stays. */
void	 requests_forget(struct requests *);

#endif
