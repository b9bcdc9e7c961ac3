#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/arena.h"
#include "core/formats/scenario/phrase.h"
#include "core/formats/site/site_file.h"

enum { ROOM = 65536 };

static struct arena arena;
static struct site *site;
static struct wrong wrong;

static int
read_posts(void **state)
{
	static char room[ROOM];
	struct mistakes mistakes = { NULL, 0, 0 };
	FILE *file = fopen("scenarios/sites/posts.json", "rb");
	size_t n;

	(void)state;
	if (file == NULL)
		return -1;
	n = fread(room, 1, sizeof(room), file);
	fclose(file);
	site = site_read(&arena, "posts.json", room, n, &mistakes);
	return site != NULL ? 0 : -1;
}

static int
drop(void **state)
{
	(void)state;
	arena_drop(&arena);
	return 0;
}

static struct condition
condition(const char *text)
{
	struct condition made;

	if (!phrase_condition(&arena, site, text, &made, &wrong))
		fail_msg("%s: %s: expected %s", text, wrong.found,
		    wrong.expected);
	return made;
}

static struct expectation
expectation(const char *text)
{
	struct expectation made;

	if (!phrase_expectation(&arena, site, text, &made, &wrong))
		fail_msg("%s: %s: expected %s", text, wrong.found,
		    wrong.expected);
	return made;
}

static struct fault
fault(const char *text)
{
	struct fault made;

	if (!phrase_fault(&arena, site, text, &made, &wrong))
		fail_msg("%s: %s: expected %s", text, wrong.found,
		    wrong.expected);
	return made;
}

static void
a_bare_name_is_of_the_kind_that_knows_the_state(void **state)
{
	(void)state;
	assert_int_equal(condition("ldom1 running").kind, KIND_GUEST);
	assert_int_equal(condition("zpool_ldom1 imported").kind, KIND_POOL);
	assert_int_equal(condition("ldom1-rg online").kind, KIND_GROUP);
	assert_int_equal(condition("ldom1-ldom-rs online").kind,
	    KIND_RESOURCE);
	assert_int_equal(condition("node2 member").kind, KIND_NODE);
	assert_int_equal(condition("ldom1-vol0 present").kind, KIND_VOLUME);
}

static void
a_condition_says_what_and_where(void **state)
{
	struct condition made = condition("ldom1 at ok on node2");

	(void)state;
	assert_int_equal(made.is, IS_AT_OK);
	assert_int_equal(made.name, 1);
	assert_int_equal(made.on, 2);
	assert_int_equal(condition("ldom1 running").on, 0);
}

static void
a_source_is_always_written_source(void **state)
{
	struct condition made = condition("source system1 running");

	(void)state;
	assert_int_equal(made.kind, KIND_SOURCE);
	assert_int_equal(condition("system1 running").kind, KIND_GUEST);
	assert_false(phrase_condition(&arena, site, "system1 stopped", &made,
	    &wrong));
	assert_int_equal(wrong.at, 0);
}

static void
volumes_resources_and_files_may_be_new(void **state)
{
	uint32_t before = names_count(site->names, KIND_VOLUME);
	struct condition made = condition("volume colleague-vol9 absent");

	(void)state;
	assert_int_equal(made.name, before + 1);
	assert_int_equal(condition("colleague-vol8 present").kind,
	    KIND_VOLUME);
	assert_int_equal(condition("resource colleague-rs online").kind,
	    KIND_RESOURCE);
	assert_false(phrase_condition(&arena, site, "colleague-rs2 online",
	    &made, &wrong));
	assert_int_equal(fault("remove /etc/pfile on node1").kind, KIND_FILE);
}

