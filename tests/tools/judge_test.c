/*
 * A script that is judged: what goes wrong, what comes an hour later, and what
 * shows in a trial.  The trials are made here; tests/judge_test.sh plays some.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "tests/posts_fixture.h"
#include "tools/host/host.h"
#include "tools/judge/judging.h"

#define T(name) cmocka_unit_test(name)

enum { LDOM1 = 1, NODE1 = 1, NODE2 = 2 };

static const char quiet[] = "site posts\n"
    "pool zpool_ldom1 device=d14 imported=node1 last=node1 damaged=no\n"
    "group ldom1-rg nodes=node1,node2 managed=yes suspended=no online=node1\n"
    "guest ldom1 on=node1 state=running vcpus=8 disk=a\n"
    "guest ldom1 on=cluster state=copy vcpus=8 disk=a\n";
static const char suspended[] = "site posts\n"
    "pool zpool_ldom1 device=d14 imported=node1 last=node1 damaged=no\n"
    "group ldom1-rg nodes=node1,node2 managed=yes suspended=yes online=node1\n"
    "guest ldom1 on=node1 state=running vcpus=8 disk=a\n"
    "guest ldom1 on=cluster state=copy vcpus=8 disk=a\n";
static const char older[] = "site posts\n"
    "pool zpool_ldom1 device=d14 imported=node1 last=node1 damaged=no\n"
    "group ldom1-rg nodes=node1,node2 managed=yes suspended=no online=node1\n"
    "guest ldom1 on=node1 state=running vcpus=8 disk=a disk=b\n"
    "guest ldom1 on=cluster state=copy vcpus=8 disk=a\n";

/* A script of three changes. */
static struct recorded changes[] = {
	{ .text = "clrg suspend ldom1-rg", .op = { .kind = OP_GROUP_SUSPEND,
	    .on = NODE1, .group = 1 }, .nth = 1, .asked = true },
	{ .text = "zpool import -f zpool_ldom1", .op = { .kind =
	    OP_POOL_IMPORT, .on = NODE2, .pool = 1, .forced = 1 }, .nth = 2 },
	{ .text = "clrg switch -n node2 ldom1-rg", .op = { .kind =
	    OP_GROUP_SWITCH, .on = NODE1, .group = 1, .to = NODE2 },
	    .at_ms = 61000, .nth = 1 },
};

struct fixture {
	struct arena	 arena;
	struct judging	 judging;
	struct trial	 trial;
};

static void
trial_make(struct fixture *fixture, struct trial *trial, const char *text)
{
	uint32_t count = trial->site->guest_count + 1;

	trial->text = text;
	trial->record.row = changes;
	trial->record.count = 3;
	trial->guest = arena_take(&fixture->arena, count,
	    sizeof(*trial->guest));
	trial->guest[LDOM1] = (struct trial_guest){ .up = true,
	    .node = NODE1 };
}

/* Undisturbed it changes nothing that counts. */
static struct fixture *
begin(void)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	const struct site *site;

	assert_non_null(fixture);
	site = posts_site(&fixture->arena);
	fixture->judging.before.site = fixture->judging.plain.site =
	    fixture->trial.site = site;
	fixture->judging.findings.arena = &fixture->arena;
	fixture->judging.survives = arena_take(&fixture->arena,
	    site->guest_count + 1, sizeof(bool));
	fixture->judging.survives[LDOM1] = true;
	trial_make(fixture, &fixture->judging.before, quiet);
	trial_make(fixture, &fixture->judging.plain, quiet);
	trial_make(fixture, &fixture->trial, quiet);
	return fixture;
}

static void
end(struct fixture *fixture)
{
	arena_drop(&fixture->arena);
	free(fixture);
}

/* The n-th thing that goes wrong. */
static bool
disturb(struct fixture *fixture, unsigned n)
{
	struct disturbance *at = &fixture->trial.disturbance;

	*at = (struct disturbance){ 0 };
	for (; disturbance_next(fixture->trial.site,
	    &fixture->judging.plain.record, at); n--)
		if (n == 0)
			return true;
	return false;
}

static const char *
phrase(struct fixture *fixture)
{
	return disturbance_phrase(&fixture->arena, fixture->trial.site,
	    &fixture->judging.plain.record, &fixture->trial.disturbance);
}

static bool
disturb_by(struct fixture *fixture, const char *wanted)
{
	for (unsigned n = 0; disturb(fixture, n); n++)
		if (strcmp(phrase(fixture), wanted) == 0)
			return true;
	return false;
}

