/*
 * simulation.h: a world, and what the simulator keeps beside it.
 *
 * The world has everything that lasts.  Here are the names, what follows from
 * them, and what is remembered within one event: which objects it has touched,
 * and what caused it.
 */
#ifndef SIM_SIMULATION_H
#define SIM_SIMULATION_H

#include "backends/sim/world/declared.h"
#include "backends/sim/world/index.h"
#include "backends/sim/world/world.h"
#include "core/base/arena.h"
#include "core/op/answers.h"
#include "core/op/backend.h"
#include "core/run/event.h"

enum { TOUCHES = 32 };

struct rules;			/* kernel/act.h */
struct verdicts;		/* observers/invariants.h */

struct touched {
	uint32_t	kind;		/* enum kind */
	uint32_t	name;
};

/* Which guests may be at the ok prompt in a group that is Online. */
struct watch {
	bool		 at_work;	/* all: a run is */
	bool		 by_node;	/* what a node has booted by itself */
	uint32_t	 guest;		/* one that a stuck run names, or 0 */
};

struct sim {
	struct backend	 backend;		/* first */
	struct arena	 arena;		/* of the names */
	struct names	*names;		/* the world's own; they begin as the
					   site's, under the same numbers */
	size_t		 names_bytes;	/* when all names had rows */
	struct declared	 declared;
	struct world	*world;
	struct index	 index;
	const struct rules *rules;	/* how the kernel calls other rooms */
	struct sink	*sink;		/* receives events, or NULL */
	struct verdicts	*verdicts;	/* owned */
	enum cause	 cause;		/* of what happens now */
	struct watch	 watch;		/* of observers/online.h */
	uint32_t	 touches;
	bool		 touched_all;	/* more than TOUCHES */
	struct touched	 touched[TOUCHES];
	struct answers	 all;		/* to the last question about all */
	struct found	*found;		/* all.list; owned */
	uint32_t	 found_capacity;
};

/* The text of a name; "" for 0.  Borrowed. */
const char	*sim_name(const struct sim *, enum kind, uint32_t);

#endif
