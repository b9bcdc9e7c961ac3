/*
 * What the watch finds: each kind when it is so, with its evidence, and not
 * when all is well; and of what nobody has answered nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "backends/watch/absence.h"
#include "backends/watch/deadline.h"
#include "tests/sparse.h"
#include "tests/survey_fixture.h"
#include "tests/watch_fixture.h"

enum { LINES = 6, LIVES = SPARSE == 1 ? 120 : 4 };

/* What happens, or which answer is changed, and what is found then. */
static const struct {
	const char	*id, *on;
	const char	*type[LINES];
	struct forged	 forged;
} cases[] = {
	{ "no-quorum", "cluster", .forged = { SURVEY_QUORUM, 1,
	    "2        3         3", "2        1         3" } },
	{ "last-vote", "cluster", .type = { "fault power-off node2",
	    "wait 20s" } },
	{ "quorum-device", "cluster", .forged = { SURVEY_QUORUM, 1,
	    "d4                1            1             Online",
	    "d4                0            1             Offline" } },
	{ "members-differ", "node1", .forged = { SURVEY_CLUSTER, 2,
	    "node1                                           Online",
	    "node1                                           Offline" } },
	{ "node-gone", "node1", .type = { "fault power-off node1",
	    "wait 20s" } },
	{ "node-sick", "node1", .type = { "fault hang node1" } },
	{ "node-sick", "node1", .type = { "fault stop ldmd on node1" } },
	{ "node-silent", "node1", .type = { "fault power-off node1",
	    "fault power-off node2" } },
	{ "two-running", "ldom1", .forged = { SURVEY_DOMAINS, 2,
	    "VCC|", "DOMAIN|name=ldom1|state=active|flags=normal|cons=5000|"
	    "ncpu=8|mem=17179869184|util=0.2|uptime=100|"
	    "softstate=Solaris running\nVCC|" } },
	{ "two-imports", "ldom1", .forged = { SURVEY_POOLS, 2,
	    "no pools available",
	    "NAME          SIZE   USED  AVAIL    CAP  HEALTH  ALTROOT\n"
	    "zpool_ldom1   254G   200G  54.0G    78%  ONLINE  /" } },
	{ "guest-gone", "ldom1", .type = { "fault power-off node1",
	    "wait 15s" } },
	{ "guest-stopped", "ldom1", .type = { "clrs disable ldom1-ldom-rs" } },
	{ "guest-stopped", "ldom1", .type = { "clrg suspend ldom1-rg",
	    "ldm stop -f ldom1" } },
	{ "guest-at-ok", "ldom1", .type = { "clrg suspend ldom1-rg",
	    "ldm set-variable auto-boot\\?=false ldom1", "ldm stop -f ldom1",
	    "ldm start ldom1", "wait 10s" } },
	{ "guest-booting", "ldom1", .type = { "fault boot-loop ldom1",
	    "clrg suspend ldom1-rg", "ldm stop -f ldom1", "ldm start ldom1",
	    "wait 30s" } },
	{ "guest-hung", "ldom1", .type = { "fault hang-guest ldom1" } },
	{ "guest-probe", "ldom1", .forged = { SURVEY_CLUSTER, 1,
	    "Online - ldom1 is active (normal)",
	    "Faulted - root is read-only      " } },
	{ "guest-astray", "ldom1", .forged = { SURVEY_CLUSTER, 1,
	    "ldom1-rg         node1           No             Online\n"
	    "                 node2           No             Offline",
	    "ldom1-rg         node1           No             Offline\n"
	    "                 node2           No             Online" } },
	{ "guest-twin", "ldom1", .type = { "node2: ldm add-domain ldom1" } },
	{ "group-failed", "ldom1", .forged = { SURVEY_CLUSTER, 1,
	    "node1           No             Online",
	    "node1           No             Error_stop_failed" } },
	{ "group-failed", "ldom1", .forged = { SURVEY_CLUSTER, 1,
	    "node2          Offline      Offline - Successfully",
	    "node2          Start_failed Faulted - Successfully" } },
	{ "group-offline", "ldom1", .type = { "clrg offline ldom1-rg" } },
	{ "group-pending", "ldom1", .type = { "fault power-off node1",
	    "wait 14s" } },
	{ "group-suspended", "ldom1", .type = { "clrg suspend ldom1-rg" } },
	{ "pool-faulted", "ldom1", .forged = { SURVEY_POOLS, 1,
	    "ONLINE ", "FAULTED" } },
	{ "pool-degraded", "ldom1", .forged = { SURVEY_POOLS, 1,
	    "ONLINE ", "DEGRADED" } },
	{ "drift", "node2", .type = { "node2: ldm remove-vdsdev "
	    "ldom1-vol0@primary-vds0" } },
	{ "drift", "node2", .type = { "node2: ldm add-vds spare primary" } },
};

