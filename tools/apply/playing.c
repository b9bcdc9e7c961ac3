/*
 * apply: a job or a saved plan is carried out at its site.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "tools/apply/apply.h"
#include "tools/apply/approval.h"
#include "tools/apply/campaign.h"
#include "tools/apply/reached.h"
#include "tools/apply/shown.h"
#include "tools/say.h"

enum { JOB_WORDS = OPTION_OPERANDS + 4 * OPTION_REPEATS + 1 };

/* Does it belong to the job, and not only to what is allowed? */
static bool
takes_power(const struct options *options)
{
	const struct procedure *procedure = options->operand_count == 0 ?
	    NULL : procedure_find(options->operand[0]);

	return procedure != NULL &&
	    (procedure->options & OPTION_POWER_OFF) != 0;
}

/* A real run takes locks; and what it destroys belongs to the job, too. */
static bool
job_take(struct execution *execution, struct err *err)
{
	const struct options *options = execution->options;
	const char **words = arena_take(&execution->arena, JOB_WORDS,
	    sizeof(*words));
	bool locks = false;
	int n = 0;

	for (; n < options->operand_count; n++) {
		words[n] = options->operand[n];
		locks = locks || strcmp(words[n], "--locks") == 0;
	}
	for (unsigned i = 0; i < options->destroy_data.count; i++) {
		words[n++] = "--destroy-data";
		words[n++] = options->destroy_data.item[i];
	}
	for (unsigned i = 0; takes_power(options) &&
	    i < options->power_off.count; i++) {
		words[n++] = "--power-off";
		words[n++] = options->power_off.item[i];
	}
	if (!locks)
		words[n++] = "--locks";
	return job_read(&execution->arena, execution->site.site,
	    (struct job_words){ words, n, 0 }, &execution->job, err);
}

/* One that was edited, or that another run may disturb, is not carried out. */
static bool
file_fits(struct execution *execution, struct err *err)
{
	const struct plan *plan = execution->plan;
	const char *path = execution->file.path, *moved;

	if (execution->file.edited)
		return err_set(err, ERR_PLAN_OLD, "%s was edited after it was "
		    "made", path);
	if (plan->lock_steps == 0)
		return err_set(err, ERR_PLAN_OLD, "%s takes no locks: domferry "
		    "plan %s --locks -w FILE makes one that does", path,
		    plan->job);
	moved = plan_file_moved(execution->session, execution->session->top,
	    &execution->file, execution->site.digest);
	return moved == NULL || err_set(err, ERR_PLAN_OLD, "%s", moved);
}

/* What was approved is that plan and no other. */
static bool
is_approved(struct execution *execution, struct err *err)
{
	const char *approved = execution->options->approved;
	struct wording wording = lines_wording(&execution->lines);
	json_t *plan = plan_json(execution->plan, &wording,
	    execution->site.digest);
	const char *digest = json_string_value(json_object_get(plan,
	    "digest"));

	execution->plan_digest = arena_text(&execution->arena, digest,
	    strlen(digest));
	json_decref(plan);
	return approved == NULL || strcmp(approved, execution->plan_digest) ==
	    0 || err_set(err, ERR_PLAN_OLD, "the plan of %.60s has the digest "
	    "%.19s..., and %.19s... was approved: apply the file in which that "
	    "plan was saved", execution->plan->job, execution->plan_digest,
	    approved);
}

static bool
plan_take(struct apply *apply, struct err *err)
{
	struct execution *execution = apply->execution;
	struct site *site = execution->site.site;
	bool saved = plan_file_is(execution->options);
	bool asked = apply->ask.can || apply->around->people;

	if (!(saved ? execution_job(execution, err) :
	    job_take(execution, err)) ||
	    !reached_nodes(site, &execution->job, asked, err))
		return false;
	if (saved)
		return reached_plan(execution->plan, asked, err) &&
		    is_approved(execution, err) && file_fits(execution, err);
	execution->plan = session_plan(execution->session, &execution->job,
	    err);
	return execution->plan != NULL && reached_plan(execution->plan, asked,
	    err) && is_approved(execution, err);
}

