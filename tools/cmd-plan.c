#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/plan/plan.h"
#include "core/procedures/procedure.h"
#include "tools/differs.h"
#include "tools/file.h"
#include "tools/report/lines.h"
#include "tools/report/printed.h"
#include "tools/report/text.h"
#include "tools/say.h"
#include "tools/session/plan_file.h"
#include "tools/verbs.h"

enum { WHY_COLUMN = 6, COMMAND_COLUMN = 19 };

/* No machine was asked: see cmd_plan. */
static void
commands_print(struct arena *arena, const struct plan *plan)
{
	struct printed printed;

	say("%s\n", printed_comment(arena, arena_format(arena, "%s on site "
	    "%s, made without asking any machine: as things are where the job "
	    "begins", plan->job, plan->site->name)));
	for (uint32_t i = 0; i < plan->step_count; i++) {
		printed_step(arena, plan, i, NUMBER_OPEN, &printed);
		printed_put(stdout, &printed, "");
	}
}

static void
objective_print(const struct plan *plan)
{
	int64_t most_ms = plan->site->guests[plan->guest].objective_ms;
	char span[TEXT_ROOM];

	say("objective  at most %s: ", text_span(most_ms, span,
	    sizeof(span)));
	if (plan->downtime_ms <= most_ms)
		say("kept\n");
	else
		say("NOT KEPT, %s too long\n", text_span(
		    plan->downtime_ms - most_ms, span, sizeof(span)));
}

static void
head_print(const struct plan *plan)
{
	const struct names *names = plan->site->names;
	char span[TEXT_ROOM];

	say("plan       %s\nsite       %s\n", plan->job,
	    plan->site->name);
	if (plan->from != 0)
		say("from       %s\n", names_text(names, KIND_NODE,
		    plan->from));
	if (plan->to != 0)
		say("to         %s\n", names_text(names, KIND_NODE,
		    plan->to));
	say("expected   %s, %u command%s\n",
	    text_span(plan->expected_ms, span, sizeof(span)),
	    (unsigned)plan->changes, plural(plan->changes));
	if (plan->guest != 0)
		say("downtime   %s of %s\n", text_span(plan->downtime_ms,
		    span, sizeof(span)), names_text(names, KIND_GUEST,
		    plan->guest));
	if (plan->site->guests[plan->guest].objective)
		objective_print(plan);
	say("no return  %s\n",
	    plan->no_return_step < plan->step_count
		? plan->steps[plan->no_return_step].name
		: "none: every failure leads back to the beginning of its "
		  "phase");
}

static void
checks_print(const struct plan *plan)
{
	char place[TEXT_ROOM];

	say("\nchecks, asked before the first change\n");
	for (uint32_t i = 0; i < plan->check_count; i++) {
		const struct check *check = &plan->checks[i];
		uint32_t on = op_asked_at(&check->fact.ask);

		say("  %-10s %-8s %s%s\n", check->name,
		    on != 0 ? site_place(plan->site->names, on, place,
		    sizeof(place)) : "cluster", check->expect,
		    check->warns ? " (else a warning)" : "");
	}
}

static void
marks_print(const struct plan *plan, const struct step *step)
{
	struct op closing;

	if (step->destroys)
		say("%*sDESTROYS what was there before\n", WHY_COLUMN, "");
	if (step->always)
		say("%*sALWAYS: closes a debt, whatever fails\n",
		    WHY_COLUMN, "");
	if (step->savepoint)
		say("%*sa later failure of this phase leads back to here\n",
		    WHY_COLUMN, "");
	for (uint32_t i = 0; i < step->skip_if.count; i++)
		say("%*sskip if %s\n", WHY_COLUMN, "", step->skip_why[i]);
	if (step->kind == STEP_CHANGE && op_closing(&step->op, &closing))
		say("%*sDEBT until %s: it %s\n", WHY_COLUMN, "",
		    op_table[closing.kind].name,
		    op_table[step->op.kind].open_text);
	if (step->no_return)
		say("%*sTHE POINT OF NO RETURN\n", WHY_COLUMN, "");
	(void)plan;
}

