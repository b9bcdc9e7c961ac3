#include "tools/shell/kept.h"

#include <assert.h>
#include <stddef.h>

void
stage_keep(const struct stage *stage, struct stage_kept *kept)
{
	assert(stage->waiting == NULL && stage->typing == NULL);
	assert(stage->history.undo_count == 0 &&
	    stage->history.named_count == 0);
	kept->was = *stage;
	kept->sandbox = *stage->sandbox;
	arena_keep(stage->arena, &kept->arena);
	kept->sim = sim_keep(stage->sandbox->simulated.sim);
}

void
stage_return(struct stage *stage, const struct stage_kept *kept)
{
	struct simulated *simulated = &stage->sandbox->simulated;
	struct translation translation;

	assert(stage->waiting == NULL && stage->arena == kept->was.arena);
	history_drop(&stage->history);
	sim_return(simulated->sim, kept->sim);
	arena_return(stage->arena, &kept->arena);
	translation_return(&simulated->translation,
	    &kept->sandbox.simulated.translation);
	translation = simulated->translation;
	*stage = kept->was;
	*stage->sandbox = kept->sandbox;
	simulated->translation = translation;
}

void
stage_kept_drop(struct stage_kept *kept)
{
	sim_kept_drop(kept->sim);
	arena_kept_drop(&kept->arena);
}
