/*
 * The site file that is made of what a site has answered: it is read without a
 * mistake, whatever the site is and however little it says; jobs are planned
 * with it as with the file of the site itself; and the world that begins with
 * it is the one that was asked.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/sim.h"
#include "backends/sim/start/start.h"
#include "backends/sim/text/text.h"
#include "backends/survey/drift.h"
#include "backends/survey/observed.h"
#include "backends/survey/standing.h"
#include "core/formats/site/site_file.h"
#include "core/plan/job.h"
#include "tests/posts_fixture.h"
#include "tests/sparse.h"
#include "tests/survey_fixture.h"
#include "tools/adopt/fitting.h"

enum { LIVES = SPARSE == 1 ? 200 : 10, BIG_NODES = 8,
    BIG_GUESTS = SPARSE == 1 ? 40 : 16 };

/* A life, what its nodes have answered, and what was made of it. */
struct adopted {
	struct life	 life;
	struct survey	 survey;
	struct arena	 arena;
	struct found_site found;
	struct buffer	 text;
	struct site	*site;		/* NULL: no node has said enough */
	struct err	 err;
};

static void
adopted_drop(struct adopted *adopted)
{
	buffer_drop(&adopted->text);
	survey_drop(&adopted->survey);
	arena_drop(&adopted->arena);
	life_end(&adopted->life);
}

/* Make the file of what was answered, and read it. */
static void
adopted_make(struct adopted *adopted)
{
	struct mistakes mistakes = { 0 };

	found_make(&adopted->found, &adopted->arena, &adopted->survey);
	if (!fitting_write(&adopted->text, &adopted->found, true,
	    &adopted->err))
		return;
	adopted->site = site_read(&adopted->arena, "adopted", buffer_text(
	    &adopted->text), adopted->text.size, &mistakes);
	if (adopted->site == NULL)
		fail_msg("life %llu: line %u: %s\n%.4000s", (unsigned long
		    long)adopted->life.seed,
		    (unsigned)mistakes.list[0].spot.line,
		    mistakes.list[0].text, buffer_text(&adopted->text));
}

static void
adopted_at(struct adopted *adopted, struct site *(*site)(struct arena *))
{
	const struct site *own;

	memset(adopted, 0, sizeof(*adopted));
	life_begin_at(&adopted->life, 1, site);
	own = adopted->life.site;
	for (uint32_t g = 1; g <= own->guest_count; g++)
		if (own->guests[g].now == NOW_ABSENT &&
		    own->guests[g].source == 0)
			sim_put(adopted->life.sim, g, NOW_CLUSTERED,
			    own->guests[g].node[0]);
}

/* A site of eight nodes and forty guests, five on each. */
static struct site *
big_site(struct arena *arena)
{
	struct buffer text = { 0 };
	struct mistakes mistakes = { 0 };
	struct site *site;

	buffer_print(&text, "{ \"site\": \"big\", \"nodes\": [");
	for (unsigned n = 1; n <= BIG_NODES; n++)
		buffer_print(&text, "{ \"name\": \"cd%u\", \"model\": \"SPARC "
		    "T4-2\", \"vcpus\": 128, \"memory\": \"256G\", \"control\":"
		    " { \"vcpus\": 8, \"memory\": \"8G\" }, \"releases\": { "
		    "\"solaris\": \"10u11\", \"ldm\": \"3.1\" } },", n);
	buffer_print(&text, "], \"cluster\": { \"name\": \"big\", "
	    "\"transport\": [ \"net1\", \"net3\" ], \"types\": [ "
	    "\"SUNW.HAStoragePlus\", \"SUNW.ldom\" ], \"quorum\": [ { "
	    "\"device\": \"d1\", \"votes\": 7 } ] }, \"devices\": [ { "
	    "\"name\": \"d1\", "
	    "\"size\": \"1G\", \"path\": \"/dev/rdsk/c1t1d0\" },");
	for (unsigned g = 1; g <= BIG_GUESTS; g++)
		buffer_print(&text, "{ \"name\": \"d%u\", \"size\": \"64G\", "
		    "\"slice\": 6, \"path\": \"/dev/rdsk/c1t%ud0\" },", g + 1,
		    g + 1);
	buffer_print(&text, "], \"services\": { \"vsw\": [ { \"name\": "
	    "\"sw0\", \"net_dev\": \"net0\" } ], \"vds\": [ { \"name\": "
	    "\"vds0\" } ], \"vcc\": [ { \"name\": \"vcc0\", "
	    "\"ports\": \"5000-5200\" } ] }, \"files\": [ { "
	    "\"file\": \"/pfile\", \"use\": \"password\" } ], \"guests\": [");
	for (unsigned g = 1; g <= BIG_GUESTS; g++)
		buffer_print(&text, "{ \"name\": \"ldg%02u\", \"vcpus\": 8, "
		    "\"memory\": \"16G\", \"pool\": { \"device\": \"d%u\" }, "
		    "\"disks\": [ { \"size\": \"20G\" }, { \"size\": \"12G\" } "
		    "], \"nets\": [ { \"vsw\": \"sw0\" } ], \"now\": "
		    "\"clustered on cd%u\" },", g, g + 1,
		    1 + (g - 1) % BIG_NODES);
	buffer_print(&text, "] }");
	site = site_read(arena, "big", buffer_text(&text), text.size,
	    &mistakes);
	buffer_drop(&text);
	assert_non_null(site);
	return site;
}

