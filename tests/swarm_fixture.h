/*
 * swarm_fixture.h: many sites alike: one, two or three nodes, one to three
 * guests, with an agent or without, and one guest that comes from a source.
 */
#ifndef TESTS_SWARM_FIXTURE_H
#define TESTS_SWARM_FIXTURE_H

#include "core/base/arena.h"
#include "core/site/site.h"

enum { SWARM_NODES = 3, SWARM_GUESTS = 3 };

struct swarm_shape {
	unsigned	nodes;
	unsigned	guests;	/* beside the one from the source */
	bool		agent;
};

/* The text of such a site file, in the arena. */
char		*swarm_text(struct arena *, const struct swarm_shape *);
/* The same as a site: guests g1, g2 … and "conv", which comes from source
 * "old".  g1 begins on n1; the others are clustered on the nodes in turn. */
struct site	*swarm_site(struct arena *, const struct swarm_shape *);

#endif
