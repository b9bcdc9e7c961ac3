/*
 * What it takes the simulated manager to bring the guests of a dead node to the
 * others: until every guest that can run runs, invariants on.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "backends/sim/observers/invariants.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/world.h"
#include "core/base/err.h"
#include "tools/bench/bench.h"
#include "tools/file.h"
#include "tools/whatif/worst.h"

enum { NODES = 32, SOME_NODES = 16, SOME_GUESTS = 1000, PATH_BYTES = 256,
    NAME_BYTES = 32 };

struct crowd {
	struct arena	 arena;
	struct site	*site;
	struct sandbox	 sandbox;
	struct course	 course;
};

/* By the processor: who else is at work on the machine does not count. */
static double
used_s(void)
{
	struct timespec used;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
	return (double)used.tv_sec + (double)used.tv_nsec / 1e9;
}

static void
crowd_make(struct crowd *crowd, unsigned nodes, unsigned guests)
{
	const char *text;

	memset(crowd, 0, sizeof(*crowd));
	text = bench_crowded(&crowd->arena, nodes, guests);
	crowd->site = bench_site(&crowd->arena, text, strlen(text));
	sandbox_make(&crowd->sandbox, &crowd->arena, crowd->site, SITE_READY,
	    1);
	course_make(&crowd->course, &crowd->arena, &crowd->sandbox);
}

static void
crowd_drop(struct crowd *crowd)
{
	sandbox_drop(&crowd->sandbox);
	arena_drop(&crowd->arena);
}

/* The death of the second node, which has the first guest; what it takes to
 * undo it does not count. */
static double
death_s(struct crowd *crowd, struct world *before)
{
	const struct failure failure = { FAILURE_NODE, 2, 0 };
	struct fault fault = failure_fault(&failure);
	struct sim *sim = crowd->sandbox.simulated.sim;
	struct err err;
	double from_s = used_s(), took_s;

	course_begin(&crowd->course, &fault, &err);
	course_play(&crowd->course);
	took_s = used_s() - from_s;
	if (crowd->course.hurt_count == 0 ||
	    sim_violations(sim, NULL, NULL) != 0) {
		fprintf(stderr, "domferry-bench: a death hurts nobody\n");
		exit(EXIT_NOT_MET);
	}
	sim_restore(sim, before);
	course_again(&crowd->course);
	return took_s;
}

/* ms of one death, on average; the first one is not counted. */
static double
deaths(unsigned guests, unsigned times)
{
	struct crowd *crowd = malloc(sizeof(*crowd));
	struct world *before;
	double sum_s = 0;

	if (crowd == NULL)
		abort();
	crowd_make(crowd, NODES, guests);
	before = arena_take(&crowd->arena, sim_world(
	    crowd->sandbox.simulated.sim)->bytes, 1);
	memcpy(before, sim_world(crowd->sandbox.simulated.sim),
	    sim_world(crowd->sandbox.simulated.sim)->bytes);
	death_s(crowd, before);
	for (unsigned i = 0; i < times; i++)
		sum_s += death_s(crowd, before);
	crowd_drop(crowd);
	free(crowd);
	return sum_s * 1000 / times;
}

/* Every node, and every two of them. */
static void
pairs(void)
{
	struct crowd *crowd = malloc(sizeof(*crowd));
	struct sweep sweep;
	double from_s = used_s();

	if (crowd == NULL)
		abort();
	crowd_make(crowd, SOME_NODES, SOME_GUESTS);
	sweep = (struct sweep){ .course = &crowd->course,
	    .arena = &crowd->arena, .pairs = true };
	failures_make(&sweep.failures, &crowd->arena, crowd->site,
	    1u << FAILURE_NODE);
	sweep_play(&sweep);
	if (sweep.schedules != SOME_NODES * (SOME_NODES + 1) / 2)
		exit(EXIT_NOT_MET);
	bench_print_part("whatif-pairs", (used_s() - from_s) * 1000, "ms");
	sweep_drop(&sweep);
	crowd_drop(crowd);
	free(crowd);
}

static void
become(const char *const words[])
{
	if (freopen("/dev/null", "w", stdout) != NULL)
		execv(words[0], (char *const *)words);
	perror(words[0]);
	_exit(127);
}

static void
start(const char *const words[])
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0)
		become(words);
	if (pid < 0 || waitpid(pid, &status, 0) < 0 || status != 0) {
		fprintf(stderr, "domferry-bench: %s fails\n", words[0]);
		exit(EXIT_NOT_MET);
	}
}

/* A whole process, with what it reads: its time and its peak.  It is the only
 * child of a process of its own, so that the peak is no other one's. */
static void
process(const char *const words[], const char *time, const char *peak)
{
	struct rusage used;
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		start(words);
		getrusage(RUSAGE_CHILDREN, &used);
		bench_print_part(time, (double)(used.ru_utime.tv_sec +
		    used.ru_stime.tv_sec) * 1000 +
		    (double)(used.ru_utime.tv_usec +
		    used.ru_stime.tv_usec) / 1000, "ms");
		bench_print_part(peak, (double)used.ru_maxrss / 1024, "MiB");
		_exit(EXIT_OK);
	}
	if (pid < 0 || waitpid(pid, &status, 0) < 0 || status != 0)
		exit(EXIT_NOT_MET);
}

static void
site_write(const char *path, unsigned nodes, unsigned guests)
{
	struct arena arena = { 0 };
	struct err err;

	unlink(path);
	if (!file_write(path, bench_crowded(&arena, nodes, guests), &err)) {
		fprintf(stderr, "domferry-bench: %s\n", err.text);
		exit(EXIT_FILE);
	}
	arena_drop(&arena);
}

void
bench_whatif(const char *folder)
{
	char program[PATH_BYTES], path[PATH_BYTES];

	snprintf(program, sizeof(program), "%.200s/domferry", folder);
	snprintf(path, sizeof(path), "/tmp/domferry-bench-%ld.json",
	    (long)getpid());
	site_write(path, NODES, 4000);
	process((const char *[]){ program, "whatif", "node2 loses power", "-s",
	    path, NULL }, "node-death-process", "node-death-rss");
	site_write(path, SOME_NODES, SOME_GUESTS);
	process((const char *[]){ program, "whatif", "--all", "--pairs",
	    "nodes", "-s", path, NULL }, "whatif-pairs-process",
	    "whatif-pairs-rss");
	process((const char *[]){ program, "whatif", "--all", "--pairs", "-s",
	    path, NULL }, "whatif-all-process", "whatif-all-rss");
	unlink(path);
}

void
bench_deaths(unsigned times)
{
	static const unsigned guests[] = { 10, 100, 1000, 4000 };
	enum { COUNTS = sizeof(guests) / sizeof(guests[0]) };
	double took_ms[COUNTS];
	char name[NAME_BYTES];

	for (size_t i = 0; i < COUNTS; i++) {
		took_ms[i] = deaths(guests[i], times);
		snprintf(name, sizeof(name), "node-death-%u", guests[i]);
		bench_print_part(name, took_ms[i], "ms");
	}
	bench_print_part("node-death-growth", took_ms[COUNTS - 1] /
	    took_ms[COUNTS - 2], "times");
	pairs();
}
