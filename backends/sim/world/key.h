/*
 * key.h: what a world is, clock apart.
 *
 * Two equal keys: worlds that go on alike.  A key begins as zero and may take
 * in more than a world.  The same within one process only.
 */
#ifndef SIM_KEY_H
#define SIM_KEY_H

#include <stddef.h>
#include <stdint.h>

struct world;

struct key {
	uint64_t	a, b;
};

void		 key_world(struct world *, struct key *);
void		 key_mix(struct key *, uint64_t);
void		 key_bytes(struct key *, const void *, size_t);

#endif
