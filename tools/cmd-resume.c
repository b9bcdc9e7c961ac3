/*
 * resume and rollback: take a run up where its journal ends.
 */
#include <stdio.h>
#include <string.h>

#include "tools/apply/apply.h"
#include "tools/apply/campaign.h"
#include "tools/campaign/begun.h"
#include "tools/rehearsal/rehearsal.h"
#include "tools/replay/replayed.h"
#include "tools/say.h"
#include "tools/session/resumed.h"
#include "tools/session/stop.h"
#include "tools/session/unbegun.h"
#include "tools/verbs.h"
#include "tools/ways/ways.h"

/* At a real site. */
static int
real_resume(struct execution *execution, enum decision decision)
{
	const struct options *options = execution->options;
	struct err err = { 0 };
	struct around around = { .log = logged_syslog };
	struct ways ways;
	int status;

	stop_outlive_pipe();
	if (!ways_open(&ways, execution->site.site, &(struct ways_for){
	    .ssh_config = options->ssh_config, .begun = transcript_begun(
	    &execution->arena, execution->folder.path) }, &err))
		return err_print(&err);
	around.reach = ways.reach;
	if (ways.recorded)
		replayed_around(&around, (struct recorded *)ways.reach);
	ask_make(&around.ask, options->yes);
	status = ways_status(&ways, apply_resume(execution, decision, &around),
	    !options->dry_run);
	ways_close(&ways);
	return status;
}

/* Nothing that is typed is ignored. */
static int
simulated_resume(struct execution *execution, enum decision decision)
{
	const char *real = options_of_real(execution->options);
	struct err err = { 0 };

	if (real == NULL)
		return rehearsal_resume(execution, decision);
	err_set(&err, ERR_USAGE, "%s is a rehearsal: --%s has no effect there",
	    execution->folder.path, real);
	return err_print(&err);
}

/* Who carries a run on, by its mode. */
static const struct {
	const char	*mode;
	int		(*resume)(struct execution *, enum decision);
} modes[] = {
	{ "rehearse", simulated_resume },
	{ "apply", real_resume },
};

/* The process ended before the first record: there is nothing to go on with,
 * and nothing to take back. */
static int
not_begun(const struct err *err, enum decision decision)
{
	if (decision != DECIDE_ROLLBACK)
		return err_print(err);
	say("%s\n", err->text);
	return EXIT_OK;
}

/* A started run is not stranded by a disk that is full. */
static void
reserve(struct execution *execution)
{
	struct folder *folder = &execution->folder;
	struct err full = { 0 };

	if (!folder->reserved && !folder_reserve(folder,
	    writer_need(execution->plan), &full))
		say_to(stderr, "domferry: note: no disk space could be "
		    "reserved: %s\n", full.text);
}

static int
resume(struct execution *execution, enum decision decision, struct err *err)
{
	const char *mode = execution->mode;

	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++)
		if (strcmp(modes[i].mode, mode) == 0) {
			execution_lines(execution);
			reserve(execution);
			return modes[i].resume(execution, decision);
		}
	err_set(err, ERR_UNSUPPORTED, "%s: this version cannot continue a run "
	    "of mode \"%s\"", execution->folder.path, mode);
	return err_print(err);
}

/* At a real site. */
static int
campaign_applied(struct execution *execution, struct begun *begun,
    struct err *err)
{
	const struct options *options = execution->options;
	struct around around = { .log = logged_syslog };
	struct ways ways;
	int status;

	stop_outlive_pipe();
	if (!ways_open(&ways, execution->site.site, &(struct ways_for){
	    .ssh_config = options->ssh_config }, err))
		return err_print(err);
	around.reach = ways.reach;
	ask_make(&around.ask, options->yes);
	status = ways_status(&ways, apply_campaign_resume(execution, begun,
	    options->operand[0], &around), true);
	ways_close(&ways);
	return status;
}

/* It goes on with the job that was under way, and back with none: what has
 * arrived stays. */
static int
campaign_play(const struct options *options, const char *verb,
    enum decision decision)
{
	const char *path = options->operand[0];
	struct execution execution;
	struct begun begun = { .count = 0 };
	struct err err = { 0 };
	int status;

	execution_make(&execution, options, verb, "");
	if (decision == DECIDE_ROLLBACK)
		err_set(&err, ERR_UNSUPPORTED, "%s is a campaign: nothing "
		    "takes all of it back; the guests go back by return, and a "
		    "job of it by rollback %s/JOB", path, path);
	else if (begun_read(&execution.arena, path, &begun, &err)) {
		execution.site = begun.site;
		execution.mode = begun.opening.mode;
	}
	status = err.code != ERR_NONE ? err_print(&err) :
	    execution_is_real(execution.mode) ?
	    campaign_applied(&execution, &begun, &err) :
	    rehearsal_campaign_resume(&execution, &begun, path);
	journal_drop(&begun.journal);
	execution_drop(&execution);
	return status;
}

static int
play(const struct options *options, const char *verb, enum decision decision)
{
	const char *path = options->operand[0];
	struct execution execution;
	struct err err = { 0 };
	int status;

	execution_make(&execution, options, verb, "");
	holder_ask(&execution.arena, &execution.holder);
	if (folder_open(&execution.folder, path, folder_journal,
	    &execution.holder, &err) &&
	    execution_read(&execution, &err))
		status = resume(&execution, decision, &err);
	else
		status = err.code == ERR_NOT_BEGUN ||
		    (err.code == ERR_NOT_A_RUN && unbegun(path, &err)) ?
		    not_begun(&err, decision) : err_print(&err);
	execution_drop(&execution);
	return status;
}

static int
one_run(const struct options *options, const char *verb,
    enum decision decision)
{
	if (options->operand_count != 1) {
		say_to(stderr, "domferry: usage: %s needs a run directory\n"
		    "        domferry %s RUN\n", verb, verb);
		return EXIT_USAGE;
	}
	if (begun_is(options->operand[0]))
		return campaign_play(options, verb, decision);
	return play(options, verb, decision);
}

int
cmd_resume(const struct options *options)
{
	return one_run(options, "resume", DECIDE_RESUME);
}

int
cmd_rollback(const struct options *options)
{
	return one_run(options, "rollback", DECIDE_ROLLBACK);
}
