/*
 * How many requests each procedure needs, on the site of the posts: from the
 * view that its plan is made from to the last verification.
 *
 * A request is one command at one place, however many questions it answers.
 * What is asked again and again while the run waits is counted apart.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "backends/sim/session/simulated.h"
#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "core/stack/members.h"
#include "core/stack/requests.h"
#include "tools/bench/bench.h"

static const char *const lines[] = { "services", "create ldom1",
    "p2v system1", "switch ldom1", "migrate ldom1", "maintain ldom1",
    "retire ldom1" };

struct counted {
	struct arena	 arena;
	struct simulated simulated;
	struct members	 members;
	struct requests	 requests;
};

/* The job runs to its ending on a site where it can begin. */
static void
run_job(struct counted *counted, struct site *site, const struct job *job)
{
	struct backend *backend = &counted->members.backend;
	struct run *run = arena_take(&counted->arena, 1, sizeof(*run));
	struct err err = { 0 };
	struct plan *plan = NULL;
	struct view view = { 0 };

	simulated_make(&counted->simulated, &(struct simulated_from){
	    .site = site, .names = site->names,
	    .now = job->procedure->begin, .seed = 1 }, NULL);
	if (job->guest != 0)
		sim_put(counted->simulated.sim, job->guest,
		    job->procedure->guest_begin,
		    site->guests[job->guest].node[0]);
	requests_make(&counted->requests, &counted->simulated.backend,
	    site->names, 0);
	members_make(&counted->members, &counted->requests.backend,
	    site->node_count);
	if (view_ask(backend, site, job, &view, &err))
		plan = plan_make(&counted->arena, site, job, &view, &err);
	assert(plan != NULL);
	requests_forget(&counted->requests);
	drive_begin(plan, run, 0, NULL);
	drive(plan, run, backend, NULL);
	assert(run->ending == ARRIVED);
	simulated_drop(&counted->simulated);
}

static void
count_job(const char *line)
{
	struct counted *counted = calloc(1, sizeof(*counted));
	struct err err = { 0 };
	struct job job;
	struct site *site;
	char name[64];

	assert(counted != NULL);
	site = bench_posts(&counted->arena);
	if (!job_read_line(&counted->arena, site, line, &job, &err)) {
		fprintf(stderr, "domferry-bench: %s\n", err.text);
		exit(EXIT_RETURNED);
	}
	run_job(counted, site, &job);
	snprintf(name, sizeof(name), "requests-%s", job.procedure->name);
	bench_print(name, (double)counted->requests.count, "requests");
	snprintf(name, sizeof(name), "polls-%s", job.procedure->name);
	bench_print(name, (double)counted->requests.polls, "requests");
	snprintf(name, sizeof(name), "questions-%s", job.procedure->name);
	bench_print(name, (double)counted->requests.questions, "questions");
	arena_drop(&counted->arena);
	free(counted);
}

void
bench_requests(void)
{
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		count_job(lines[i]);
}
