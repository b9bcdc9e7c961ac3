/*
 * check --live: is the live site ready for a job, or for each procedure?
 */
#include <stdio.h>
#include <string.h>

#include "tools/checked.h"
#include "tools/live/looked.h"
#include "tools/live/ready.h"
#include "tools/report/lines.h"
#include "tools/say.h"
#include "tools/session/plan_file.h"
#include "tools/session/stop.h"

/* The job of the options, or that of a saved plan. */
static bool
job_take(struct looked *looked, const struct options *options, struct job *job,
    struct err *err)
{
	struct site *site = looked->site.site;
	struct plan_file file;

	if (plan_file_is(options))
		return plan_file_open(&looked->arena, site,
		    options->operand[0], &file, err) && job_read_line(
		    &looked->arena, site, file.plan->job, job, err);
	return job_read(&looked->arena, site, (struct job_words){
	    options->operand, options->operand_count, 0 }, job, err);
}

static bool
left_out_exist(const struct options *options, struct err *err)
{
	for (unsigned i = 0; i < options->without.count; i++)
		if (readiness_find(options->without.item[i]) == NULL)
			return err_set(err, ERR_USAGE, "--without: there is no "
			    "check \"%.60s\"; 'domferry explain' lists them",
			    options->without.item[i]);
	return true;
}

static void
left_out_say(const struct readiness_of *of)
{
	for (unsigned i = 0; i < of->left_out_count; i++)
		say("%s%s", i == 0 ? "left out: " : ", ", of->left_out[i]);
	if (of->left_out_count != 0)
		say("\n");
}

static void
people_print(const struct looked *looked, const struct options *options,
    const struct readiness *readiness, const struct readiness_of *of)
{
	bool one = readiness->guests_absent == 1;

	say("site %s%s%s\n", of->site->name, of->job != NULL ? ", job " : "",
	    of->job != NULL ? of->job->text : "");
	ready_print(readiness, of, options->verbose);
	if (of->job == NULL && readiness->guests_absent != 0)
		say("%u guest%s of the site file %s not there: only what "
		    "creates %s was judged\n",
		    (unsigned)readiness->guests_absent,
		    plural(readiness->guests_absent), one ? "is" : "are", one ?
		    "it" : "them");
	left_out_say(of);
	looked_say(looked);
	say("%u passed, %u warned, %u failed, %u not known\n",
	    readiness->of[FOUND_PASS], readiness->of[FOUND_WARN],
	    readiness->of[FOUND_FAIL], readiness->of[FOUND_UNKNOWN]);
}

static void
stream_print(const struct readiness *readiness, const struct readiness_of *of)
{
	json_t *left_out = json_array();

	for (unsigned i = 0; i < of->left_out_count; i++)
		json_array_append_new(left_out, json_string(of->left_out[i]));
	lines_version("check");
	ready_lines(readiness, of);
	lines_print(json_pack("{s:s,s:i,s:I,s:I,s:I,s:I,s:o}", "type",
	    "checked", "mistakes", 0, "passed",
	    (json_int_t)readiness->of[FOUND_PASS], "warned",
	    (json_int_t)readiness->of[FOUND_WARN], "failed",
	    (json_int_t)readiness->of[FOUND_FAIL], "unknown",
	    (json_int_t)readiness->of[FOUND_UNKNOWN], "left_out", left_out));
}

static int
live_judge(struct looked *looked, const struct options *options,
    const struct job *job)
{
	const struct readiness_of of = { &looked->survey, looked->site.site,
	    job, options->without.item, options->without.count };
	struct readiness readiness = { .count = 0 };
	int status;

	looked_ask(looked, FOR_CHECK | FOR_PROCESSORS);
	readiness_judge(&readiness, &of);
	if (options->json)
		stream_print(&readiness, &of);
	else
		people_print(looked, options, &readiness, &of);
	status = readiness.of[FOUND_FAIL] != 0 ? EXIT_REFUSED :
	    readiness.of[FOUND_UNKNOWN] != 0 ? EXIT_UNKNOWN : EXIT_OK;
	readiness_drop(&readiness);
	return status;
}

int
checked_live(const struct options *options)
{
	struct err err = { 0 };
	struct looked looked;
	struct job job;
	int status;

	if (!left_out_exist(options, &err))
		return err_print(&err);
	stop_outlive_pipe();
	status = looked_site(&looked, options);
	if (status == EXIT_OK && options->operand_count != 0 &&
	    !job_take(&looked, options, &job, &err))
		status = err_print(&err);
	if (status == EXIT_OK)
		status = looked_ways(&looked, options);
	if (status == EXIT_OK)
		status = looked_record(&looked, options, "check");
	if (status == EXIT_OK)
		status = looked_status(&looked, live_judge(&looked, options,
		    options->operand_count != 0 ? &job : NULL));
	looked_drop(&looked);
	return status;
}
