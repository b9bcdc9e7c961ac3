#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "tools/twinned.h"
#include "tools/verbs.h"

static bool
plan_ready(struct rehearsal *rehearsal, struct err *err)
{
	struct execution *execution = rehearsal->execution;
	const struct options *options = execution->options;

	if (options->through != NULL && !through_option(options->through,
	    &rehearsal->through, err))
		return false;
	twinned_opening(execution, &(struct opening){
		.holder = &execution->holder, .mode = execution->mode,
		.site_text = execution->site.text,
		.site_size = execution->site.size,
		.site_digest = execution->site.digest,
		.seed = options->seed, .faults = options->fault.item,
		.fault_count = options->fault.count,
		.begin = options->begin.item,
		.begin_count = options->begin.count,
		.through = rehearsal->through != THROUGH_OP ?
		    through_words[rehearsal->through] : NULL,
	});
	if (!execution_job(execution, err) || !twinned_site(rehearsal, err))
		return false;
	rehearsal_fit(rehearsal);
	if (execution->job.procedure->campaign != CAMPAIGN_NONE)
		return true;
	if (!options->json)
		rehearsal_told(rehearsal);
	if (execution->plan == NULL)
		execution->plan = session_plan(execution->session,
		    &execution->job, err);
	return execution->plan != NULL;
}

static int
play(struct rehearsal *rehearsal, struct err *err)
{
	struct execution *execution = rehearsal->execution;
	struct session *session = execution->session;
	const char *path = execution->options->run;

	if (execution->job.procedure->campaign != CAMPAIGN_NONE)
		return rehearsal_campaign(rehearsal);
	execution_lines(execution);
	if (path != NULL && !execution_folder(execution, path, err))
		return err_print(err);
	execution_sinks(execution);
	sandbox_zero(&rehearsal->sandbox);
	if (!rehearsal_faults(rehearsal, err))
		return err_print(err);
	session->writer.crash_before = faults_crash_record(&session->faults,
	    true);
	session->writer.crash_after = faults_crash_record(&session->faults,
	    false);
	drive_begin(execution->plan, &execution->run,
	    session_now_ms(session), session_sink(session,
	    &execution->tee.sink));
	rehearsal_go(rehearsal);
	return rehearsal_close(rehearsal);
}

int
cmd_rehearse(const struct options *options)
{
	struct execution execution;
	struct rehearsal rehearsal = { .execution = &execution,
	    .transcript.file = -1 };
	struct err err = { 0 };
	int status;

	execution_make(&execution, options, "rehearse", "rehearse");
	status = twinned_open(&execution);
	if (status == EXIT_OK)
		status = plan_ready(&rehearsal, &err) ?
		    play(&rehearsal, &err) : err_print(&err);
	rehearsal_drop(&rehearsal);
	execution_drop(&execution);
	return status;
}
