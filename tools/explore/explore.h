/*
 * explore.h: every schedule of faults of a job, up to so many.
 *
 * A schedule is the choices made in one branch.  Branches fork by copying.  A
 * branch that comes to a visited state, with as many faults left, is not
 * executed further; what follows from that state is counted.  The same plan and
 * world give the same counts and findings.
 */
#ifndef EXPLORE_EXPLORE_H
#define EXPLORE_EXPLORE_H

#include "core/run/run.h"
#include "tools/explore/choice.h"
#include "tools/explore/visited.h"

enum { EXPLORE_FAULTS = VISITED_FAULTS - 1, FINDINGS = 16, FINDING_BYTES = 640,
    ENDINGS = REFUSED + 1 };

/* A schedule that breaks a promise. */
struct finding {
	struct path	 path;
	uint64_t	 seed;		/* of a random one */
	const char	*invariant;
	char		 text[FINDING_BYTES];
};

struct explore {
	/* given */
	struct sandbox	*sandbox;	/* where the job begins; disturbed */
	const struct plan *plan;
	unsigned	 faults;	/* at most that many, 0 to 3 */
	uint32_t	 shard, shards;	/* the shard-th of so many, from 1 */
	bool		 world_pairs;	/* two faults of the world as well */
	bool		 homes;		/* what STUCK prints is carried out */
	const struct plan *whole;	/* whose goal the plan has to reach, and
					   whose steps it has to have; NULL:
					   its own */
	bool		(*go_on)(struct explore *);	/* false: interrupted */
	void		*with;
	/* found out */
	uint64_t	 points;	/* of the undisturbed branch */
	uint64_t	 point;		/* that is being explored */
	uint64_t	 choices;	/* at them */
	uint64_t	 runs;		/* schedules covered */
	uint64_t	 executed;
	uint64_t	 states;
	uint64_t	 violations;
	enum ending	 plain;		/* of the undisturbed branch */
	struct err	 why;		/* if it did not arrive */
	const char	*idle;		/* a fault of the sandbox that struck
					   not even once in it, or NULL */
	uint64_t	 stuck;		/* of those that were executed */
	uint64_t	 endings[ENDINGS];
	uint64_t	 homed;		/* STUCK, and led home by hand */
	bool		 interrupted;
	struct finding	 finding[FINDINGS];
	unsigned	 finding_count;
};

/* All schedules of up to so many faults. */
void	 explore(struct explore *);
/* So many random ones, from that seed on, each with up to six faults. */
void	 explore_random(struct explore *, uint64_t seed, uint64_t count);
/* Leave out of a schedule what it does not need to break its promise. */
void	 explore_shrink(struct explore *, struct finding *);

#endif
