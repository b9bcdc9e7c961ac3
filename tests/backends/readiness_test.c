/*
 * Checks of a live site: each one passes and fails where it has to, and passes
 * only on the lines that it quotes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "backends/readiness/processor.h"
#include "tests/readiness_fixture.h"
#include "tests/sparse.h"
#include "tests/survey_fixture.h"

enum { TYPED = 4, LIVES = SPARSE == 1 ? 6 : 1 };

/* The site of the posts passes it; then something happens, and it does not. */
struct pair {
	const char	*id, *on;
	const char	*typed[TYPED];	/* ends with NULL */
	struct forged	 forged;	/* what the simulated site never says */
	uint32_t	 crypto;	/* the guest's, in the site file */
};

static const struct pair pairs[] = {
	{ "member", "node2", .typed = { "fault power-off node2", "wait 5m" } },
	{ "quorum", "node1", .typed = { "fault power-off node2", "wait 5m" } },
	{ "quorum-devices", "node1", .forged = { SURVEY_QUORUM, 1,
	    "1             Online\n\n", "1             Offline\n\n" } },
	{ "interconnect", "node1", .forged = { SURVEY_LINKS, 1, "Path online",
	    "faulted" } },
	{ "path-failure", "node1", .forged = { SURVEY_NODES, 1, "disabled",
	    "enabled" } },
	{ "hostid", "node2", .forged = { SURVEY_HOSTID, 2, "84fb5a02",
	    "84fb5a01" } },
	{ "ldm-release", "node2", .forged = { SURVEY_RELEASE, 2, "(v 2.0)",
	    "(v 3.1)" } },
	{ "kernel", "node2", .forged = { SURVEY_SYSTEM, 2, "Generic_",
	    "Generic_9" } },
	{ "solaris-release", "node2", .forged = { SURVEY_SOLARIS, 2, "9/10",
	    "8/11" } },
	{ "cluster-release", "node2", .forged = { SURVEY_CLUSTERED, 2, "3.3",
	    "4.0" } },
	{ "reconfiguration", "node2", .typed = {
	    "fault delay-reconfiguration on node2" } },
	{ "daemons", "node1", .typed = { "fault fail vntsd on node1" } },
	{ "space", "node2", .typed = { "fault fill /var on node2" } },
	{ "cachefiles", "node2", .typed = { "fault drop-cachefiles node2" } },
	{ "account", "node1", .typed = { "fault expire-password node1" } },
	{ "visitors", "node2", .typed = { "fault visit node2" } },
	{ "at-work", "node1", .forged = { SURVEY_PROCESSES, 1,
	    "/usr/cluster/lib/sc/rgmd",
	    "/usr/cluster/bin/clrg evacuate -n node1" } },
	{ "failure-policy", "node2", .typed = {
	    "node2: ldm set-domain failure-policy=ignore primary" } },
	{ "saved", "node2", .typed = { "node2: ldm add-vds spare primary" } },
	{ "degraded-config", "node1", .forged = { SURVEY_CONFIGS, 1,
	    "[current]", "[current] [degraded]" } },
	{ "service-processor", "node2", .forged = { SURVEY_SP_HOST, 2,
	    "5a:02", "5a:03" } },
	{ "services", "node1", .typed = {
	    "node2: ldm add-vds spare primary" } },
	{ "one-domain", "ldom1", .typed = { "node2: ldm add-domain ldom1" } },
	{ "together", "ldom1", .typed = { "clrs disable ldom1-ldom-rs",
	    "ldm bind ldom1", "clrg switch -n node2 ldom1-rg" } },
	{ "calm", "ldom1", .forged = { SURVEY_DOMAINS, 1,
	    "flags=normal|cons=5000", "flags=normal,stopping|cons=5000" } },
	{ "running", "ldom1", .typed = { "fault stop-guest ldom1" } },
	{ "serves", "ldom1", .typed = {
	    "fault serve-names ldom1 on node2" } },
	{ "serves", "ldom1", .forged = { SURVEY_TIME, 2, "192.0.2.253",
	    "192.0.2.2" } },
	{ "serves", "ldom1", .forged = { SURVEY_TIME, 1, "192.0.2.253",
	    "ldom1.posts.example" } },
	{ "serves", "ldom1", .forged = { SURVEY_DIRECTORY, 1, "",
	    "NS_LDAP_SERVERS= 192.0.2.5, 192.0.2.2:389\n" } },
	{ "master", "ldom1", .forged = { SURVEY_DOMAINS, 1,
	    "master=primary", "master=" } },
	{ "auto-boot", "ldom1", .typed = {
	    "ldm set-variable auto-boot?=false ldom1" } },
	{ "boot-device", "ldom1", .typed = {
	    "ldm set-variable boot-device=net ldom1" } },
	{ "definition", "ldom1", .forged = { SURVEY_DEFINITION, 1,
	    ">console<", ">physio_device<" } },
	{ "copies", "ldom1", .forged = { SURVEY_COPY, 2, " 4096 ",
	    "    0 " } },
	{ "copies", "ldom1", .forged = { SURVEY_POOL_COPY, 1, "ldom1.xml",
	    "ldom2.xml" } },
	{ "group", "ldom1", .typed = { "clrg offline ldom1-rg" } },
	{ "suspended", "ldom1", .typed = { "clrg suspend ldom1-rg" } },
	{ "failback", "ldom1", .typed = {
	    "clrg set -p Failback=TRUE ldom1-rg" } },
	{ "nodelist", "ldom1", .forged = { SURVEY_GROUPS, 1, "node1 node2",
	    "node2 node1" } },
	{ "resources", "ldom1", .typed = { "clrs disable ldom1-ldom-rs" } },
	{ "monitored", "ldom1", .typed = { "clrs unmonitor ldom1-ldom-rs" } },
	{ "failover-mode", "ldom1", .forged = { SURVEY_GROUPS, 1, "SOFT",
	    "HARD" } },
	{ "agent", "ldom1", .forged = { SURVEY_GROUPS, 1,
	    "Domain_name:                                     ldom1",
	    "Domain_name:                                     ldom2" } },
	{ "agent-storage", "ldom1", .forged = { SURVEY_GROUPS, 1,
	    "offline_restart:           ldom1-fs-rs",
	    "offline_restart:           <NULL>" } },
	{ "migration-type", "ldom1", .typed = {
	    "clrs set -p Migration_type=MIGRATE ldom1-ldom-rs" } },
	{ "stop-timeout", "ldom1", .typed = {
	    "clrs set -p Stop_timeout=60 ldom1-ldom-rs" } },
	{ "password-file", "ldom1", .typed = {
	    "fault remove /pfile on node2" } },
	{ "altroot", "ldom1", .typed = { "clrs disable ldom1-ldom-rs",
	    "clrs disable ldom1-fs-rs", "zpool import zpool_ldom1" } },
	{ "pool-cache", "ldom1", .typed = {
	    "node2: zpool import -f zpool_ldom1" } },
	{ "one-pool", "ldom1", .typed = {
	    "node2: zpool import -f zpool_ldom1" } },
	{ "pool-health", "ldom1", .forged = { SURVEY_POOLS, 1, "ONLINE",
	    "DEGRADED" } },
	{ "pool-room", "ldom1", .forged = { SURVEY_POOLS, 1, "78%", "81%" } },
	{ "pool-seen", "ldom1, node2", .forged = { SURVEY_IMPORTABLE, 2,
	    "state: ONLINE", "state: FAULTED" } },
	{ "device", "ldom1, node2", .typed = { "fault cut d14 on node2" } },
	{ "fencing", "ldom1", .typed = {
	    "cldevice set -p default_fencing=nofencing d14" } },
	{ "quorum-lun", "ldom1", .forged = { SURVEY_QUORUM, 1, "\nd4  ",
	    "\nd14 " } },
	{ "pool-version", "ldom1, node2", .forged = { SURVEY_VERSIONS, 2,
	    "version 22", "version 15" } },
	{ "label", "ldom1", .forged = { SURVEY_LABEL, 1,
	    "       6      4    00          0 536870912 536870911",
	    "       8     11    00  536854495     16384 536870878" } },
	{ "inside", "ldom1", .forged = { SURVEY_DOMAINS, 1,
	    "dev=/zpool_ldom1/ldom1/disk1", "dev=/export/iso/dvd.iso" } },
	{ "mounted", "ldom1", .forged = { SURVEY_MOUNTED, 1,
	    "/zpool_ldom1/ldom1\n", "/mnt\n" } },
	{ "disk-files", "ldom1", .typed = {
	    "fault remove /zpool_ldom1/ldom1/disk0 on node1" } },
	{ "volumes", "ldom1, node2", .typed = {
	    "node2: ldm rm-vdsdev ldom1-vol1@primary-vds0" } },
	{ "links", "ldom1, node2", .forged = { SURVEY_PORTS, 2,
	    "nxge2           link: up  ", "nxge2           link: down" } },
	{ "platform", "ldom1, node2", .forged = { SURVEY_SYSTEM, 2,
	    "SUNW,", "ORCL," } },
	{ "cpus", "ldom1, node2", .typed = {
	    "fault take 230 vcpus on node2" } },
	{ "memory", "ldom1, node2", .typed = {
	    "fault take 210G memory on node2" } },
	{ "crypto", "ldom1, node2", .crypto = 40 },
	{ "console", "ldom1, node2", .forged = { SURVEY_DOMAINS, 2,
	    "nclients=0|port", "nclients=101|port" } },
};

