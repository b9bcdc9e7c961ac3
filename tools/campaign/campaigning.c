#include "tools/campaign/campaigning.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "tools/campaign/places.h"
#include "tools/campaign/table.h"
#include "tools/say.h"

enum { AGAIN_MS = 10000, PATIENCE_MS = 900000 };

const char *
campaigning_name(struct arena *arena, const struct site *site,
    const struct campaign_move *move, uint32_t n)
{
	return arena_format(arena, "%02u-%.*s-%s", (unsigned)n,
	    (int)strcspn(move->job, " "), move->job, move->guest != 0 ?
	    names_text(site->names, KIND_GUEST, move->guest) :
	    names_text(site->names, KIND_NODE, move->from));
}

bool
campaigning_places(struct campaigning *campaigning, const struct job *job,
    const struct campaign_left *last, struct err *err)
{
	struct campaign_left left = *last;

	if (job->places != NULL)
		left = (struct campaign_left){ campaigning->goal.node, NULL,
		    0 };
	if (job->places != NULL && !places_read(campaigning->arena,
	    campaigning->site, job->places, &left, err))
		return false;
	campaign_goal_places(&campaigning->goal, &left);
	return true;
}

void
campaigning_make(struct campaigning *campaigning)
{
	struct arena *arena = campaigning->arena;

	campaigning->moves = arena_take(arena, CAMPAIGN_MOVES,
	    sizeof(*campaigning->moves));
	held_make(&campaigning->held, campaigning->site,
	    campaigning->session->top, campaigning->goal.node);
}

/* Where one job has not arrived the guests before it stay where they are: a
 * state that is known, unless that job is stuck. */
static int
exit_of(const struct campaigning *campaigning)
{
	const struct campaign_move *last = campaigning->count == 0 ? NULL :
	    &campaigning->moves[campaigning->count - 1];
	int own = err_table[campaigning->err.code].exit;

	if (campaigning->ending == ARRIVED)
		return EXIT_OK;
	if (last != NULL && last->ending == STUCK)
		return (int)last->exit;
	if (campaigning->count > 1 || (last != NULL &&
	    last->ending != REFUSED))
		return EXIT_RETURNED;
	if (last != NULL)
		return (int)last->exit;
	return own == EXIT_LOCKED || own == EXIT_UNKNOWN ? own : EXIT_REFUSED;
}

static void
end(struct campaigning *campaigning, enum ending ending,
    const struct err *err)
{
	campaigning->ending = ending;
	campaigning->err = *err;
	campaigning->exit = exit_of(campaigning);
}

/* The ending of a campaign that has no way on. */
static enum ending
stopped_ending(const struct campaigning *campaigning)
{
	const struct campaign_move *last = campaigning->count == 0 ? NULL :
	    &campaigning->moves[campaigning->count - 1];

	if (last == NULL || (campaigning->count == 1 &&
	    last->ending == REFUSED))
		return REFUSED;
	return last->ending == STUCK ? STUCK : RETURNED;
}

static void
obstacles_print(const struct campaigning *campaigning,
    const struct campaign_view *view)
{
	const char *text;

	for (unsigned n = 0; !campaigning->silent && (text =
	    campaign_obstacle(campaigning->arena, &campaigning->goal, view,
	    n)) != NULL; n++)
		say("in the way  %s\n", text);
}

/* Is that what was asked about, as far as it is not done yet? */
static bool
is_listed(const struct campaigning *campaigning,
    const struct campaign_move *moves, uint32_t count)
{
	const struct campaign_move *list;

	if (!campaigning->asked || count > campaigning->listed)
		return false;
	if (count == 0)
		return true;
	list = campaigning->list + campaigning->listed - count;
	for (uint32_t i = 0; i < count; i++)
		if (strcmp(list[i].job, moves[i].job) != 0)
			return false;
	return true;
}

/*
 * Nothing is begun that cannot be ended, as far as that can be foreseen: a
 * guest for which no node has room is said before the first one moves.
 */
static bool
agreed(struct campaigning *campaigning, const struct campaign_view *view,
    struct err *err)
{
	struct campaign_move *moves = arena_take(campaigning->arena,
	    CAMPAIGN_MOVES, sizeof(*moves));
	const struct campaign_way *way = &campaigning->way;
	struct campaign_choice last;
	uint32_t count = campaign_foresee(campaigning->arena,
	    &campaigning->goal, view, moves, &last);

	if ((campaigning->asked && way->begins == NULL) ||
	    is_listed(campaigning, moves, count))
		return true;
	if (last.step != CAMPAIGN_DONE) {
		*err = last.err;
		return false;
	}
	table_estimate(campaigning->site, moves, count);
	if (!campaigning->silent)
		table_foreseen(campaigning->site, &campaigning->goal, moves,
		    count);
	campaigning->asked = true;
	campaigning->list = moves;
	campaigning->listed = count;
	return way->begins == NULL || way->begins(way->with, moves, count,
	    err);
}

static bool
look(struct campaigning *campaigning, struct campaign_view *view,
    struct err *err)
{
	session_forget(campaigning->session);
	campaign_view_make(campaigning->arena, campaigning->site,
	    campaigning->goal.node, view);
	return campaign_look(campaigning->arena, campaigning->session->top,
	    view, err);
}

