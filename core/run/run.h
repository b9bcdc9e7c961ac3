/*
 * run.h: carry out a plan, one answer at a time.
 *
 * A run is a value: where it is, which way it goes, what each step found.
 * run_next says which operation comes now, run_apply applies its answer.  Both
 * are pure, so a run is resumed by replaying its answers to a new one.  A
 * change is asked, proved, done, settled; what a command reports is only a
 * hint, its question decides.  A run that does not know the state changes
 * nothing.
 *
 * moment   as wanted      as found              something else  no answer
 * ask      next step      prove, do             prove, do       again, STUCK
 * prove    do             STUCK                 STUCK           again, STUCK
 * settle   next step      refused: turn; else   STUCK           again, STUCK
 *                         wait, retry, turn
 * verify   verify next    STUCK: it has changed the same        again, STUCK
 *
 * verify on resume: the same, before the first change after an interruption,
 * then prove; a lock or mount that a reboot has removed is taken again (relock)
 *
 * What is in progress is asked again at every moment.  Decisions of the
 * operator are applied as well (run_decide), so that a run is a function of its
 * plan and of what was applied to it, and of nothing else.
 */
#ifndef CORE_RUN_H
#define CORE_RUN_H

#include "core/op/backend.h"
#include "core/plan/plan.h"

enum ending {
	GOING,			/* not ended */
	ARRIVED,		/* the whole plan is done */
	RETURNED,		/* everything of this phase is undone */
	STUCK,			/* part of the way; can be resumed */
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

/* What the last run_apply led to, for the events. */
enum news { NEWS_NONE, NEWS_CHECKED, NEWS_SKIPPED, NEWS_DONE, NEWS_UNDONE,
    NEWS_TURNED };

/* The operator's decision about a run that was interrupted or has ended. */
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
	uint32_t	observed;	/* settling: set of the answers */
	uint32_t	lost;		/* the change's answer was not FAILED */
	uint32_t	news;		/* enum news */
	uint32_t	exit;		/* exit status when ended */
	uint32_t	unverified;	/* verify before the next change */
	uint32_t	rollback;	/* back to the very beginning */
	uint32_t	verified;	/* the last verification is over */
	uint32_t	home;		/* where a return has led */
	uint32_t	relocks;	/* tries of MOMENT_RELOCK at this row */
	int64_t		begun_ms;
	int64_t		at_ms;		/* of the last answer */
	int64_t		since_ms;	/* when this moment began */
	int64_t		said_ms;	/* when the change was answered */
	struct err	said;		/* what the change reported */
	struct err	why;		/* of the turn or of the ending */
	struct err	turned;		/* why it goes back */
	struct answer	before[PLAN_DECIDES];	/* as this moment found it */
	uint8_t		done[PLAN_STEPS];	/* enum step_done */
	struct answer	found[PLAN_FACTS];	/* before each change */
};

/*
 * Passed: not needed, or has nothing that could be undone.  Within: undone
 * together with the thing of which it is a part.
 */
enum step_done { STEP_AHEAD, STEP_WAS_SO, STEP_DONE, STEP_UNDONE,
    STEP_PASSED, STEP_WITHIN };

/* A run at its beginning. */
void	 run_start(const struct plan *, struct run *);
/* The operation that comes now, and its limit; false when it has ended. */
bool	 run_next(const struct plan *, const struct run *, struct op *,
	    int64_t *limit_ms);
/* Apply the answer of that operation. */
void	 run_apply(const struct plan *, struct run *, const struct result *);
/* The n-th open debt (from 0): what closes it; false when no more. */
bool	 run_debt(const struct plan *, const struct run *, unsigned n,
	    struct op *closing);
/* The same of those that this phase, or the way back, leaves open. */
bool	 run_debt_here(const struct plan *, const struct run *, unsigned n,
	    struct op *closing);
/* Does an open debt forbid that ending?  What closes it.  A debt that an
 * earlier phase leaves to a later one stays open when the later one returns. */
bool	 run_leaves_open(const struct plan *, const struct run *, enum ending,
	    struct op *closing);
/*
 * Continue a run that was interrupted, or that has ended.  A change whose
 * answer was lost has been applied as UNKNOWN before; it is settled first.
 * Then, before the next change, the picture is verified.  DECIDE_RESUME
 * continues the way that the run was going (a run that has RETURNED tries its
 * phase again); DECIDE_ROLLBACK goes back to the plan's beginning.  false, and
 * nothing has changed: ERR_RUN_ENDED when nothing is left to do,
 * ERR_NO_WAY_BACK after the point of no return.
 */
bool	 run_decide(const struct plan *, struct run *, enum decision,
	    int64_t at_ms, struct err *);
/*
 * The n-th command (from 0) that is left of the way back to the beginning of
 * this phase; false when no more.  For a person who goes back by hand.
 */
bool	 run_home(const struct plan *, const struct run *, unsigned n,
	    struct op *);
/* The same, to the very beginning of the plan, of a run that run_unwind has
 * made of this one: without the steps that have undone themselves. */
bool	 run_whole(const struct plan *, const struct run *, unsigned n,
	    struct op *);
void	 run_unwind(const struct plan *, const struct run *,
	    struct run *unwound);
/* The try of the change that comes now, from 1. */
uint32_t run_try(const struct run *);
const char *ending_name(enum ending);

#endif