enum { PAIRS = sizeof(pairs) / sizeof(pairs[0]) };

static const struct finding *
find(const struct ready *ready, const struct pair *pair)
{
	const struct finding *finding = ready_find(ready, pair->id, pair->on);

	if (finding == NULL)
		fail_msg("%s of %s was not judged", pair->id, pair->on);
	return finding;
}

static void
pair_play(struct ready *ready, const struct pair *pair)
{
	for (unsigned i = 0; pair->typed[i] != NULL; i++)
		ready_type(ready, pair->typed[i]);
	ready->forged = pair->forged;
	if (pair->crypto != 0)
		ready->site->guests[1].crypto = pair->crypto;
	ready_ask(ready, NULL);
}

static bool
is_good(const struct finding *finding)
{
	return finding->found == FOUND_PASS && finding->quote != NULL &&
	    *finding->remedy == '\0';
}

static bool
is_bad(const struct finding *finding)
{
	return finding->found == finding->row->severity &&
	    *finding->remedy != '\0';
}

static void
each_check_passes_and_fails(void **state)
{
	unsigned wrong = 0;

	(void)state;
	for (unsigned i = 0; i < PAIRS; i += FEW) {
		const struct finding *finding;
		struct ready ready;
		bool good;

		ready_begin(&ready);
		ready.site->guests[1].crypto = 2;
		ready_ask(&ready, NULL);
		finding = find(&ready, &pairs[i]);
		good = is_good(finding);
		if (good) {
			pair_play(&ready, &pairs[i]);
			finding = find(&ready, &pairs[i]);
		}
		if (!good || !is_bad(finding)) {
			wrong++;
			print_error("%s: %s%s: %s\n", pairs[i].id, good ? "" :
			    "at first ", found_words[finding->found],
			    finding->text);
		}
		ready_end(&ready);
	}
	assert_int_equal(wrong, 0);
}

