#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "tools/live/looked.h"
#include "tools/live/stood.h"
#include "tools/report/lines.h"
#include "tools/say.h"
#include "tools/session/stop.h"
#include "tools/verbs.h"

/* A list is read by a program: what nobody has answered is in its rows. */
static bool
is_list(const struct options *options)
{
	return options->json || options->parseable || options->no_header ||
	    options->fields != NULL;
}

static void
asked_print(const struct looked *looked)
{
	lines_print(json_pack("{s:s,s:I,s:I,s:I}", "type", "asked", "nodes",
	    (json_int_t)looked->survey.nodes, "commands",
	    (json_int_t)looked->survey.count, "unknown",
	    (json_int_t)looked_unanswered(looked)));
}

static bool
status_print(struct looked *looked, const struct options *options)
{
	struct arena arena = { 0 };
	struct standing standing;
	bool well;

	looked_ask(looked, FOR_STATUS);
	standing_make(&standing, &arena, &looked->survey, looked->site.site);
	if (options->node != NULL)
		stood_only(&standing, options->node);
	if (options->json)
		lines_version("status");
	if (is_list(options)) {
		stood_list(&standing, options);
	} else {
		say("site %s\n", looked->site.site->name);
		stood_print(&standing);
		looked_say(looked);
	}
	if (options->json)
		asked_print(looked);
	well = stood_well(&standing);
	arena_drop(&arena);
	return well;
}

/* Until Ctrl-C, or somebody closes what is printed to: nothing is under way
 * that has to be ended. */
static bool
status_watch(struct looked *looked, const struct options *options)
{
	const struct timespec every = { .tv_sec = (time_t)options->watch };
	bool well;

	do {
		if (!is_list(options) && isatty(STDOUT_FILENO))
			say("\033[H\033[2J");
		well = status_print(looked, options);
	} while (fflush(stdout) == 0 && nanosleep(&every, NULL) == 0);
	return well;
}

int
cmd_status(const struct options *options)
{
	struct err err = { 0 };
	struct looked looked;
	bool well = false;
	int status;

	if (options->fields != NULL && !stood_fields(options->fields, &err))
		return err_print(&err);
	if (options_given(options, "watch") && options->watch == 0) {
		err_set(&err, ERR_USAGE, "--watch needs a number from 1");
		return err_print(&err);
	}
	stop_outlive_pipe();
	status = looked_open(&looked, options);
	if (status == EXIT_OK)
		status = looked_node(&looked, options);
	if (status == EXIT_OK)
		status = looked_record(&looked, options, "status");
	if (status == EXIT_OK) {
		well = options->watch != 0 ? status_watch(&looked, options) :
		    status_print(&looked, options);
		status = looked_status(&looked, well || !options->exit_code ?
		    EXIT_OK : EXIT_DIFFERS);
	}
	looked_drop(&looked);
	return status;
}
