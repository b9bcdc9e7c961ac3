/*
 * What has changed between two captures: of one site, in random lives; and of
 * two surveys that are written down here.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "tests/sparse.h"
#include "tests/survey_fixture.h"
#include "tools/capture/bundled.h"
#include "tools/capture/changes.h"

#define T(name) cmocka_unit_test(name)

enum { LIVES = SPARSE == 1 ? 200 : 5 };

/* Two surveys, and what differs. */
struct pair {
	struct arena	 arena;
	struct survey	 was, is;
	struct changes	 changes;
};

/* What one of them was answered: of node 1 and 2, by command. */
struct said {
	uint32_t	 node;
	const char	*command, *out;	/* out NULL: it is lost */
};

static void
survey_of(struct pair *pair, const struct said *said, struct survey *survey)
{
	struct bundle bundle = { .nodes = 2, .node = { NULL, "node1",
	    "node2" }, .at = "" };
	struct bundle_answer *answer = arena_take(&pair->arena, 16,
	    sizeof(*answer));

	for (; said->command != NULL; said++)
		answer[bundle.count++] = (struct bundle_answer){
		    .node = said->node, .command = said->command,
		    .lost = said->out == NULL, .why = "no route",
		    .out = { said->out, said->out != NULL ?
		    strlen(said->out) : 0 } };
	bundle.answer = answer;
	qsort(answer, bundle.count, sizeof(*answer), bundle_order);
	bundled_survey(&bundle, survey);
}

static void
pair_make(struct pair *pair, const struct said *was, const struct said *is)
{
	*pair = (struct pair){ .changes.count = 0 };
	survey_of(pair, was, &pair->was);
	survey_of(pair, is, &pair->is);
	changes_make(&pair->arena, &pair->was, &pair->is, &pair->changes);
}

static void
pair_drop(struct pair *pair)
{
	survey_drop(&pair->was);
	survey_drop(&pair->is);
	arena_drop(&pair->arena);
}

/* The n-th change, and there is one. */
static const struct change *
change_at(const struct pair *pair, uint32_t n, enum change_kind kind,
    const char *on, const char *fact)
{
	const struct change *change = &pair->changes.list[n];

	assert_true(n < pair->changes.count);
	assert_int_equal(change->kind, kind);
	assert_string_equal(change->on, on);
	assert_string_equal(change->fact, fact);
	return change;
}

#define DOMAINS	"ldm list-domain -l -p"
#define HEAD	"VERSION 1.6\n"
#define PRIMARY	"DOMAIN|name=primary|state=active|flags=normal,control," \
    "vio-service|cons=SP|ncpu=16|mem=34594619392|util=0.2|uptime=6188|" \
    "softstate=Solaris running\n"
#define GUEST(state, vcpus) "DOMAIN|name=ldom1|state=" state "|flags=normal|" \
    "cons=5000|ncpu=" vcpus "|mem=1073741824|util=0.1|uptime=1|softstate=\n"

static void
a_key_that_is_another_is_said_with_both_values(void **state)
{
	static const struct said was[] = { { 1, DOMAINS, HEAD PRIMARY
	    GUEST("active", "8") }, { 0, NULL, NULL } };
	static const struct said is[] = { { 1, DOMAINS, HEAD PRIMARY
	    GUEST("active", "4") }, { 0, NULL, NULL } };
	const struct change *change;
	struct pair pair;

	(void)state;
	pair_make(&pair, was, is);
	assert_int_equal(pair.changes.count, 1);
	change = change_at(&pair, 0, CHANGE_OTHER, "node1", "domain");
	assert_string_equal(change->name, "ldom1");
	assert_string_equal(change->command, DOMAINS);
	assert_string_equal(change->key, "vcpus");
	assert_string_equal(change->was, "8");
	assert_string_equal(change->is, "4");
	pair_drop(&pair);
}

static void
a_key_that_only_one_has_is_said(void **state)
{
	static const struct said was[] = { { 1, DOMAINS, HEAD
	    "DOMAIN|name=ldom1|state=active|flags=normal\n" },
	    { 0, NULL, NULL } };
	static const struct said is[] = { { 1, DOMAINS, HEAD
	    "DOMAIN|name=ldom1|flags=normal|softstate=Solaris running\n" },
	    { 0, NULL, NULL } };
	const struct change *change;
	struct pair pair;

	(void)state;
	pair_make(&pair, was, is);
	assert_int_equal(pair.changes.count, 2);
	change = change_at(&pair, 0, CHANGE_OTHER, "node1", "domain");
	assert_string_equal(change->key, "state");
	assert_string_equal(change->was, "active");
	assert_string_equal(change->is, "");
	change = change_at(&pair, 1, CHANGE_OTHER, "node1", "domain");
	assert_string_equal(change->key, "softstate");
	assert_string_equal(change->is, "Solaris running");
	pair_drop(&pair);
}

