#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/plan/plan.h"
#include "core/procedures/procedure.h"
#include "tools/differs.h"
#include "tools/plan_campaign.h"
#include "tools/report/lines.h"
#include "tools/report/markdown.h"
#include "tools/report/planned.h"
#include "tools/report/printed.h"
#include "tools/say.h"
#include "tools/session/plan_saved.h"
#include "tools/twinned.h"
#include "tools/verbs.h"

/* No machine was asked: see planned. */
static const char *
made_text(const struct execution *execution)
{
	return execution->opening.start == NULL ?
	    "made without asking any machine: as things are where the job "
	    "begins" : "made without asking any machine: as things were when "
	    "the site was captured";
}

/* What need not be typed is a comment: its last line, which is the command. */
static void
skipped_put(struct arena *arena, const struct printed *printed,
    const char *skipped)
{
	const char *line = printed->line[printed->count - 1];
	size_t n = strcspn(line, "\t");

	say("%s\n", printed_comment(arena, *line == '#' || line[n] == '\0' ?
	    arena_format(arena, "%s: %s", planned_mark(arena, skipped), line +
	    2 * (*line == '#')) : arena_format(arena, "%s: %.*s: %s",
	    planned_mark(arena, skipped), (int)n, line, line + n + 1)));
}

static void
commands_print(struct execution *execution, const struct plan *plan,
    const char *const *skipped)
{
	struct arena *arena = &execution->arena;
	struct printed printed;

	say("%s\n", printed_comment(arena, arena_format(arena, "%s on site "
	    "%s, %s", plan->job, plan->site->name, made_text(execution))));
	for (uint32_t i = 0; i < plan->step_count; i++) {
		printed_step(arena, plan, i, NUMBER_OPEN, &printed);
		if (skipped != NULL && skipped[i] != NULL)
			skipped_put(arena, &printed, skipped[i]);
		else
			printed_put(stdout, &printed, "");
	}
}

static json_t *
typed(json_t *object, const char *type)
{
	json_t *first = json_pack("{s:s}", "type", type);

	json_object_update(first, object);
	json_decref(object);
	return first;
}

static json_t *
total_json(const struct plan *plan, const json_t *whole)
{
	const struct site_guest *row = &plan->site->guests[plan->guest];
	json_t *object = json_pack("{s:s,s:I,s:I,s:I,s:O,s:O,s:O}", "type",
	    "planned", "steps", (json_int_t)plan->step_count, "commands",
	    (json_int_t)plan->changes, "expected_ms",
	    (json_int_t)plan->expected_ms, "downtime_ms",
	    json_object_get(whole, "downtime_ms"), "point_of_no_return",
	    json_object_get(whole, "point_of_no_return"), "digest",
	    json_object_get(whole, "digest"));
	if (row->objective)
		json_object_set_new(object, "objective_ms",
		    json_integer(row->objective_ms));
	return object;
}

static void
stream_print(const struct plan *plan, const struct wording *wording,
    json_t *whole, const char *const *skipped)
{
	static const char *const heads[] = { "plan", "site", "site_digest",
	    "procedure", "guest", "from", "to" };
	json_t *head = json_object(), *step;

	lines_version("plan");
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		json_object_set(head, heads[i], json_object_get(whole,
		    heads[i]));
	lines_print(typed(head, "plan"));
	for (uint32_t i = 0; i < plan->check_count; i++)
		lines_print(typed(check_json(plan, i), "check"));
	for (uint32_t i = 0; i < plan->step_count; i++) {
		const struct phase *phase =
		    &plan->phases[plan->steps[i].phase];

		if (phase->first == i)
			lines_print(json_pack("{s:s,s:s,s:s}", "type",
			    "phase", "phase", phase->name, "why",
			    phase->why));
		step = step_json(plan, i, wording);
		if (skipped != NULL && skipped[i] != NULL)
			json_object_set_new(step, "skip", json_string(
			    *skipped[i] == '\0' ? "already so" :
			    skipped[i]));
		lines_print(typed(step, "step"));
	}
	lines_print(total_json(plan, whole));
}

