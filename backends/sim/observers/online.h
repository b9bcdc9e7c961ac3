/*
 * online.h: whether a guest is up that its cluster takes for up.
 *
 * The agent finds nothing wrong with a guest at the ok prompt, nor with one
 * that hangs: its group stays Online, and nobody is called.  After the longest
 * boot that is broken; before it, the guest may still be on its way.  A run
 * that is at work has halted the guest itself, and pays for it; one that is
 * stuck names the guest.  What a node boots by itself comes up before its pool
 * is there: nobody has done that, and the explorer does not blame a run for it.
 */
#ifndef SIM_ONLINE_H
#define SIM_ONLINE_H

#include "backends/sim/world/simulation.h"

/* A guest whose group is Online: it is up or on its way; or nobody boots it,
 * and an event in the queue waits for the longest boot; or that has passed. */
enum idle { IDLE_NOT, IDLE_WATCHED, IDLE_LASTING };

/* A guest or its group has changed: begin to watch the guest if it is not up
 * though its group is Online; stop watching it if that is over. */
void	 online_watch(struct sim *, uint32_t guest);
/* From now on these guests may be down.  All zero: none. */
void	 online_spare(struct sim *, const struct watch *);
/* The event of WORK_WATCH: the longest boot has passed. */
void	 watch_event(struct sim *, uint32_t row);
/* Is the guest up, where its group is Online; or was it watched for less than
 * the longest boot? */
bool	 online_holds(struct sim *, uint32_t guest);

#endif