static void
every_form_of_an_expectation_is_read(void **state)
{
	(void)state;
	assert_int_equal(expectation("ldom1 running on node2 within 8m")
	    .deadline, DEADLINE_WITHIN);
	assert_int_equal(expectation("ldom1 running by 8m").limit_ms, 480000);
	assert_int_equal(expectation("ldom1 absent at the end").deadline,
	    DEADLINE_END);
	assert_int_equal(expectation("never ldom1-rg stop-failed").watch,
	    WATCH_NEVER);
	assert_int_equal(expectation("always node1 up").watch, WATCH_ALWAYS);
	assert_int_equal(expectation("downtime of ldom1 at most 7m").limit_ms,
	    420000);
	assert_int_equal(expectation("run stuck").ending, STUCK);
	assert_int_equal(expectation("run returned because pool-busy").because,
	    ERR_POOL_BUSY);
	assert_int_equal(expectation("exit 9").number, 9);
	assert_int_equal(expectation("no data lost").expect,
	    EXPECT_NO_DATA_LOST);
	assert_int_equal(expectation("nothing left of ldom1 on node2").on, 2);
	assert_int_equal(expectation("services equal").expect,
	    EXPECT_SERVICES_EQUAL);
	assert_string_equal(expectation("violates addresses-once").quoted,
	    "addresses-once");
	assert_string_equal(expectation("says \"a, b\"").quoted, "a, b");
	assert_int_equal(expectation("source system1 untouched").condition.is,
	    IS_UNTOUCHED);
}

static void
what_is_typed_is_counted_when_a_number_says_so(void **state)
{
	struct expectation made = expectation("typed \"clrg resume ldom1-rg\" "
	    "on node1 1 times");

	(void)state;
	assert_string_equal(made.quoted, "clrg resume ldom1-rg");
	assert_int_equal(made.on, 1);
	assert_int_equal(made.number, 1);
	assert_int_equal(expectation("typed \"x\"").number, -1);
	made = expectation("not typed \"shutdown\" on guest:ldom1");
	assert_int_equal(made.expect, EXPECT_NOT_TYPED);
	assert_int_equal(made.on, PLACE_GUEST | 1);
}

static void
a_fault_at_the_door_names_operation_object_and_place(void **state)
{
	struct fault made = fault("refuse pool-import zpool_ldom1 on node2, "
	    "times 3, nth 2, at 12m");

	(void)state;
	assert_int_equal(made.class, FAULT_DOOR);
	assert_int_equal(made.door, DOOR_REFUSE);
	assert_int_equal(made.op, OP_POOL_IMPORT);
	assert_int_equal(made.kind, KIND_POOL);
	assert_int_equal(made.object, site->guests[1].pool);
	assert_int_equal(made.on, 2);
	assert_int_equal(made.times, 3);
	assert_int_equal(made.nth, 2);
	assert_int_equal(made.at_ms, 720000);
}

static void
a_fault_has_defaults_for_its_keys(void **state)
{
	struct fault made = fault("lie any");

	(void)state;
	assert_int_equal(made.op, OP_NONE);
	assert_int_equal(made.on, 0);
	assert_int_equal(made.times, 1);
	assert_int_equal(made.nth, 1);
	assert_int_equal(made.every, 1);
	assert_int_equal(made.at_ms, -1);
	assert_false(made.has_when || made.may);
	made = fault("late 90s guest-start, times always, every 3, may, "
	    "when ldom1-rg online on node2");
	assert_int_equal(made.amount, 90000);
	assert_int_equal(made.times, 0);
	assert_int_equal(made.every, 3);
	assert_true(made.has_when && made.may);
	assert_int_equal(made.when.on, 2);
}

static void
an_object_may_be_any_field_of_the_operation(void **state)
{
	(void)state;
	assert_int_equal(fault("lose volume-add ldom1-vol0").kind,
	    KIND_VOLUME);
	assert_int_equal(fault("lose volume-add primary-vds0").kind,
	    KIND_SERVICE);
	assert_int_equal(fault("lose guest-vdisk ldom1").kind, KIND_GUEST);
	assert_int_equal(fault("lose disk-create /zpool_ldom1/ldom1/disk0")
	    .kind, KIND_FILE);
	assert_int_equal(fault("hang guest-halt ldom1 on guest:ldom1").on,
	    PLACE_GUEST | 1);
}

