/*
 * A start text: a world that is made of it has that text again, whatever the
 * order of its lines was, and lives on; or it is refused with a line.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/sim/sim.h"
#include "backends/sim/start/start.h"
#include "core/base/buffer.h"
#include "tests/fuzz/fuzz.h"

enum { LATER_MS = 3600 * 1000 };

/* The site is read once: it does not change. */
static struct site *
known_site(void)
{
	static struct arena arena;
	static struct site *site;

	if (site == NULL)
		site = fuzz_site(&arena);
	return site;
}

static struct sim *
started(const char *text, size_t size, struct buffer *notes, struct err *err)
{
	struct sim *sim = sim_make(known_site(), SITE_READY, 1);

	if (sim_start(sim, text, size, notes, err))
		return sim;
	sim_drop(sim);
	return NULL;
}

static void
tells_again(struct sim *sim, char *(*text_of)(struct sim *, size_t *))
{
	size_t n;
	char *text = text_of(sim, &n), *again;
	struct err err = { 0 };
	struct sim *other = started(text, n, NULL, &err);

	fuzz_demand(other != NULL, "a world's text is read", err.text);
	again = text_of(other, NULL);
	fuzz_demand(strcmp(text, again) == 0, "it is the same world", text);
	fuzz_tell_text(text);
	free(text);
	free(again);
	sim_drop(other);
}

static int
input_play(const uint8_t *bytes, size_t n)
{
	const char *text = n != 0 ? (const char *)bytes : "";
	struct buffer notes = { NULL, 0, 0 };
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct sim *sim = started(text, n, &notes, &err);

	if (sim == NULL) {
		fuzz_refusal(&err, fuzz_text(&arena, bytes, n));
		fuzz_demand(strncmp(err.text, "start:", 6) == 0,
		    "a refusal has its line", err.text);
		fuzz_tell_text(err.text);
	} else {
		tells_again(sim, sim_text_whole);
		tells_again(sim, sim_text_observed);
		sim_run_until(sim, LATER_MS);
		sim_drop(sim);
	}
	buffer_drop(&notes);
	arena_drop(&arena);
	return 0;
}

FUZZ_TARGET("start", input_play);
