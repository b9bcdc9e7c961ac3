/*
 * The command line of service processors, a line each: the number of a node,
 * then what is typed there; 'y' or 'n' before the number is the answer to what
 * it asks.  '+' and a number let minutes pass.  Nothing goes to standard error
 * but what no real one would say; what is shown is read back; a machine whose
 * key switch stands on standby has no power.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/real/answers/outputs.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/world.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/fuzz_stage.h"

enum { CALLS = 24, STEPS = 200, MINUTES = 60, MINUTE_MS = 60000 };

/* What show has printed is what a run at a real site reads. */
static void
shown_read(const char *out)
{
	static const char *const words[] = { "show", "/" };
	struct arena arena = { 0 };
	struct printed printed;
	struct reading reading;
	struct err err;

	fuzz_demand(printed_read(&printed, words, 1, &err), "show is read",
	    out);
	output_read(&arena, &printed, out, strlen(out), &reading);
	fuzz_demand(reading.strange == 0, "what is shown is read", out);
	arena_drop(&arena);
}

static void
said_check(const struct caller *caller, const char *line)
{
	const char *out = buffer_text(&caller->out);
	size_t n = strlen(out);

	fuzz_demand(caller->status == 0 || caller->status == 125 ||
	    caller->status == 127, "a service processor has no status", line);
	fuzz_demand((caller->status == 0) ==
	    (*buffer_text(&caller->err) == '\0'),
	    "a service processor has no standard error", line);
	fuzz_demand(n == 0 || out[n - 1] == '\n' || (n > 2 &&
	    strcmp(out + n - 2, "? ") == 0), "a line is whole", out);
	if (caller->status == 0 && strncmp(out, "\n  /", 4) == 0)
		shown_read(out);
}

static void
keys_check(struct stage *stage, const char *line)
{
	struct world *world = sim_world(stage->sandbox->simulated.sim);

	for (uint32_t n = 1; n <= world->table[T_NODE].count; n++)
		fuzz_demand(world_node(world, n)->keyswitch != KEY_STANDBY ||
		    world_node(world, n)->power == NODE_DOWN,
		    "on standby there is no power", line);
}

static void
line_type(struct stage *stage, const char *line, const char *input)
{
	struct caller caller = { .place = PLACE_SP |
	    (*line == '2' ? 2U : 1U) };
	int64_t next_ms;
	bool ended;

	if (*line != '\0')
		line++;
	ended = stage_call(stage, &caller, line, input);
	for (unsigned i = 0; caller.waits && i < STEPS &&
	    (next_ms = stage_next_ms(stage)) >= 0; i++)
		stage_step(stage, next_ms);
	ended |= !caller.waits;
	stage_leave(stage, &caller);
	if (ended) {
		said_check(&caller, line);
		keys_check(stage, line);
	}
	fuzz_tell_text(buffer_text(&caller.out));
	fuzz_tell_text(buffer_text(&caller.err));
	caller_drop(&caller);
}

static void
line_play(struct stage *stage, const char *line)
{
	if (*line == '+')
		stage_step(stage, sandbox_now_ms(stage->sandbox) +
		    abs(atoi(line + 1)) % MINUTES * (int64_t)MINUTE_MS);
	else if (*line == 'y')
		line_type(stage, line + 1, "y\n");
	else if (*line == 'n')
		line_type(stage, line + 1, "n\n");
	else
		line_type(stage, line, NULL);
}

static int
input_play(const uint8_t *bytes, size_t size)
{
	struct arena arena = { 0 };
	char *rest = fuzz_text(&arena, bytes, size), *line;
	static struct fuzz_stage fuzz;
	struct stage *stage = fuzz_stage(&fuzz, fuzz_stage_guest);

	for (unsigned i = 0; i < CALLS && (line = fuzz_line(&rest)) != NULL;
	    i++)
		line_play(stage, line);
	fuzz_stage_tell(stage);
	fuzz_stage_end(&fuzz);
	arena_drop(&arena);
	return 0;
}

FUZZ_TARGET("ilom", input_play);
