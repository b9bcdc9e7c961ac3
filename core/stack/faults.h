/*
 * faults.h: a filter whose faults strike operations, over any backend.
 *
 * A change may be refused, its answer lost, its effect late, its answer a lie;
 * it may hang until its caller stops waiting, or take effect in part.  A
 * question may get no answer, or an old one.  And domferry may end before or
 * after an operation: then `ended` is set, and the caller stops the run.  One
 * fault strikes an operation, the first that was armed.  An operation that is
 * refused or hangs has not reached the backend below.
 */
#ifndef CORE_STACK_FAULTS_H
#define CORE_STACK_FAULTS_H

#include "core/op/backend.h"
#include "core/run/event.h"
#include "core/stack/fault.h"

enum { FAULTS_ARMED = 64, FAULTS_LATE = 16, FAULTS_OLD = 16 };

/* A fault that was armed, and how often it fitted and struck. */
struct armed {
	struct fault	 fault;
	int64_t		 matched;	/* operations that it fits */
	int64_t		 struck;
	bool		 over;		/* strikes no more */
};

/* An operation that takes effect later than it was asked for. */
struct late {
	struct op	 op;
	int64_t		 due_ms;
};

/* An answer, if there is one. */
struct given {
	bool		 known;
	struct answer	 answer;
};

/* A question that an armed fault can give an old answer to. */
struct old {
	struct op	 op;
	struct given	 last;		/* what it was answered last */
	struct given	 before;	/* and before the last change */
};

struct faults {
	struct backend	 backend;	/* first */
	struct sink	*sink;		/* EVENT_FAULT goes there; or NULL */
	const struct names *names;
	/* Does a condition hold?  With its argument; both may be NULL when no
	 * fault has a condition. */
	bool		(*holds)(void *with, const struct condition *);
	void		*with;
	struct armed	 armed[FAULTS_ARMED];
	struct late	 late[FAULTS_LATE];
	struct old	 old[FAULTS_OLD];
	uint32_t	 armed_count, late_count, old_count;
	struct fault	 next;		/* strikes the next operation */
	bool		 has_next;
	uint32_t	 partial_group;	/* of the last that was done in part */
	bool		 ended;		/* domferry has */
	bool		 ended_before;	/* before its last operation began */
};

/* Over below.  names is borrowed, for what is said of a fault that struck. */
void	 faults_make(struct faults *, struct backend *below,
	    const struct names *, struct sink *);
/* Arm a fault of class FAULT_OPERATION or FAULT_CRASH: ERR_TOO_MANY when there
 * are FAULTS_ARMED already.  EVENT_FAULT "armed". */
bool	 faults_arm(struct faults *, const struct fault *, struct err *);
/* The next operation is struck by that fault, whatever is armed; nothing that
 * is armed counts it. */
void	 faults_strike_next(struct faults *, const struct fault *);
/* End such a fault; false when none like it was armed.  EVENT_FAULT
 * "mended". */
bool	 faults_mend(struct faults *, const struct fault *);
/* Forget those that can strike no more. */
void	 faults_forget(struct faults *);
/* That question was answered so before the last change: what a stale answer
 * will be. */
void	 faults_remember(struct faults *, const struct op *,
	    const struct answer *);
/* When the next late operation is due, or -1. */
int64_t	 faults_next_ms(const struct faults *);

/* The record of the journal before or after which domferry ends; -1: none. */
int64_t	 faults_crash_record(const struct faults *, bool before);
/* It has ended there. */
void	 faults_crash_struck(struct faults *);

/*
 * For callers that have armed faults of their own: does the fault fit the
 * operation?
 * "any" fits every change, and no question.
 */
bool	 fault_fits(const struct fault *, const struct op *);
/* Can it strike once more? */
bool	 armed_in_force(const struct armed *);
/* The first of those faults that never struck and had to, or NULL. */
const struct fault *armed_idle(const struct armed *, uint32_t count);
/* One like it (class, kind, object, place); or NULL. */
struct armed *armed_find(struct armed *, uint32_t count,
	    const struct fault *);

#endif