static void
what_hangs_is_an_operation_or_a_node(void **state)
{
	(void)state;
	assert_int_equal(fault("hang node1").class, FAULT_WORLD);
	assert_int_equal(fault("hang node1").disaster, HANG);
	assert_int_equal(fault("hang pool-import").class, FAULT_DOOR);
	assert_int_equal(fault("hang any on node1").door, DOOR_HANG);
}

static void
every_fault_of_the_world_is_read(void **state)
{
	const struct { const char *text; enum disaster disaster; } rows[] = {
		{ "power-off node1", POWER_OFF },
		{ "power-on node1", POWER_ON }, { "panic node1", PANIC },
		{ "reboot node1", REBOOT }, { "hang node1", HANG },
		{ "split node1 from node2", SPLIT },
		{ "slow interconnect by 3s", SLOW_INTERCONNECT },
		{ "cut d14", CUT }, { "cut d14 on node1", CUT },
		{ "cut d14, when ldom1 running on node1", CUT },
		{ "wrong d14 on node1", WRONG_DEVICE },
		{ "degrade zpool_ldom1", DEGRADE },
		{ "fault zpool_ldom1", FAULT_POOL },
		{ "fill zpool_ldom1", FILL },
		{ "busy zpool_ldom1 on node1", BUSY },
		{ "panic-guest ldom1", PANIC_GUEST },
		{ "hang-guest ldom1", HANG_GUEST },
		{ "stop-guest ldom1", STOP_GUEST },
		{ "boot-loop ldom1", BOOT_LOOP },
		{ "stop ldmd on node1", STOP_LDMD },
		{ "stop vntsd on node1", STOP_VNTSD },
		{ "delay-reconfiguration on node1", DELAY_RECONFIGURATION },
		{ "take 8 vcpus on node1", TAKE_VCPUS },
		{ "take 8G memory on node1", TAKE_MEMORY },
		{ "fragment memory on node1", FRAGMENT_MEMORY },
		{ "remove /pfile on node1", REMOVE_FILE },
		{ "misname ldom1-vol0 as ldom1-volO on node2", MISNAME },
		{ "drop primary-vsw1 on node1", DROP_SERVICE },
		{ "archive-down Archive_System", ARCHIVE_DOWN },
		{ "archive-full Archive_System", ARCHIVE_FULL },
		{ "truncate /mnt/system1/system1.flar", TRUNCATE },
		{ "source-up system1", SOURCE_UP },
		{ "migration-lost ldom1", MIGRATION_LOST },
		{ "clear-spconfig node1", CLEAR_SPCONFIG },
		{ "old-spconfig node1", OLD_SPCONFIG },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct fault made = fault(rows[i].text);

		assert_int_equal(made.class, FAULT_WORLD);
		assert_int_equal(made.disaster, rows[i].disaster);
	}
}

static void
a_fault_of_the_world_keeps_what_it_strikes(void **state)
{
	struct fault made = fault("misname ldom1-vol0 as ldom1-volX on node2");

	(void)state;
	assert_int_equal(made.kind, KIND_VOLUME);
	assert_int_equal(made.object, site->guests[1].disk[0].volume);
	assert_string_equal(names_text(site->names, KIND_VOLUME, made.other),
	    "ldom1-volX");
	assert_int_equal(made.on, 2);
	made = fault("split node1 from node2");
	assert_int_equal(made.object, 1);
	assert_int_equal(made.other, 2);
	assert_int_equal(fault("take 4G memory on node2").amount,
	    (int64_t)4 << 30);
	assert_int_equal(fault("cut d14").on, 0);
	assert_int_equal(fault("cut d14 on node2").on, 2);
}

static void
a_crash_is_before_or_after_a_record_or_an_operation(void **state)
{
	struct fault made = fault("crash after record 17");

	(void)state;
	assert_int_equal(made.class, FAULT_CRASH);
	assert_false(made.before);
	assert_int_equal(made.record, 17);
	assert_true(phrase_crash(&arena, site,
	    "before pool-import zpool_ldom1 on node2", &made, &wrong));
	assert_true(made.before);
	assert_int_equal(made.record, -1);
	assert_int_equal(made.op, OP_POOL_IMPORT);
	assert_string_equal(made.text,
	    "crash before pool-import zpool_ldom1 on node2");
}

