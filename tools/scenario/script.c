/*
 * A script that is an entry of a scenario.
 */
#include <string.h>

#include "backends/sim/sim.h"
#include "tools/scenario/play.h"

/* Why a script has not ended by itself. */
static const char *const unended[SCRIPTED_ENDS] = {
	[SCRIPTED_WAITS] = "the script waits for what never comes",
	[SCRIPTED_TOO_LONG] = "the script still runs when the scenario is over",
	[SCRIPTED_STOPPED] = "the script was stopped",
};

/* Each line of it, where it was typed. */
static void
printed(struct play *play, const struct scenario_entry *entry,
    const char *text)
{
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");

		sink_emit(play->sandbox.session.sink, &(struct event){
		    .type = EVENT_OUTPUT, .on = entry->on,
		    .at_ms = sim_now_ms(play->sim),
		    .text = arena_text(play->arena, text, n) });
		text += n + (text[n] == '\n');
	}
}

static void
script_end(struct play *play, const struct scenario_entry *entry,
    const struct scripted *scripted)
{
	const struct scripted_hearing *hearing = &play->how->hearing;

	if (hearing->over != NULL)
		hearing->over(hearing->with, scripted);
	printed(play, entry, scripted->printed);
	play->script_failed = scripted->end == SCRIPTED_ENDED &&
	    scripted->status != 0;
	if (play->script_failed)
		printed(play, entry, arena_format(play->arena, "domferry: "
		    "the script has ended with status %d", scripted->status));
	if (unended[scripted->end] != NULL && !entry->may)
		play_fail_at(play, entry, ERR_EXPECTATION, EXIT_NOT_MET,
		    unended[scripted->end]);
}

void
play_script(struct play *play, const struct scenario_entry *entry)
{
	const struct scenario_play *how = play->how;
	const struct scripted_from from = { .words = entry->script,
	    .place = entry->on, .hearing = how->hearing,
	    .path_only = how->path_only,
	    .until_ms = play->stop_ms >= 0 && play->stop_ms <
		play->scenario->until_ms ? play->stop_ms :
		play->scenario->until_ms };
	struct scripted scripted;
	struct err err = { 0 };

	sink_emit(play->sandbox.session.sink, &(struct event){
	    .type = EVENT_TYPED, .on = entry->on, .text = entry->text,
	    .at_ms = sim_now_ms(play->sim) });
	if (how->script == NULL)
		err_set(&err, ERR_UNSUPPORTED, "a script is not played here");
	else if (how->script(&play->sandbox, &from, &scripted, &err))
		script_end(play, entry, &scripted);
	if (err.code != ERR_NONE)
		play_fail_at(play, entry, err.code, EXIT_FILE, err.text);
}

