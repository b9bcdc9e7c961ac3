/*
 * bench.c: how fast, and how big.  Prints nothing but lines of JSON.
 *
 * What is timed is described where it is timed; this file has a site of
 * thousands of guests.
 */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/sim.h"
#include "backends/sim/world/world.h"
#include "core/base/arena.h"
#include "core/base/err.h"
#include "tools/bench/bench.h"

enum { NODES = 32, GUESTS = 4000, TIMERS = 1000 };

static size_t add(char *, size_t, const char *, ...)
    __attribute__((format(printf, 3, 4)));

static size_t
add(char *text, size_t at, const char *format, ...)
{
	va_list rest;
	int n;

	va_start(rest, format);
	n = vsnprintf(text + at, BENCH_TEXT - at, format, rest);
	va_end(rest);
	return at + (size_t)n;
}

/*
 * 32 nodes and so many guests: each with two preferred nodes, one disk and one
 * net, running under the agent.
 */
static struct site *
many(struct arena *arena, int guests)
{
	char *text = arena_take(arena, BENCH_TEXT, 1);
	size_t at = 0;

	at = add(text, at, "{\"site\":\"many\",\"nodes\":[");
	for (int n = 1; n <= NODES; n++)
		at = add(text, at, "{\"name\":\"node%d\",\"vcpus\":2048,"
		    "\"memory\":\"4T\",\"control\":{\"vcpus\":16,"
		    "\"memory\":\"32G\"}},", n);
	at = add(text, at, "],\"cluster\":{\"name\":\"many\"},"
	    "\"devices\":[");
	for (int g = 1; g <= guests; g++)
		at = add(text, at, "{\"name\":\"d%d\",\"size\":\"64G\","
		    "\"slice\":6},", g);
	at = add(text, at, "],\"services\":{\"vsw\":[{\"name\":"
	    "\"primary-vsw0\",\"net_dev\":\"nxge0\"}],\"vds\":[{\"name\":"
	    "\"primary-vds0\"}],\"vcc\":[{\"name\":\"primary-vcc0\","
	    "\"ports\":\"5000-6000\"}]},\"guests\":[");
	for (int g = 1; g <= guests; g++) {
		at = add(text, at, "{\"name\":\"g%d\",\"vcpus\":4,"
		    "\"memory\":\"4G\",\"pool\":{\"name\":\"zpool_g%d\","
		    "\"device\":\"d%d\"},", g, g, g);
		at = add(text, at, "\"group\":{\"name\":\"g%d-rg\",\"nodes\":"
		    "[\"node%d\",\"node%d\"]},", g, g % NODES + 1,
		    (g + 1) % NODES + 1);
		at = add(text, at, "\"disks\":[{\"size\":\"40G\"}],\"nets\":["
		    "{\"vsw\":\"primary-vsw0\"}],\"now\":"
		    "\"clustered on node%d\"},", g % NODES + 1);
	}
	at = add(text, at, "]}");
	return bench_site(arena, text, at);
}

static double
world_bytes(int guests)
{
	struct arena arena = { 0 };
	struct site *site = many(&arena, guests);
	struct sim *sim = sim_make(site, SITE_READY, 1);
	double bytes = (double)sim_world(sim)->bytes +
	    (double)names_bytes(sim_names(sim));

	sim_drop(sim);
	arena_drop(&arena);
	return bytes;
}

static void
bench_bytes(void)
{
	bench_print("world-bytes-per-guest",
	    (world_bytes(GUESTS) - world_bytes(0)) / GUESTS, "bytes");
}

/* A thousand timers, each set anew when it has gone off. */
static void
bench_events(double for_s)
{
	struct arena arena = { 0 };
	struct sim *sim = sim_make(bench_posts(&arena), SITE_READY, 1);
	double from = bench_seconds();
	double events = 0;

	while (bench_seconds() - from < for_s)
		events += (double)bench_timers(sim, TIMERS, 100000);
	bench_print("events", events / (bench_seconds() - from), "events/s");
	sim_drop(sim);
	arena_drop(&arena);
}

/* --short: does everything once, to see that it can be measured.  B is the
 * folder of the programs, as for every test. */
int
main(int argc, char **argv)
{
	bool brief = argc == 2 && strcmp(argv[1], "--short") == 0;
	double for_s = brief ? 0.01 : 3;
	const char *folder = getenv("B");

	if (argc > 1 && !brief) {
		fprintf(stderr, "usage: domferry-bench [--short]\n");
		return EXIT_USAGE;
	}
	if (folder == NULL)
		folder = "build";
	bench_whatif(folder);
	bench_deaths(brief ? 1 : 20);
	bench_rehearsals(for_s);
	bench_library(for_s);
	bench_events(for_s);
	bench_bytes();
	bench_policy(for_s);
	bench_requests();
	bench_pairs(brief ? 200 : 3);
	bench_journal(for_s);
	bench_starts(folder, brief ? 12 : 500);
	bench_reach(brief ? 10 : 200);
	return EXIT_OK;
}