static int
plan_show(struct execution *execution, const struct plan *plan,
    const char *const *skipped)
{
	const struct options *options = execution->options;
	struct arena *arena = &execution->arena;
	const char *digest = execution->site.digest;
	struct lines lines;
	struct wording wording;
	struct err err = { 0 };
	json_t *whole;
	bool saved = true;

	lines_make(arena, &lines, &(struct stream){ .site = plan->site,
	    .mode = "plan", .site_digest = digest, .seed = 1 });
	wording = lines_wording(&lines);
	whole = plan_json(plan, &wording, digest);
	if (options->write != NULL)
		saved = plan_save(plan, options->write, whole, &err);
	if (options->json)
		stream_print(plan, &wording, whole, skipped);
	else if (options->commands)
		commands_print(execution, plan, skipped);
	else if (options->markdown)
		markdown_print(arena, plan, json_string_value(
		    json_object_get(whole, "digest")), skipped);
	else if (options->write == NULL)
		planned_print(arena, plan, skipped);
	json_decref(whole);
	return saved ? EXIT_OK : err_print(&err);
}

/* Beside the plan, which is the same whatever is already so; a plan on standard
 * output is not followed by words. */
static int
difference_show(const struct execution *execution,
    const struct foreseen *foreseen)
{
	static const char same[] = "no difference: all of it is already so";
	const struct options *options = execution->options;
	bool alone = options->json || (options->write != NULL &&
	    strcmp(options->write, "-") == 0);

	if (foreseen->differs)
		return EXIT_DIFFERS;
	if (alone)
		say_to(stderr, "domferry: note: %s\n", same);
	else
		say("%s%s\n", options->commands ? "# " : "", same);
	return EXIT_OK;
}

/* Without a capture nobody is asked.  With one its twin is, or a simulated site
 * at which something has happened before the job. */
static struct plan *
planned(struct rehearsal *rehearsal, struct err *err)
{
	struct execution *execution = rehearsal->execution;
	struct job *job = &execution->job;

	if (execution->opening.start == NULL &&
	    job->procedure->happened == NULL)
		return plan_make(&execution->arena, execution->site.site, job,
		    NULL, err);
	execution->opening.seed = 1;
	return twinned_site(rehearsal, err) ? session_plan(
	    &rehearsal->sandbox.session, job, err) : NULL;
}

/* Of a captured site it is known what is already so. */
static int
foreseen_show(struct execution *execution, const struct plan *plan)
{
	const struct options *options = execution->options;
	bool captured = execution->opening.start != NULL;
	struct foreseen foreseen = { .steps = 0 };
	int status;

	if (captured || options->exit_code)
		foresee(&execution->arena, execution->site.site,
		    &execution->job, execution->opening.start, &foreseen);
	status = plan_show(execution, plan, captured && foreseen.steps ==
	    plan->step_count ? foreseen.skipped : NULL);
	return status == EXIT_OK && options->exit_code ?
	    difference_show(execution, &foreseen) : status;
}

/* The site was read. */
static int
show(struct rehearsal *rehearsal)
{
	struct execution *execution = rehearsal->execution;
	const struct options *options = execution->options;
	struct err err = { 0 };
	struct plan *plan;

	if (!job_read(&execution->arena, execution->site.site,
	    (struct job_words){ options->operand, options->operand_count, 0 },
	    &execution->job, &err))
		return err_print(&err);
	if (execution->job.procedure->campaign != CAMPAIGN_NONE)
		return plan_campaign(rehearsal);
	plan = planned(rehearsal, &err);
	return plan != NULL ? foreseen_show(execution, plan) : err_print(&err);
}

int
cmd_plan(const struct options *options)
{
	struct execution execution;
	struct rehearsal rehearsal = { .execution = &execution,
	    .transcript.file = -1 };
	int status;

	execution_make(&execution, options, "plan", "rehearse");
	status = twinned_open(&execution);
	if (status == EXIT_OK)
		status = show(&rehearsal);
	rehearsal_drop(&rehearsal);
	execution_drop(&execution);
	return status;
}
