/*
 * run.h: carry out a plan, one answer at a time.
 *
 * A run is a value: where it is, which way it goes, what each step found.
 * run_next says which operation comes now, run_apply takes in what came of it;
 * both are pure, so resuming is telling a new run what the old one was told.
 * A change is asked, proved, done, settled; what a command says of itself is
 * a hint, its question decides.  Ignorance moves nothing.
 *
 * moment   as wanted      as found              something else  no answer
 * ask      next step      prove, do             prove, do       again, STUCK
 * prove    do             STUCK                 STUCK           again, STUCK
 * settle   next step      refused: turn; else   STUCK           again, STUCK
 *                         wait, retry, turn
 * look     look on        STUCK: it has moved   the same        again, STUCK
 *
 * survey   the same, before the first change after a break: on to prove;
 *          a lock or mount that a reboot has dropped is taken again (relock)
 *
 * What is under way is asked again at every moment.  What the operator decides
 * is told as well (run_decide), so that a run is a function of its plan and of
 * what it was told, and of nothing else.
 */
#ifndef CORE_RUN_H
#define CORE_RUN_H

#include "core/op/backend.h"
#include "core/plan/plan.h"

enum ending {
	GOING,			/* not ended */
	ARRIVED,		/* the whole plan is done */
	RETURNED,		/* nothing of this phase is left */
	STUCK,			/* somewhere between; can be resumed */
	REFUSED,		/* a check was not met; nothing was done */
};

enum way { WAY_CHECK, WAY_FORWARD, WAY_BACK };

enum moment {
	MOMENT_SKIP_IF,
	MOMENT_ASK,
	MOMENT_PROVE,
	MOMENT_DO,
	MOMENT_SETTLE,
	MOMENT_QUIESCE,
	MOMENT_WORK,
	MOMENT_VERIFY,
	MOMENT_VERIFY_RESUME,
	MOMENT_RELOCK
};

/* What the last run_apply came to: for whoever tells the story. */
enum news { NEWS_NONE, NEWS_CHECKED, NEWS_SKIPPED, NEWS_DONE, NEWS_UNDONE,
    NEWS_TURNED };

/* What the operator decides about a run that was broken off, or has ended. */
enum decision { DECIDE_RESUME, DECIDE_ROLLBACK };

struct run {
	uint32_t	way;		/* enum way */
	uint32_t	moment;		/* enum moment */
	uint32_t	step;		/* of the plan; or the check */
	uint32_t	undo;		/* which of the step's undos */
	uint32_t	row;		/* which fact of the moment */
	uint32_t	pausing;	/* a pause comes before the question */
	uint32_t	asked;		/* times asked without an answer */
	uint32_t	tries;		/* of this change */
	uint32_t	floor;		/* going back ends at this step */
	uint32_t	ending;		/* enum ending */
	uint32_t observed; /* settling: set of what was answered */
	uint32_t	lost;		/* the change's answer was not FAILED */
	uint32_t	news;		/* enum news */
	uint32_t	exit;		/* exit status when ended */
	uint32_t	unverified;	/* look before the next change */
	uint32_t	rollback;		/* back to the very beginning */
	uint32_t	verified;		/* the last look is over */
	uint32_t	home;		/* where a return has led */
	uint32_t	relocks;	/* tries of MOMENT_RELOCK at this row */
	int64_t		begun_ms;
	int64_t		at_ms;		/* of the last answer */
	int64_t		since_ms;	/* when this moment began */
	int64_t		said_ms;	/* when the change was answered */
	struct err	said;		/* what the change said of itself */
	struct err	why;		/* of the turn or of the ending */
	struct err	turned;		/* why it goes back */
	struct answer	before[PLAN_DECIDES];	/* as this moment found it */
	uint8_t		done[PLAN_STEPS];	/* enum step_done */
	struct answer	found[PLAN_FACTS];	/* before each change */
};

/*
 * Passed: needless, or has nothing that could be brought back.  Within: goes
 * when what it is a part of goes.
 */
enum step_done { STEP_AHEAD, STEP_WAS_SO, STEP_DONE, STEP_UNDONE,
    STEP_PASSED, STEP_WITHIN };

/* A run at its beginning. */
void	 run_start(const struct plan *, struct run *);
/* The operation that comes now, and its limit; false when it has ended. */
bool	 run_next(const struct plan *, const struct run *, struct op *,
	    int64_t *limit_ms);
/* Take in what came of that operation. */
void	 run_apply(const struct plan *, struct run *, const struct result *);
/* The n-th debt that stands (from 0): the payment; false when no more. */
bool	 run_debt(const struct plan *, const struct run *, unsigned n,
	    struct op *closing);
/* The same of those that this phase, or the way back, has left. */
bool	 run_debt_here(const struct plan *, const struct run *, unsigned n,
	    struct op *closing);
/* Does a debt forbid that ending?  Its payment.  What an earlier phase has left
 * for a later one stands when that one returns. */
bool	 run_leaves_open(const struct plan *, const struct run *, enum ending,
	    struct op *closing);
/*
 * Take up a run that was broken off, or that has ended.  A change whose answer
 * was lost has been told as UNKNOWN before; it is settled first.  Then, before
 * the next change, the picture is looked at.  DECIDE_RESUME goes on the way
 * that the run was going (a run that has RETURNED tries its phase again);
 * DECIDE_ROLLBACK goes back to the plan's beginning.  false, and nothing has
 * changed: ERR_RUN_ENDED when nothing is left to do, ERR_NO_WAY_BACK after the
 * point of no return.
 */
bool	 run_decide(const struct plan *, struct run *, enum decision,
	    int64_t at_ms, struct err *);
/*
 * The n-th command (from 0) of the way back to where this phase began, as far
 * as it is not gone yet; false when no more.  For a person who goes it by hand.
 */
bool	 run_home(const struct plan *, const struct run *, unsigned n,
	    struct op *);
/* The same, to the very beginning of the plan, of a run that run_unwind has
 * made of this one: without the steps that have led back by themselves. */
bool	 run_whole(const struct plan *, const struct run *, unsigned n,
	    struct op *);
void	 run_unwind(const struct plan *, const struct run *,
	    struct run *unwound);
/* The try of the change that comes now, from 1. */
uint32_t run_try(const struct run *);
const char *ending_name(enum ending);

#endif
