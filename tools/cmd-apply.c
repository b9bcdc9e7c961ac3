/*
 * apply: carry a job or a saved plan out at a real site.
 */
#include "tools/apply/apply.h"
#include "tools/replay/replayed.h"
#include "tools/session/stop.h"
#include "tools/verbs.h"
#include "tools/ways/ways.h"

int
cmd_apply(const struct options *options)
{
	struct execution execution;
	struct err err = { 0 };
	struct around around = { .log = logged_syslog };
	struct ways ways;
	int status;

	execution_make(&execution, options, "apply", "apply");
	stop_outlive_pipe();
	ask_make(&around.ask, options->yes);
	status = site_open(&execution.arena, options->site, &execution.site);
	if (status == EXIT_OK && !ways_open(&ways, execution.site.site,
	    &(struct ways_for){ .ssh_config = options->ssh_config,
	    .beside = execution.site.path }, &err)) {
		status = err_print(&err);
	} else if (status == EXIT_OK) {
		around.reach = ways.reach;
		if (ways.recorded)
			replayed_around(&around, (struct recorded *)
			    ways.reach);
		status = ways_status(&ways, apply_play(&execution, &around),
		    !options->dry_run);
		ways_close(&ways);
	}
	execution_drop(&execution);
	return status;
}
