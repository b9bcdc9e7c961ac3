#include "backends/watch/expected.h"

#include "backends/watch/seen_scene.h"
#include "core/policy/policy.h"
#include "core/policy/policy_words.h"
#include "core/site/site.h"

/* What becomes of the group, and why not at the other nodes. */
static const char *
placement_text(struct arena *arena, const struct scene *scene,
    const struct placement *placement)
{
	const char *text = placement_words(arena, scene, placement);
	const char *why = "";

	for (uint32_t i = 0; i < placement->count; i++) {
		const struct candidate *candidate = &placement->candidates[i];

		if (candidate->reason == REASON_CHOSEN ||
		    candidate->reason == REASON_NONE)
			continue;
		why = arena_format(arena, "%s%s%s: %s", why, *why != '\0' ?
		    "; " : "", names_text(scene->names, KIND_NODE,
		    candidate->node), candidate_words(arena, scene,
		    candidate));
	}
	return *why == '\0' ? text : arena_format(arena, "%s (%s)", text, why);
}

const char *
expected_start(const struct noticing *noticing)
{
	struct scene *scene = seen_scene(noticing->arena, noticing->survey,
	    noticing->site);
	uint32_t group = guest_row(noticing)->group;
	struct placement placement;

	policy_choose(scene, &(struct occasion){ .kind = OCCASION_START,
	    .group = group }, group, &placement);
	return placement_text(noticing->arena, scene, &placement);
}

const char *
expected_death(const struct noticing *noticing)
{
	struct scene *scene = seen_scene(noticing->arena, noticing->survey,
	    noticing->site);
	struct placements placements = policy_node_dies(noticing->arena, scene,
	    (uint64_t)1 << noticing->node);
	const char *text = "";

	for (uint32_t i = 0; i < placements.count; i++)
		text = arena_format(noticing->arena, "%s%s%s", text,
		    *text != '\0' ? "; " : "if it dies, ",
		    placement_text(noticing->arena, scene,
		    &placements.list[i]));
	return text;
}
