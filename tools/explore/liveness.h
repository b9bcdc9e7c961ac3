/*
 * liveness.h: does the guest of a job come back?
 *
 * When a run has ended, nothing more goes wrong and the site is quiet, a guest
 * that was up where the run has gone to is up again; or no living node can run
 * it; or the run says which proof is missing.  Inside tools/explore only.
 */
#ifndef EXPLORE_LIVENESS_H
#define EXPLORE_LIVENESS_H

#include <stdbool.h>
#include <stdint.h>

struct walk;
struct path;
struct branch;

/* Is the service of the job's guest up now? */
bool	 liveness_up(const struct branch *);
/* Is a node alive that can run it: up and a member, in the list of its group,
 * with its LUN, services, volumes and enough capacity? */
bool	 liveness_could_run(const struct branch *);
/* Has the node been given up: it neither answers nor comes back by itself? */
bool	 liveness_is_dead(const struct branch *, uint32_t node);
/* Has the run itself shut it down, or is it the one that it boots?  Who boots
 * it knows why. */
bool	 liveness_shut_down(const struct branch *, uint32_t node);
/* Is a failure of nodes all that goes wrong? */
bool	 liveness_only_deaths(const struct path *);
/* Is the guest up, as far as it has to be?  The site is quiet; "floor" is the
 * step whose beginning a run that is stuck would go back to. */
bool	 liveness_met(const struct walk *, uint32_t floor);
/* The guest is down then, and nothing excuses it: a promise is broken. */
void	 liveness_lost(struct walk *, const char *when);

#endif
