/*
 * run.h: execute a plan, one answer at a time.
 *
 * A run is a value: the present step, the direction, and what each step found.
 * run_next gives the next operation, run_apply applies its answer.  Both are
 * pure, so a run is resumed by replaying its answers to a new one.  A change
 * is asked, proved, done and settled; what a command reports is only a hint,
 * the question decides.  A run that does not know the state changes nothing.
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
 * Going back, a group that a failed node has left offline is brought online
 * again where it has to be; when that node is gone, wherever it can be
 * (rescue).
 *
 * In every moment a question about something in progress is repeated.
 * Decisions of the operator are applied as well (run_decide), so that a run
 * depends only on its plan and on what was applied to it.
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
	MOMENT_RELOCK,
	MOMENT_RESCUE,
	MOMENT_RESCUE_DO
};

/* What the last run_apply or run_decide caused, for the events. */
enum news { NEWS_NONE, NEWS_CHECKED, NEWS_SKIPPED, NEWS_DONE, NEWS_UNDONE,
    NEWS_TURNED };

/* Once after each interruption: a guest that was reset with its node has to be
 * stopped, and then its agent has to start it. */
enum reset { RESET_NOT, RESET_STOP, RESET_START };

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
	uint32_t	rollback;	/* a rollback was requested */
	uint32_t	verified;	/* the last verification is over */
	uint32_t	home;		/* the step at which a return ended */
	uint32_t	relocks;	/* tries of MOMENT_RELOCK at this row */
	uint32_t	partly;		/* 1 + the step of which only a
					   part took effect; or 0 */
	uint32_t	waiting;	/* a check waits, see checks.c; or the
					   group is under way, see moved.c */
	uint32_t	waits;		/* how often checks had to wait, or the
					   group has left */
	uint32_t	rescues;	/* tries of MOMENT_RESCUE_DO */
	uint32_t	rescued;	/* the group is online somewhere */
	uint32_t	rescue_on;	/* it has to be online there; 0: on any
					   living node */
	uint32_t	rescue_for;	/* the moment that waits for it */
	uint32_t	rescue_step;	/* the last one at which there was a
					   rescue, from 1 */
	uint32_t	reset;		/* enum reset */
	uint32_t	interrupted;	/* it was resumed or rolled back */
	uint32_t	by_power;	/* 1 + the row of this moment about a
					   guest on a node that is gone: it is
					   proved by its power; or 0 */
	uint32_t	refuted;	/* STUCK, because the guest, or what it
					   stands on, is not as the run has left
					   it */
	uint64_t	gone;		/* bit n: the cluster has given node n
					   up, as the last answer says */
	uint64_t	silent;		/* checks: nodes that did not answer,
					   bit 0 for the cluster */
	int64_t		begun_ms;	/* all on the backend's clock */
	int64_t		at_ms;		/* of the last answer */
	int64_t		since_ms;	/* when this moment began */
	int64_t		reported_ms;	/* when the change was answered */
	int64_t		down_ms;	/* when the guest that is owed was
					   taken down: owed.h */
	struct err	reported;	/* what the change reported */
	struct err	why;		/* of the turn or of the ending */
	struct err	turned;		/* why it goes back */
	struct answer	before[PLAN_DECIDES];	/* as this moment found it */
	uint8_t		done[PLAN_STEPS];	/* enum step_done */
	struct answer	found[PLAN_FACTS];	/* before each change */
};

enum step_done {
	STEP_AHEAD,		/* not reached */
	STEP_ALREADY,		/* its effect was there before */
	STEP_DONE,
	STEP_UNDONE,
	STEP_PASSED,		/* not needed, or nothing to undo */
	STEP_WITHIN,		/* undone with what it is a part of */
	STEP_OWED,		/* its node is gone: to be looked at, or
				   undone, when it is back */
};

/* Make a run at its beginning.  It is the caller's, as in all of these.  In
 * "found" only the rows of the plan's facts are set. */
void	 run_start(const struct plan *, struct run *);
/* Write the operation that comes now, and its limit in milliseconds; false: the
 * run has ended. */
bool	 run_next(const struct plan *, const struct run *, struct op *,
	    int64_t *limit_ms);
/* Apply the answer of that operation. */
void	 run_apply(const struct plan *, struct run *, const struct result *);
/* Write the operation that closes the n-th open debt (from 0); false: there are
 * no more. */
bool	 run_debt(const struct plan *, const struct run *, unsigned n,
	    struct op *closing);
/* The same for the debts of this phase or, going back, of the steps that are
 * undone. */
bool	 run_debt_here(const struct plan *, const struct run *, unsigned n,
	    struct op *closing);
/* Would that step close what another one has left open: a blackout that this
 * run has found open? */
bool	 run_closes_other(const struct plan *, const struct run *,
	    uint32_t step);
/* Is to resume the group of the plan's guest one of the debts? */
bool	 run_suspends(const struct plan *, const struct run *);
/* Does an open debt forbid that ending?  If so, write what closes it. */
bool	 run_leaves_open(const struct plan *, const struct run *, enum ending,
	    struct op *closing);
/*
 * Continue a run that was interrupted or has ended, at that time in
 * milliseconds.  The caller has applied UNKNOWN for a change whose answer was
 * lost; it is settled first.  Before the next change the picture is verified.
 * DECIDE_RESUME continues in the same direction (a run that has RETURNED begins
 * its phase again); DECIDE_ROLLBACK goes back to the beginning of the plan.
 * false, and the run is not changed: ERR_RUN_ENDED if nothing is left to do,
 * ERR_NO_WAY_BACK after the point of no return.
 */
bool	 run_decide(const struct plan *, struct run *, enum decision,
	    int64_t at_ms, struct err *);
/*
 * For a person who goes back by hand: write the n-th command (from 0) on the
 * way back to the beginning of this phase; false: there are no more.
 */
bool	 run_undo_phase(const struct plan *, const struct run *, unsigned n,
	    struct op *);
/* The same, back to the beginning of the plan, for a run made by run_unwind. */
bool	 run_undo_plan(const struct plan *, const struct run *, unsigned n,
	    struct op *);
/* Has the cluster given up that node, as far as the run knows? */
bool	 run_is_gone(const struct run *, uint32_t node);
/*
 * Was the guest left, by the steps that are done, on a node that the cluster
 * has given up, without an agent that would start it elsewhere?  Then only a
 * person brings it back.  Write that node.
 */
bool	 run_lost_guest(const struct plan *, const struct run *,
	    uint32_t *node);
/* As plan_owes, after the run: a run that was refused, or has gone back to its
 * beginning, leaves nothing that a node would lack. */
const char *run_leaves(const struct plan *, const struct run *, unsigned n,
	    uint32_t *node);
/*
 * What is owed by the site and not by the run: write the n-th step (from 0)
 * that could not be undone, or looked at, because its node is gone; false:
 * there are no more.
 */
bool	 run_owes(const struct plan *, const struct run *, unsigned n,
	    uint32_t *step);
/* Copy the run without the steps that have undone themselves (detour.h). */
void	 run_unwind(const struct plan *, const struct run *,
	    struct run *unwound);
/* How long a run pauses before it repeats a question that it has asked for so
 * long, and how often it asks within that time: both in milliseconds. */
uint32_t run_pause_ms(int64_t waited_ms);
uint32_t run_asks(int64_t within_ms);
/* The number of the present try of the change, from 1. */
uint32_t run_try(const struct run *);
/* Its word in files and messages: "arrived". */
const char *ending_name(enum ending);

#endif