/* What no site file says: sources, files that no guest needs, what is saved on
 * service processors.  An address that ldm has given is one in the file. */
static bool
is_compared(const char *line, size_t size)
{
	static const char *const not[] = { "source ", "file /migrate/",
	    "file /export/" };

	for (size_t i = 0; i < sizeof(not) / sizeof(not[0]); i++)
		if (strncmp(line, not[i], strlen(not[i])) == 0)
			return false;
	return size != 0;
}

static const char *
world_compared(struct arena *arena, struct sim *sim)
{
	char *world = sim_text(sim, NULL), *rest = world;
	const char *compared = "", *line;

	while ((line = strtok_r(rest, "\n", &rest)) != NULL) {
		char *word, *words = arena_text(arena, line, strlen(line));

		if (!is_compared(line, strlen(line)))
			continue;
		while ((word = strtok_r(words, " ", &words)) != NULL) {
			char *mac = strncmp(word, "net=", 4) == 0 ?
			    strrchr(word, ':') : NULL;

			if (strncmp(word, "saved=", 6) == 0 ||
			    strncmp(word, "next=", 5) == 0)
				continue;
			if (mac != NULL && mac != strchr(word, ':'))
				*mac = '\0';
			compared = arena_format(arena, "%s%s ", compared,
			    word);
		}
		compared = arena_format(arena, "%s\n", compared);
	}
	free(world);
	return compared;
}

static void
jobs_compare(struct adopted *adopted)
{
	const struct site *own = adopted->life.site;

	for (uint32_t g = 1; g <= own->guest_count; g++) {
		const struct site_guest *guest = &own->guests[g];

		if (guest->source == 0 && guest->agent.present)
			assert_non_null(posts_plan(&adopted->arena,
			    adopted->site, arena_format(&adopted->arena,
			    "switch %s", life_name(&adopted->life, KIND_GUEST,
			    g))));
	}
}

/* What a rehearsal does not show: what guests cannot have. */
static void
nodes_compare(const struct site *site, const struct site *own)
{
	assert_int_equal(site->node_count, own->node_count);
	for (uint32_t n = 1; n <= own->node_count; n++) {
		const struct site_node *node = &site->nodes[n];
		const struct site_node *other = &own->nodes[n];

		assert_int_equal(node->vcpus, other->vcpus);
		assert_int_equal(node->control_vcpus, other->control_vcpus);
		assert_int_equal(node->reserved_vcpus, other->reserved_vcpus);
		assert_int_equal(node->memory, other->memory);
		assert_int_equal(node->control_memory, other->control_memory);
		assert_int_equal(node->reserved_memory,
		    other->reserved_memory);
		assert_int_equal(node->block_count, 0);
	}
}

/* What was asked does not differ from what is said of it. */
static void
drift_judge(struct adopted *adopted)
{
	struct drift drift;

	drift_make(&drift, &adopted->arena, &adopted->survey, adopted->site);
	for (uint32_t i = 0; i < drift.count; i++)
		if (drift.row[i].mends < MENDS_UNKNOWN)
			fail_msg("%s %s on %s: %s: %s, %s", drift.row[i].kind,
			    drift.row[i].name, drift.row[i].on,
			    drift.row[i].key, drift.row[i].is,
			    drift.row[i].wanted);
}

