/*
 * sp.h: commands to service processors: a program of this machine for each,
 * ssh or ipmitool.
 */
#ifndef CHANNELS_SP_H
#define CHANNELS_SP_H

#include <stdbool.h>
#include <stdint.h>

struct heard;
struct order;
struct remote;
struct remote_job;

/* Does a program of its own lead there? */
bool		sp_is_errand(const struct remote *, uint32_t place);
/* Where the line of an order is typed that is for a service processor: there;
 * or, by ipmitool at a simulated site, at a node that answers, so that nothing
 * real is asked.  0: none does. */
uint32_t	 sp_place(struct remote *, uint32_t place);
/* Begin the command; false: it cannot be, and remote->err says why. */
bool		 sp_begin(struct remote *, struct remote_job *,
		    const struct order *);
/* Is it over? */
bool		 sp_over(struct remote *, struct remote_job *,
		    struct heard *);

#endif
