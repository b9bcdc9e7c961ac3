/*
 * sim.h: a simulated site, as a backend.
 *
 * Operations are carried out on a world in memory, in virtual time; the same
 * site, seed and operations give the same bytes.  The simulator is hostile: it
 * allows whatever the real commands allow.  Changes beside the backend are in
 * changes.h, what is observed in observers/, accidents in session/incidents.h.
 */
#ifndef SIM_SIM_H
#define SIM_SIM_H

#include "backends/sim/world/key.h"
#include "core/op/backend.h"
#include "core/run/event.h"
#include "core/site/site.h"

struct world;
struct sim;

/* A simulated site at time zero, in the state of its "now"; site_now is used
 * where the site file does not say.  The site is not needed afterwards.  The
 * caller gives it back with sim_drop. */
struct sim	*sim_make(const struct site *, enum site_now, uint64_t seed);
void		 sim_drop(struct sim *);
/* The names that the world knows, to which new ones may be added; owned by the
 * simulator.  What the site had named when the world was made has the same
 * numbers.  All operations, answers and events of a simulator are in these
 * numbers; session/translation.h is for callers with other ones. */
struct names	*sim_names(struct sim *);
/* Put a guest on a node in the state that the procedures would leave: defined,
 * running, clustered.  Takes no time and emits nothing. */
void		 sim_put(struct sim *, uint32_t guest, enum guest_now,
		    uint32_t node);
/* Borrowed: the simulator is the bottom of a stack. */
struct backend	*sim_backend(struct sim *);
/* The sink that gets changes of state, violations, services up and down, and
 * what commands print; or NULL.  Borrowed. */
void		 sim_listen(struct sim *, struct sink *);

/* Virtual time since time zero. */
int64_t		 sim_now_ms(const struct sim *);
/* Now becomes time zero (after the jobs of a scenario's "begin"). */
void		 sim_rewind(struct sim *);
/* Run all events until that time, inclusive; afterwards it is that time. */
void		 sim_run_until(struct sim *, int64_t at_ms);
/* Time of the next event; -1 when there is none. */
int64_t		 sim_next_ms(const struct sim *);
/* Run the next event; false when there is none. */
bool		 sim_step(struct sim *);

/* A pause of that many ms, as a handle for sim_over.  It is not part of the
 * world. */
uint64_t	 sim_pause(const struct sim *, int64_t ms);
/* When that pause ends; INT64_MAX for the handle of a change. */
int64_t		 sim_pause_ms(uint64_t handle);
/* Has the change or the pause ended?  Then the result of a change is taken. */
bool		 sim_over(struct sim *, uint64_t handle, struct result *);

/* The world's block of bytes, for snapshots; borrowed, and moved by any event
 * (world->bytes is its size). */
struct world	*sim_world(struct sim *);
/* Copy a snapshot back.  Objects that were broken may be reported again. */
void		 sim_restore(struct sim *, const struct world *);
/* Mix the world into a state hash: worlds with equal keys go on alike, apart
 * from the clock. */
void		 sim_key(struct sim *, struct key *);

#endif