static void
an_unknown_fault_is_answered_with_the_known_ones(void **state)
{
	struct fault made;

	(void)state;
	assert_false(phrase_fault(&arena, site, "meteor node1", &made,
	    &wrong));
	assert_non_null(strstr(wrong.expected, "refuse"));
	assert_non_null(strstr(wrong.expected, "misname VOLUME as VOLUME"));
	assert_non_null(strstr(wrong.expected, "old-spconfig NODE"));
}

static void
a_key_beside_the_phrase_is_as_good_as_in_it(void **state)
{
	struct fault made = fault("refuse guest-start");

	(void)state;
	assert_true(phrase_fault_key(&arena, site, "times 2", &made, &wrong));
	assert_int_equal(made.times, 2);
	assert_string_equal(made.text, "refuse guest-start, times 2");
	assert_false(phrase_fault_key(&arena, site, "times 0", &made,
	    &wrong));
}

static void
a_wait_is_a_time_or_a_condition_with_a_limit(void **state)
{
	struct wait wait;

	(void)state;
	assert_true(phrase_wait(&arena, site, "3m", &wait, &wrong));
	assert_false(wait.has_condition);
	assert_int_equal(wait.limit_ms, 180000);
	assert_true(phrase_wait(&arena, site, "ldom1 running within 10m",
	    &wait, &wrong));
	assert_true(wait.has_condition);
	assert_int_equal(wait.limit_ms, 600000);
	assert_false(phrase_wait(&arena, site, "ldom1 running", &wait,
	    &wrong));
	assert_false(phrase_wait(&arena, site, "", &wait, &wrong));
}

static void
every_state_and_every_kind_of_fault_has_a_word(void **state)
{
	(void)state;
	for (enum condition_state is = 0; is < CONDITION_STATES; is++)
		assert_non_null(condition_state_name(is));
	for (enum door door = 0; door < DOORS; door++)
		assert_non_null(door_name(door));
}

static void
a_phrase_that_is_much_too_long_is_refused(void **state)
{
	char text[400];
	struct expectation made;

	(void)state;
	memset(text, 0, sizeof(text));
	for (int i = 0; i < 100; i++)
		strcat(text, "x ,");
	assert_false(phrase_expectation(&arena, site, text, &made, &wrong));
	assert_false(phrase_expectation(&arena, site, "", &made, &wrong));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_bare_name_is_of_the_kind_that_knows_the_state),
		cmocka_unit_test(a_condition_says_what_and_where),
		cmocka_unit_test(a_source_is_always_written_source),
		cmocka_unit_test(volumes_resources_and_files_may_be_new),
		cmocka_unit_test(every_form_of_an_expectation_is_read),
		cmocka_unit_test(
		    what_is_typed_is_counted_when_a_number_says_so),
		cmocka_unit_test(
		    a_fault_at_the_door_names_operation_object_and_place),
		cmocka_unit_test(a_fault_has_defaults_for_its_keys),
		cmocka_unit_test(an_object_may_be_any_field_of_the_operation),
		cmocka_unit_test(what_hangs_is_an_operation_or_a_node),
		cmocka_unit_test(every_fault_of_the_world_is_read),
		cmocka_unit_test(a_fault_of_the_world_keeps_what_it_strikes),
		cmocka_unit_test(
		    a_crash_is_before_or_after_a_record_or_an_operation),
		cmocka_unit_test(
		    an_unknown_fault_is_answered_with_the_known_ones),
		cmocka_unit_test(a_key_beside_the_phrase_is_as_good_as_in_it),
		cmocka_unit_test(a_wait_is_a_time_or_a_condition_with_a_limit),
		cmocka_unit_test(
		    every_state_and_every_kind_of_fault_has_a_word),
		cmocka_unit_test(a_phrase_that_is_much_too_long_is_refused),
	};

	return cmocka_run_group_tests_name("phrase", tests, read_posts, drop);
}