/* The file with the start text of the same answers: what its nodes would answer
 * is what was answered. */
static void
twin_compare(struct adopted *adopted)
{
	struct sim *twin = sim_make(adopted->site, SITE_READY, 1);
	struct buffer start = { 0 };
	struct err err = { 0 };
	char *observed, *wanted = sim_text_observed(adopted->life.sim, NULL);

	survey_observed(&adopted->survey, adopted->site, &start);
	if (!sim_start(twin, buffer_text(&start), start.size, NULL, &err))
		fail_msg("%s", err.text);
	observed = sim_text_observed(twin, NULL);
	assert_string_equal(observed, wanted);
	free(observed);
	free(wanted);
	buffer_drop(&start);
	sim_drop(twin);
}

static void
site_compare(struct site *(*site)(struct arena *))
{
	struct adopted adopted;
	struct sim *sim;

	adopted_at(&adopted, site);
	survey_ask(&adopted.survey, &adopted.life, FOR_CAPTURE);
	adopted_make(&adopted);
	assert_non_null(adopted.site);
	assert_int_equal(adopted.found.missing, 0);
	drift_judge(&adopted);
	twin_compare(&adopted);
	for (const struct found_guest *guest = adopted.found.guest;
	    guest != NULL; guest = guest->next)
		assert_int_equal(guest->item.as, FOUND_WHOLE);
	nodes_compare(adopted.site, adopted.life.site);
	jobs_compare(&adopted);
	sim = sim_make(adopted.site, SITE_READY, 1);
	assert_string_equal(world_compared(&adopted.arena, sim),
	    world_compared(&adopted.arena, adopted.life.sim));
	sim_drop(sim);
	adopted_drop(&adopted);
}

static void
test_two_nodes_are_the_site_that_was_asked(void **state)
{
	(void)state;
	site_compare(posts_site);
}

static void
test_three_unequal_nodes_are_the_site_that_was_asked(void **state)
{
	(void)state;
	site_compare(three_site);
}

static void
test_forty_guests_are_the_site_that_was_asked(void **state)
{
	(void)state;
	site_compare(big_site);
}

/* The comments of a file as one text: they are wrapped. */
static const char *
comments_of(struct adopted *adopted)
{
	const char *text = "";
	char *rest = arena_text(&adopted->arena, buffer_text(&adopted->text),
	    adopted->text.size), *line;

	while ((line = strtok_r(rest, "\n", &rest)) != NULL) {
		line += strspn(line, " ");
		if (strncmp(line, "//", 2) == 0)
			text = arena_format(&adopted->arena, "%s%s", text,
			    line + 2);
	}
	return text;
}

static void
test_a_domain_without_a_pool_takes_its_room_and_no_more(void **state)
{
	static const char *const lines[] = { "ldm add-domain fresh",
	    "ldm add-domain raw",
	    "ldm add-vcpu 4 raw", "ldm add-memory 4G raw",
	    "ldm add-vnet vnet0 primary-vsw0 raw", "ldm bind raw",
	    "ldm start raw" };
	struct adopted adopted;
	struct standing standing;

	(void)state;
	adopted_at(&adopted, posts_site);
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		prompt_line(&adopted.life.prompt, lines[i]);
	survey_ask(&adopted.survey, &adopted.life, FOR_CAPTURE);
	adopted_make(&adopted);
	assert_int_equal(adopted.found.missing, 0);
	assert_non_null(strstr(comments_of(&adopted), "fresh is left out: it "
	    "has no CPUs, or no memory"));
	assert_true(adopted.site->guests[2].foreign);
	assert_int_equal(adopted.site->guests[2].now, NOW_RUNNING);
	assert_int_equal(adopted.site->guests[2].vcpus, 4);
	assert_int_equal(adopted.site->guests[2].net_count, 1);
	drift_judge(&adopted);
	standing_make(&standing, &adopted.arena, &adopted.survey,
	    adopted.site);
	assert_non_null(standing_find(&standing, "guest", "raw"));
	assert_null(standing_find(&standing, "group", "raw-rg"));
	assert_null(standing_find(&standing, "resource", "raw-fs-rs"));
	assert_null(standing_find(&standing, "pool", "zpool_raw"));
	adopted_drop(&adopted);
}