static void
each_check_has_a_case_in_which_it_fails(void **state)
{
	const struct readiness_row *row;

	(void)state;
	for (unsigned n = 0; (row = readiness_row(n)) != NULL; n++) {
		unsigned i = 0;

		while (i < PAIRS && strcmp(pairs[i].id, row->id) != 0)
			i++;
		if (i == PAIRS)
			fail_msg("%s has none", row->id);
		assert_ptr_equal(readiness_find(row->id), row);
		/* explain takes one name for all. */
		assert_int_equal(op_find(row->id), OP_NONE);
		assert_int_equal(err_find(row->id), ERR_NONE);
	}
}

static bool
quotes(const struct finding *finding, const struct quote *line)
{
	const struct quote *quote = finding->quote;

	while (quote != NULL && (quote->from != line->from ||
	    quote->error != line->error || quote->line != line->line))
		quote = quote->next;
	return quote != NULL;
}

/* One line less, and what it has decided is not so any more. */
static void
line_judge(const struct survey *survey, const struct site *site,
    const struct readiness *readiness, const struct quote *line)
{
	struct without without;

	without_make(&without, survey, site, line);
	for (uint32_t i = 0; i < readiness->count; i++) {
		const struct finding *finding = &readiness->finding[i];
		const struct finding *again;

		if (finding->found != FOUND_PASS || !quotes(finding, line))
			continue;
		again = finding_of(&without.readiness, finding->row->id,
		    finding->on);
		if (again != NULL && again->found == FOUND_PASS)
			fail_msg("%s of %s passes without \"%.*s\" of %s",
			    finding->row->id, finding->on, (int)line->size,
			    line->text, line->from->output.line);
	}
	without_drop(&without);
}

/* Has none before it quoted the line? */
static bool
is_first(const struct readiness *readiness, uint32_t i,
    const struct quote *line)
{
	for (uint32_t before = 0; before < i; before++)
		if (readiness->finding[before].found == FOUND_PASS &&
		    quotes(&readiness->finding[before], line))
			return false;
	return true;
}

static void
all_quotes_judge(const struct survey *survey, const struct site *site,
    const struct readiness *readiness)
{
	unsigned n = 0;

	for (uint32_t i = 0; i < readiness->count; i++) {
		const struct finding *finding = &readiness->finding[i];

		if (finding->found != FOUND_PASS)
			continue;
		if (finding->quote == NULL)
			fail_msg("%s of %s passes and quotes nothing",
			    finding->row->id, finding->on);
		for (const struct quote *line = finding->quote; line != NULL;
		    line = line->next)
			if (is_first(readiness, i, line) &&
			    n++ % SPARSE == 0)
				line_judge(survey, site, readiness, line);
	}
}

