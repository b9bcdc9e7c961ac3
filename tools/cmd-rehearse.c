#include <stdio.h>
#include <string.h>

#include "core/drive.h"
#include "core/procedure.h"
#include "tools/file.h"
#include "tools/harness/scenario.h"
#include "tools/harness/stage.h"
#include "tools/report/account.h"
#include "tools/report/lines.h"
#include "tools/report/places.h"
#include "tools/verbs.h"

struct rehearsal {
	struct arena	 arena;
	const struct options *options;
	struct site_text site;
	struct stage	 stage;
	struct account	 account;
	struct lines	 lines;
	struct run	 run;
	struct job	 job;
};

/* A job of --begin: silent, and it has to arrive. */
static bool
begin_play(struct rehearsal *rehearsal, const char *line, struct err *err)
{
	struct plan *plan;
	struct job job;

	if (!job_read_line(&rehearsal->arena, rehearsal->site.site, line,
	    &job, err))
		return false;
	plan = scenario_plan(&rehearsal->stage, &job, err);
	if (plan == NULL)
		return false;
	drive_begin(plan, &rehearsal->run, 0, NULL);
	drive(plan, &rehearsal->run, &rehearsal->stage.door, NULL);
	if (rehearsal->run.ending == ARRIVED)
		return true;
	*err = rehearsal->run.why;
	return false;
}

/* Without --begin and without a "now" of its own, the guest stands where the
 * procedure begins from. */
static void
guest_put(struct rehearsal *rehearsal)
{
	const struct procedure *procedure = rehearsal->job.procedure;
	uint32_t guest = rehearsal->job.guest;
	const struct site_guest *row = &rehearsal->site.site->guests[guest];

	if (guest != 0 && rehearsal->options->begin_count == 0 &&
	    procedure->guest_begin != NOW_ABSENT && row->now == NOW_ABSENT)
		sim_put(rehearsal->stage.sim, guest, procedure->guest_begin,
		    row->node[0]);
}

static bool
faults_arm(struct rehearsal *rehearsal, struct err *err)
{
	const struct options *options = rehearsal->options;

	for (unsigned i = 0; i < options->fault_count; i++) {
		struct wrong wrong;
		struct fault fault;

		if (!phrase_fault(&rehearsal->arena, rehearsal->site.site,
		    options->fault[i], &fault, &wrong))
			return err_set(err, ERR_USAGE, "--fault \"%s\": "
			    "at byte %u: %s: expected %s", options->fault[i],
			    (unsigned)wrong.at + 1, wrong.found,
			    wrong.expected);
		if (!stage_arm(&rehearsal->stage, &fault, err))
			return false;
	}
	return true;
}

static bool
stage_ready(struct rehearsal *rehearsal, struct err *err)
{
	const struct options *options = rehearsal->options;
	struct site *site = rehearsal->site.site;

	if (!job_read(&rehearsal->arena, site, options->operand_count,
	    options->operand, &rehearsal->job, err))
		return false;
	stage_make(&rehearsal->stage, &rehearsal->arena, site,
	    options->begin_count == 0 ? rehearsal->job.procedure->begin :
	    SITE_BARE, options->seed, NULL);
	guest_put(rehearsal);
	for (unsigned i = 0; i < options->begin_count; i++)
		if (!begin_play(rehearsal, options->begin[i], err))
			return false;
	return true;
}

static struct sink *
sink_choose(struct rehearsal *rehearsal)
{
	const struct options *options = rehearsal->options;
	struct site_text *site = &rehearsal->site;

	account_make(&rehearsal->arena, &rehearsal->account, site->site,
	    options->verbose);
	if (!options->json)
		return &rehearsal->account.sink;
	lines_make(&rehearsal->arena, &rehearsal->lines, site->site,
	    "rehearse", site->digest, options->seed);
	rehearsal->lines.sim = rehearsal->stage.sim;
	rehearsal->lines.stream.faults = options->fault;
	rehearsal->lines.stream.fault_count = options->fault_count;
	lines_version("rehearse");
	return &rehearsal->lines.sink;
}

static int
violations_status(struct rehearsal *rehearsal, int status)
{
	const char *name, *text;

	sim_check_all(rehearsal->stage.sim);
	if (sim_violations(rehearsal->stage.sim, &name, &text) == 0)
		return status;
	fprintf(stderr, "domferry: %s: %s: %s\n",
	    err_table[ERR_VIOLATION].name, name, text);
	return EXIT_NOT_MET;
}

static int
play(struct rehearsal *rehearsal, struct err *err)
{
	struct stage *stage = &rehearsal->stage;
	struct plan *plan = scenario_plan(stage, &rehearsal->job, err);
	char world[33];

	if (plan == NULL)
		return err_print(err);
	stage->sink = sink_choose(rehearsal);
	stage_zero(stage);
	if (!faults_arm(rehearsal, err))
		return err_print(err);
	drive_begin(plan, &rehearsal->run, sim_now_ms(stage->sim),
	    stage->sink);
	drive(plan, &rehearsal->run, &stage->door, stage->sink);
	sim_check_ending(stage->sim, (int)rehearsal->run.ending, NULL);
	if (!rehearsal->options->json) {
		places_print(stage->sim, rehearsal->site.site,
		    &stage->downtime);
		world_digest(stage->sim, world);
		printf("world        %s\n", world);
		next_print(plan, &rehearsal->run, rehearsal->site.path);
	}
	return violations_status(rehearsal, (int)rehearsal->run.exit);
}

int
cmd_rehearse(const struct options *options)
{
	struct rehearsal rehearsal = { .options = options };
	struct err err = { 0 };
	int status;

	status = site_open(&rehearsal.arena, options->site, &rehearsal.site);
	if (status == EXIT_OK) {
		status = stage_ready(&rehearsal, &err) ?
		    play(&rehearsal, &err) : err_print(&err);
		if (rehearsal.stage.sim != NULL)
			stage_drop(&rehearsal.stage);
	}
	arena_drop(&rehearsal.arena);
	return status;
}
