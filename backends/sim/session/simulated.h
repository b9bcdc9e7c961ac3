/*
 * simulated.h: a simulated site with what happens to it, as a backend: the
 * bottom of a stack.
 *
 * The world owns its names.  Here operations, questions, conditions and faults
 * come in the numbers of the engine's names, and so do answers and events go
 * out.
 *
 * Faults of the world strike at their time, also in the middle of an operation;
 * people type; and after every event the watched conditions are checked.  Time
 * passes only in simulated_moment.
 */
#ifndef SIM_SIMULATED_H
#define SIM_SIMULATED_H

#include "backends/sim/session/translation.h"
#include "backends/sim/shell/shell.h"
#include "backends/sim/sim.h"
#include "core/base/limits.h"
#include "core/stack/faults.h"

enum { SIMULATED_FAULTS = 64, SIMULATED_WATCHES = 128,
    SIMULATED_TYPINGS = LIMIT_TIMED };

/* From what a simulated site is made. */
struct simulated_from {
	const struct site *site;	/* outlives the simulated site: typed
					   lines leave out what it declares */
	struct names	*names;		/* the engine's; answers add to it */
	enum site_now	 now;		/* see sim_make */
	uint64_t	 seed;
};

/* A condition that is checked after every event. */
struct watched {
	struct condition condition;
	int64_t		 first_ms;	/* it held for the first time; -1 */
	int64_t		 broken_ms;	/* it did not hold; -1 */
};

/* A command that a person will type. */
struct typing {
	int64_t		 at_ms;
	uint32_t	 place;
	const char	*text;		/* borrowed */
	bool		*unknown;	/* set if it is not understood, or
					   NULL */
};

struct simulated {
	struct backend	 backend;	/* first */
	const struct site *site;
	struct sim	*sim;		/* owned; in the world's numbers */
	struct translation translation;
	struct shell	 shell;		/* what people type at */
	struct sink	*sink;		/* receives events, or NULL */
	struct armed	 faults[SIMULATED_FAULTS];
	uint32_t	 fault_count;
	struct watched	 watches[SIMULATED_WATCHES];
	uint32_t	 watch_count;
	struct typing	 typing[SIMULATED_TYPINGS];
	uint32_t	 typing_count;
	bool		 disturbed;	/* a person or a fault of the world
					   acted */
	enum cause	 cause;		/* who begins changes: a run (CAUSE_OP),
					   or a script in its place */
};

/* Make a site at time zero (see sim_make); nothing is emitted yet.  The caller
 * gives it back with simulated_drop.  Must not be moved. */
void		 simulated_make(struct simulated *,
		    const struct simulated_from *, struct sink *);
void		 simulated_drop(struct simulated *);
/* Now becomes time zero.  Emits EVENT_SERVICE for every guest that is up. */
void		 simulated_zero(struct simulated *);
/* Let time pass until then, or until the next thing happens, whichever is
 * first; everything that is due then happens. */
void		 simulated_moment(struct simulated *, int64_t until_ms);
/* Time of the next event, fault or typed command, or -1. */
int64_t		 simulated_next_ms(const struct simulated *);

/* Arm a fault of class FAULT_WORLD, which strikes at once if it is due.  Emits
 * EVENT_FAULT "armed".  ERR_TOO_MANY: there are already SIMULATED_FAULTS. */
bool		 simulated_arm(struct simulated *, const struct fault *,
		    struct err *);
/* End a fault; false when none like it is armed.  Emits EVENT_FAULT
 * "mended". */
bool		 simulated_mend(struct simulated *, const struct fault *);
/* Remove the faults that cannot strike any more. */
void		 simulated_forget(struct simulated *);

/* A question now, and a change that is begun and not waited for: sim_ask and
 * sim_begin, in the engine's numbers. */
void		 simulated_ask(struct simulated *, const struct op *,
		    struct result *);
uint32_t	 simulated_begin(struct simulated *, const struct op *,
		    enum cause, struct result *);
/* Does the condition hold now? */
bool		 simulated_holds(struct simulated *, const struct condition *);
/* Find the state that an object is in: sim_observe, in the engine's numbers. */
bool		 simulated_observe(struct simulated *, struct condition *);
/* Watch a condition, one of at most SIMULATED_WATCHES.  Returns its row in
 * watches. */
uint32_t	 simulated_watch(struct simulated *, const struct condition *);

/*
 * Somebody types a command at a place, now: call_type, for a place in the
 * engine's numbers.  Emits EVENT_TYPED, unless a run has typed it.  The caller
 * goes on with the call, and drops it.
 */
bool		 simulated_feed(struct simulated *, uint32_t place,
		    const struct typed *, struct call *);
/* Does a program that is typed at the place run? */
bool		 simulated_answers(struct simulated *, uint32_t place);
/* A run begins or goes on; or nobody is at work any more. */
void		 simulated_at_work(struct simulated *, bool);
/* Nobody is, and a run is judged: not by what a node has booted by itself, nor
 * by a guest that it names as being down, or 0. */
void		 simulated_rests(struct simulated *, uint32_t guest);
/* Emit EVENT_OUTPUT for each line that the call has printed. */
void		 simulated_output(struct simulated *, uint32_t place,
		    const struct call *);
/* A person will type a command, one of at most SIMULATED_TYPINGS at a time;
 * nobody waits for its end. */
void		 simulated_schedule(struct simulated *,
		    const struct typing *);

#endif