enum { CASES = sizeof(cases) / sizeof(cases[0]) };

static void
all_print(const struct watch_findings *watch)
{
	for (uint32_t i = 0; i < watch->count; i++)
		print_error("%s%s: %s\n", watch->list[i].verdict ==
		    WATCH_FOUND ? "" : "? ", watch->list[i].key,
		    watch->list[i].text);
}

/* It is there, says where it was seen, and what to do. */
static void
case_judge(unsigned n)
{
	struct seen seen;
	const struct watch_finding *watched;

	seen_begin(&seen);
	seen.ready.forged = cases[n].forged;
	for (unsigned i = 0; i < LINES && cases[n].type[i] != NULL; i++)
		ready_type(&seen.ready, cases[n].type[i]);
	seen_look(&seen);
	watched = seen_find(&seen.watch, cases[n].id, cases[n].on);
	if (watched == NULL) {
		all_print(&seen.watch);
		fail_msg("case %u: %s %s is not found", n, cases[n].id,
		    cases[n].on);
		return;
	}
	assert_true(*watched->text != '\0' && *watched->advice != '\0');
	assert_null(strchr(watched->advice, '{'));
	assert_non_null(watched->evidence);
	for (const struct evidence *line = watched->evidence; line != NULL;
	    line = line->next)
		assert_true(*line->node != '\0' && *line->typed != '\0' &&
		    *line->printed != '\0');
	seen_end(&seen);
}

static void
each_kind_is_found_with_its_evidence(void **state)
{
	(void)state;
	for (unsigned n = 0; n < CASES; n++)
		case_judge(n);
}

static void
each_kind_has_a_case(void **state)
{
	const struct watch_row *row;

	(void)state;
	for (unsigned n = 0; (row = watch_row(n)) != NULL; n++) {
		unsigned i = 0;

		while (i < CASES && strcmp(cases[i].id, row->id) != 0)
			i++;
		if (i == CASES)
			fail_msg("no case of %s", row->id);
		assert_ptr_equal(watch_find(row->id), row);
		assert_true(row->in_a_row >= 1);
		assert_true(!row->patient || row->until != UNTIL_NEVER);
	}
}

static void
a_site_that_is_well_has_no_findings(void **state)
{
	struct seen seen;

	(void)state;
	seen_begin(&seen);
	seen_look(&seen);
	all_print(&seen.watch);
	assert_int_equal(seen.watch.count, 0);
	seen_end(&seen);
}

static bool
is_about_node(const struct watch_finding *watched)
{
	return watched->row->of != OF_GUEST;
}

/* The same survey without one answer finds nothing else of a guest. */
static void
without_judge(struct seen *seen, uint32_t n)
{
	struct survey less;
	struct watch_findings watch;

	survey_without(&less, &seen->survey, n);
	seen_judge(seen, &less, &watch);
	for (uint32_t i = 0; i < watch.count; i++)
		if (watch.list[i].verdict == WATCH_FOUND && !is_about_node(
		    &watch.list[i]) && seen_find(&seen->watch,
		    watch.list[i].row->id, watch.list[i].on) == NULL) {
			all_print(&watch);
			fail_msg("without %s at %s: %s", seen->survey.list[n]->
			    output.line, seen->survey.node[seen->survey.
			    list[n]->output.place], watch.list[i].key);
		}
	watch_drop(&watch);
	survey_drop(&less);
}

static void
what_nobody_has_answered_is_no_finding_against_a_guest(void **state)
{
	(void)state;
	for (unsigned n = 0; n < CASES; n++) {
		struct seen seen;

		seen_begin(&seen);
		seen.ready.forged = cases[n].forged;
		for (unsigned i = 0; i < LINES && cases[n].type[i] != NULL;
		    i++)
			ready_type(&seen.ready, cases[n].type[i]);
		seen_look(&seen);
		for (uint32_t i = 0; i < seen.survey.count; i++)
			without_judge(&seen, i);
		seen_end(&seen);
	}
}

