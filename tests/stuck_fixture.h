/*
 * stuck_fixture.h: a group that its manager could not stop.
 */
#ifndef STUCK_FIXTURE_H
#define STUCK_FIXTURE_H

#include <stdint.h>

struct sim;

/* The group is in error on that node because of the resource. */
void	 stuck_put(struct sim *, uint32_t group, uint32_t resource,
	    uint32_t node);

#endif
