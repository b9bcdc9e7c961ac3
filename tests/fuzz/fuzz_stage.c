#include "tests/fuzz/fuzz_stage.h"

#include "backends/sim/sim.h"
#include "backends/sim/world/world.h"
#include "tests/fuzz/fuzz.h"

static void
stage_begin(struct fuzz_stage *fuzz, void (*begin)(struct stage *))
{
	struct err err = { 0 };

	fuzz_demand(stage_make(&fuzz->stage, &fuzz->arena,
	    &(struct stage_from){ fuzz_site(&fuzz->arena), NULL, 0 }, &err),
	    "there is a stage", NULL);
	if (begin != NULL)
		begin(&fuzz->stage);
	stage_keep(&fuzz->stage, &fuzz->kept);
	fuzz->made = true;
}

struct stage *
fuzz_stage(struct fuzz_stage *fuzz, void (*begin)(struct stage *))
{
	if (!fuzz->made)
		stage_begin(fuzz, begin);
	return &fuzz->stage;
}

void
fuzz_stage_end(struct fuzz_stage *fuzz)
{
	stage_return(&fuzz->stage, &fuzz->kept);
}

void
fuzz_stage_guest(struct stage *stage)
{
	sim_put(stage->sandbox->simulated.sim, 1, NOW_CLUSTERED, 1);
}

void
fuzz_stage_tell(const struct stage *stage)
{
	struct sim *sim = stage->sandbox->simulated.sim;
	const struct world *world = sim_world(sim);
	size_t bytes[] = { names_bytes(stage->site->names),
	    names_bytes(sim_names(sim)) };

	fuzz_tell(world, world->bytes);
	fuzz_tell(bytes, sizeof(bytes));
}