/* What is there has its name in the file, in a key or in a comment. */
static void
names_judge(struct adopted *adopted)
{
	for (uint32_t i = 0; i < adopted->survey.count; i++) {
		const struct surveyed *one = adopted->survey.list[i];
		const struct reading *reading = &one->output.reading;

		for (uint32_t f = 0; one->line == SURVEY_DOMAINS &&
		    surveyed_answered(one) && f < reading->count; f++)
			if (strcmp(reading->fact[f].kind, "domain") == 0 &&
			    adopted->found.node[one->output.place].item.as ==
			    FOUND_WHOLE && !fact_is(&reading->fact[f], "name",
			    "primary"))
				assert_non_null(strstr(buffer_text(
				    &adopted->text), fact_word(
				    &reading->fact[f], "name")));
	}
}

static void
test_every_file_is_read_without_a_mistake(void **state)
{
	unsigned read = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= life_number("LIVES", LIVES); seed++) {
		struct adopted adopted;
		struct buffer again = { 0 };

		memset(&adopted, 0, sizeof(adopted));
		life_begin(&adopted.life, seed);
		survey_ask(&adopted.survey, &adopted.life, FOR_SITE);
		adopted_make(&adopted);
		if (adopted.site != NULL) {
			names_judge(&adopted);
			assert_true(fitting_write(&again, &adopted.found, true,
			    &adopted.err));
			assert_string_equal(buffer_text(&again),
			    buffer_text(&adopted.text));
			read++;
		} else
			assert_int_equal(adopted.err.code, ERR_NO_ANSWER);
		buffer_drop(&again);
		adopted_drop(&adopted);
	}
	assert_true(read > LIVES / 4);
}

/* An answer, as somebody else has changed it. */
struct forged {
	enum survey_line line;		/* SURVEY_LINES: any */
	const char	*from, *to;	/* the first one */
	const char	*says;		/* in the file */
	const struct forged *also;	/* or NULL */
};

static const char *
answer_of(struct arena *arena, const struct surveyed *one, const char *text,
    const struct forged *forged)
{
	for (; forged != NULL; forged = forged->also) {
		const char *at = one->line == forged->line ? strstr(text,
		    forged->from) : NULL;

		if (at != NULL)
			text = arena_format(arena, "%.*s%s%s", (int)(at -
			    text), text, forged->to, at +
			    strlen(forged->from));
	}
	return text;
}

static void
forged_ask(struct adopted *adopted, const struct forged *forged)
{
	const char *node[SITE_NODES + 1] = { NULL }, *text;
	struct caller *caller = &adopted->life.prompt.caller;
	uint32_t nodes = adopted->life.site->node_count;
	struct surveyed *one;

	for (uint32_t n = 1; n <= nodes; n++)
		node[n] = life_name(&adopted->life, KIND_NODE, n);
	survey_make(&adopted->survey, node, nodes, FOR_SITE);
	while ((one = survey_next(&adopted->survey)) != NULL) {
		caller->place = one->output.place;
		prompt_call(&adopted->life.prompt, one->output.line);
		text = answer_of(&adopted->arena, one, buffer_text(
		    &caller->out), forged);
		survey_heard(&adopted->survey, one, &(struct ended){
		    caller->status, text, buffer_text(&caller->err),
		    strlen(text), caller->err.size });
	}
}

#define BLANKS	"                                       "
#define DISK1	"|vol=ldom1-vol1|opts=|dev=/zpool_ldom1/ldom1/disk1"

#define SECOND	"DOMAIN|name=second|state=active|flags=normal,vio-service|" \
	"cons=5009|ncpu=1|mem=1073741824\nVDS|name=second-vds0|nclients=0\n"

static const struct forged served = { SURVEY_DOMAINS, "DOMAIN|name=ldom1|",
    SECOND "|vol=ldom1-vol0|opts=|dev=/zpool_ldom1/ldom1/disk0|mpgroup=\n"
    "DOMAIN|name=ldom1|", NULL, NULL };

