/*
 * The terminal server with the firmware's prompt, login and the shell of root:
 * what two people type at the console of a guest that runs.  An input that
 * begins with "o" finds it at the ok prompt.
 */
#include "backends/sim/console/console.h"
#include "backends/sim/world/simulation.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/fuzz_seats.h"
#include "tests/fuzz/fuzz_stage.h"

static void
break_send(struct stage *stage)
{
	struct sim *sim = stage->sandbox->simulated.sim;
	struct buffer out = { 0 };
	struct console console = { &stage->sandbox->simulated.shell,
	    world_domain_of(sim->world, 1, 1), &out, false };

	console_open(&console);
	console_break(&console);
	buffer_drop(&out);
}

static int
input_play(const uint8_t *bytes, size_t size)
{
	static struct fuzz_stage fuzz;
	struct stage *stage = fuzz_stage(&fuzz, fuzz_stage_guest);
	bool ok = size != 0 && bytes[0] == 'o';

	if (ok)
		break_send(stage);
	fuzz_seats_play(stage, (const char *)bytes + ok, size - ok);
	fuzz_stage_tell(stage);
	fuzz_stage_end(&fuzz);
	return 0;
}

FUZZ_TARGET("console", input_play);
