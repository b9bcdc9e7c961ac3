/*
 * uptime.h: whether a guest's service is up, and which part of a change it
 * waits for when it is down.
 */
#ifndef SIM_UPTIME_H
#define SIM_UPTIME_H

#include <stdbool.h>
#include <stdint.h>

struct sim;

/* The guest may have changed: emit EVENT_SERVICE if its service has. */
void		 uptime_settle(struct sim *, uint32_t guest);
/* The source is about to be frozen: downtime of the guest's service begins. */
void		 uptime_begin(struct sim *, uint32_t guest);
/* Is the service up?  The guest runs, its disks answer, users are admitted;
 * or its source still runs the applications. */
bool		 sim_guest_up(struct sim *, uint32_t guest);
/* The node on which the guest itself gives the service, or 0. */
uint32_t	 sim_guest_node(struct sim *, uint32_t guest);

#endif
