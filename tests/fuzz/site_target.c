/*
 * Site files: a site, or mistakes at their places.  What is taken has plans, or
 * reasons why not, and can be simulated.
 */
#include <string.h>

#include "backends/sim/sim.h"
#include "core/formats/site/site_file.h"
#include "core/plan/plan.h"
#include "tests/fuzz/fuzz.h"

static void
job_try(struct arena *arena, struct site *site, const char *line)
{
	struct err err = { 0 };
	struct job job;

	if (!job_read_line(arena, site, line, &job, &err) ||
	    plan_make(arena, site, &job, NULL, &err) == NULL)
		fuzz_refusal(&err, line);
}

static void
jobs_try(struct arena *arena, struct site *site)
{
	static const char *const verbs[] = { "create", "switch", "p2v",
	    "maintain", "migrate", "retire --destroy-data" };
	const char *guest, *device;

	job_try(arena, site, "services");
	if (site->guest_count == 0)
		return;
	guest = names_text(site->names, KIND_GUEST, 1);
	device = names_text(site->names, KIND_DEVICE, site->guests[1].device);
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		job_try(arena, site, arena_format(arena, "%s %s %s", verbs[i],
		    strchr(verbs[i], ' ') != NULL ? device : guest,
		    strchr(verbs[i], ' ') != NULL ? guest : ""));
}

static int
input_play(const uint8_t *bytes, size_t size)
{
	struct arena arena = { 0 };
	struct mistakes mistakes = { 0 };
	const char *text = fuzz_text(&arena, bytes, size);
	struct site *site = site_read(&arena, "site.json", text, size,
	    &mistakes);

	if (site == NULL) {
		fuzz_mistakes(&mistakes, "site.json", text, size);
	} else {
		fuzz_demand(mistakes.count == 0, "what is taken has no mistake",
		    NULL);
		jobs_try(&arena, site);
		sim_drop(sim_make(site, SITE_READY, 1));
	}
	arena_drop(&arena);
	return 0;
}

FUZZ_TARGET("site", input_play);
