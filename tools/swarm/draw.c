#include "tools/swarm/draw.h"

#include <assert.h>
#include <stddef.h>

/* The finalizer of splitmix64. */
static uint64_t
mixed(uint64_t x)
{
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

/* FNV-1a over the words, from a state. */
static uint64_t
worded(uint64_t state, const char *what)
{
	uint64_t x = state ^ 0xcbf29ce484222325u;

	for (const char *at = what; *at != '\0'; at++)
		x = (x ^ (unsigned char)*at) * 0x100000001b3u;
	return x;
}

struct draw
draw_begin(uint64_t seed)
{
	return (struct draw){ mixed(seed + 0x9e3779b97f4a7c15u) };
}

struct draw
draw_part(struct draw draw, const char *what, uint64_t n)
{
	uint64_t x = worded(draw.state, what);

	return (struct draw){ mixed(x + n * 0x9e3779b97f4a7c15u) };
}

uint64_t
draw_seed(struct draw draw, const char *what)
{
	return mixed(worded(draw.state, what));
}

unsigned
draw_of(struct draw draw, const char *what, unsigned of)
{
	assert(of != 0);
	return (unsigned)(draw_seed(draw, what) % of);
}

bool
draw_one_in(struct draw draw, const char *what, unsigned many)
{
	return draw_of(draw, what, many) == 0;
}