static void
what_changes_by_itself_is_left_out(void **state)
{
	static const struct said was[] = { { 1, DOMAINS, HEAD
	    "DOMAIN|name=ldom1|state=active|flags=normal|cons=5000|ncpu=8|"
	    "mem=1073741824|util=0.1|uptime=1|softstate=\n"
	    "VCPU\n|vid=0|pid=8|util=0.1|strand=100\n"
	    "MEMORY\n|ra=0x8000000|pa=0x8000000|size=1073741824\n" },
	    { 0, NULL, NULL } };
	static const struct said is[] = { { 1, DOMAINS, HEAD
	    "DOMAIN|name=ldom1|state=active|flags=normal|cons=5001|ncpu=8|"
	    "mem=1073741824|util=99|norm_util=1|uptime=900|softstate=\n"
	    "VCPU\n|vid=0|pid=16|util=3.0|strand=100\n"
	    "MEMORY\n|ra=0x8000000|pa=0x9000000|size=1073741824\n" },
	    { 0, NULL, NULL } };
	struct pair pair;

	(void)state;
	pair_make(&pair, was, is);
	for (uint32_t i = 0; i < pair.was.count; i++)
		assert_int_equal(surveyed_strange(pair.was.list[i]), 0);
	assert_int_equal(pair.changes.compared, 1);
	assert_int_equal(pair.changes.count, 0);
	pair_drop(&pair);
}

/* It stands for its variables and disks, and for what was asked about it. */
static void
a_domain_that_is_new_or_gone_is_said_once(void **state)
{
	static const struct said was[] = { { 1, DOMAINS, HEAD PRIMARY
	    "UUID|uuid=39fbc98f-cd7c-44e9-b4b4-60f1f67a4369\n"
	    GUEST("active", "8")
	    "VARIABLES\n|auto-boot?=true\n" },
	    { 1, "ldm list-constraints -x ldom1", "<a/>" },
	    { 0, NULL, NULL } };
	static const struct said is[] = { { 1, DOMAINS, HEAD PRIMARY
	    "UUID|uuid=39fbc98f-cd7c-44e9-b4b4-60f1f67a4369\n" },
	    { 0, NULL, NULL } };
	const struct change *change;
	struct pair pair;

	(void)state;
	pair_make(&pair, was, is);
	assert_int_equal(pair.changes.count, 1);
	change = change_at(&pair, 0, CHANGE_GONE, "node1", "domain");
	assert_string_equal(change->was, "state active, flags normal, "
	    "vcpus 8, memory 1073741824, softstate ");
	pair_drop(&pair);
	pair_make(&pair, is, was);
	assert_int_equal(pair.changes.count, 1);
	change_at(&pair, 0, CHANGE_NEW, "node1", "domain");
	pair_drop(&pair);
}

static void
what_several_nodes_say_alike_is_said_once(void **state)
{
	static const char well[] = HEAD GUEST("active", "8");
	static const char other[] = HEAD GUEST("bound", "8");
	static const struct said was[] = { { 1, DOMAINS, well },
	    { 2, DOMAINS, well }, { 0, NULL, NULL } };
	static const struct said is[] = { { 1, DOMAINS, other },
	    { 2, DOMAINS, other }, { 0, NULL, NULL } };
	struct pair pair;

	(void)state;
	pair_make(&pair, was, is);
	assert_int_equal(pair.changes.count, 1);
	change_at(&pair, 0, CHANGE_OTHER, "node1, node2", "domain");
	pair_drop(&pair);
}

/* Another node has answered for the cluster: that is no change. */
static void
what_one_node_says_for_all_is_the_clusters(void **state)
{
	static const char types[] = "SUNW.ldom:1\n";
	static const struct said was[] = { { 1, "clrt list", types },
	    { 0, NULL, NULL } };
	static const struct said is[] = { { 1, "clrt list", NULL },
	    { 2, "clrt list", "SUNW.ldom:1\nSUNW.HAStoragePlus:8\n" },
	    { 0, NULL, NULL } };
	const struct change *change;
	struct pair pair;

	(void)state;
	pair_make(&pair, was, is);
	change = change_at(&pair, pair.changes.count - 1, CHANGE_NEW,
	    "cluster", "type");
	assert_string_equal(change->name, "SUNW.HAStoragePlus:8");
	pair_drop(&pair);
}

