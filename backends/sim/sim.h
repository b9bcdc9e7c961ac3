/*
 * sim.h: machines that do not exist.
 *
 * A backend whose operations are carried out on a world.  Virtual time only;
 * the same site, seed and operations give the same bytes.  It is hostile:
 * whatever the real commands allow, it allows.
 */
#ifndef SIM_SIM_H
#define SIM_SIM_H

#include "backends/sim/world/key.h"
#include "core/op/backend.h"
#include "core/plan/view.h"
#include "core/run/event.h"
#include "core/site/site.h"

struct world;
struct sim;

/* A simulated site at time zero, where its "now" says; SITE_UNSAID takes the
 * given one.  Texts that it needs are added to the names of the site.  The sim
 * is malloc'd; sim_drop gives it back. */
struct sim	*sim_make(struct site *, enum site_now, uint64_t seed);
void		 sim_drop(struct sim *);
/* Put a guest where "now" would: defined, running, clustered on a node.
 * Takes no time. */
void		 sim_put(struct sim *, uint32_t guest, enum guest_now,
		    uint32_t node);
struct backend	*sim_backend(struct sim *);
/* Where changes, violations, and services up and down are emitted; or NULL. */
void		 sim_listen(struct sim *, struct sink *);

int64_t		 sim_now_ms(const struct sim *);
/* Let time begin again at zero (after the jobs of a scenario's "begin"). */
void		 sim_rewind(struct sim *);
/* Run events until that time, inclusive; then it is that time. */
void		 sim_run_until(struct sim *, int64_t at_ms);
/* Time of the next event, or -1: a quiet world has none. */
int64_t		 sim_next_ms(const struct sim *);
/* Run the next event; false when the world is quiet. */
bool		 sim_step(struct sim *);

/* A machine loses power; its guests die at once. */
void		 sim_power_off(struct sim *, uint32_t node);
/* A control domain stands still.  Its pools and guests stay as they are in its
 * own eyes; the others take over when its heartbeat has been missed. */
void		 sim_hang(struct sim *, uint32_t node);
/* It goes on: as before if nobody noticed, else for a second, in which it
 * writes with what it had, and then its failfast stops it. */
void		 sim_unhang(struct sim *, uint32_t node);
/* A machine that is down is switched on, and boots. */
void		 sim_power_on(struct sim *, uint32_t node);
/* A control domain goes down with its guests, nothing being stopped in order,
 * and boots by itself. */
void		 sim_reboot(struct sim *, uint32_t node);
/* It panics; it boots by itself when it has dumped. */
void		 sim_panic(struct sim *, uint32_t node);

/* A person types it, at once, beside whatever else goes on.  The result is
 * UNKNOWN while it is under way: ask sim_typed with the handle. */
uint32_t	 sim_type(struct sim *, const struct op *, struct result *);
/* Has that one ended?  Then its result. */
bool		 sim_typed(struct sim *, uint32_t handle, struct result *);

/*
 * Begin a change beside whatever else goes on; cause says whose it is.  0 when
 * it is over at once, with its result; else a handle.
 */
uint32_t	 sim_begin(struct sim *, const struct op *, enum cause,
		    struct result *);
/* Has that one ended?  Then its result; the handle is no longer good. */
bool		 sim_ended(struct sim *, uint32_t handle, struct result *);
/* Nobody waits for that one any more; it goes on. */
void		 sim_leave(struct sim *, uint32_t handle);
/* So many ms that pass and are waited for: a handle for sim_over.  Nothing in
 * the world knows of it. */
uint64_t	 sim_pause(const struct sim *, int64_t ms);
/* When that pause is over; INT64_MAX for the handle of a change. */
int64_t		 sim_pause_ms(uint64_t handle);
/* sim_ended for either kind of handle: of sim_begin or sim_pause. */
bool		 sim_over(struct sim *, uint64_t handle, struct result *);

/* What befalls a site; false where there is nothing that it could befall.
 * Somebody else's domain takes CPUs and memory of a node. */
void		 sim_take_room(struct sim *, uint32_t node, int64_t vcpus,
		    int64_t memory);
/* A person sits in a pool (cd), or leaves it. */
void		 sim_busy(struct sim *, uint32_t pool, uint32_t node, bool);
bool		 sim_remove_file(struct sim *, uint32_t file, uint32_t node);
bool		 sim_misname(struct sim *, uint32_t volume, uint32_t as,
		    uint32_t node);
bool		 sim_drop_service(struct sim *, uint32_t service,
		    uint32_t node);
/* The guest powers itself off, from inside. */
bool		 sim_stop_guest(struct sim *, uint32_t guest);
/* Was something written on the source's own disks? */
bool		 sim_source_touched(struct sim *, uint32_t source);
/* A source is switched on by somebody, or its applications are started. */
bool		 sim_source_up(struct sim *, uint32_t source);
/* An archive server stops answering, or is back; its share is full, or not. */
void		 sim_archive(struct sim *, uint32_t archive, bool down);
void		 sim_archive_full(struct sim *, uint32_t archive, bool full);
/* A file of a share is broken off. */
bool		 sim_truncate(struct sim *, uint32_t file);
/* For measuring: let so many events pass through the queue. */
int64_t		 sim_timers(struct sim *, uint32_t timers, int64_t events);

/* What a question would be answered now, whoever asks; changes nothing. */
void		 sim_ask(struct sim *, const struct op *, struct result *);
/* The same into a result that is all zero, and without the time. */
void		 sim_answer(struct sim *, const struct op *, struct result *);
/* Is the guest's service up: running, its disks answer, users let in? */
bool		 sim_guest_up(struct sim *, uint32_t guest);
/* The node on which it is up, or 0. */
uint32_t	 sim_guest_node(struct sim *, uint32_t guest);

/* How often an invariant has been found broken since the beginning, and the
 * name and words of the first time. */
uint32_t	 sim_violations(const struct sim *, const char **name,
		    const char **text);
/* Has the invariant of that name been found broken since the beginning? */
bool		 sim_violated(const struct sim *, const char *name);
/* Check every invariant of every object; ended says how a run ended. */
void		 sim_check_all(struct sim *);
/*
 * At the ending of a run (enum ending, core/run/run.h): no group that the text
 * at the beginning of the phase did not show suspended is suspended, and after
 * RETURNED the text is that text.  before may be NULL.  false: violated.
 */
bool		 sim_check_ending(struct sim *, int ending,
		    const char *before);
/* The n-th invariant's name (from 0) and what it says; NULL at the end. */
const char	*sim_invariant(unsigned n, const char **sentence);

/* The world as canonical text (rows in order of name, no clock, log or queue);
 * malloc'd, to be freed by the caller.  Its SHA-256 is the printed digest. */
char		*sim_text(struct sim *, size_t *size);

/* The block, for snapshots: its bytes, and back.  What was found broken since
 * is forgotten. */
struct world	*sim_world(struct sim *);
void		 sim_restore(struct sim *, const struct world *);
/* Forget what was found broken. */
void		 sim_forget(struct sim *);

/* Take the world in; two equal keys: worlds that go on alike, clock apart. */
void		 sim_key(struct sim *, struct key *);

#endif
