/*
 * How many rehearsals a second, and how many scenarios of the library.
 *
 * A rehearsal is a copy of the world's bytes and a run executed to its ending,
 * invariants checked after every event, without listeners; with the journal,
 * its records encoded and chained in memory besides.
 */
#include <assert.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/session/simulated.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/world.h"
#include "core/run/drive.h"
#include "tools/bench/bench.h"
#include "tools/memory.h"
#include "tools/report/lines.h"
#include "tools/scenario/scenario.h"
#include "tools/scenario_open.h"
#include "tools/session/writer.h"

enum { AT_ONCE = 100, LIBRARY = 256, PATH_BYTES = 320 };

struct bench_job {
	struct arena	 arena;
	struct site	*site;
	struct plan	*plan;
	struct run	*run;
	struct simulated simulated;	/* it must not be moved */
	struct world	*begin;
};

static void
job_make(struct bench_job *bench, const char *line)
{
	const struct world *world;
	struct err err = { 0 };
	struct job job;

	*bench = (struct bench_job){ 0 };
	bench->site = bench_posts(&bench->arena);
	if (job_read_line(&bench->arena, bench->site, line, &job, &err))
		bench->plan = plan_make(&bench->arena, bench->site, &job,
		    NULL, &err);
	if (bench->plan == NULL) {
		fprintf(stderr, "domferry-bench: %s\n", err.text);
		exit(EXIT_RETURNED);
	}
	bench->run = arena_take(&bench->arena, 1, sizeof(*bench->run));
	simulated_make(&bench->simulated, &(struct simulated_from){
	    .site = bench->site, .names = bench->site->names,
	    .now = SITE_READY, .seed = 1 }, NULL);
	world = sim_world(bench->simulated.sim);
	bench->begin = arena_take(&bench->arena, world->bytes, 1);
	memcpy(bench->begin, world, world->bytes);
}

static void
job_drop(struct bench_job *bench)
{
	simulated_drop(&bench->simulated);
	arena_drop(&bench->arena);
}

static void
rehearsals(const char *name, const char *line, double for_s)
{
	struct bench_job bench;
	double from;
	long runs = 0;

	job_make(&bench, line);
	from = bench_seconds();
	while (bench_seconds() - from < for_s)
		for (int i = 0; i < AT_ONCE; i++, runs++) {
			sim_restore(bench.simulated.sim, bench.begin);
			drive_begin(bench.plan, bench.run, 0, NULL);
			drive(bench.plan, bench.run,
			    &bench.simulated.backend, NULL);
			assert(bench.run->ending == ARRIVED);
		}
	bench_print(name, (double)runs / (bench_seconds() - from), "runs/s");
	job_drop(&bench);
}

static void
journalled(const char *name, const char *line, double for_s)
{
	struct bench_job bench;
	struct writer *writer;
	struct lines *lines;
	double from;
	long runs = 0;

	job_make(&bench, line);
	lines = arena_take(&bench.arena, 1, sizeof(*lines));
	writer = arena_take(&bench.arena, 1, sizeof(*writer));
	lines_make(&bench.arena, lines, &(struct stream){
	    .site = bench.site, .mode = "bench",
	    .site_digest = "", .seed = 1 });
	from = bench_seconds();
	for (; bench_seconds() - from < for_s; runs++) {
		sim_restore(bench.simulated.sim, bench.begin);
		writer_make(writer, &bench.simulated.backend, NULL, bench.plan,
		    bench.run);
		writer->wording = lines_wording(lines);
		drive_begin(bench.plan, bench.run, 0, &writer->sink);
		drive(bench.plan, bench.run, &writer->backend, &writer->sink);
		assert(bench.run->ending == ARRIVED);
	}
	bench_print(name, (double)runs / (bench_seconds() - from), "runs/s");
	job_drop(&bench);
}

void
bench_rehearsals(double for_s)
{
	rehearsals("rehearsals-create", "create ldom1", for_s);
	rehearsals("rehearsals-p2v", "p2v system1", for_s);
	journalled("rehearsals-p2v-journal", "p2v system1", for_s);
}

static int
by_name(const void *one, const void *other)
{
	return strcmp(one, other);
}

static unsigned
library_find(char (*paths)[PATH_BYTES])
{
	DIR *folder = opendir("scenarios");
	struct dirent *entry;
	unsigned n = 0;

	while (folder != NULL && n < LIBRARY &&
	    (entry = readdir(folder)) != NULL) {
		const char *dot = strrchr(entry->d_name, '.');

		if (dot != NULL && strcmp(dot, ".json") == 0)
			snprintf(paths[n++], PATH_BYTES, "scenarios/%s",
			    entry->d_name);
	}
	if (folder != NULL)
		closedir(folder);
	qsort(paths, n, PATH_BYTES, by_name);
	return n;
}

/* From the file's text to the verdict; the site's file is read each time. */
static void
scenario_one(const char *path)
{
	struct arena arena = { 0 };
	struct scenario_result result;
	struct scenario_play play = { .stop_at_ms = -1,
	    .scenario = scenario_open(&arena, path) };

	assert(play.scenario != NULL);
	play.seed = play.scenario->seed;
	scenario_play(&arena, &play, &result);
	if (!result.passed) {
		fprintf(stderr, "domferry-bench: %s fails\n", path);
		exit(EXIT_NOT_MET);
	}
	arena_drop(&arena);
}

void
bench_library(double for_s)
{
	char (*paths)[PATH_BYTES] = malloc(LIBRARY * sizeof(*paths));
	unsigned n = paths != NULL ? library_find(paths) : 0;
	double from = bench_seconds();
	long played = 0;

	memory_keep();
	for (; n != 0 && bench_seconds() - from < for_s; played += n)
		for (unsigned i = 0; i < n; i++)
			scenario_one(paths[i]);
	bench_print("scenarios", (double)played / (bench_seconds() - from),
	    "scenarios/s");
	free(paths);
}
