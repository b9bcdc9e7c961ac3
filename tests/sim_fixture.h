/*
 * sim_fixture.h: a small site made by hand, and one operation at a time.
 */
#ifndef TESTS_SIM_FIXTURE_H
#define TESTS_SIM_FIXTURE_H

#include "backends/sim/sim.h"
#include "backends/sim/world/key.h"
#include "core/base/arena.h"

enum { FIXTURE_DAY_MS = 24 * 3600 * 1000 };

/*
 * Nodes node1, node2 …; guests ldom1, ldom2 … of one disk and one net, each
 * with two nodes in its list, the first of them in turn; now says where they
 * begin.  The custom of the posts gives all other names.
 */
struct site	*fixture_site(struct arena *, uint32_t nodes, uint32_t guests,
		    enum guest_now);
/* The same, but each guest can be on every node, and none is there. */
struct site	*fixture_anywhere(struct arena *, uint32_t nodes,
		    uint32_t guests);
/* The number of a name; fails the test if there is none. */
uint32_t	 fixture_name(const struct site *, enum kind, const char *);
/* The number of a name in the world, given now if there was none. */
uint32_t	 fixture_put(struct sim *, enum kind, const char *);

/* Drop a simulation, if there is one, and the arena of its site; returns 0, as
 * a teardown does. */
int		 fixture_drop(struct sim **, struct arena *);

/* Carry out one operation with a day to wait. */
struct result	 fixture_run(struct sim *, struct op);
/* The same; fails the test unless it is done. */
void		 fixture_done(struct sim *, struct op);
/* The same; fails the test unless it fails with that code. */
void		 fixture_fails(struct sim *, struct op, enum err_code);
/* The answer to a question; fails the test if there is none. */
struct answer	 fixture_ask(struct sim *, struct op);
/* The state of guest 1 on a node. */
enum state	 fixture_guest(struct sim *, uint32_t node);
/*
 * A person types a command, which may be a question, beside everything that is
 * in progress.  Returns 0 when it ends at once, with its result; otherwise a
 * handle for fixture_typed.
 */
uint32_t	 fixture_type(struct sim *, struct op, struct result *);
/* Has the command ended?  Then its result is taken. */
bool		 fixture_typed(struct sim *, uint32_t handle, struct result *);
/* Let that much time pass. */
void		 fixture_pass(struct sim *, int64_t ms);
/* Has that invariant been the first to be found broken? */
bool		 fixture_violated(struct sim *, const char *name);

/* Is its state hash that one? */
bool		 fixture_keyed(struct sim *, const struct key *);

#endif
