#include "tools/file.h"
#include "tools/lab/lab.h"
#include "tools/options.h"
#include "tools/verbs.h"

static int
refuse(const struct holding *holding)
{
	struct err err = { 0 };

	err_set(&err, ERR_STATE_BUSY, "another process holds the site in "
	    "%.150s", holding->home.path);
	return err_print(&err);
}

int
cmd_lab(const struct options *options)
{
	struct holding holding;
	struct err err = { 0 };
	int status;

	if (options->state == NULL) {
		err_set(&err, ERR_USAGE, "lab needs --state DIR: there it "
		    "keeps the site, and the keys to it");
		return err_print(&err);
	}
	if (options->stop)
		return lab_stop(options->state);
	status = holding_open(&holding, &(struct holding_from){
	    .site = options->site, .state = options->state,
	    .begin = options->begin.item, .begin_count = options->begin.count,
	    .needs_home = true, .speed = options->speed });
	if (status == HOLDING_OWNED)
		status = refuse(&holding);
	else if (status == EXIT_OK)
		status = lab_play(&holding, options->shell);
	if (!holding_close(&holding) && status == EXIT_OK)
		status = EXIT_FILE;
	return status;
}