/* Nobody can say then whether a guest is up, and nobody does. */
static void
a_site_that_does_not_answer_is_found_as_such(void **state)
{
	struct seen seen;

	(void)state;
	seen_begin(&seen);
	ready_type(&seen.ready, "fault power-off node1");
	ready_type(&seen.ready, "fault power-off node2");
	seen_look(&seen);
	assert_non_null(seen_find(&seen.watch, "node-silent", "node1"));
	assert_non_null(seen_find(&seen.watch, "node-silent", "node2"));
	assert_int_equal(watch_count(&seen.watch, WATCH_FOUND), 2);
	assert_true(watch_count(&seen.watch, WATCH_UNKNOWN) > 0);
	seen_end(&seen);
}

static void
a_kind_that_is_left_out_is_not_found(void **state)
{
	static const char *const without[] = { "group-suspended" };
	struct seen seen;

	(void)state;
	seen_begin(&seen);
	ready_type(&seen.ready, "clrg suspend ldom1-rg");
	seen_look(&seen);
	watch_drop(&seen.watch);
	watch_judge(&seen.watch, &(struct watch_of_site){ &seen.survey,
	    seen.ready.site, without, 1, WATCH_SUSPENDED_MS });
	assert_int_equal(seen.watch.count, 0);
	seen_end(&seen);
}

/* 10 s until it is missed, 5 s for the groups, 6 s for the pool, 3 s for the
 * domain, 95 s to boot; and half as much again. */
static void
a_deadline_is_what_a_failover_takes_and_half_as_much(void **state)
{
	struct seen seen;

	(void)state;
	seen_begin(&seen);
	ready_type(&seen.ready, "fault power-off node1");
	ready_type(&seen.ready, "wait 15s");
	seen_look(&seen);
	assert_int_equal(seen_find(&seen.watch, "guest-gone", "ldom1")->
	    within_ms, (10000 + 5000 + 6000 + 3000 + 95000) * 3 / 2);
	assert_int_equal(seen_find(&seen.watch, "node-gone", "node1")->
	    within_ms, 0);
	seen_end(&seen);
}

/* Whatever happens, what is found has its lines; and nothing is found twice. */
static void
random_lives_are_judged_with_evidence(void **state)
{
	uint64_t first = life_number("FIRST", 1);
	uint64_t lives = life_number("LIVES", LIVES);
	unsigned found = 0;

	(void)state;
	for (uint64_t seed = first; seed < first + lives; seed++) {
		struct life life;
		struct survey survey;
		struct watch_findings watch;

		life_begin(&life, seed);
		survey_ask(&survey, &life, FOR_WATCHING);
		watch_judge(&watch, &(struct watch_of_site){ &survey,
		    life.site, NULL, 0, WATCH_SUSPENDED_MS });
		for (uint32_t i = 0; i < watch.count; i++) {
			if (watch.list[i].verdict != WATCH_FOUND)
				continue;
			found++;
			if (watch.list[i].evidence == NULL)
				fail_msg("life %llu: %s", (unsigned long long)
				    seed, watch.list[i].key);
			for (uint32_t k = 0; k < i; k++)
				if (strcmp(watch.list[k].key,
				    watch.list[i].key) == 0 &&
				    watch.list[k].verdict == WATCH_FOUND)
					fail_msg("life %llu: twice: %s",
					    (unsigned long long)seed,
					    watch.list[i].key);
		}
		watch_drop(&watch);
		survey_drop(&survey);
		life_end(&life);
	}
	assert_true(found > lives);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_is_found_with_its_evidence),
		cmocka_unit_test(each_kind_has_a_case),
		cmocka_unit_test(a_site_that_is_well_has_no_findings),
		cmocka_unit_test(
		    what_nobody_has_answered_is_no_finding_against_a_guest),
		cmocka_unit_test(a_site_that_does_not_answer_is_found_as_such),
		cmocka_unit_test(a_kind_that_is_left_out_is_not_found),
		cmocka_unit_test(
		    a_deadline_is_what_a_failover_takes_and_half_as_much),
		cmocka_unit_test(random_lives_are_judged_with_evidence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
