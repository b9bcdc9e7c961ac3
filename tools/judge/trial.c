#include "tools/judge/trial.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/observers/uptime.h"
#include "backends/sim/session/vocabulary.h"
#include "backends/sim/text/text.h"
#include "tools/scenario/sandbox.h"
#include "tools/shell/scripting.h"

/* One that is being played. */
struct playing {
	struct sink	 sink;		/* first */
	struct trial	*trial;
	struct sandbox	*sandbox;
	struct scripted_hearing record;
};

static void
on_event(struct sink *sink, const struct event *event)
{
	struct playing *playing = (struct playing *)sink;
	struct trial *trial = playing->trial;
	struct arena *arena = &trial->arena;

	if (event->type != EVENT_VIOLATION ||
	    trial->violated_count == TRIAL_VIOLATIONS)
		return;
	trial->violated[trial->violated_count++] = (struct violated){
	    arena_text(arena, event->word, strlen(event->word)),
	    arena_text(arena, event->text, strlen(event->text)) };
}

static void
on_begin(void *with, struct sandbox *sandbox)
{
	((struct playing *)with)->sandbox = sandbox;
}

/* The node on which it is up; a script lets nobody into a guest that was made
 * from a source, so that one has only to run. */
static uint32_t
node_of(struct sandbox *sandbox, uint32_t guest)
{
	const struct site *site = sandbox->session.site;
	struct condition runs = { sim_state_find(KIND_GUEST, "running"), guest,
	    0 };
	uint32_t node = sim_guest_node(sandbox->simulated.sim, guest);

	if (node != 0 || site->guests[guest].source == 0)
		return node;
	for (runs.on = site->node_count; runs.on != 0; runs.on--)
		if (simulated_holds(&sandbox->simulated, &runs))
			break;
	return runs.on;
}

/* An installer that was to upgrade has overwritten the disks. */
static bool
is_replaced(struct sandbox *sandbox, uint32_t guest, uint32_t node)
{
	const struct op ask = { .kind = OP_IMAGE_STATE, .on = node,
	    .guest = guest };
	struct result res;

	if (node == 0 || sandbox->session.site->guests[guest].source == 0)
		return false;
	simulated_ask(&sandbox->simulated, &ask, &res);
	return res.outcome == DONE && res.answer.state != STATE_UPGRADED;
}

static void
guest_look(struct playing *playing, uint32_t guest)
{
	struct sandbox *sandbox = playing->sandbox;
	struct trial_guest *to = &playing->trial->guest[guest];

	to->node = node_of(sandbox, guest);
	to->replaced = is_replaced(sandbox, guest, to->node);
	to->up = to->node != 0 || sim_guest_up(sandbox->simulated.sim, guest);
	to->down_ms = session_downtime(&sandbox->session, guest);
}

static void
on_over(void *with, struct sandbox *sandbox)
{
	struct playing *playing = with;
	const struct site *site = sandbox->session.site;
	char *text = sim_text(sandbox->simulated.sim, NULL);

	playing->trial->text = arena_text(&playing->trial->arena, text,
	    strlen(text));
	free(text);
	playing->trial->guest = arena_take(&playing->trial->arena,
	    site->guest_count + 1, sizeof(*playing->trial->guest));
	for (uint32_t g = 1; g <= site->guest_count; g++)
		guest_look(playing, g);
}

static void
on_change(void *with, const struct typed_change *change)
{
	struct playing *playing = with;

	playing->record.heard(playing->record.with, change);
}

static void
on_line(void *with, const struct caller *caller)
{
	struct playing *playing = with;

	playing->trial->record.now_ms = sandbox_now_ms(playing->sandbox);
	playing->record.ended(playing->record.with, caller);
}

static void
on_end(void *with, const struct scripted *scripted)
{
	struct playing *playing = with;

	playing->record.over(playing->record.with, scripted);
	playing->trial->ended_ms = sandbox_now_ms(playing->sandbox);
}

/* The scenario was written here: what is wrong in it is wrong in what it was
 * written from. */
static struct scenario *
scenario_make(struct arena *arena, const struct story_of *of,
    const struct story *story, struct err *err)
{
	struct mistakes mistakes = { 0 };
	struct scenario *scenario;
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (out == NULL)
		abort();
	story_write(out, of, story);
	if (ferror(out) != 0 || fclose(out) != 0)
		abort();
	scenario = scenario_load(arena, &(struct source){ "the scenario",
	    arena_text(arena, text, size), size }, &mistakes);
	free(text);
	if (scenario == NULL)
		err_set(err, ERR_FILE_INVALID, "%.80s: %.60s: expected %.80s",
		    of->script, mistakes.list[0].found,
		    mistakes.list[0].expected);
	return scenario;
}

/* Did it begin, and was the script played? */
static bool
is_played(const struct trial *trial, const struct story *story,
    struct err *err)
{
	if (trial->text != NULL && (story->scriptless ||
	    trial->ended_ms >= 0))
		return true;
	*err = trial->result.err;
	return false;
}

bool
trial_play(const struct trial_of *of, const struct story *story,
    struct trial *trial, struct err *err)
{
	struct playing playing = { .sink = { on_event }, .trial = trial };
	struct scenario *scenario = scenario_make(&trial->arena, &of->story,
	    story, err);

	trial->record = (struct record){ .arena = &trial->arena,
	    .names = scenario != NULL ? scenario->site->names : NULL };
	trial->ended_ms = -1;
	if (scenario == NULL)
		return false;
	trial->site = scenario->site;
	playing.record = record_hearing(&trial->record);
	if (of->until_ms >= 0)
		scenario->until_ms = of->until_ms;
	scenario_play(&trial->arena, &(struct scenario_play){
	    .scenario = scenario, .seed = 1, .sink = &playing.sink,
	    .stop_at_ms = -1, .begun = on_begin, .over = on_over,
	    .with = &playing, .script = scripting_play,
	    .path_only = of->path_only,
	    .hearing = { on_change, on_line, on_end, &playing } },
	    &trial->result);
	return is_played(trial, story, err);
}

void
trial_drop(struct trial *trial)
{
	arena_drop(&trial->arena);
}
