#include "tools/campaign/table.h"

#include <stdio.h>

#include "core/base/arena.h"
#include "core/plan/plan.h"
#include "tools/report/text.h"
#include "tools/say.h"

enum { WHY_COLUMN = 55 };

static void
estimate(struct site *site, struct campaign_move *move)
{
	struct arena arena = { 0 };
	struct view view = { .group_at = move->from };
	struct err err = { 0 };
	struct job job;
	struct plan *plan;

	if (job_read_line(&arena, site, move->job, &job, &err) &&
	    (plan = plan_make(&arena, site, &job, &view, &err)) != NULL) {
		move->expected_ms = plan->expected_ms;
		move->expected_down_ms = plan->downtime_ms;
	}
	arena_drop(&arena);
}

void
table_estimate(struct site *site, struct campaign_move *moves, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		estimate(site, &moves[i]);
}

static const char *
span(int64_t ms, char room[TEXT_ROOM])
{
	return text_span(ms, room, TEXT_ROOM);
}

/* How wide it is. */
static unsigned
row_head(const struct site *site, const struct campaign_move *move)
{
	const struct names *names = site->names;
	char places[TEXT_ROOM] = "sweep";

	if (move->guest != 0)
		snprintf(places, sizeof(places), "%s -> %s", names_text(names,
		    KIND_NODE, move->from), names_text(names, KIND_NODE,
		    move->to));
	return say("  %-12s %-18s", move->guest != 0 ? names_text(names,
	    KIND_GUEST, move->guest) : names_text(names, KIND_NODE,
	    move->from), places);
}

void
table_foreseen(const struct site *site, const struct campaign_goal *goal,
    const struct campaign_move *moves, uint32_t count)
{
	char took[TEXT_ROOM], down[TEXT_ROOM];
	int64_t took_ms = 0, down_ms = 0;

	if (goal->kind == CAMPAIGN_RETURN)
		say("  who goes back: %s\n", goal->left != NULL ? "those that "
		    "the evacuation has moved" : "those whose group has the "
		    "node first in its list");
	if (count == 0 || moves[0].guest == 0)
		say("no guest has to be moved %s %s\n", goal->kind ==
		    CAMPAIGN_EVACUATE ? "off" : "to", names_text(site->names,
		    KIND_NODE, goal->node));
	if (count == 0)
		return;
	say("  %-12s %-18s %9s %9s\n", "guest", "move", "estimate",
	    "downtime");
	for (uint32_t i = 0; i < count; i++) {
		unsigned at = row_head(site, &moves[i]);

		at += say(" %9s %9s", span(moves[i].expected_ms, took),
		    span(moves[i].expected_down_ms, down));
		text_column(moves[i].why, at, WHY_COLUMN);
		took_ms += moves[i].expected_ms;
		down_ms += moves[i].expected_down_ms;
	}
	say("  %-12s %-18s %9s %9s\n", "all", "", span(took_ms, took),
	    span(down_ms, down));
}

void
table_truth(const struct site *site, const struct campaign_move *moves,
    uint32_t count)
{
	char guessed[TEXT_ROOM], took[TEXT_ROOM];
	char hoped[TEXT_ROOM], down[TEXT_ROOM];

	if (count == 0)
		return;
	say("  %-12s %-18s %8s %8s %8s %8s  %s\n", "guest", "move",
	    "estimate", "took", "downtime", "measured", "ending");
	for (uint32_t i = 0; i < count; i++) {
		const struct campaign_move *move = &moves[i];

		row_head(site, move);
		say(" %8s %8s %8s %8s  %s\n", span(move->expected_ms,
		    guessed), span(move->took_ms, took),
		    span(move->expected_down_ms, hoped),
		    span(move->down_ms, down), ending_name(move->ending));
	}
}
