/*
 * answer.h: what a question is answered, and what is wanted of an answer.
 *
 * A state that was not understood equals nothing, not even itself: ignorance
 * never counts as success.
 */
#ifndef CORE_OP_ANSWER_H
#define CORE_OP_ANSWER_H

#include <stdbool.h>
#include <stdint.h>

/* Words of all answers; which question gives which: op_info.states. */
enum state {
	STATE_STRANGE,		/* not understood; equals nothing */
	STATE_ABSENT,
	STATE_PRESENT,
	STATE_MISSING,
	STATE_EXPORTED,
	STATE_IMPORTED,
	STATE_REGISTERED,
	STATE_UNMANAGED,
	STATE_OFFLINE,
	STATE_PENDING,		/* busy */
	STATE_ONLINE,
	STATE_ONLINE_FAULTED,
	STATE_STOP_FAILED,
	STATE_START_FAILED,
	STATE_DISABLED,
	STATE_STARTING,		/* busy */
	STATE_STOPPING,		/* busy */
	STATE_MONITORED,
	STATE_UNMONITORED,
	STATE_SUSPENDED,
	STATE_RESUMED,
	STATE_INACTIVE,
	STATE_BOUND,
	STATE_AT_OK,
	STATE_BOOTING,
	STATE_RUNNING,
	STATE_HALTING,		/* busy */
	STATE_HUNG,
	STATE_MOVING,		/* busy */
	STATE_SAVED,
	STATE_OLDER,
	STATE_UP,
	STATE_DOWN,
	STATE_NONE,		/* no earlier command is at work */
	STATE_AT_WORK,		/* busy */
	STATE_HELD,		/* a lock, by another run */
	STATE_PARTIAL,		/* an archive that is not whole */
	STATE_COMPLETE,
	STATE_STOPPED,		/* a source at the ok prompt */
	STATE_OFF,		/* and without power; cannot start by itself */
	STATE_WRITING,		/* a source's applications are at work */
	STATE_FROZEN,
	STATE_NOTHING_NEWER,
	STATE_NEWER,
	STATE_UPGRADABLE,	/* an image that ldmp2v has prepared */
	STATE_INTERRUPTED,	/* an upgrade of it has been broken off */
	STATE_UPGRADED,
	STATE_EQUAL,
	STATE_DIFFERENT,
	STATE_WOULD_GO,
	STATE_WOULD_FAIL,
	STATES
};

#define STATE_BIT(s)	((uint64_t)1 << (s))

/*
 * What a question was answered.  value is a number of the kind that the
 * question's row says (a file, a text, …); number depends on the question.
 */
struct answer {
	uint32_t	state;
	uint32_t	on;		/* a node, where the answer has one */
	uint32_t	value;
	uint32_t	spare;		/* zero: no padding */
	int64_t		number;
};

/* Which parts of an answer somebody cares for, and what they must be. */
enum { WANT_STATE = 1, WANT_ON = 2, WANT_VALUE = 4, WANT_NUMBER = 8,
    WANT_AT_LEAST = 16, WANT_OR_ABSENT = 32, WANT_AT_MOST = 64 };

struct want {
	uint64_t	states;		/* set of STATE_BIT */
	uint32_t	cares;		/* set of WANT_ */
	uint32_t	on;
	uint32_t	value;
	uint32_t	spare;
	int64_t		number;
};

/* The word for a state ("at-ok"); and is it one that will pass by itself? */
const char	*state_name(enum state);
bool		 state_busy(enum state);

/* It and the states that differ from it only by time, or by how they were come
 * by. */
uint64_t	 states_like(enum state);

bool		 answer_equal(const struct answer *, const struct answer *);
/* Is the answer as wanted? */
bool		 want_met(const struct want *, const struct answer *);
/* Not as wanted yet, and under way to be so, or to something else. */
bool		 want_coming(const struct want *, const struct answer *);
/*
 * What going back has to reach: the answer that was found, in the parts that
 * the forward want cares for.  States that differ only by time (at ok, booting,
 * running) are one, but for those that the forward want takes for done.
 */
struct want	 want_back(const struct want *, const struct answer *found);

#endif
