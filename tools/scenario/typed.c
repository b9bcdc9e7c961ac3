#include "tools/scenario/typed.h"

#include <string.h>

#include "backends/commands/commands.h"
#include "backends/sim/sim.h"

bool
typed_command(const struct site *site, struct names *names, const char *text,
    uint32_t place, struct op *op)
{
	const struct lexicon lexicon = { site, names };
	const uint32_t places[] = { place != 0 ? place : 1, 1,
	    site->guest_count != 0 ? PLACE_GUEST | 1 : 1,
	    site->source_count != 0 ? PLACE_SOURCE | 1 : 1 };
	struct err err;

	memset(op, 0, sizeof(*op));
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (command_read(&lexicon, text, places[i], op, &err))
			return true;
	/* A console is not said by the words that are typed. */
	return command_known(text);
}

/* "ldm stop" and "ldm stop-domain" are one command. */
static bool
is_same(const struct lexicon *lexicon, const struct line *line,
    const char *command)
{
	struct op wanted, typed;
	struct err err;

	if (strcmp(line->text, command) == 0 ||
	    strcmp(line->bare, command) == 0)
		return true;
	return command_read(lexicon, command, line->place, &wanted, &err) &&
	    command_read(lexicon, line->text, line->place, &typed, &err) &&
	    op_equal(&wanted, &typed);
}

int64_t
typed_times(const struct play *play, const char *command, uint32_t place)
{
	const struct lexicon lexicon = { play->site, names_copy(play->arena,
	    play->site->names) };
	int64_t times = 0;

	for (const struct line *line = play->person.typed; line != NULL;
	    line = line->next)
		times += (place == 0 || place == line->place) &&
		    is_same(&lexicon, line, command);
	return times;
}

/* The entry has been typed; the next one waits until it is over. */
static void
type_wait(struct play *play, struct call *call, bool ended)
{
	while (!ended && !play->cut) {
		int64_t next_ms = sim_next_ms(play->sim);

		if (call->until_ms > 0 && (next_ms < 0 ||
		    call->until_ms < next_ms))
			next_ms = call->until_ms;
		if (next_ms < 0)
			break;
		play_pass(play, next_ms);
		ended = call_go_on(call);
	}
}

void
play_type(struct play *play, const struct scenario_entry *entry)
{
	struct simulated *simulated = &play->sandbox.simulated;
	struct call call;

	type_wait(play, &call, simulated_feed(simulated, entry->on,
	    &(struct typed){ .text = entry->text }, &call));
	if (!play->cut)
		simulated_output(simulated, entry->on, &call);
	if (!play->cut && call.unknown && !entry->may)
		play_fail_at(play, entry, ERR_COMMAND_UNKNOWN, EXIT_NOT_MET,
		    arena_text(play->arena, call.res.err.text,
		    strlen(call.res.err.text)));
	call_drop(&call);
}