static void
step_print(struct arena *arena, const struct plan *plan, uint32_t index)
{
	const struct step *step = &plan->steps[index];
	char place[TEXT_ROOM], span[TEXT_ROOM], text[2 * TEXT_ROOM];
	uint32_t on = step->kind == STEP_CHANGE ? op_place(&step->op) :
	    step_asks(plan, step);

	text_to_column(say("%4u  %-12s ", (unsigned)(index + 1),
	    site_place(plan->site->names, on, place, sizeof(place))),
	    COMMAND_COLUMN);
	say("%s\n", printed_text(arena, plan, index, NUMBER_OPEN));
	snprintf(text, sizeof(text), "%s: %s", step->name, step->why);
	say("%*s", WHY_COLUMN, "");
	text_wrap(text, WHY_COLUMN, WHY_COLUMN);
	say("%*s%s", WHY_COLUMN, "", text_span(step->expected_ms, span,
	    sizeof(span)));
	if (step->downtime_ms != 0)
		say(", the guest is down");
	say("\n");
	marks_print(plan, step);
}

static void
plan_print(struct arena *arena, const struct plan *plan)
{
	head_print(plan);
	checks_print(plan);
	for (uint32_t i = 0; i < plan->step_count; i++) {
		const struct phase *phase =
		    &plan->phases[plan->steps[i].phase];

		if (phase->first == i)
			say("\n%s: %s\n", phase->name, phase->why);
		step_print(arena, plan, i);
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
    json_t *whole)
{
	static const char *const heads[] = { "plan", "site", "site_digest",
	    "procedure", "guest", "from", "to" };
	json_t *head = json_object();

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
		lines_print(typed(step_json(plan, i, wording), "step"));
	}
	lines_print(total_json(plan, whole));
}

static bool
plan_save(const struct plan *plan, const char *path, const json_t *whole,
    struct err *err)
{
	char *text = json_dumps(whole, JSON_SORT_KEYS | JSON_COMPACT);
	struct arena arena = { 0 };
	bool saved;

	if (text == NULL)
		abort();
	saved = plan_file_fits(plan, text, err) && file_write(path,
	    arena_format(&arena, "%s\n", text), err);

	free(text);
	arena_drop(&arena);
	return saved;
}

static int
plan_show(struct arena *arena, const struct options *options,
    const struct site_text *site, const struct plan *plan)
{
	struct lines lines;
	struct wording wording;
	struct err err = { 0 };
	json_t *whole;
	bool saved = true;

	lines_make(arena, &lines, &(struct stream){
	    .site = site->site, .mode = "plan",
	    .site_digest = site->digest, .seed = 1 });
	wording = lines_wording(&lines);
	whole = plan_json(plan, &wording, site->digest);
	if (options->write != NULL)
		saved = plan_save(plan, options->write, whole, &err);
	if (options->json)
		stream_print(plan, &wording, whole);
	else if (options->commands)
		commands_print(arena, plan);
	else if (options->write == NULL)
		plan_print(arena, plan);
	json_decref(whole);
	if (!saved)
		return err_print(&err);
	return EXIT_OK;
}

/* Beside the plan, which is the same whatever is already so; a plan on standard
 * output is not followed by words. */
static int
difference_show(const struct options *options, struct site *site,
    const struct job *job)
{
	static const char same[] = "no difference: all of it is already so";
	bool alone = options->json || (options->write != NULL &&
	    strcmp(options->write, "-") == 0);

	if (differs(site, job))
		return EXIT_DIFFERS;
	if (alone)
		say_to(stderr, "domferry: note: %s\n", same);
	else
		say("%s%s\n", options->commands ? "# " : "", same);
	return EXIT_OK;
}

int
cmd_plan(const struct options *options)
{
	struct arena arena = { 0 };
	struct site_text site = { 0 };
	struct err err = { 0 };
	struct plan *plan = NULL;
	struct job job;
	int status = site_open(&arena, options->site, &site);

	if (status == EXIT_OK) {
		if (job_read(&arena, site.site, (struct job_words){
		    options->operand, options->operand_count, 0 }, &job,
		    &err))
			plan = plan_make(&arena, site.site, &job, NULL, &err);
		status = plan != NULL ? plan_show(&arena, options, &site,
		    plan) : err_print(&err);
		if (status == EXIT_OK && options->exit_code)
			status = difference_show(options, site.site, &job);
	}
	arena_drop(&arena);
	return status;
}
