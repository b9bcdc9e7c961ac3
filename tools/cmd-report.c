#include <stdio.h>

#include "core/base/arena.h"
#include "tools/apply/follow.h"
#include "tools/campaign/begun.h"
#include "tools/campaign/reported.h"
#include "tools/file.h"
#include "tools/say.h"
#include "tools/session/report.h"
#include "tools/verbs.h"

/* A run that another process carries out, until it ends. */
static int
follow(const struct options *options)
{
	struct arena arena = { 0 };
	struct follow *follow = arena_take(&arena, 1, sizeof(*follow));
	struct err err = { 0 };
	int status = EXIT_OK;

	if (!follow_make(follow, options->operand[0], options->verbose,
	    options, &err) || !follow_play(follow, &status, &err))
		status = err_print(&err);
	follow_drop(follow);
	arena_drop(&arena);
	return status;
}

/* A campaign is the runs that are in its directory. */
static int
campaign(const struct options *options)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	int status = EXIT_OK;

	if (options->follow || options->verbose)
		err_set(&err, ERR_USAGE, "%s is a campaign: --%s is for one of "
		    "the runs that are in it", options->operand[0],
		    options->follow ? "follow" : "verbose");
	if (err.code != ERR_NONE || !reported_print(&arena,
	    options->operand[0], options->json, &status, &err))
		status = err_print(&err);
	arena_drop(&arena);
	return status;
}

int
cmd_report(const struct options *options)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	int status = EXIT_OK;

	if (options->operand_count != 1) {
		say_to(stderr, "domferry: usage: report needs a run "
		    "directory\n        domferry report RUN\n");
		return EXIT_USAGE;
	}
	if (begun_is(options->operand[0]))
		return campaign(options);
	if (options->follow)
		return follow(options);
	if (!(options->json ? report_stream(&arena, options->operand[0],
	    &status, &err) : report_print(&arena, options->operand[0],
	    options->verbose, &status, &err)))
		status = err_print(&err);
	arena_drop(&arena);
	return status;
}
