/*
 * moment.h: the moments of a run: skip if, ask, prove, do, settle, verify.
 *
 * moment.c says what comes now, apply.c applies its answer; run.c moves from
 * step to step, forward and back.  Inside core only.
 */
#ifndef CORE_MOMENT_H
#define CORE_MOMENT_H

#include "core/run/run.h"

enum {
	ASK_AGAIN_MS = 10000,	/* between two questions of one moment */
	ASK_TIMES = 4,		/* without an answer, then STUCK */
	QUESTION_LIMIT_MS = 30000,
	VERIFY_LIMIT_MS = 900000,
	CHANGE_TRIES = 3,
};

/* run->observed: what the answers of this moment were. */
enum {
	OBSERVED_MET = 1,
	OBSERVED_FOUND = 2,
	OBSERVED_OTHER = 4,
	OBSERVED_BUSY = 8,
	OBSERVED_PARTIAL = 16
};

void	 moment_begin(struct run *, enum moment);
/* The change of this moment: the step's, or the undo's going back. */
bool	 moment_op(const struct plan *, const struct run *, struct op *);
/* The fact that a row of this moment asks; false when there are no more. */
bool	 moment_fact(const struct plan *, const struct run *, uint32_t row,
	    struct fact *);

/* In run.c, apply.c and decide.c. */
void	 run_turn(const struct plan *, struct run *, const struct err *);
/* Go back, as the operator has decided. */
void	 run_rolled(const struct plan *, struct run *);
void	 run_end(const struct plan *, struct run *, enum ending,
	    const struct err *);
void	 run_reached(const struct plan *, struct run *, bool was_so);
void	 run_passed(const struct plan *, struct run *);
void	 run_checked(const struct plan *, struct run *);
/* Is anything left to verify?  Else the run ends, or the change begins that
 * waited for the verification on resume. */
void	 run_verify(const struct plan *, struct run *);
/* The change of this step: verified, proved, done. */
void	 run_change(const struct plan *, struct run *);
/* Come to a step going forward; undo the step before run->step. */
void	 run_forward(const struct plan *, struct run *, uint32_t step);
void	 run_back(const struct plan *, struct run *);

/* In stuck.c: the name of the step; ask the moment once more in a while. */
bool	 run_is_verify(const struct run *);
const char *run_step_text(const struct plan *, const struct run *);
void	 run_again(struct run *);
bool	 run_limit_passed(const struct plan *, const struct run *);
/* It is in progress: ask again until the moment's limit, then STUCK. */
void	 run_again_busy(const struct plan *, struct run *, const struct op *);
/* It was not answered: ask again a few times, then STUCK. */
void	 run_no_answer(const struct plan *, struct run *, const struct op *);
void	 run_stuck(const struct plan *, struct run *, enum err_code,
	    const struct op *ask, const char *what);

/* In settle.c: what the change reported; its question; is it still at work? */
void	 run_apply_change(struct run *, const struct result *);
void	 run_apply_settle(const struct plan *, struct run *,
	    const struct fact *, const struct answer *);
struct op run_quiesce_ask(const struct op *);
void	 run_apply_quiesce(const struct plan *, struct run *,
	    const struct result *);

#endif