static bool
move_ended(struct campaigning *campaigning, const struct campaign_move *move,
    struct err *err)
{
	assert(move->ending != GOING && campaigning->count < CAMPAIGN_MOVES);
	campaigning->under_way = (struct campaign_move){ .guest = 0 };
	campaigning->moves[campaigning->count++] = *move;
	return record_ending(campaigning->record, campaigning->site, move,
	    err);
}

static bool
carry_out(struct campaigning *campaigning, struct campaign_move *move,
    const struct campaign_view *view, struct err *err)
{
	const char *name = campaigning_name(campaigning->arena,
	    campaigning->site, move, campaigning->count + 1);

	table_estimate(campaigning->site, move, 1);
	if (!record_choice(campaigning->record, view, move, name, err))
		return false;
	if (!campaigning->silent)
		say("\n%s  %s\n    %s\n", name, move->job, move->why);
	campaigning->under_way = *move;
	if (!campaigning->way.drive(campaigning->way.with, move, name)) {
		campaigning->interrupted = true;
		return false;
	}
	return move_ended(campaigning, move, err);
}

/* What was asked and done since counts for nothing. */
static bool
is_over(struct campaigning *campaigning)
{
	campaigning->interrupted = campaigning->over != NULL &&
	    *campaigning->over;
	return campaigning->interrupted;
}

/* A guest that came along boots: the next one does not go before it is up. */
static bool
waits(struct campaigning *campaigning, const struct campaign_choice *choice,
    struct err *err)
{
	const struct op pause = { .kind = OP_PAUSE, .number = AGAIN_MS };
	struct result paused;

	campaigning->waited_ms += AGAIN_MS;
	if (campaigning->waited_ms > PATIENCE_MS) {
		*err = choice->err;
		end(campaigning, STUCK, err);
		campaigning->exit = EXIT_STUCK;
		return false;
	}
	backend_execute(campaigning->session->top, &pause, 2 * AGAIN_MS,
	    &paused);
	return true;
}

static bool
ends(struct campaigning *campaigning, enum ending ending,
    const struct err *err)
{
	end(campaigning, ending, err);
	return false;
}

static bool
job_begin(struct campaigning *campaigning, struct campaign_move *move,
    const struct campaign_view *view, struct err *err)
{
	if (!agreed(campaigning, view, err))
		return ends(campaigning, stopped_ending(campaigning), err);
	if (carry_out(campaigning, move, view, err))
		return true;
	return campaigning->interrupted ? false :
	    ends(campaigning, STUCK, err);
}

/* One round; true: there is another one. */
static bool
go_on(struct campaigning *campaigning, struct err *err)
{
	const struct campaign_past past = { campaigning->moves,
	    campaigning->count };
	struct campaign_choice choice;
	struct campaign_view view;
	bool looked = look(campaigning, &view, err);

	if (is_over(campaigning))
		return false;
	if (!looked)
		return ends(campaigning, stopped_ending(campaigning), err);
	campaign_next(campaigning->arena, &campaigning->goal, &view, &past,
	    &choice);
	if (choice.step == CAMPAIGN_WAIT)
		return waits(campaigning, &choice, err);
	campaigning->waited_ms = 0;
	if (choice.step == CAMPAIGN_JOB)
		return job_begin(campaigning, &choice.move, &view, err);
	if (choice.step == CAMPAIGN_NO_WAY)
		obstacles_print(campaigning, &view);
	else if (!campaigning->asked && !campaigning->silent)
		table_foreseen(campaigning->site, &campaigning->goal, NULL, 0);
	return ends(campaigning, choice.step == CAMPAIGN_DONE ? ARRIVED :
	    stopped_ending(campaigning), &choice.err);
}

void
campaigning_go(struct campaigning *campaigning)
{
	struct err err = { 0 };
	bool held;

	campaigning->interrupted = false;
	held = !campaigning->goal.locks || held_take(&campaigning->held, &err);
	if (is_over(campaigning))
		return;
	if (!held) {
		end(campaigning, stopped_ending(campaigning), &err);
		return;
	}
	while (go_on(campaigning, &err))
		continue;
	if (campaigning->interrupted)
		return;
	/* One that is stuck keeps its locks, as a run does. */
	if (campaigning->goal.locks && campaigning->ending != STUCK)
		held_drop(&campaigning->held);
	record_end(campaigning->record, campaigning->ending,
	    campaigning->exit, &campaigning->err, &err);
}

void
campaigning_resume(struct campaigning *campaigning,
    const struct campaign_move *move)
{
	struct err err = { 0 };

	if (campaigning->under_way.guest == 0 && campaigning->count != 0)
		campaigning->count--;
	campaigning->resumed = campaigning->held.resumed = true;
	if (move != NULL && !move_ended(campaigning, move, &err))
		end(campaigning, STUCK, &err);
	else
		campaigning_go(campaigning);
}

void
campaigning_left(struct campaigning *campaigning, struct campaign_left *left)
{
	const struct campaign_past past = { campaigning->moves,
	    campaigning->count };

	if (campaigning->goal.kind == CAMPAIGN_EVACUATE)
		*left = campaign_left_of(campaigning->arena,
		    &campaigning->goal, &past);
}
