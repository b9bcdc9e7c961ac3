/*
 * simulated.h: a simulated site with what happens to it: a backend, the bottom
 * of a stack.
 *
 * Faults of the world come at their time, also in the middle of an operation;
 * people type; and after every event the conditions that somebody watches are
 * asked.  Time passes nowhere but in simulated_moment.
 */
#ifndef SIM_SIMULATED_H
#define SIM_SIMULATED_H

#include "backends/sim/sim.h"
#include "core/stack/faults.h"

enum { SIMULATED_FAULTS = 64, SIMULATED_WATCHES = 128,
    SIMULATED_TYPINGS = 64 };

/* A condition that is asked after every event. */
struct watched {
	struct condition condition;
	int64_t		 first_ms;	/* it held for the first time; -1 */
	int64_t		 broken_ms;	/* it did not hold; -1 */
};

/* A person types something at a time. */
struct typing {
	int64_t		 at_ms;
	uint32_t	 place;
	const char	*text;		/* borrowed */
};

struct simulated {
	struct backend	 backend;	/* first */
	struct site	*site;		/* people may type new names */
	struct sim	*sim;		/* owned */
	struct sink	*sink;		/* who listens, or NULL */
	struct armed	 faults[SIMULATED_FAULTS];
	uint32_t	 fault_count;
	struct watched	 watches[SIMULATED_WATCHES];
	uint32_t	 watch_count;
	struct typing	 typing[SIMULATED_TYPINGS];
	uint32_t	 typing_count;
	bool		 disturbed;	/* a person or a fault of the world
					   acted */
};

/* A site at time zero (see sim_make); nothing is emitted yet.  Give it back
 * with simulated_drop. */
void		 simulated_make(struct simulated *, struct site *,
		    enum site_now, uint64_t seed, struct sink *);
void		 simulated_drop(struct simulated *);
/* Time zero is now.  EVENT_SERVICE of every guest that is up. */
void		 simulated_zero(struct simulated *);
/* Let time pass until then, or until the next thing happens: whatever comes
 * first.  What is due then has happened. */
void		 simulated_moment(struct simulated *, int64_t until_ms);
/* The next moment at which anything happens, or -1. */
int64_t		 simulated_next_ms(const struct simulated *);

/* Arm a fault of class FAULT_WORLD, which may strike at once; ERR_TOO_MANY when
 * there are SIMULATED_FAULTS.  EVENT_FAULT "armed". */
bool		 simulated_arm(struct simulated *, const struct fault *,
		    struct err *);
/* End such a fault; false when none like it was armed.  EVENT_FAULT
 * "mended". */
bool		 simulated_mend(struct simulated *, const struct fault *);
/* Forget those that can strike no more. */
void		 simulated_forget(struct simulated *);

/* Does the condition hold now? */
bool		 simulated_holds(struct simulated *, const struct condition *);
/* Watch a condition: its row in watches.  Beyond SIMULATED_WATCHES the last
 * row is shared. */
uint32_t	 simulated_watch(struct simulated *, const struct condition *);

/*
 * A person types a command at a place, now: what it says at once, or a handle
 * for sim_ended.  What cannot be understood is FAILED, and nothing happens.
 * EVENT_TYPED.
 */
uint32_t	 simulated_type(struct simulated *, uint32_t place,
		    const char *text, struct result *);
/* What that person is told; EVENT_OUTPUT unless it is DONE. */
void		 simulated_output(struct simulated *, uint32_t place,
		    const struct result *);
/* The same, at a time that comes; nobody waits for it. */
void		 simulated_schedule(struct simulated *, int64_t at_ms,
		    uint32_t place, const char *text);

#endif
