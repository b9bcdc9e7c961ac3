/*
 * session.h: a stack of backends, its sinks, and a run folder: all that
 * carries runs over any bottom.
 *
 * The stack: the journal's writer while there is one, whatever its maker has
 * put on top, faults, fence, members, requests, a clock that continues where a
 * journal ends, the bottom.
 */
#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include "core/plan/job.h"
#include "core/run/drive.h"
#include "core/stack/clock.h"
#include "core/stack/faults.h"
#include "core/stack/fence.h"
#include "core/stack/members.h"
#include "core/stack/requests.h"
#include "tools/report/downtime.h"
#include "tools/session/writer.h"

/* What will be asked, for a job that is planned or by a run that is driven: who
 * asks for it past session_plan and session_step sets it, and takes it back. */
struct session_ahead {
	struct ahead	 ahead;		/* first */
	const struct site *site;
	const struct job *job;		/* NULL: none is */
	const struct plan *plan;	/* of the run */
	const struct run *run;		/* NULL: there is none */
	bool		 ends;		/* what runs where is asked */
};

struct session {
	struct arena	*arena;
	struct site	*site;
	struct backend	*bottom;
	bool		 placed;	/* it answers nothing but what is asked
					   of a node */
	struct clock	 clock;		/* used after session_resume_at */
	struct requests	 requests;
	struct members	 members;
	struct fence	 fence;
	struct faults	 faults;
	struct backend	*top;		/* below the writer; a filter may be put
					   over it */
	struct sink	 listener;	/* to the bottom's events */
	struct sink	*sink;		/* gets the events too, or NULL */
	struct downtime	 downtime;
	struct folder	*folder;	/* of the run, borrowed; NULL: none */
	struct writer	 writer;
	bool		 writing;	/* the writer is on top */
	struct session_ahead following;
};

/* Over that bottom, whose events are emitted to session->listener. */
void	 session_make(struct session *, struct arena *, struct site *,
	    struct backend *bottom);
/* Questions reach the bottom as they are, each time, and take no time: for a
 * caller that restores the bottom to an earlier state.  Before any
 * operation. */
void	 session_ask_bottom(struct session *);
/* From now on over that bottom, another way to the same site; what was asked is
 * forgotten.  Not after session_resume_at. */
void	 session_bottom(struct session *, struct backend *bottom);
/* A run begins, or is resumed: no earlier answer is used. */
void	 session_forget(struct session *);
/* Downtime is counted from now on, at time zero; no guest has been up.  What
 * was asked is forgotten. */
void	 session_zero(struct session *);

/* Ask what the plan depends on, and make it.  NULL and err when the job does
 * not fit. */
struct plan *session_plan(struct session *, const struct job *,
	    struct err *);
/* Put the journal's writer on top for that run, into session->folder; the run's
 * events go to the writer's sink, and on from there to next. */
void	 session_write(struct session *, struct sink *next,
	    const struct plan *, const struct run *);
/* The sink of a run: the writer's when there is one, else that one. */
struct sink *session_sink(struct session *, struct sink *);
/* The backend that a run drives. */
struct backend *session_top(struct session *);
/* One operation of a run.  false when the run has ended, or domferry has, or
 * nothing more can be written. */
bool	 session_step(struct session *, const struct plan *, struct run *,
	    struct sink *);
/* The operation that run_next has given, without a sink.  false: domferry has
 * ended, or nothing more can be written. */
bool	 session_next(struct session *, const struct plan *, struct run *,
	    const struct drive_op *);

int64_t	 session_now_ms(const struct session *);
/* Let time pass until then; until_ms is later than now. */
void	 session_advance(struct session *, int64_t until_ms);
/* Time zero is now, for a bottom whose clock cannot be set. */
void	 session_begin(struct session *);
/* The same for a run that is resumed: that time is now. */
void	 session_continue_at(struct session *, int64_t at_ms);
/* The clock continues at that time or later; before any operation. */
void	 session_resume_at(struct session *, int64_t at_ms);
/* How long the guest was down until now. */
int64_t	 session_downtime(const struct session *, uint32_t guest);

#endif
