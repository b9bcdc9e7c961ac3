#include "backends/sim/kept.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/observers/invariants.h"
#include "backends/sim/world/simulation.h"

struct sim_kept {
	struct sim	 sim;		/* its world and index are copies */
	struct verdicts	 verdicts;
	struct arena_kept names;
};

static void *
copy(const void *bytes, size_t n)
{
	void *memory = malloc(n);

	if (memory == NULL)
		abort();
	memcpy(memory, bytes, n);
	return memory;
}

/* Blocks of its own, as long as what is in them, for a simulator that has been
 * copied from that one. */
static void
blocks_copy(struct sim *to, const struct sim *from)
{
	const struct index *index = &from->index;

	to->world = copy(from->world, from->world->bytes);
	to->index.path = copy(index->path, ((size_t)index->paths + 1) *
	    sizeof(*index->path));
	to->index.mac = copy(index->mac, ((size_t)index->guests + 1) *
	    sizeof(*index->mac));
}

static void
blocks_free(struct sim *sim)
{
	index_drop(sim);
	free(sim->world);
}

struct sim_kept *
sim_keep(const struct sim *sim)
{
	struct sim_kept *kept = copy(&(struct sim_kept){ .sim = *sim,
	    .verdicts = *sim->verdicts }, sizeof(*kept));

	blocks_copy(&kept->sim, sim);
	/* What was answered last is the caller's no more. */
	kept->sim.all = (struct answers){ .list = NULL };
	arena_keep(&sim->arena, &kept->names);
	return kept;
}

void
sim_return(struct sim *sim, const struct sim_kept *kept)
{
	struct sim was = *sim;

	assert(sim->names == kept->sim.names &&
	    sim->verdicts == kept->sim.verdicts);
	blocks_free(&was);
	arena_return(&sim->arena, &kept->names);
	*sim = kept->sim;
	blocks_copy(sim, &kept->sim);
	sim->found = was.found;
	sim->found_capacity = was.found_capacity;
	*sim->verdicts = kept->verdicts;
}

void
sim_kept_drop(struct sim_kept *kept)
{
	blocks_free(&kept->sim);
	arena_kept_drop(&kept->names);
	free(kept);
}
