/*
 * faults.h: a filter over any backend, with faults that strike operations.
 *
 * A change may be refused, lose its answer, take effect late or in part, report
 * success without an effect, or hang until its caller stops waiting.  A
 * question may have no answer, an old one, or the contrary of the true one.
 * domferry itself may end before or after an operation: then "ended" is set,
 * and the caller stops the run.  If several faults fit an operation, the first
 * that was armed strikes.  An operation that is refused or hangs does not reach
 * the backend below.
 */
#ifndef CORE_STACK_FAULTS_H
#define CORE_STACK_FAULTS_H

#include "core/op/backend.h"
#include "core/run/event.h"
#include "core/stack/fault.h"

enum { FAULTS_ARMED = 64, FAULTS_LATE = 16, FAULTS_OLD = 16 };

/* An armed fault, and how often it fitted and struck. */
struct armed {
	struct fault	 fault;
	int64_t		 matched;	/* operations that it fits */
	int64_t		 struck;
	bool		 over;		/* cannot strike again */
};

/* A change that takes effect late. */
struct late {
	struct op	 op;
	int64_t		 due_ms;
};

/* An answer, if there is one. */
struct given {
	bool		 known;
	struct answer	 answer;
};

/* The answers to a question that an armed fault can answer with an old one. */
struct old {
	struct op	 op;
	struct given	 last;		/* the last answer */
	struct given	 before;	/* the last before a change */
};

struct faults {
	struct backend	 backend;	/* first */
	struct sink	*sink;		/* EVENT_FAULT goes there; or NULL */
	const struct names *names;
	/* Does a condition hold?  "with" is passed to it.  Both may be NULL if
	 * no fault has a condition. */
	bool		(*holds)(void *with, const struct condition *);
	void		*with;
	/* What commands print from now on is garbled, or no longer; NULL if
	 * none are typed: then no fault garbles. */
	void		(*garble)(void *garbles, bool);
	void		*garbles;
	bool		 garbled;
	struct armed	 armed[FAULTS_ARMED];
	struct late	 late[FAULTS_LATE];
	struct old	 old[FAULTS_OLD];
	uint32_t	 armed_count, late_count, old_count;
	struct fault	 next;		/* strikes the next operation */
	bool		 has_next;
	uint32_t	 partial_group;	/* of the last partial switch */
	struct op	 denied;	/* the question that is being denied */
	bool		 ended;		/* a crash fault has ended domferry */
	bool		 ended_before;	/* before its last operation began */
};

/* Make the filter over "below".  The caller owns all of them and keeps them as
 * long as the filter; the sink may be NULL. */
void	 faults_make(struct faults *, struct backend *below,
	    const struct names *, struct sink *);
/* Arm a fault of class FAULT_OPERATION or FAULT_CRASH, and emit EVENT_FAULT
 * "armed".  ERR_TOO_MANY if FAULTS_ARMED faults are already armed. */
bool	 faults_arm(struct faults *, const struct fault *, struct err *);
/* Strike the next operation with that fault, whatever is armed.  Armed faults
 * do not count that operation. */
void	 faults_strike_next(struct faults *, const struct fault *);
/* Disarm the fault and emit EVENT_FAULT "mended"; false if it is not armed. */
bool	 faults_mend(struct faults *, const struct fault *);
/* Remove the armed faults that cannot strike again. */
void	 faults_forget(struct faults *);
/* Set the old answer that a question gets from a stale fault. */
void	 faults_remember(struct faults *, const struct op *,
	    const struct answer *);
/* Make the answer to that question the contrary of what it says: what a deny
 * fault does.  The state is STATE_STRANGE if it has no contrary. */
void	 faults_deny(const struct op *ask, struct answer *);
/* When the next late operation takes effect, in milliseconds; -1: none. */
int64_t	 faults_next_ms(const struct faults *);

/* The journal's record before or after which domferry ends; -1: none. */
int64_t	 faults_crash_record(const struct faults *, bool before);
/* domferry has ended at that record: the crash faults do not strike again. */
void	 faults_crash_struck(struct faults *);

/* For callers with lists of armed faults of their own: does the fault fit the
 * operation?  "any" fits every change, and no question. */
bool	 fault_fits(const struct fault *, const struct op *);
/* Can it strike again? */
bool	 armed_in_force(const struct armed *);
/* A fault that never struck, without "may", after so many others; or NULL, and
 * *skip is less by those that the list has. */
const struct fault *armed_idle(const struct armed *, uint32_t count,
	    uint32_t *skip);
/* The armed fault with the same class, kind, object and place; or NULL. */
struct armed *armed_find(struct armed *, uint32_t count,
	    const struct fault *);

#endif
