/*
 * drive.h: the loop of a run: run_next, backend_execute, run_apply.
 *
 * The only part of core/run that uses a backend.  Events are emitted to the
 * sink of the caller, which may be NULL.
 */
#ifndef CORE_DRIVE_H
#define CORE_DRIVE_H

#include "core/op/backend.h"
#include "core/plan/plan.h"
#include "core/run/event.h"
#include "core/run/run.h"

/* The text of EVENT_SKIP when the question of a step says that it is so. */
extern const char drive_already[];

/* Begin a run of the plan at that time, in milliseconds, and emit EVENT_RUN. */
void	 drive_begin(const struct plan *, struct run *, int64_t at_ms,
	    struct sink *);
/*
 * Execute the next operation, apply its answer and emit its events; EVENT_END
 * is the last.  false: the run has ended, and nothing was executed.
 */
bool	 drive_step(const struct plan *, struct run *, struct backend *,
	    struct sink *);
/* The same, for who has asked run_next what comes, and it has come. */
struct drive_op {
	struct op	 op;
	int64_t		 limit_ms;
};
void	 drive_next(const struct plan *, struct run *, const struct drive_op *,
	    struct backend *, struct sink *);
/*
 * Continue a run that was interrupted or has ended, as run_decide does, and
 * emit EVENT_RESUMED.  The errors are those of run_decide.
 */
struct decided {
	enum decision	 decision;
	int64_t		 at_ms;
};
bool	 drive_decide(const struct plan *, struct run *, struct decided,
	    struct sink *, struct err *);
/* Execute a run that has begun to its end. */
void	 drive(const struct plan *, struct run *, struct backend *,
	    struct sink *);

#endif
