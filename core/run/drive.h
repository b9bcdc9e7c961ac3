/*
 * drive.h: the engine: next, execute, apply.
 */
#ifndef CORE_DRIVE_H
#define CORE_DRIVE_H

#include "core/op/backend.h"
#include "core/plan/plan.h"
#include "core/run/event.h"
#include "core/run/run.h"

/*
 * Begin a run of the plan: run_start, and EVENT_RUN is emitted.
 */
void	 drive_begin(const struct plan *, struct run *, int64_t at_ms,
	    struct sink *);
/*
 * Execute one operation and apply its answer.  Emits its events to the sink
 * (which may be NULL); EVENT_END when it was the last.  false when the run had
 * ended.
 */
bool	 drive_step(const struct plan *, struct run *, struct backend *,
	    struct sink *);
/*
 * Continue a run that was interrupted or has ended: run_decide, and
 * EVENT_RESUMED is emitted.
 */
bool	 drive_decide(const struct plan *, struct run *, enum decision,
	    int64_t at_ms, struct sink *, struct err *);
/* The rest of a run that was begun, to its ending. */
void	 drive(const struct plan *, struct run *, struct backend *,
	    struct sink *);

#endif