/* How often that was found in the trial. */
static unsigned
found(const struct fixture *fixture, enum finding_kind kind)
{
	unsigned count = 0;

	for (uint32_t i = 0; i < fixture->judging.findings.count; i++)
		if (fixture->judging.findings.row[i].kind == kind)
			count += fixture->judging.findings.row[i].count;
	return count;
}

static unsigned
compared(struct fixture *fixture, enum finding_kind kind)
{
	fixture->judging.findings.count = 0;
	judging_compare(&fixture->judging, &fixture->trial);
	return found(fixture, kind);
}

static void
each_change_meets_each_thing_that_can_go_wrong(void **state)
{
	struct fixture *fixture = begin();
	const char *wanted[] = { "refuse group-suspend ldom1-rg on node1",
	    "lose group-suspend ldom1-rg on node1",
	    "crash before group-suspend ldom1-rg on node1",
	    "power-off node1, at 0s", "power-off node2, at 0s",
	    "refuse pool-import zpool_ldom1 on node2, nth 2",
	    "lose pool-import zpool_ldom1 on node2, nth 2",
	    "crash before pool-import zpool_ldom1 on node2, nth 2",
	    "refuse group-switch ldom1-rg on node1",
	    "lose group-switch ldom1-rg on node1",
	    "partial group-switch ldom1-rg on node1",
	    "crash before group-switch ldom1-rg on node1",
	    "power-off node1, at 61s", "power-off node2, at 61s",
	    "power-off node1, at 90s", "power-off node2, at 90s" };
	struct recorded rows[5];

	(void)state;
	memcpy(rows, changes, sizeof(changes));
	rows[3] = (struct recorded){ .question = true, .text = "ldm ls",
	    .op = { .on = NODE1 }, .at_ms = 90000 };
	rows[4] = rows[3];	/* at the same moment */
	fixture->judging.plain.record.row = rows;
	fixture->judging.plain.record.count = 5;
	for (unsigned n = 0; n < 16; n++) {
		assert_true(disturb(fixture, n));
		assert_string_equal(phrase(fixture), wanted[n]);
	}
	assert_false(disturb(fixture, 16));
	end(fixture);
}

static void
a_change_is_counted_among_those_that_its_phrase_fits(void **state)
{
	struct fixture *fixture = begin();
	struct record record = { .arena = &fixture->arena,
	    .names = fixture->trial.site->names };
	struct scripted_hearing hearing = record_hearing(&record);
	struct caller callers[4] = { { .status = 3 }, { 0 }, { 0 }, { 0 } };
	const struct op *ops[] = { &changes[0].op, &changes[2].op,
	    &changes[0].op };

	(void)state;
	for (unsigned i = 0; i < 3; i++) {
		callers[i].call.line.whole = changes[i].text;
		hearing.heard(hearing.with, &(struct typed_change){
		    &callers[i].call, ops[i], 0 });
		assert_int_equal(record.row[i].status, UNDER_WAY);
		hearing.ended(hearing.with, &callers[i]);
	}
	callers[3].call.line.whole = "ldm ls";
	hearing.ended(hearing.with, &callers[3]);
	assert_true(record.row[3].question);
	assert_int_equal(record.row[0].nth, 1);
	assert_int_equal(record.row[0].status, 3);
	assert_int_equal(record.row[1].nth, 1);
	assert_int_equal(record.row[2].nth, 2);
	assert_int_equal(record.lines, 4);
	assert_true(record.asked);
	end(fixture);
}

static void
a_disk_without_a_name_is_named_by_its_guest(void **state)
{
	struct fixture *fixture = begin();
	struct names *names = names_copy(&fixture->arena,
	    fixture->trial.site->names);
	const struct op op = { .kind = OP_GUEST_VDISK_REMOVE, .on = NODE1,
	    .guest = LDOM1, .disk = names_put(names, KIND_DISK, "@iso") };
	enum kind kind;

	(void)state;
	assert_int_equal(record_object(names, &op, &kind), LDOM1);
	assert_int_equal(kind, KIND_GUEST);
	end(fixture);
}

