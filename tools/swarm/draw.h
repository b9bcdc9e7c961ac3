/*
 * draw.h: numbers drawn from a seed, each by its purpose.
 *
 * A number depends on the seed, on the thing that it is for, and on the words
 * that say what for; on nothing that was drawn before.  So one more draw
 * changes no other.  There is no other source of chance here.
 */
#ifndef SWARM_DRAW_H
#define SWARM_DRAW_H

#include <stdbool.h>
#include <stdint.h>

struct draw {
	uint64_t	 state;
};

struct draw	 draw_begin(uint64_t seed);
/* The draws of the n-th part of that name. */
struct draw	 draw_part(struct draw, const char *what, uint64_t n);
/* A number from 0 to of - 1; of is not 0. */
unsigned	 draw_of(struct draw, const char *what, unsigned of);
/* True once in so many; always for 1. */
bool		 draw_one_in(struct draw, const char *what, unsigned many);
/* The whole number, for a seed of something else. */
uint64_t	 draw_seed(struct draw, const char *what);

#endif
