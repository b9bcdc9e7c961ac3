/*
 * How fast faults are explored and journals written.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backends/sim/sim.h"
#include "backends/sim/world/world.h"
#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "tools/bench/bench.h"
#include "tools/explore/explore.h"
#include "tools/report/lines.h"
#include "tools/scenario/sandbox.h"
#include "tools/session/writer.h"

enum { PATH_BYTES = 256 };

struct place {
	struct arena	 arena;
	struct site	*site;
	struct sandbox	*sandbox;
	struct plan	*plan;
};

static void
place_make(struct place *place, const char *line)
{
	struct err err = { 0 };
	struct job job;

	*place = (struct place){ 0 };
	place->site = bench_posts(&place->arena);
	place->sandbox = arena_take(&place->arena, 1, sizeof(*place->sandbox));
	if (job_read_line(&place->arena, place->site, line, &job, &err)) {
		sandbox_make(place->sandbox, &place->arena, place->site,
		    job.procedure->begin, 1);
		if (job.procedure->guest_begin == NOW_CLUSTERED)
			sim_put(place->sandbox->simulated.sim, job.guest,
			    NOW_CLUSTERED, 1);
		place->plan = session_plan(&place->sandbox->session, &job,
		    &err);
	}
	if (place->plan == NULL) {
		fprintf(stderr, "domferry-bench: %s\n", err.text);
		exit(EXIT_RETURNED);
	}
	sandbox_zero(place->sandbox);
}

static void
place_drop(struct place *place)
{
	sandbox_drop(place->sandbox);
	arena_drop(&place->arena);
}

/* Schedules covered a second, all pairs of create. */
void
bench_pairs(uint32_t shards)
{
	struct explore *explorer = malloc(sizeof(*explorer));
	struct place place;
	double from;

	if (explorer == NULL)
		abort();
	place_make(&place, "create ldom1");
	*explorer = (struct explore){ .sandbox = place.sandbox,
	    .plan = place.plan, .faults = 2, .shard = 1, .shards = shards };
	from = bench_seconds();
	explore(explorer);
	bench_print("sweep-pairs", (double)explorer->runs /
	    (bench_seconds() - from), "runs/s");
	place_drop(&place);
	free(explorer);
}

/* Runs without faults, one after the other, into one journal. */
static void
journal_write(const char *name, struct folder *folder, double for_s)
{
	struct place place;
	struct writer writer;
	struct lines lines;
	struct sim *sim;
	struct run *run;
	struct world *begin;
	double from = bench_seconds();
	int64_t records = 0;

	place_make(&place, "switch ldom1");
	run = arena_take(&place.arena, 1, sizeof(*run));
	sim = place.sandbox->simulated.sim;
	begin = arena_take(&place.arena, sim_world(sim)->bytes, 1);
	memcpy(begin, sim_world(sim), sim_world(sim)->bytes);
	lines_make(&place.arena, &lines, &(struct stream){
	    .site = place.site, .mode = "bench",
	    .site_digest = "", .seed = 1 });
	writer_make(&writer, place.sandbox->session.top, NULL, place.plan, run);
	writer.wording = lines_wording(&lines);
	writer.folder = folder;
	while (bench_seconds() - from < for_s && !writer.over) {
		sim_restore(sim, begin);
		drive_begin(place.plan, run, 0, &writer.sink);
		drive(place.plan, run, &writer.backend, &writer.sink);
	}
	records = writer.chain.n;
	bench_print(name, (double)records / (bench_seconds() - from),
	    "records/s");
	place_drop(&place);
}

void
bench_journal(double for_s)
{
	char path[PATH_BYTES] = "/tmp/domferry-bench-XXXXXX";
	char file[PATH_BYTES + 32];
	struct folder folder = { .path = path, .lock.fd = -1 };

	journal_write("journal-records", NULL, for_s);
	if (mkdtemp(path) == NULL) {
		perror("domferry-bench: /tmp");
		exit(EXIT_FILE);
	}
	snprintf(file, sizeof(file), "%s/journal.jsonl", path);
	folder.journal = mkstemp(strcat(file, "XXXXXX"));
	journal_write("journal-records-synced", &folder, for_s);
	folder_close(&folder);
	unlink(file);
	snprintf(file, sizeof(file), "%s/remaining.txt", path);
	unlink(file);
	rmdir(path);
}
