/*
 * The goal of a campaign: of a job, and whom an earlier one has moved.
 */
#include <assert.h>

#include "core/base/arena.h"
#include "core/campaign/campaign.h"
#include "core/plan/job.h"

struct campaign_goal
campaign_goal_of(const struct job *job)
{
	return (struct campaign_goal){ .kind = job->procedure->campaign,
	    .node = job->node, .locks = job->locks,
	    .purpose = job->purpose };
}

struct campaign_left
campaign_left_of(struct arena *arena, const struct campaign_goal *goal,
    const struct campaign_past *past)
{
	uint32_t *guests = arena_take(arena, past->count + 1,
	    sizeof(*guests));
	uint32_t n = 0;

	assert(goal->kind == CAMPAIGN_EVACUATE);
	for (uint32_t i = 0; i < past->count; i++)
		if (past->moves[i].ending == ARRIVED &&
		    past->moves[i].guest != 0)
			guests[n++] = past->moves[i].guest;
	return (struct campaign_left){ goal->node, guests, n };
}

void
campaign_goal_places(struct campaign_goal *goal,
    const struct campaign_left *left)
{
	if (goal->kind != CAMPAIGN_RETURN || left->node != goal->node)
		return;
	goal->left = left->guests;
	goal->left_count = left->count;
}