static void
a_guest_that_was_up_and_stays_down_is_found(void **state)
{
	struct fixture *fixture = begin();

	(void)state;
	assert_true(disturb_by(fixture,
	    "refuse group-suspend ldom1-rg on node1"));
	assert_int_equal(compared(fixture, FINDING_DOWN), 0);
	fixture->trial.guest[LDOM1].up = false;
	assert_int_equal(compared(fixture, FINDING_DOWN), 1);
	/* It makes the guest, and fails; or does not say so. */
	fixture->judging.before.guest[LDOM1].up = false;
	fixture->trial.record.script.status = 1;
	assert_int_equal(compared(fixture, FINDING_DOWN), 0);
	fixture->trial.record.script.status = 0;
	assert_int_equal(compared(fixture, FINDING_DOWN), 1);
	fixture->judging.before.guest[LDOM1].up = true;
	/* The script itself takes it down: that is found undisturbed. */
	fixture->judging.plain.guest[LDOM1].up = false;
	assert_int_equal(compared(fixture, FINDING_DOWN), 0);
	fixture->trial.disturbance.row = NULL;
	assert_int_equal(compared(fixture, FINDING_DOWN), 1);
	end(fixture);
}

static void
a_dead_node_is_no_fault_of_the_script(void **state)
{
	struct fixture *fixture = begin();

	(void)state;
	assert_true(disturb_by(fixture, "power-off node1, at 0s"));
	fixture->trial.guest[LDOM1].up = false;
	assert_int_equal(compared(fixture, FINDING_DOWN), 1);
	fixture->judging.survives[LDOM1] = false;
	assert_int_equal(compared(fixture, FINDING_DOWN), 0);
	assert_true(disturb_by(fixture,
	    "refuse group-suspend ldom1-rg on node1"));
	assert_int_equal(compared(fixture, FINDING_DOWN), 1);
	end(fixture);
}

static void
a_system_that_is_not_that_of_the_source_is_found(void **state)
{
	struct fixture *fixture = begin();

	(void)state;
	fixture->trial.guest[LDOM1].replaced = true;
	assert_int_equal(compared(fixture, FINDING_DATA), 1);
	fixture->judging.before.guest[LDOM1].replaced = true;
	assert_int_equal(compared(fixture, FINDING_DATA), 0);
	end(fixture);
}

static void
what_is_left_is_said_once_and_counted(void **state)
{
	struct fixture *fixture = begin();

	(void)state;
	fixture->trial.text = suspended;
	for (unsigned n = 0; n < 3; n++) {
		assert_true(disturb(fixture, n));
		judging_compare(&fixture->judging, &fixture->trial);
	}
	assert_int_equal(found(fixture, FINDING_LEFT), 3);
	assert_int_equal(fixture->judging.findings.row[0].count, 3);
	assert_string_equal(fixture->judging.findings.row[0].expect,
	    "group ldom1-rg resumed");
	/* It was so before, or should be so. */
	fixture->judging.plain.text = suspended;
	assert_int_equal(compared(fixture, FINDING_LEFT), 0);
	fixture->judging.plain.text = quiet;
	fixture->judging.before.text = suspended;
	assert_int_equal(compared(fixture, FINDING_LEFT), 0);
	end(fixture);
}

static void
who_goes_on_regardless_types_the_next_change(void **state)
{
	struct fixture *fixture = begin();
	struct recorded rows[3];

	(void)state;
	memcpy(rows, changes, sizeof(rows));
	fixture->trial.record.row = rows;
	fixture->trial.text = suspended;
	assert_true(disturb_by(fixture,
	    "refuse group-suspend ldom1-rg on node1"));
	assert_int_equal(compared(fixture, FINDING_GOES_ON), 0);
	rows[0].status = 1;
	assert_int_equal(compared(fixture, FINDING_GOES_ON), 1);
	rows[1].text = "clrg resume ldom1-rg";
	assert_int_equal(compared(fixture, FINDING_GOES_ON), 0);
	rows[1].text = changes[1].text;
	fixture->trial.text = quiet;		/* it was done in the end */
	assert_int_equal(compared(fixture, FINDING_GOES_ON), 0);
	end(fixture);
}

static void
success_of_what_was_not_done_is_false(void **state)
{
	struct fixture *fixture = begin();

	(void)state;
	fixture->trial.text = suspended;
	assert_true(disturb_by(fixture,
	    "refuse group-switch ldom1-rg on node1"));
	assert_int_equal(compared(fixture, FINDING_FALSE), 1);
	fixture->trial.record.script.status = 1;
	assert_int_equal(compared(fixture, FINDING_FALSE), 0);
	fixture->trial.record.script.status = 0;
	fixture->trial.record.script.end = SCRIPTED_BROKEN_OFF;
	assert_int_equal(compared(fixture, FINDING_FALSE), 0);
	fixture->trial.record.script.end = SCRIPTED_WAITS;
	assert_int_equal(compared(fixture, FINDING_NEVER_ENDS), 1);
	end(fixture);
}