/* What a site has that a site file cannot say. */
static const struct forged beyond[] = {
	{ SURVEY_DEFINITION, "primary-vds0", "second-vds0",
	    "its disk vdisk0 comes from second, a second service domain",
	    &served },
	{ SURVEY_DOMAINS, "mode=|pvid=1|vid=|", "mode=|pvid=1|vid=20|",
	    "it has VLANs on a net", NULL },
	{ SURVEY_DOMAINS, "mode=|pvid=1|", "mode=|pvid=7|",
	    "it has a VLAN of its own", NULL },
	{ SURVEY_DOMAINS, "mode=|pvid=1|", "mode=hybrid|pvid=1|",
	    "it has hybrid I/O", NULL },
	{ SURVEY_DOMAINS, "disk@0|server=primary|mpgroup=",
	    "disk@0|server=primary|mpgroup=mg0", "it has two paths to a disk",
	    NULL },
	{ SURVEY_DOMAINS, DISK1 "|mpgroup=", DISK1 "|mpgroup=mg1",
	    "its volume ldom1-vol1 is in mpgroup mg1", NULL },
	{ SURVEY_DOMAINS, DISK1, "|vol=ldom1-vol1|opts=|dev=/dev/did/rdsk/d9s2",
	    "its disk vdisk1 is a raw device, /dev/did/rdsk/d9s2", NULL },
	{ SURVEY_DOMAINS, DISK1, "|vol=ldom1-vol1|opts=|dev=/dev/zvol/rdsk/p/v",
	    "its disk vdisk1 is a ZFS volume", NULL },
	{ SURVEY_DOMAINS, "VARIABLES\n", "IO\n|dev=pci@500|alias=pci_1\n"
	    "VARIABLES\n", "it has a device of the machine", NULL },
	{ SURVEY_DOMAINS, "VARIABLES\n", "POLICY|name=high|vcpu-max=16\n"
	    "VARIABLES\n", "not understood: POLICY|name=high", NULL },
	{ SURVEY_DOMAINS, "VARIABLES\n", "CONSTRAINT|cpu=whole-core\n"
	    "VARIABLES\n", "it has a constraint", NULL },
	{ SURVEY_DOMAINS, "failure-policy=ignore", "failure-policy=panic",
	    "its failure-policy is panic", NULL },
	{ SURVEY_DOMAINS, "DOMAIN|name=ldom1|", SECOND "DOMAIN|name=ldom1|",
	    "it has a disk server for other domains", NULL },
	{ SURVEY_DEFINITION, "Type>console<", "Type>physio_slot<",
	    "it has a physio_slot", NULL },
	{ SURVEY_GROUPS, "  Resource: " BLANKS "ldom1-fs-rs\n",
	    "  Resource: " BLANKS "web-lh-rs\n    Type:     " BLANKS
	    "SUNW.LogicalHostname:4\n\n  Resource: " BLANKS "ldom1-fs-rs\n",
	    "has another resource, web-lh-rs", NULL },
	{ SURVEY_GROUPS, "node1 node2\n", "node1 node2 node3\n",
	    "may be on node3, which is not in this file", NULL },
	{ SURVEY_HEALTH, "d14s6  ONLINE       0     0     0\n",
	    "d14s6  ONLINE       0     0     0\n"
	    "\t  /dev/did/dsk/d11s6  ONLINE       0     0     0\n",
	    "the one device of pool zpool_ldom1 not known", NULL },
	{ SURVEY_FILE, "107374182400", "107374182401",
	    "is no file with a size of whole KB", NULL },
};

static void
test_what_no_site_file_says_is_named_and_no_job_takes_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(beyond) / sizeof(beyond[0]);
	    i += FEW) {
		struct adopted adopted;
		struct err err = { 0 };
		struct job job;

		adopted_at(&adopted, posts_site);
		forged_ask(&adopted, &beyond[i]);
		adopted_make(&adopted);
		assert_non_null(adopted.site);
		if (strstr(comments_of(&adopted), beyond[i].says) == NULL)
			fail_msg("%s: not in\n%.6000s", beyond[i].says,
			    buffer_text(&adopted.text));
		if (strstr(beyond[i].from, "DOMAIN") == NULL) {
			assert_false(job_read_line(&adopted.arena,
			    adopted.site, "switch ldom1", &job, &err));
			assert_non_null(strstr(err.text, "not ours"));
		}
		adopted_drop(&adopted);
	}
}

static void
test_what_the_agent_has_besides_is_a_comment(void **state)
{
	const struct forged set = { SURVEY_GROUPS, "    Domain_name:  ",
	    "    Cheap_probe_interval:                            60\n"
	    "    Start_timeout:                                   600\n"
	    "    Domain_name:  ", "", NULL };
	struct adopted adopted;

	(void)state;
	adopted_at(&adopted, posts_site);
	forged_ask(&adopted, &set);
	adopted_make(&adopted);
	assert_non_null(strstr(comments_of(&adopted), "ldom1-ldom-rs has, and "
	    "this file does not say: Cheap_probe_interval=60, "
	    "Start_timeout=600"));
	assert_false(adopted.site->guests[1].foreign);
	adopted_drop(&adopted);
}

