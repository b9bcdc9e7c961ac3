/*
 * The text installer: what two people type at the console of a guest that has
 * booted from an install server.  An input that begins with "l" finds it at the
 * question for the language, another one at the first screen.
 */
#include "backends/sim/console/console.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/fuzz_seats.h"
#include "tests/fuzz/fuzz_stage.h"

enum { STEPS = 40 };

static struct console
console_of(struct stage *stage, struct buffer *out)
{
	struct sim *sim = stage->sandbox->simulated.sim;

	return (struct console){ &stage->sandbox->simulated.shell,
	    world_domain_of(sim->world, 1, 1), out, false };
}

/* A guest that runs is broken into, and boots from the net. */
static void
installer_boot(struct stage *stage)
{
	struct sim *sim = stage->sandbox->simulated.sim;
	struct buffer out = { 0 };
	struct console console = console_of(stage, &out);

	sim_put(sim, 1, NOW_CLUSTERED, 1);
	console = console_of(stage, &out);
	console_open(&console);
	console_break(&console);
	console_type(&console, "boot net\r", 9);
	for (unsigned i = 0; i < STEPS && world_domain(sim->world,
	    console.domain)->soft != SOFT_MEDIA; i++)
		sim_step(sim);
	console_follow(&console);
	fuzz_demand(world_domain(sim->world, console.domain)->soft ==
	    SOFT_MEDIA, "the installer is up", NULL);
	buffer_drop(&out);
}

static int
input_play(const uint8_t *bytes, size_t size)
{
	static struct fuzz_stage fuzz;
	struct stage *stage = fuzz_stage(&fuzz, installer_boot);
	bool language = size != 0 && bytes[0] == 'l';
	struct buffer out = { 0 };
	struct console console = console_of(stage, &out);

	if (!language)
		console_type(&console, "0\r3\r", 4);
	buffer_drop(&out);
	fuzz_seats_play(stage, (const char *)bytes + language,
	    size - language);
	fuzz_stage_tell(stage);
	fuzz_stage_end(&fuzz);
	return 0;
}

FUZZ_TARGET("installer", input_play);
