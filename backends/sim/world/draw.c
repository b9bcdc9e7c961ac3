/*
 * Keyed pseudo-random numbers, and numbers derived from names.
 *
 * A number does not depend on what was drawn before it, so one more draw
 * changes nothing elsewhere.
 */
#include "backends/sim/world/draw.h"

#include <assert.h>

#include "backends/sim/world/simulation.h"

enum { VARIES_PER_MILLE = 50 };

/* The finalizer of splitmix64, over both. */
uint64_t
draw_mix(uint64_t one, uint64_t other)
{
	uint64_t z = one + 0x9e3779b97f4a7c15u * (other + 1);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

uint64_t
draw_name(uint64_t about, const char *name)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (; *name != '\0'; name++)
		h = (h ^ (unsigned char)*name) * 0x100000001b3u;
	return draw_mix(about, h);
}

uint64_t
draw(uint64_t seed, enum draw_what what, uint32_t whom, uint32_t often)
{
	assert(what <= DRAW_GUID);
	return draw_mix(draw_mix(draw_mix(seed, what), whom), often);
}

int64_t
draw_about(struct sim *sim, enum draw_what what, uint32_t guest, int64_t ms)
{
	uint32_t often = world_guest(sim->world, guest)->boots;
	uint64_t drawn = draw(sim->world->seed, what, guest, often);

	assert(ms >= 0 && guest != 0);
	return ms + ms * ((int64_t)(drawn % (2 * VARIES_PER_MILLE + 1)) -
	    VARIES_PER_MILLE) / 1000;
}

int64_t
draw_longest(int64_t ms)
{
	assert(ms >= 0);
	return ms + ms * VARIES_PER_MILLE / 1000;
}