static void
a_node_that_answers_nothing_is_said_once(void **state)
{
	static const struct said was[] = { { 1, "hostid", "84fb5a01\n" },
	    { 2, "hostid", "84fb5a02\n" }, { 2, DOMAINS, HEAD
	    GUEST("active", "8") }, { 0, NULL, NULL } };
	static const struct said is[] = { { 1, "hostid", "84fb5a01\n" },
	    { 2, "hostid", NULL }, { 2, DOMAINS, NULL }, { 0, NULL, NULL } };
	const struct change *change;
	struct pair pair;

	(void)state;
	pair_make(&pair, was, is);
	assert_int_equal(pair.changes.count, 1);
	change = change_at(&pair, 0, CHANGE_UNANSWERED, "node2", "");
	assert_string_equal(change->command, "");
	assert_string_equal(change->is, "no route");
	assert_int_equal(pair.changes.compared, 1);
	pair_drop(&pair);
	pair_make(&pair, is, was);
	assert_int_equal(pair.changes.count, 1);
	change_at(&pair, 0, CHANGE_ANSWERED, "node2", "");
	pair_drop(&pair);
}

static void
a_command_that_is_not_answered_is_no_other_fact(void **state)
{
	static const struct said was[] = { { 1, "hostid", "84fb5a01\n" },
	    { 1, DOMAINS, HEAD GUEST("active", "8") }, { 0, NULL, NULL } };
	static const struct said is[] = { { 1, "hostid", "84fb5a01\n" },
	    { 1, DOMAINS, NULL }, { 0, NULL, NULL } };
	struct pair pair;

	(void)state;
	pair_make(&pair, was, is);
	assert_int_equal(pair.changes.count, 1);
	assert_string_equal(change_at(&pair, 0, CHANGE_UNANSWERED, "node1",
	    "")->command, DOMAINS);
	pair_drop(&pair);
}

static void
a_line_that_nobody_understands_is_compared_as_it_stands(void **state)
{
	static const struct said was[] = { { 1, "hostid",
	    "84fb5a01\nwarning one\n" }, { 0, NULL, NULL } };
	static const struct said is[] = { { 1, "hostid",
	    "84fb5a01\nwarning two\n" }, { 0, NULL, NULL } };
	struct pair pair;

	(void)state;
	pair_make(&pair, was, is);
	assert_int_equal(pair.changes.count, 2);
	assert_string_equal(change_at(&pair, 0, CHANGE_GONE, "node1",
	    "strange")->name, "warning one");
	assert_string_equal(change_at(&pair, 1, CHANGE_NEW, "node1",
	    "strange")->name, "warning two");
	pair_drop(&pair);
}

/* An hour in which nobody does anything. */
static void
nothing_has_changed_where_nothing_has_happened(void **state)
{
	uint64_t lives = life_number("LIVES", LIVES);

	(void)state;
	for (uint64_t seed = 1; seed <= lives; seed++) {
		struct arena arena = { 0 };
		struct survey was, is;
		struct changes changes;
		struct life life;

		life_begin(&life, seed);
		prompt_line(&life.prompt, "wait 5h");
		survey_ask(&was, &life, FOR_CAPTURE);
		prompt_line(&life.prompt, "wait 1h");
		survey_ask(&is, &life, FOR_CAPTURE);
		changes_make(&arena, &was, &is, &changes);
		if (changes.count != 0)
			fail_msg("life %llu: %u changes, %s %s %s %s: %s, %s",
			    (unsigned long long)seed, (unsigned)changes.count,
			    changes.list[0].on, changes.list[0].command,
			    changes.list[0].fact, changes.list[0].key,
			    changes.list[0].was, changes.list[0].is);
		survey_drop(&was);
		survey_drop(&is);
		life_end(&life);
		arena_drop(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_key_that_is_another_is_said_with_both_values),
		T(a_key_that_only_one_has_is_said),
		T(what_changes_by_itself_is_left_out),
		T(a_domain_that_is_new_or_gone_is_said_once),
		T(what_several_nodes_say_alike_is_said_once),
		T(what_one_node_says_for_all_is_the_clusters),
		T(a_node_that_answers_nothing_is_said_once),
		T(a_command_that_is_not_answered_is_no_other_fact),
		T(a_line_that_nobody_understands_is_compared_as_it_stands),
		T(nothing_has_changed_where_nothing_has_happened),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
