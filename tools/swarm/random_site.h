/*
 * random_site.h: sites drawn by a seed: the same seed, the same bytes.
 *
 * Nodes 1 to 6; guests with and without agent, probe, data disks, affinities,
 * several disks and nets; sources; releases; names at their limits; each
 * optional key of a site file is there or not.  A site that is drawn is read
 * without a mistake.
 */
#ifndef SWARM_RANDOM_SITE_H
#define SWARM_RANDOM_SITE_H

#include <jansson.h>
#include <stdint.h>

/* The caller gives it back with json_decref. */
json_t		*random_site(uint64_t seed);
/* The text of a site file; the caller frees it. */
char		*random_site_text(const json_t *site);

#endif
