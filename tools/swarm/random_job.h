/*
 * random_job.h: a job drawn by a seed, of those that a site has a place for.
 */
#ifndef SWARM_RANDOM_JOB_H
#define SWARM_RANDOM_JOB_H

#include <stdint.h>

#include "core/base/arena.h"
#include "core/site/site.h"

/* Its line, in the arena: one that has a plan, and whose guest is where its
 * procedure begins. */
const char	*random_job(struct arena *, struct site *, uint64_t seed);

#endif
