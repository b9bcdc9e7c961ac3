/*
 * apply: carry a job or a saved plan out at a real site.
 */
#include "tools/apply/apply.h"
#include "tools/verbs.h"
#include "tools/ways/ways.h"

int
cmd_apply(const struct options *options)
{
	struct execution execution;
	struct err err = { 0 };
	struct around around = { .log = logged_syslog };
	int status;

	execution_make(&execution, options, "apply", "apply");
	ask_make(&around.ask, options->yes);
	status = site_open(&execution.arena, options->site, &execution.site);
	if (status == EXIT_OK) {
		around.reach = ways_open(execution.site.site,
		    options->ssh_config, &err);
		status = around.reach != NULL ? apply_play(&execution,
		    &around) : err_print(&err);
		if (around.reach != NULL)
			ways_close(around.reach);
	}
	execution_drop(&execution);
	return status;
}
