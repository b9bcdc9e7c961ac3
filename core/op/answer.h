/*
 * answer.h: the answer to a question, and the answer that is wanted.
 *
 * A state that was not understood meets nothing that is wanted: what is not
 * known never counts as success.  Everything here is pure and allocates
 * nothing.
 */
#ifndef CORE_OP_ANSWER_H
#define CORE_OP_ANSWER_H

#include <stdbool.h>
#include <stdint.h>

/* The states of all answers; their words are fixed by the file formats. */
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
	STATE_DEGRADED,		/* booted without a part of what was saved */
	STATE_UP,
	STATE_DOWN,
	STATE_NONE,		/* no earlier command is at work */
	STATE_AT_WORK,		/* busy */
	STATE_HELD,		/* a lock, by another run */
	STATE_PARTIAL,		/* an archive that is not complete */
	STATE_COMPLETE,
	STATE_STOPPED,		/* a source at the ok prompt */
	STATE_OFF,		/* a source without power: it cannot start by
				   itself */
	STATE_WRITING,		/* a source's applications write */
	STATE_FROZEN,
	STATE_NOTHING_NEWER,
	STATE_NEWER,
	STATE_UPGRADABLE,	/* an image that ldmp2v has prepared */
	STATE_INTERRUPTED,	/* an upgrade that has not ended */
	STATE_UPGRADED,
	STATE_EQUAL,
	STATE_DIFFERENT,
	STATE_WOULD_GO,
	STATE_WOULD_FAIL,
	STATE_FENCED,		/* the node does not answer; the others are the
				   cluster, and have fenced it */
	STATE_NO_POWER,		/* the same, and it has no power */
	STATES
};

#define STATE_BIT(s)	((uint64_t)1 << (s))

/*
 * The answer to a question.  value is the number of a name, of the kind in the
 * question's row (a file, a text, …); what number means depends on the
 * question.
 */
struct answer {
	uint32_t	state;		/* enum state */
	uint32_t	on;		/* a node, where the answer has one */
	uint32_t	value;
	uint32_t	spare;		/* zero: no padding */
	int64_t		number;
};

/* Which parts of an answer matter. */
enum { WANT_STATE = 1, WANT_ON = 2, WANT_VALUE = 4, WANT_NUMBER = 8,
    WANT_AT_LEAST = 16, WANT_OR_ABSENT = 32, WANT_AT_MOST = 64,
    WANT_ELSEWHERE = 128,	/* on any node but "on", or on none */
    WANT_OTHER = 256 };		/* any value but "value" */

/* What those parts must be. */
struct want {
	uint64_t	states;		/* set of STATE_BIT */
	uint32_t	cares;		/* set of WANT_ */
	uint32_t	on;
	uint32_t	value;
	uint32_t	spare;
	int64_t		number;
};

/* The word for a state: "at-ok". */
const char	*state_name(enum state);

/* The set of this state and those that follow from it without a command, or
 * differ from it only in how they were reached. */
uint64_t	 states_like(enum state);

/* Has not the node answered, but the cluster that has given it up?  It meets
 * nothing that is wanted, whatever may be true of such a node. */
bool		 answer_is_fenced(const struct answer *);
/* Is the answer as wanted? */
bool		 want_met(const struct want *, const struct answer *);
/* Is something in progress, so that a later answer may be the one wanted? */
bool		 want_under_way(const struct want *, const struct answer *);
/*
 * What an undo has to reach: the answer that was found before the change, in
 * the parts that matter to the change's own want.  States that follow one
 * another without a command (at ok, booting, running) count as one, apart from
 * those that mean that the change is done.
 */
struct want	 want_back(const struct want *, const struct answer *found);

#endif