static void
force_without_a_question_is_found_undisturbed(void **state)
{
	struct fixture *fixture = begin();
	struct recorded rows[3];

	(void)state;
	memcpy(rows, changes, sizeof(rows));
	fixture->trial.record.row = rows;
	assert_int_equal(compared(fixture, FINDING_FORCES), 1);
	rows[1].asked = true;
	assert_int_equal(compared(fixture, FINDING_FORCES), 0);
	end(fixture);
}

static void
an_older_copy_in_the_cluster_is_found(void **state)
{
	struct fixture *fixture = begin();

	(void)state;
	fixture->trial.text = older;
	assert_int_equal(compared(fixture, FINDING_FAILOVER), 1);
	fixture->judging.before.text = older;
	assert_int_equal(compared(fixture, FINDING_FAILOVER), 0);
	end(fixture);
}

static void
an_hour_later_nodes_die_and_groups_are_switched(void **state)
{
	struct fixture *fixture = begin();
	struct aftermath aftermath = { 0 };
	const struct trial *was = &fixture->trial;

	(void)state;
	assert_true(aftermath_next(was, NULL, &aftermath));
	assert_string_equal(aftermath_words(&fixture->arena, was->site,
	    &aftermath), "node1 dies an hour after the script");
	assert_true(aftermath_next(was, NULL, &aftermath));
	assert_string_equal(aftermath_words(&fixture->arena, was->site,
	    &aftermath), "\"clrg switch -n node2 ldom1-rg\" is typed an hour "
	    "after the script");
	assert_false(aftermath_next(was, NULL, &aftermath));
	/* A guest of which no line has changed need not be looked at. */
	aftermath = (struct aftermath){ 0 };
	assert_false(aftermath_next(was, &fixture->judging.before,
	    &aftermath));
	fixture->trial.text = suspended;
	aftermath = (struct aftermath){ 0 };
	assert_true(aftermath_next(was, &fixture->judging.before,
	    &aftermath));
	end(fixture);
}

static void
a_guest_that_does_not_go_there_is_found(void **state)
{
	struct fixture *fixture = begin();
	struct aftermath aftermath = { .guest = LDOM1, .to = NODE2 };
	const struct trial *was = &fixture->judging.plain;

	(void)state;
	judging_compare_after(&fixture->judging, &aftermath, &fixture->trial,
	    was);
	assert_int_equal(found(fixture, FINDING_FAILOVER), 1);
	assert_string_equal(fixture->judging.findings.row[0].expect,
	    "guest ldom1 running on node2");
	fixture->judging.findings.count = 0;
	fixture->judging.survives[LDOM1] = false;
	judging_compare_after(&fixture->judging, &aftermath, &fixture->trial,
	    was);
	assert_int_equal(found(fixture, FINDING_FAILOVER), 0);
	fixture->judging.survives[LDOM1] = true;
	fixture->trial.guest[LDOM1].node = NODE2;
	judging_compare_after(&fixture->judging, &aftermath, &fixture->trial,
	    was);
	assert_int_equal(found(fixture, FINDING_FAILOVER), 0);
	end(fixture);
}

static void
the_worst_is_said_first(void **state)
{
	struct fixture *fixture = begin();
	struct findings *findings = &fixture->judging.findings;

	(void)state;
	findings_add(findings, &(struct finding){ .kind = FINDING_LEFT,
	    .subject = "a", .text = "a", .when = "x" });
	findings_add(findings, &(struct finding){ .kind = FINDING_DOWN,
	    .subject = "b", .text = "b" });
	findings_add(findings, &(struct finding){ .kind = FINDING_LEFT,
	    .subject = "a", .text = "other", .when = "y" });
	findings_sort(findings);
	assert_int_equal(findings->count, 2);
	assert_string_equal(findings->row[0].subject, "b");
	assert_int_equal(findings->row[1].count, 2);
	assert_string_equal(findings->row[1].when, "x");
	end(fixture);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(each_change_meets_each_thing_that_can_go_wrong),
		T(a_change_is_counted_among_those_that_its_phrase_fits),
		T(a_disk_without_a_name_is_named_by_its_guest),
		T(a_guest_that_was_up_and_stays_down_is_found),
		T(a_dead_node_is_no_fault_of_the_script),
		T(a_system_that_is_not_that_of_the_source_is_found),
		T(what_is_left_is_said_once_and_counted),
		T(who_goes_on_regardless_types_the_next_change),
		T(success_of_what_was_not_done_is_false),
		T(force_without_a_question_is_found_undisturbed),
		T(an_older_copy_in_the_cluster_is_found),
		T(an_hour_later_nodes_die_and_groups_are_switched),
		T(a_guest_that_does_not_go_there_is_found),
		T(the_worst_is_said_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
