/*
 * key.h: the state hash of a world, without the clock.
 *
 * Worlds with equal keys go on alike.  A key begins as zero, and the caller may
 * mix in more than a world.  A key is the same within one process only.
 */
#ifndef SIM_KEY_H
#define SIM_KEY_H

#include <stddef.h>
#include <stdint.h>

struct world;

struct key {
	uint64_t	a, b;
};

/* Mix a world into a key. */
void		 key_world(struct world *, struct key *);
/* Mix a number into a key. */
void		 key_mix(struct key *, uint64_t);
/* Mix bytes into a key. */
void		 key_bytes(struct key *, const void *, size_t);

#endif