static void
no_check_passes_without_a_line_that_it_quotes(void **state)
{
	struct ready ready;

	(void)state;
	ready_begin(&ready);
	ready.site->guests[1].crypto = 2;
	/* Either of two pieces of memory is enough. */
	ready.forged = (struct forged){ SURVEY_DEVICES, 2,
	    "|pa=0xaa0000000|size=229243879424|bound=\n",
	    "|pa=0xaa0000000|size=114621939712|bound=\n"
	    "|pa=0x2550000000|size=114621939712|bound=\n" };
	ready_ask(&ready, NULL);
	all_quotes_judge(&ready.survey, ready.site, &ready.readiness);
	ready_end(&ready);
}

static void
nor_in_random_lives(void **state)
{
	unsigned passed = 0;

	(void)state;
	for (unsigned seed = 1; seed <= LIVES; seed++) {
		struct readiness readiness;
		struct survey survey;
		struct life life;

		life_begin(&life, seed);
		survey_ask(&survey, &life, FOR_CHECK);
		readiness_judge(&readiness, &(struct readiness_of){ &survey,
	    life.site, NULL, NULL, 0 });
		passed += readiness.of[FOUND_PASS];
		all_quotes_judge(&survey, life.site, &readiness);
		readiness_drop(&readiness);
		survey_drop(&survey);
		life_end(&life);
	}
	assert_true(passed > LIVES * 10);
}

/* Nobody answers: nothing is known, and nothing fails. */
static void
of_what_nobody_answers_nothing_is_known(void **state)
{
	static const char *const node[] = { NULL, "node1", "node2" };
	struct readiness readiness;
	struct surveyed *one;
	struct survey survey;
	struct ready ready;
	struct err err;
	struct job job;

	(void)state;
	ready_begin(&ready);
	assert_true(job_read_line(&ready.arena, ready.site, "switch ldom1",
	    &job, &err));
	survey_make(&survey, node, 2, FOR_CHECK);
	while ((one = survey_next(&survey)) != NULL)
		survey_lost(&survey, one, "no route to host");
	readiness_judge(&readiness, &(struct readiness_of){ &survey,
	    ready.site, &job, NULL, 0 });
	assert_true(readiness.count > 40);
	assert_int_equal(readiness.of[FOUND_UNKNOWN], readiness.count);
	readiness_drop(&readiness);
	survey_drop(&survey);
	ready_end(&ready);
}

static void
a_service_processor_that_does_not_answer_is_warned_of(void **state)
{
	const char *node[] = { NULL, "node1", "node2" };
	struct readiness readiness;
	const struct finding *finding;
	struct survey survey;
	struct surveyed *one;
	struct ready ready;

	(void)state;
	ready_begin(&ready);
	survey_make(&survey, node, 2, FOR_CHECK | FOR_PROCESSORS);
	processors_ask(&survey, ready.site);
	while ((one = survey_next(&survey)) != NULL)
		survey_lost(&survey, one, one->processor ? "no route" : NULL);
	readiness_judge(&readiness, &(struct readiness_of){ &survey,
	    ready.site, NULL, NULL, 0 });
	finding = finding_of(&readiness, "service-processor", "node2");
	assert_non_null(finding);
	assert_int_equal(finding->found, FOUND_WARN);
	assert_string_equal(finding->text, "node2-sp does not answer: "
	    "no route");
	readiness_drop(&readiness);
	survey_drop(&survey);
	ready_end(&ready);
}

static void
a_job_is_judged_for_its_guest_and_its_target(void **state)
{
	struct ready ready;

	(void)state;
	ready_begin(&ready);
	ready_ask(&ready, "switch ldom1 --to node2");
	assert_non_null(ready_find(&ready, "cpus", "ldom1, node2"));
	assert_null(ready_find(&ready, "label", "ldom1"));
	ready_ask(&ready, "create system1");
	assert_non_null(ready_find(&ready, "label", "system1"));
	assert_non_null(ready_find(&ready, "device", "system1, node2"));
	assert_null(ready_find(&ready, "cpus", "ldom1, node2"));
	ready_ask(&ready, "services node1");
	assert_non_null(ready_find(&ready, "member", "node1"));
	assert_null(ready_find(&ready, "member", "node2"));
	ready_end(&ready);
}