static void
test_what_the_agent_has_by_itself_is_not_said(void **state)
{
	struct adopted adopted;

	(void)state;
	adopted_at(&adopted, posts_site);
	survey_ask(&adopted.survey, &adopted.life, FOR_SITE);
	adopted_make(&adopted);
	assert_null(strstr(comments_of(&adopted), "this file does not say"));
	adopted_drop(&adopted);
}

#define D14	"/dev/rdsk/c4t600144F04EF1A5000000000000000Ed0"

/* A path by MPxIO has the identifier of the LUN; others have less, or more. */
static void
test_a_device_has_its_guid_where_its_path_has_it(void **state)
{
	static const struct {
		const char	*path, *guid;
	} paths[] = {
		{ "/dev/rdsk/c4t600144F0D14E00004B1F4B0A00010001d0",
		    "600144F0D14E00004B1F4B0A00010001" },
		{ "/dev/rdsk/c4t600144f0d14e00004b1f4b0a0001d0d0d0",
		    "600144f0d14e00004b1f4b0a0001d0d0" },
		{ "/dev/rdsk/c0t5000C5001234ABCDd0", "5000C5001234ABCD" },
		{ "/dev/rdsk/c1t14d0", NULL },
		{ "/dev/rdsk/c4t600144F0D14Ed0", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		const struct forged one = { SURVEY_DIDS, D14, paths[i].path,
		    "", NULL }, set = { SURVEY_DIDS, D14, paths[i].path, "",
		    &one };
		struct adopted adopted;
		const struct found_device *device;

		adopted_at(&adopted, posts_site);
		forged_ask(&adopted, &set);
		adopted_make(&adopted);
		device = adopted.found.device;
		while (strcmp(device->item.name, "d14") != 0)
			device = device->next;
		if (paths[i].guid == NULL)
			assert_null(device->guid);
		else
			assert_string_equal(device->guid, paths[i].guid);
		adopted_drop(&adopted);
	}
}

static void
test_guests_that_share_a_pool_are_not_ours(void **state)
{
	const struct forged shared = { SURVEY_DOMAINS, "/zpool_app/app/disk0",
	    "/zpool_db/app/disk0", "", NULL };
	struct adopted adopted;

	(void)state;
	adopted_at(&adopted, three_site);
	forged_ask(&adopted, &shared);
	adopted_make(&adopted);
	assert_non_null(strstr(comments_of(&adopted), "its pool zpool_db is "
	    "that of app, too"));
	for (uint32_t g = 1; g <= 2; g++)
		assert_true(adopted.site->guests[g].foreign);
	assert_false(adopted.site->guests[3].foreign);
	adopted_drop(&adopted);
}

/* The switch before that one is left out, too. */
static const struct forged bare = { SURVEY_DOMAINS, "net-dev=nxge0|",
    "net-dev=|", "", NULL };

/* What a site calls its things, and we cannot. */
static const struct forged odd[] = {
	{ SURVEY_DOMAINS, "net-dev=nxge2", "net-dev=nxge/2",
	    "primary-vsw1 is left out", &bare },
	{ SURVEY_CALLED, "posts", "the_cluster.of_all_clusters.which_has_a_"
	    "name_that_is_too_long_for_a_site_file", "the cluster: ", NULL },
	{ SURVEY_PATHS, "/dev/did/rdsk/d11 ", "/dev/did/rdsk/d+1 ",
	    "d+1 is left out", NULL },
	{ SURVEY_DOMAINS, "net-dev=nxge2", "net-dev=nxge/2",
	    "primary-vsw1 is left out", NULL },
	{ SURVEY_DOMAINS, "port-range=5000-5100", "port-range=23-99",
	    "primary-vcc0 is left out", NULL },
	{ SURVEY_GROUPS, "Stop_timeout:                                    900",
	    "Stop_timeout:                                    9000000",
	    "a site file cannot say it: \"9000000\"", NULL },
	{ SURVEY_DEFINITION, "Units>8<", "Units>4100<",
	    "a site file cannot say it: 4100", NULL },
	{ SURVEY_DOMAINS, "DOMAIN|name=ldom1|", "DOMAIN|name=an{odd}one|state="
	    "active|flags=normal|cons=5009|ncpu=1|mem=1073741824\n"
	    "DOMAIN|name=ldom1|", "an{odd}one is left out", NULL },
};

static void
test_what_has_no_name_for_us_is_left_out_with_the_reason(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i += FEW) {
		struct adopted adopted;

		adopted_at(&adopted, posts_site);
		forged_ask(&adopted, &odd[i]);
		adopted_make(&adopted);
		assert_non_null(adopted.site);
		if (strstr(comments_of(&adopted), odd[i].says) == NULL)
			fail_msg("%s: not in\n%.6000s", odd[i].says,
			    buffer_text(&adopted.text));
		/* As little as possible is lost with it. */
		assert_int_not_equal(names_find(adopted.site->names,
		    KIND_NODE, "node2"), 0);
		if (odd[i].line == SURVEY_GROUPS)
			assert_int_equal(adopted.site->guest_count, 1);
		adopted_drop(&adopted);
	}
}

