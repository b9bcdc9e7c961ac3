/*
 * A guest that is not ours: no job takes it, and it takes its room.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "core/base/arena.h"
#include "core/formats/site/site_file.h"
#include "core/plan/job.h"

static const char text[] = "{ \"site\": \"s\", \"nodes\": ["
    "{ \"name\": \"a\", \"vcpus\": 16, \"memory\": \"16G\" },"
    "{ \"name\": \"b\", \"vcpus\": 16, \"memory\": \"16G\" } ],"
    "\"devices\": [ { \"name\": \"d1\", \"size\": \"20G\" } ],"
    "\"services\": { \"vds\": [ { \"name\": \"vds0\" } ], \"vcc\": ["
    "{ \"name\": \"vcc0\", \"ports\": \"5000-5009\" } ] },"
    "\"guests\": [ { \"name\": \"g1\", \"vcpus\": 8, \"memory\": \"8G\","
    "\"pool\": { \"device\": \"d1\" }, \"disks\": [ { \"size\": \"9G\" } ] },"
    "{ \"name\": \"raw\", \"vcpus\": 12, \"memory\": \"12G\", \"ours\": false,"
    "\"agent\": null, \"now\": \"running on b\" } ] }";

static struct site *
site_made(struct arena *arena)
{
	struct mistakes mistakes = { 0 };
	struct site *site = site_read(arena, "s", text, strlen(text),
	    &mistakes);

	assert_non_null(site);
	return site;
}

static void
no_job_takes_it(void **state)
{
	static const char *const jobs[] = { "switch raw", "create raw",
	    "retire raw", "maintain raw", "migrate raw" };
	struct arena arena = { 0 };
	struct site *site = site_made(&arena);
	struct job job;

	(void)state;
	for (size_t i = 0; i < sizeof(jobs) / sizeof(jobs[0]); i++) {
		struct err err = { 0 };

		assert_false(job_read_line(&arena, site, jobs[i], &job, &err));
		assert_int_equal(err.code, ERR_JOB_INVALID);
		assert_non_null(strstr(err.text, "raw is not ours"));
	}
	arena_drop(&arena);
}

/* It has no pool, and no group: nothing but a domain. */
static void
without_a_pool_it_is_a_domain_and_no_more(void **state)
{
	struct arena arena = { 0 };
	struct site *site = site_made(&arena);
	struct sim *sim = sim_make(site, SITE_READY, 1);
	char *world = sim_text(sim, NULL);

	(void)state;
	assert_non_null(strstr(world, "guest raw on=b state=running vcpus=12 "
	    "memory=12884901888"));
	assert_null(strstr(world, "zpool_raw"));
	assert_null(strstr(world, "raw-rg"));
	free(world);
	sim_drop(sim);
	arena_drop(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_job_takes_it),
		cmocka_unit_test(without_a_pool_it_is_a_domain_and_no_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
