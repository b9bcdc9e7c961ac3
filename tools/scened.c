#include "tools/scened.h"

#include <string.h>

#include "backends/sim/scene.h"
#include "core/base/buffer.h"
#include "core/policy/scene_site.h"
#include "tools/twinned.h"

static bool
twin_start(struct scened *scened, struct err *err)
{
	const char *start = scened->execution.opening.start;
	struct buffer notes = { 0 };
	bool started;

	sandbox_make(&scened->sandbox, &scened->execution.arena,
	    scened->execution.site.site, SITE_READY, 1);
	started = sandbox_start(&scened->sandbox, start, strlen(start),
	    &notes, err);
	if (started)
		twinned_notes(buffer_text(&notes));
	buffer_drop(&notes);
	return started;
}

int
scened_open(struct scened *scened, const struct options *options)
{
	struct arena *arena = &scened->execution.arena;
	struct err err = { 0 };
	int status;

	memset(scened, 0, sizeof(*scened));
	execution_make(&scened->execution, options, "capacity", "rehearse");
	status = twinned_open(&scened->execution);
	if (status != EXIT_OK)
		return status;
	if (options->from == NULL)
		scened->scene = scene_of_all(arena,
		    scened->execution.site.site);
	else if (!twin_start(scened, &err))
		return err_print(&err);
	else
		scened->scene = sim_scene(arena, scened->sandbox.simulated.sim);
	return EXIT_OK;
}

void
scened_drop(struct scened *scened)
{
	if (scened->sandbox.simulated.sim != NULL)
		sandbox_drop(&scened->sandbox);
	execution_drop(&scened->execution);
}