/* Each answer is cut off somewhere, one after the other: what is made of the
 * rest is a file all the same, and says that something is missing or marks who
 * has it; or it is the same file. */
static void
test_an_answer_that_is_cut_off_leaves_a_file(void **state)
{
	struct adopted whole;

	(void)state;
	adopted_at(&whole, posts_site);
	survey_ask(&whole.survey, &whole.life, FOR_SITE);
	adopted_make(&whole);
	for (enum survey_line line = 0; line < SURVEY_LINES; line++)
		for (unsigned part = 1; part <= 4; part += FEW) {
			const struct surveyed *one = NULL;
			struct forged forged = { line, NULL, "", "", NULL };
			struct adopted adopted;

			for (uint32_t i = 0; i < whole.survey.count; i++)
				if (whole.survey.list[i]->line == line)
					one = whole.survey.list[i];
			if (one == NULL || one->output.ended.out_size < 8)
				continue;
			forged.from = one->output.ended.out +
			    one->output.ended.out_size * part / 5;
			adopted_at(&adopted, posts_site);
			forged_ask(&adopted, &forged);
			adopted_make(&adopted);
			assert_true(adopted.site != NULL ||
			    adopted.err.code == ERR_NO_ANSWER);
			adopted_drop(&adopted);
		}
	adopted_drop(&whole);
}

/* An answer with another byte in it, or without a part; every fourth. */
static const char *
damaged_of(struct arena *arena, struct draw draw, const char *text)
{
	static const char bytes[] = "\"\\\t/@:,=-0x9|{} \x80\xc3";
	unsigned size = (unsigned)strlen(text), at;
	char *damaged = arena_text(arena, text, size);

	if (size < 2 || !draw_one_in(draw, "damage", 4))
		return text;
	at = draw_of(draw, "at", size - 1);
	switch (draw_of(draw, "how", 3)) {
	case 0:
		damaged[at] = '\0';
		break;
	case 1:
		damaged[at] = bytes[draw_of(draw, "byte", sizeof(bytes) - 1)];
		break;
	default:
		return arena_format(arena, "%.*s%s", (int)at, text, text + at +
		    1 + draw_of(draw, "less", size - at));
	}
	return damaged;
}

static void
test_damaged_answers_leave_a_file(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= life_number("LIVES", LIVES); seed++) {
		struct adopted adopted;
		struct caller *caller = &adopted.life.prompt.caller;
		const char *node[SITE_NODES + 1] = { NULL };
		struct surveyed *one;

		memset(&adopted, 0, sizeof(adopted));
		life_begin(&adopted.life, seed);
		for (uint32_t n = 1; n <= adopted.life.site->node_count; n++)
			node[n] = life_name(&adopted.life, KIND_NODE, n);
		survey_make(&adopted.survey, node,
		    adopted.life.site->node_count, FOR_SITE);
		while ((one = survey_next(&adopted.survey)) != NULL) {
			const char *text;

			caller->place = one->output.place;
			prompt_call(&adopted.life.prompt, one->output.line);
			text = damaged_of(&adopted.arena, draw_part(
			    adopted.life.draw, "answer",
			    adopted.survey.count), buffer_text(&caller->out));
			survey_heard(&adopted.survey, one, &(struct ended){
			    caller->status, text, buffer_text(&caller->err),
			    strlen(text), caller->err.size });
		}
		adopted_make(&adopted);
		assert_true(adopted.site != NULL ||
		    adopted.err.code == ERR_NO_ANSWER);
		adopted_drop(&adopted);
	}
}