/* runs/JOB-GUEST-YYYYMMDDThhmmssZ, unless another name is given. */
static const char *
folder_name(struct execution *execution)
{
	const struct plan *plan = execution->plan;
	char time[24] = "";
	size_t n = 0;

	if (execution->options->run != NULL)
		return execution->options->run;
	for (const char *at = execution->holder.time; *at != '\0'; at++)
		if (strchr("-:", *at) == NULL && n + 1 < sizeof(time))
			time[n++] = *at;
	if (mkdir("runs", 0700) != 0 && errno != EEXIST)
		return NULL;
	return arena_format(&execution->arena, "runs/%s-%s-%s",
	    plan->procedure->name, plan->guest != 0 ? names_text(
	    plan->site->names, KIND_GUEST, plan->guest) : plan->site->name,
	    time);
}

static bool
folder_take(struct execution *execution, struct err *err)
{
	const char *path;

	holder_ask(&execution->arena, &execution->holder);
	path = folder_name(execution);
	if (path == NULL)
		return err_set(err, ERR_FILE_UNWRITABLE, "runs: %s",
		    strerror(errno));
	return execution_folder(execution, path, err);
}

static bool
gate_take(struct apply *apply, struct err *err)
{
	struct execution *execution = apply->execution;
	const struct plan *plan = execution->plan;

	if (!gate_make(&apply->gate, plan, execution->options, 0, err))
		return false;
	consents_list(&apply->consents, plan, &execution->job, 0,
	    apply->gate.until);
	holder_ask(&execution->arena, &execution->holder);
	return approval_met(plan->site, execution->options,
	    execution->holder.who, err) && apply_named(apply, err) &&
	    apply_unlocked(apply, err);
}

/* All has been said: nothing was typed until now. */
static int
carry_out(struct apply *apply)
{
	struct execution *execution = apply->execution;
	struct err err = { 0 };

	if (!folder_take(execution, &err))
		return err_print(&err);
	apply_run(apply, execution->holder.host, execution->holder.pid,
	    execution->holder.time);
	apply_ready(apply);
	session_begin(&apply->session);
	apply_begins(apply);
	if (!execution->options->json)
		say("run        %s\n", execution->folder.path);
	if (!apply_said(apply, 0))
		return execution_broken(execution);
	drive_begin(execution->plan, &execution->run, 0,
	    session_sink(&apply->session, &execution->tee.sink));
	return apply_go(apply);
}

static void
opening_make(struct execution *execution)
{
	execution->opening = (struct opening){
		.holder = &execution->holder, .mode = execution->mode,
		.site_text = execution->site.text,
		.site_size = execution->site.size,
		.site_digest = execution->site.digest, .seed = 1,
		.change = execution->options->change,
	};
}

static int
play(struct apply *apply)
{
	struct execution *execution = apply->execution;
	const struct options *options = execution->options;
	struct err err = { 0 };
	int status;

	if (!plan_take(apply, &err) || !gate_take(apply, &err))
		return err_print(&err);
	costs_ask(&apply->costs, &execution->arena, execution->plan,
	    &apply->hearing.reach);
	if (!options->json)
		shown_plan(apply);
	/* Who is asked sees first what the site says; who types for it sees it
	 * once, when the run begins. */
	if (options->dry_run || (apply->ask.can &&
	    !reached_by_hand(execution->site.site, &apply->hearing.reach))) {
		status = shown_checks(apply);
		if (status != EXIT_OK || options->dry_run)
			return status;
	}
	if (!apply_confirm(apply, &err))
		return err_print(&err);
	return carry_out(apply);
}

/* By its first word: what is wrong with the others is said when it is read. */
static bool
is_campaign(const struct execution *execution)
{
	const struct options *options = execution->options;
	const struct procedure *procedure = options->operand_count == 0 ? NULL :
	    procedure_find(options->operand[0]);

	return procedure != NULL && procedure->campaign != CAMPAIGN_NONE;
}

static int
campaign_play(struct execution *execution, const struct around *around)
{
	struct err err = { 0 };

	opening_make(execution);
	return job_take(execution, &err) ? apply_campaign(execution, around) :
	    err_print(&err);
}

int
apply_play(struct execution *execution, const struct around *around)
{
	struct apply *apply = arena_take(&execution->arena, 1, sizeof(*apply));
	int status;

	if (is_campaign(execution))
		return campaign_play(execution, around);
	apply_make(apply, execution, around);
	opening_make(execution);
	execution_lines(execution);
	status = play(apply);
	apply_drop(apply);
	return status;
}
