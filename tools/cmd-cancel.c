/*
 * cancel: cancel the command of a run that is under way.
 */
#include <stdio.h>

#include "tools/apply/apply.h"
#include "tools/apply/cancel.h"
#include "tools/say.h"
#include "tools/verbs.h"
#include "tools/ways/ways.h"

static int
play(struct cancel *cancel, const struct options *options)
{
	struct err err = { 0 };
	struct around around = { .reach = NULL };
	struct ways ways;
	int status;

	if (!cancel_read(cancel, options->operand[0], &err))
		return err_print(&err);
	if (!ways_open(&ways, cancel->reading.site.site,
	    &(struct ways_for){ .ssh_config = options->ssh_config }, &err))
		return err_print(&err);
	around.reach = ways.reach;
	ask_make(&around.ask, options->yes);
	status = cancel_play(cancel, options, &around);
	ways_close(&ways);
	return status;
}

int
cmd_cancel(const struct options *options)
{
	struct cancel *cancel;
	struct arena arena = { 0 };
	int status;

	if (options->operand_count != 1) {
		say_to(stderr, "domferry: usage: cancel needs a run "
		    "directory\n        domferry cancel RUN\n");
		return EXIT_USAGE;
	}
	cancel = arena_take(&arena, 1, sizeof(*cancel));
	status = play(cancel, options);
	cancel_drop(cancel);
	arena_drop(&arena);
	return status;
}