static void
node_lose(struct survey *survey, struct life *life, uint32_t lost)
{
	static const char *const node[] = { NULL, "node1", "node2" };
	struct caller *caller = &life->prompt.caller;
	struct surveyed *one;

	survey_make(survey, node, 2, FOR_SITE);
	while ((one = survey_next(survey)) != NULL) {
		caller->place = one->output.place;
		prompt_call(&life->prompt, one->output.line);
		if (one->output.place == lost)
			survey_lost(survey, one, "no route to host");
		else
			survey_heard(survey, one, &(struct ended){
			    caller->status, buffer_text(&caller->out),
			    buffer_text(&caller->err), caller->out.size,
			    caller->err.size });
	}
}

static void
test_a_node_that_does_not_answer_is_left_out(void **state)
{
	struct adopted adopted;
	struct err err = { 0 };
	struct job job;

	(void)state;
	adopted_at(&adopted, posts_site);
	node_lose(&adopted.survey, &adopted.life, 2);
	adopted_make(&adopted);
	assert_int_equal(adopted.site->node_count, 1);
	assert_true(adopted.found.missing != 0);
	assert_non_null(strstr(comments_of(&adopted), "node2 is left out: its "
	    "name not known: node2: uname -n: no route to host"));
	assert_non_null(strstr(comments_of(&adopted), "its group ldom1-rg may "
	    "be on node2, which is not in this file"));
	assert_false(job_read_line(&adopted.arena, adopted.site,
	    "switch ldom1", &job, &err));
	adopted_drop(&adopted);
}

static void
test_a_guest_of_a_lost_node_is_a_name_in_a_comment(void **state)
{
	struct adopted adopted;

	(void)state;
	adopted_at(&adopted, posts_site);
	node_lose(&adopted.survey, &adopted.life, 1);
	adopted_make(&adopted);
	assert_int_equal(adopted.site->guest_count, 0);
	assert_non_null(strstr(comments_of(&adopted), "ldom1: no node that was "
	    "asked defines it; resource ldom1-ldom-rs of group ldom1-rg"));
	adopted_drop(&adopted);
}

static void
test_without_any_node_there_is_no_file(void **state)
{
	static const char *const node[] = { NULL, "node1" };
	struct adopted adopted = { .site = NULL };
	struct surveyed *one;

	(void)state;
	survey_make(&adopted.survey, node, 1, FOR_SITE);
	while ((one = survey_next(&adopted.survey)) != NULL)
		survey_lost(&adopted.survey, one, NULL);
	adopted_make(&adopted);
	assert_null(adopted.site);
	assert_int_equal(adopted.err.code, ERR_NO_ANSWER);
	buffer_drop(&adopted.text);
	survey_drop(&adopted.survey);
	arena_drop(&adopted.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_two_nodes_are_the_site_that_was_asked),
		cmocka_unit_test(
		    test_three_unequal_nodes_are_the_site_that_was_asked),
		cmocka_unit_test(
		    test_forty_guests_are_the_site_that_was_asked),
		cmocka_unit_test(
		    test_a_domain_without_a_pool_takes_its_room_and_no_more),
		cmocka_unit_test(test_every_file_is_read_without_a_mistake),
		cmocka_unit_test(
		    test_what_no_site_file_says_is_named_and_no_job_takes_it),
		cmocka_unit_test(
		    test_what_the_agent_has_besides_is_a_comment),
		cmocka_unit_test(
		    test_what_the_agent_has_by_itself_is_not_said),
		cmocka_unit_test(
		    test_a_device_has_its_guid_where_its_path_has_it),
		cmocka_unit_test(test_guests_that_share_a_pool_are_not_ours),
		cmocka_unit_test(
		    test_what_has_no_name_for_us_is_left_out_with_the_reason),
		cmocka_unit_test(test_an_answer_that_is_cut_off_leaves_a_file),
		cmocka_unit_test(test_damaged_answers_leave_a_file),
		cmocka_unit_test(test_a_node_that_does_not_answer_is_left_out),
		cmocka_unit_test(
		    test_a_guest_of_a_lost_node_is_a_name_in_a_comment),
		cmocka_unit_test(test_without_any_node_there_is_no_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
