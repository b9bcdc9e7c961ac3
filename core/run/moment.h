/*
 * moment.h: what the files of core/run share: the moments of a step.
 *
 * moment.c gives the operation that comes now, apply.c and settle.c apply its
 * answer, run.c moves from step to step, forward and back.  For core/run only.
 */
#ifndef CORE_MOMENT_H
#define CORE_MOMENT_H

#include "core/run/run.h"

enum {
	ASK_AGAIN_MS = 10000,	/* pause before a question is repeated */
	ASK_PATIENCE = 360,	/* the longest pause, as a part of the wait */
	ASK_TIMES = 4,		/* without an answer, then STUCK */
	QUESTION_LIMIT_MS = 30000,
	VERIFY_LIMIT_MS = 900000,	/* at least */
	VERIFY_BOOT_MS = 300000,	/* beside three boots */
	CHANGE_TRIES = 3,
};

/* run->observed: the set of answers in this moment. */
enum {
	OBSERVED_MET = 1,	/* as wanted */
	OBSERVED_FOUND = 2,	/* as before the change */
	OBSERVED_OTHER = 4,
	OBSERVED_BUSY = 8,	/* in progress */
	OBSERVED_PARTIAL = 16,	/* after a partial effect */
	OBSERVED_SAME = 32,	/* as wanted, and so before the change */
};

/* Begin a moment with its first question. */
void	 moment_begin(struct run *, enum moment);
/* Does this moment ask facts?  The others have an operation of their own. */
bool	 moment_asks(const struct run *);
/* The change of this moment: the step's; going back, an undo of it.  false:
 * the step has no more undos. */
bool	 moment_op(const struct plan *, const struct run *, struct op *);
/* The row-th fact (from 0) that this moment asks: one of the plan's, or written
 * into the caller's buffer; NULL: there are no more. */
const struct fact *moment_fact(const struct plan *, const struct run *,
	    uint32_t row, struct fact *buffer);
/* The same in that moment of the present step, on the way forward or back. */
const struct fact *moment_row(const struct plan *, const struct run *,
	    enum moment, uint32_t row, struct fact *buffer);

/* In run.c, apply.c and decide.c.  Turn back for that reason; STUCK after the
 * point of no return. */
void	 run_turn(const struct plan *, struct run *, const struct err *);
/* Turn back because the operator requested it. */
void	 run_rollback(const struct plan *, struct run *);
/* End the run; STUCK instead if a debt forbids that ending. */
void	 run_end(const struct plan *, struct run *, enum ending,
	    const struct err *);
/* The change of this moment took effect, or its effect was there already. */
void	 run_reached(const struct plan *, struct run *, bool already);
/* The step is not needed. */
void	 run_passed(const struct plan *, struct run *);
/* Begin with the first check again, and ask nodes that were silent, too: what
 * earlier checks have found may have changed. */
void	 run_check_again(struct run *);
/* Has the run, which goes on at a later phase, left behind what the step asks
 * behind its locks?  It verifies instead. */
bool	 run_rechecked(const struct plan *, const struct run *, uint32_t step);
/* A check is over: go to the next one, to the first step, or end REFUSED. */
void	 run_checked(const struct plan *, struct run *);
/* If nothing is left to verify: end the run, release the locks first, or begin
 * the change that waited for the verification on resume. */
void	 run_verify(const struct plan *, struct run *);
/* Begin the change of this step: verify after a resume, prove, do. */
void	 run_change(const struct plan *, struct run *);
/* Go forward to that step. */
void	 run_forward(const struct plan *, struct run *, uint32_t step);
/* Go back to the next step before run->step that must be undone. */
void	 run_back(const struct plan *, struct run *);

/* In stuck.c.  Is this moment part of a verification? */
bool	 run_is_verify(const struct run *);
/* The name of the check or step, for messages. */
const char *run_step_text(const struct plan *, const struct run *);
/* In checks.c.  The part of an answer that matters to the fact, as text in the
 * buffer: "imported on node2". */
const char *run_answer_text(const struct plan *, const struct fact *,
	    const struct answer *, char *buffer, size_t size);
/* Repeat the questions of the moment after a pause. */
void	 run_again(struct run *);
/* In limit.c: how long the change of this moment may take, in milliseconds. */
int64_t	 run_limit_ms(const struct plan *, const struct run *);
/* Has the moment lasted as long as it may? */
bool	 run_limit_passed(const struct plan *, const struct run *);
/* Something is in progress: ask again until the moment's limit, then STUCK. */
void	 run_again_busy(const struct plan *, struct run *, const struct op *);
/* There was no answer: ask again a few times, then STUCK; a check is left out,
 * with all others of its node, and the job is refused after the last one. */
void	 run_no_answer(const struct plan *, struct run *, const struct op *);
/* Is it asked at a node that has not answered a check? */
bool	 run_is_silent(const struct run *, const struct op *ask);
/* End the run as STUCK, or REFUSED if it has only checked.  what completes the
 * sentence about the question: "is still at work". */
void	 run_stuck(const struct plan *, struct run *, enum err_code,
	    const struct op *ask, const char *what);
/* End the run: so much time has passed that no clock goes on. */
void	 run_out_of_time(const struct plan *, struct run *);

/* In checks.c.  Apply the answer to a check. */
void	 run_apply_check(const struct plan *, struct run *,
	    const struct answer *);

#endif