/* It may boot from its disk, and from elsewhere when that is away. */
static void
a_guest_that_may_boot_from_a_net_is_warned_of(void **state)
{
	struct ready ready;

	(void)state;
	ready_begin(&ready);
	ready_type(&ready, "ldm set-variable boot-device='disk net' ldom1");
	ready_ask(&ready, NULL);
	assert_int_equal(ready_find(&ready, "boot-device", "ldom1")->found,
	    FOUND_WARN);
	ready.forged = (struct forged){ SURVEY_DOMAINS, 1, "|boot-device=disk "
	    "net\n", "" };
	ready_ask(&ready, NULL);
	assert_int_equal(ready_find(&ready, "boot-device", "ldom1")->found,
	    FOUND_WARN);
	ready_end(&ready);
}

/* Which of the two is meant? */
static void
of_what_two_nodes_have_nothing_is_sure(void **state)
{
	struct ready ready;

	(void)state;
	ready_begin(&ready);
	ready_type(&ready, "node2: ldm add-domain ldom1");
	ready_type(&ready, "node2: zpool import -f zpool_ldom1");
	ready_ask(&ready, NULL);
	assert_int_equal(ready_find(&ready, "auto-boot", "ldom1")->found,
	    FOUND_UNKNOWN);
	assert_int_equal(ready_find(&ready, "pool-room", "ldom1")->found,
	    FOUND_UNKNOWN);
	ready_end(&ready);
}

/* Others look, too, and so does domferry at the same moment. */
static void
a_file_system_of_the_guest_is_a_service_too(void **state)
{
	struct ready ready;

	(void)state;
	ready_begin(&ready);
	ready.forged = (struct forged){ SURVEY_MOUNTED, 2,
	    "/dev/dsk/c1t0d0s3 ", "ldom1:/export/iso " };
	ready_ask(&ready, NULL);
	assert_int_equal(ready_find(&ready, "serves", "ldom1")->found,
	    FOUND_FAIL);
	ready_end(&ready);
}

static void
who_only_asks_is_not_at_work(void **state)
{
	static const struct {
		const char	*command;
		enum readiness_is is;
	} commands[] = {
		{ "/opt/SUNWldm/bin/ldm list-domain -l -p", FOUND_PASS },
		{ "zpool import", FOUND_PASS },
		{ "zpool import -f zpool_ldom1", FOUND_FAIL },
		{ "clrg status -v", FOUND_PASS },
		{ "ldm", FOUND_PASS },
		{ "ldm bind-domain ldom1", FOUND_FAIL },
		{ "scswitch -z -g ldom1-rg -h node2", FOUND_FAIL },
		{ "ldmd_start stop", FOUND_PASS },
	};
	struct ready ready;

	(void)state;
	ready_begin(&ready);
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		ready.forged = (struct forged){ SURVEY_PROCESSES, 2,
		    "/usr/cluster/lib/sc/rgmd", commands[i].command };
		ready_ask(&ready, NULL);
		assert_int_equal(ready_find(&ready, "at-work", "node2")->found,
		    commands[i].is);
	}
	ready_end(&ready);
}

static void
what_is_left_out_is_not_judged(void **state)
{
	static const char *const out[] = { "quorum", "altroot" };
	struct readiness readiness;
	struct ready ready;

	(void)state;
	ready_begin(&ready);
	ready_ask(&ready, NULL);
	readiness_judge(&readiness, &(struct readiness_of){ &ready.survey,
	    ready.site, NULL, out, 2 });
	assert_int_equal(readiness.count, ready.readiness.count - 3);
	assert_null(finding_of(&readiness, "quorum", "node1"));
	assert_null(finding_of(&readiness, "altroot", "ldom1"));
	readiness_drop(&readiness);
	ready_end(&ready);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_check_passes_and_fails),
		cmocka_unit_test(each_check_has_a_case_in_which_it_fails),
		cmocka_unit_test(
		    no_check_passes_without_a_line_that_it_quotes),
		cmocka_unit_test(nor_in_random_lives),
		cmocka_unit_test(of_what_nobody_answers_nothing_is_known),
		cmocka_unit_test(
		    a_service_processor_that_does_not_answer_is_warned_of),
		cmocka_unit_test(
		    a_job_is_judged_for_its_guest_and_its_target),
		cmocka_unit_test(
		    a_file_system_of_the_guest_is_a_service_too),
		cmocka_unit_test(
		    a_guest_that_may_boot_from_a_net_is_warned_of),
		cmocka_unit_test(of_what_two_nodes_have_nothing_is_sure),
		cmocka_unit_test(who_only_asks_is_not_at_work),
		cmocka_unit_test(what_is_left_out_is_not_judged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
