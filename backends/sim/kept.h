/*
 * kept.h: a simulated site as it was at one moment, to be set back to that.
 *
 * sim_restore sets only the world back: names that somebody has typed since
 * stay.  Here nothing stays, so that what happens afterwards is what would have
 * happened then.
 */
#ifndef SIM_KEPT_H
#define SIM_KEPT_H

struct sim;
struct sim_kept;

/* Keep the simulator as it is; sim_kept_drop gives it back. */
struct sim_kept	*sim_keep(const struct sim *);
/* The same simulator is as it was then, names included. */
void		 sim_return(struct sim *, const struct sim_kept *);
void		 sim_kept_drop(struct sim_kept *);

#endif
