/*
 * What people type on a simulated site, a line each, after the letter of the
 * place; '+' lets minutes pass, '!' is a fault of the world, '?' a condition,
 * '<' keeps the world, '>' goes back to it, and a first line '=' says where the
 * guests stand.  A line that is understood is printed as a line that means the
 * same, and the same lines lead to the same world.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/commands/commands.h"
#include "backends/sim/changes.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/world.h"
#include "core/formats/scenario/phrase.h"
#include "tests/fuzz/fuzz.h"
#include "tools/scenario/sandbox.h"
#include "tools/scenario/scenario.h"

enum { LINES = 64, MINUTE_MS = 60000, MINUTES = 600 };

struct play {
	struct arena	 arena;
	struct site	*site;
	struct sandbox	*sandbox;
	struct world	*kept;
	char		*kept_text;
};

static const struct {
	char		letter;
	uint32_t	place;
} places[] = {
	{ '1', 1 }, { '2', 2 }, { 'a', PLACE_GUEST | 1 },
	{ 'b', PLACE_GUEST | 2 }, { 's', PLACE_SOURCE | 1 },
};

static uint32_t
place_of(char letter)
{
	size_t i = 0;

	while (i + 1 < sizeof(places) / sizeof(places[0]) &&
	    places[i].letter != letter)
		i++;
	return places[i].letter == letter ? places[i].place : 1;
}

/* What a line does not say follows from where it is typed. */
static void
line_prints(struct arena *arena, struct site *site, uint32_t place,
    const char *line)
{
	const struct lexicon lexicon = { site, site->names };
	struct err err = { 0 };
	struct op op = { 0 }, again = { 0 };
	const char *text;

	if (!command_read(&lexicon, line, place, &op, &err)) {
		fuzz_refusal(&err, line);
		return;
	}
	if (op.on == 0)
		op.on = 1;
	text = command_text(arena, site, &op);
	fuzz_demand(fuzz_is_plain(text) || !fuzz_is_plain(line),
	    "what is printed is plain text", text);
	/* A shell makes control characters of printf's; nobody types them. */
	if (!fuzz_is_plain(line))
		return;
	/* What is no command is typed at a console, or done by a person. */
	if (command_is_comment(&op))
		text = command_bare(arena, site, &op);
	fuzz_demand(command_read(&lexicon, text, place, &again, &err),
	    "what is printed can be typed", text);
	if (again.on == 0)
		again.on = 1;
	fuzz_demand(op_equal(&op, &again), "what is printed means the same",
	    text);
}

static void
line_type(struct sandbox *sandbox, uint32_t place, const char *line)
{
	struct simulated *simulated = &sandbox->simulated;
	struct call call;

	if (simulated_feed(simulated, place, &(struct typed){
	    .text = line }, &call)) {
		fuzz_demand(call.status == 0 || call.err.size != 0,
		    "what fails says why", line);
		simulated_output(simulated, place, &call);
	}
	call_drop(&call);
}

static void
fault_strike(struct sandbox *sandbox, const struct language *language,
    const char *phrase)
{
	struct err err = { 0 };
	struct wrong wrong;
	struct fault fault;

	if (phrase_fault(language, phrase, &fault, &wrong))
		sandbox_arm(sandbox, &fault, &err);
	else if (phrase_mend(language, phrase, &fault, &wrong))
		sandbox_mend(sandbox, &fault);
}

static void
condition_ask(struct sandbox *sandbox, const struct language *language,
    const char *phrase)
{
	struct expectation expected;
	struct wrong wrong;

	if (phrase_expectation(language, phrase, &expected, &wrong) &&
	    expected.is_condition)
		simulated_holds(&sandbox->simulated, &expected.condition);
}

/* What was there then is there again. */
static void
world_return(struct play *play)
{
	struct sim *sim = play->sandbox->simulated.sim;
	char *text;

	if (play->kept == NULL)
		return;
	sim_restore(sim, play->kept);
	text = sim_text(sim, NULL);
	fuzz_demand(strcmp(text, play->kept_text) == 0,
	    "a world that is kept comes back", text);
	free(text);
}

static void
world_keep(struct play *play)
{
	struct sim *sim = play->sandbox->simulated.sim;

	free(play->kept);
	free(play->kept_text);
	play->kept = malloc(sim_world(sim)->bytes);
	fuzz_demand(play->kept != NULL, "there is memory", NULL);
	memcpy(play->kept, sim_world(sim), sim_world(sim)->bytes);
	play->kept_text = sim_text(sim, NULL);
}

static void
line_play(struct play *play, const char *line)
{
	struct sandbox *sandbox = play->sandbox;
	const struct language language = { &play->arena, play->site->names,
	    &scenario_vocabulary, NULL };
	const char *rest = line + 1;

	switch (*line) {
	case '\0':
	case '=':
		return;
	case '+':
		sandbox_advance(sandbox, sandbox_now_ms(sandbox) +
		    abs(atoi(rest) % MINUTES) * MINUTE_MS);
		return;
	case '!':
		fault_strike(sandbox, &language, rest);
		return;
	case '?':
		condition_ask(sandbox, &language, rest);
		return;
	case '<':
		world_keep(play);
		return;
	case '>':
		world_return(play);
		return;
	default:
		line_prints(&play->arena, play->site, place_of(*line), rest);
		line_type(sandbox, place_of(*line), rest);
	}
}

/* Where the guests stand is said by the first line. */
static void
begin(struct sandbox *sandbox, const char *line)
{
	struct sim *sim = sandbox->simulated.sim;

	if (line == NULL || *line != '=')
		return;
	for (uint32_t guest = 1; guest <= 2 && line[guest] != '\0'; guest++)
		if (line[guest] >= '1' && line[guest] <= '3')
			sim_put(sim, guest, (enum guest_now)(line[guest] -
			    '0'), 1);
	sandbox_zero(sandbox);
}

/* The world's text after all lines, which the caller frees. */
static char *
lines_play(const uint8_t *bytes, size_t size)
{
	struct play play = { .site = NULL };
	char *rest = fuzz_text(&play.arena, bytes, size), *text;
	const char *line = fuzz_line(&rest);

	play.site = fuzz_site(&play.arena);
	play.sandbox = arena_take(&play.arena, 1, sizeof(*play.sandbox));
	sandbox_make(play.sandbox, &play.arena, play.site, SITE_READY, 1);
	begin(play.sandbox, line);
	for (int i = 0; i < LINES && line != NULL; i++) {
		line_play(&play, line);
		line = fuzz_line(&rest);
	}
	sandbox_advance(play.sandbox, sandbox_now_ms(play.sandbox) +
	    MINUTE_MS);
	sim_check_all(play.sandbox->simulated.sim);
	text = sim_text(play.sandbox->simulated.sim, NULL);
	free(play.kept);
	free(play.kept_text);
	sandbox_drop(play.sandbox);
	arena_drop(&play.arena);
	return text;
}

static int
input_play(const uint8_t *bytes, size_t size)
{
	char *once = lines_play(bytes, size);
	char *again = lines_play(bytes, size);

	fuzz_demand(strcmp(once, again) == 0,
	    "the same lines lead to the same world", again);
	free(once);
	free(again);
	return 0;
}

FUZZ_TARGET("typed", input_play);
