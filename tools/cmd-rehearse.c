#include <stdio.h>

#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "tools/rehearsal/rehearsal.h"
#include "tools/session/plan_file.h"
#include "tools/verbs.h"

static bool
job_ready(struct rehearsal *rehearsal, struct err *err)
{
	const struct options *options = rehearsal->options;
	struct site *site = rehearsal->site.site;

	if (!plan_file_is(options))
		return job_read(&rehearsal->arena, site, (struct job_words){
		    options->operand, options->operand_count, 0 },
		    &rehearsal->job, err);
	if (!plan_file_open(&rehearsal->arena, site, options->operand[0],
	    &rehearsal->file, err))
		return false;
	rehearsal->plan = rehearsal->file.plan;
	return job_read_line(&rehearsal->arena, site, rehearsal->plan->job,
	    &rehearsal->job, err);
}

static bool
plan_ready(struct rehearsal *rehearsal, struct err *err)
{
	const struct options *options = rehearsal->options;

	if (options->through != NULL && !through_option(options->through,
	    &rehearsal->through, err))
		return false;
	rehearsal->opening = (struct opening){
		.holder = &rehearsal->holder, .mode = "rehearse",
		.site_text = rehearsal->site.text,
		.site_size = rehearsal->site.size,
		.site_digest = rehearsal->site.digest,
		.seed = options->seed, .faults = options->fault,
		.fault_count = options->fault_count,
		.begin = options->begin, .begin_count = options->begin_count,
		.through = rehearsal->through != THROUGH_OP ?
		    through_words[rehearsal->through] : NULL,
	};
	if (!job_ready(rehearsal, err) || !rehearsal_site(rehearsal, err))
		return false;
	rehearsal_fit(rehearsal);
	if (rehearsal->plan == NULL)
		rehearsal->plan = session_plan(&rehearsal->sandbox.session,
		    &rehearsal->job, err);
	return rehearsal->plan != NULL;
}

static int
play(struct rehearsal *rehearsal, struct err *err)
{
	struct session *session = &rehearsal->sandbox.session;

	rehearsal->verb = "rehearse";
	lines_make(&rehearsal->arena, &rehearsal->lines, &(struct stream){
	    .site = rehearsal->site.site, .mode = "rehearse",
	    .site_digest = rehearsal->site.digest,
	    .seed = rehearsal->opening.seed });
	if (rehearsal->options->run != NULL &&
	    !rehearsal_folder(rehearsal, err))
		return err_print(err);
	rehearsal_sinks(rehearsal);
	sandbox_zero(&rehearsal->sandbox);
	if (!rehearsal_faults(rehearsal, err))
		return err_print(err);
	session->writer.crash_before = faults_crash_record(&session->faults,
	    true);
	session->writer.crash_after = faults_crash_record(&session->faults,
	    false);
	drive_begin(rehearsal->plan, &rehearsal->run,
	    session_now_ms(session), session_sink(session,
	    &rehearsal->tee.sink));
	rehearsal_go(rehearsal);
	return rehearsal_close(rehearsal);
}

int
cmd_rehearse(const struct options *options)
{
	struct rehearsal rehearsal = { .options = options,
	    .folder.journal = -1, .folder.lock.fd = -1,
	    .transcript.file = -1 };
	struct err err = { 0 };
	int status;

	status = site_open(&rehearsal.arena, options->site, &rehearsal.site);
	if (status == EXIT_OK)
		status = plan_ready(&rehearsal, &err) ?
		    play(&rehearsal, &err) : err_print(&err);
	rehearsal_drop(&rehearsal);
	return status;
}
