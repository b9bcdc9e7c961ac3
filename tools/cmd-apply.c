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
	struct reach *reach;
	struct ask ask;
	int status;

	execution_make(&execution, options, "apply", "apply");
	ask_make(&ask, options->yes);
	status = site_open(&execution.arena, options->site, &execution.site);
	if (status == EXIT_OK) {
		reach = ways_open(execution.site.site,
		    options->ssh_config, &err);
		status = reach != NULL ? apply_play(&execution, reach, &ask) :
		    err_print(&err);
		if (reach != NULL)
			ways_close(reach);
	}
	execution_drop(&execution);
	return status;
}
