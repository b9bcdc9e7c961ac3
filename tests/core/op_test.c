#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/arena.h"
#include "core/op/backend.h"
#include "core/op/op.h"
#include "core/site/policy.h"
#include "tests/names_fixture.h"

#define BIT(state)	STATE_BIT(STATE_##state)

static void
an_operation_without_its_fields_is_not_valid(void **state)
{
	struct op op = { .kind = OP_POOL_CREATE, .on = 1, .pool = 1 };

	(void)state;
	assert_false(op_valid(&op));
	op.device = 1;
	assert_true(op_valid(&op));
	op.guest = 1;
	assert_false(op_valid(&op));
	assert_false(op_valid(&(struct op){ .kind = OP_NONE }));
	assert_false(op_valid(&(struct op){ .kind = OP_KINDS }));
}

static void
a_number_is_only_valid_where_it_means_something(void **state)
{
	struct op op = { .kind = OP_POOL_EXPORT, .on = 1, .pool = 1,
	    .number = 3 };

	(void)state;
	assert_false(op_valid(&op));
}

static void
a_switch_is_undone_to_where_the_group_was_found(void **state)
{
	struct op op = { .kind = OP_GROUP_SWITCH, .on = 1, .group = 1,
	    .to = 2 };
	struct answer found = { .state = STATE_ONLINE, .on = 3 };
	struct op undo;

	(void)state;
	assert_true(op_undo(&op, 0, &found, &undo));
	assert_int_equal(undo.kind, OP_GROUP_SWITCH);
	assert_int_equal(undo.to, 3);
	found = (struct answer){ .state = STATE_OFFLINE };
	assert_true(op_undo(&op, 0, &found, &undo));
	assert_int_equal(undo.kind, OP_GROUP_OFFLINE);
	assert_true(op_valid(&undo));
}

static void
a_setting_is_undone_to_the_value_that_was_found(void **state)
{
	struct op op = { .kind = OP_GUEST_HOSTID, .on = 1, .guest = 1,
	    .number = 0x82a85641 };
	struct answer found = { .state = STATE_BOUND, .number = 0x84f80a21 };
	struct op undo;

	(void)state;
	assert_true(op_undo(&op, 0, &found, &undo));
	assert_int_equal(undo.kind, OP_GUEST_HOSTID);
	assert_int_equal(undo.number, 0x84f80a21);
	assert_false(op_undo(&op, 1, &found, &undo));
}

static void
a_migration_is_undone_from_the_other_end(void **state)
{
	struct op op = { .kind = OP_GUEST_MIGRATE, .on = 1, .guest = 1,
	    .to = 2 };
	struct answer found = { .state = STATE_ABSENT };
	struct op undo;

	(void)state;
	assert_true(op_undo(&op, 0, &found, &undo));
	assert_int_equal(undo.on, 2);
	assert_int_equal(undo.to, 1);
}

static void
a_resource_is_disabled_before_it_is_deleted(void **state)
{
	struct op op = { .kind = OP_RESOURCE_CREATE, .on = 1, .group = 1,
	    .resource = 1, .type = 1, .value = 1 };
	struct answer found = { .state = STATE_ABSENT };
	struct op undo;

	(void)state;
	assert_true(op_undo(&op, 0, &found, &undo));
	assert_int_equal(undo.kind, OP_RESOURCE_DISABLE);
	assert_true(op_valid(&undo));
	assert_true(op_undo(&op, 1, &found, &undo));
	assert_int_equal(undo.kind, OP_RESOURCE_DELETE);
	assert_true(op_valid(&undo));
}

static void
an_operation_knows_its_place(void **state)
{
	struct op ask = { .kind = OP_SOURCE_STATE, .source = 1 };
	struct op bind = { .kind = OP_GUEST_BIND, .on = 1, .guest = 1 };

	(void)state;
	assert_int_equal(op_asked_at(&ask), PLACE_SOURCE | 1);
	assert_true(op_valid(&bind));
	assert_int_equal(op_asked_at(&bind), 1);
	bind.on |= PLACE_SOURCE;
	assert_false(op_valid(&bind));
}

static void
what_is_brought_back_is_set_and_not_added(void **state)
{
	struct op op = { .kind = OP_GUEST_VCPUS, .on = 1, .guest = 1,
	    .number = 8 };
	struct answer found = { .number = 4 };
	struct op undo;

	(void)state;
	assert_true(op_undo(&op, 0, &found, &undo));
	assert_int_equal(undo.number, 4);
	assert_int_equal(undo.set, 1);
}

static void
a_medium_is_taken_away_without_the_words_of_the_conversion(void **state)
{
	struct op op = { .kind = OP_P2V_CONVERT, .on = 1, .guest = 1,
	    .file = 1, .value = 1, .volume = 1, .service = 1, .disk = 1 };
	struct answer found = { .state = STATE_INACTIVE };
	struct op undo;

	(void)state;
	assert_true(op_undo(&op, 3, &found, &undo));
	assert_int_equal(undo.kind, OP_VOLUME_REMOVE);
	assert_int_equal(undo.value, 0);
}

static void
each_mount_is_paid_where_it_is(void **state)
{
	struct op mount = { .kind = OP_SHARE_MOUNT, .on = 1, .file = 1,
	    .value = 1 };
	struct op here = { .kind = OP_SHARE_UNMOUNT, .on = 1, .file = 1 };
	struct op there = { .kind = OP_SHARE_UNMOUNT, .on = 2, .file = 1 };
	struct op closing;
	struct fact fact;
	struct arena arena = { 0 };

	(void)state;
	assert_true(op_closing(&mount, &closing));
	assert_true(op_closes(&here, &closing));
	assert_false(op_closes(&there, &closing));
	op_fact(fixture_names(&arena), &mount, &fact);
	assert_int_equal(fact.want.cares, WANT_STATE | WANT_VALUE);
	assert_int_equal(fact.want.value, 1);
	arena_drop(&arena);
}

static void
a_suspended_group_is_owed_its_resume(void **state)
{
	struct op op = { .kind = OP_GROUP_SUSPEND, .on = 1, .group = 4 };
	struct op closing;

	(void)state;
	assert_true(op_closing(&op, &closing));
	assert_int_equal(closing.kind, OP_GROUP_RESUME);
	assert_int_equal(closing.group, 4);
	assert_false(op_closing(&closing, &closing));
}

static void
strange_meets_nothing(void **state)
{
	struct answer strange = { .state = STATE_STRANGE };
	struct want any = { 0 };

	(void)state;
	assert_false(want_met(&any, &strange));
}

static void
each_part_of_an_answer_is_held_against_its_want(void **state)
{
	struct answer answer = { .state = STATE_IMPORTED, .on = 2,
	    .value = 5, .number = 7 };
	struct want want = { .states = BIT(IMPORTED), .on = 2, .value = 5,
	    .number = 7, .cares = WANT_STATE | WANT_ON | WANT_VALUE |
	    WANT_NUMBER };

	(void)state;
	assert_true(want_met(&want, &answer));
	want.on = 1;
	assert_false(want_met(&want, &answer));
	want.on = 2;
	want.value = 6;
	assert_false(want_met(&want, &answer));
	want.value = 5;
	want.number = 8;
	assert_false(want_met(&want, &answer));
	want.cares = WANT_AT_LEAST;
	assert_false(want_met(&want, &answer));
	want.number = 6;
	assert_true(want_met(&want, &answer));
}

static void
absent_is_as_good_as_equal_where_that_is_said(void **state)
{
	struct answer absent = { .state = STATE_ABSENT };
	struct want want = { .states = BIT(PRESENT), .value = 5,
	    .cares = WANT_STATE | WANT_VALUE | WANT_OR_ABSENT };

	(void)state;
	assert_true(want_met(&want, &absent));
	want.cares = WANT_STATE | WANT_VALUE;
	assert_false(want_met(&want, &absent));
}

static void
a_guest_found_running_is_brought_back_to_any_active_state(void **state)
{
	struct want stop = { .states = BIT(BOUND) | BIT(INACTIVE),
	    .cares = WANT_STATE };
	struct answer found = { .state = STATE_RUNNING };
	struct want back = want_back(&stop, &found);

	(void)state;
	assert_true(want_met(&back, &(struct answer){
	    .state = STATE_BOOTING }));
	assert_false(want_met(&back, &(struct answer){
	    .state = STATE_BOUND }));
}

static void
a_guest_halted_is_not_brought_back_by_staying_at_ok(void **state)
{
	struct want halt = { .states = BIT(AT_OK) | BIT(BOUND),
	    .cares = WANT_STATE };
	struct answer found = { .state = STATE_RUNNING };
	struct want back = want_back(&halt, &found);

	(void)state;
	assert_false(want_met(&back, &(struct answer){
	    .state = STATE_AT_OK }));
}

static void
the_next_master_is_the_first_member_that_is_not_ruled_out(void **state)
{
	const uint32_t nodes[] = { 3, 1, 2 };

	(void)state;
	assert_int_equal(policy_master(nodes, 3, 0xe, 0), 3);
	assert_int_equal(policy_master(nodes, 3, 0x6, 0), 1);
	assert_int_equal(policy_master(nodes, 3, 0xe, 0xa), 2);
	assert_int_equal(policy_master(nodes, 3, 0, 0), 0);
}

static void
a_text_is_undone_to_the_one_that_was_found(void **state)
{
	struct op op = { .kind = OP_GROUP_SET, .on = 1, .group = 1,
	    .value = 7 };
	struct answer found = { .state = STATE_PRESENT, .value = 9 };
	struct op undo;

	(void)state;
	assert_true(op_undo(&op, 0, &found, &undo));
	assert_int_equal(undo.kind, OP_GROUP_SET);
	assert_int_equal(undo.value, 9);
}

/* P10: a force has a proof of its own; the way back has none. */
static void
what_was_forced_is_undone_without_force(void **state)
{
	struct op op = { .kind = OP_POOL_IMPORT, .on = 1, .pool = 1,
	    .forced = 1 };
	struct answer found = { .state = STATE_EXPORTED };
	struct op undo;

	(void)state;
	assert_true(op_undo(&op, 0, &found, &undo));
	assert_int_equal(undo.kind, OP_POOL_EXPORT);
	assert_int_equal(undo.forced, 0);
}

static void
an_undo_has_all_that_its_own_undo_needs(void **state)
{
	struct op op = { .kind = OP_VOLUME_ADD, .on = 1, .volume = 1,
	    .service = 1, .file = 3 };
	struct answer found = { .state = STATE_ABSENT };
	struct op undo, again;

	(void)state;
	assert_true(op_undo(&op, 0, &found, &undo));
	assert_true(op_undo(&undo, 0, &found, &again));
	assert_true(op_equal(&op, &again));
}

static void
operations_differ_by_any_part(void **state)
{
	struct op op = { .kind = OP_DISK_CREATE, .on = 1, .file = 2,
	    .number = 3 };
	struct op other = op;

	(void)state;
	assert_true(op_equal(&op, &other));
	other.number = 4;
	assert_false(op_equal(&op, &other));
	other = op;
	other.forced = 1;
	assert_false(op_equal(&op, &other));
}

static void
an_operation_is_named_by_its_innermost_part(void **state)
{
	struct op disk = { .kind = OP_GUEST_VDISK, .on = 1, .guest = 2,
	    .disk = 3, .volume = 4, .service = 5 };
	struct op config = { .kind = OP_CONFIG_SAVE, .on = 1, .value = 6 };
	struct op node = { .kind = OP_NODE_STATE, .on = 1 };
	enum kind kind;

	(void)state;
	assert_int_equal(op_object(&disk, &kind), 3);
	assert_int_equal(kind, KIND_DISK);
	assert_int_equal(op_object(&config, &kind), 6);
	assert_int_equal(kind, KIND_TEXT);
	assert_int_equal(op_object(&node, &kind), 0);
	assert_int_equal(kind, KIND_NONE);
}

static void
just_enough_is_enough(void **state)
{
	struct want want = { .cares = WANT_AT_LEAST, .number = 4 };
	struct answer answer = { .state = STATE_UP, .number = 4 };

	(void)state;
	assert_true(want_met(&want, &answer));
	answer.number = 3;
	assert_false(want_met(&want, &answer));
	want.cares = WANT_AT_MOST;
	assert_true(want_met(&want, &answer));
	answer.number = 5;
	assert_false(want_met(&want, &answer));
}

/* Absent and more than that were as good on the way forward only. */
static void
going_back_wants_what_was_found_and_nothing_else(void **state)
{
	struct want want = { .states = BIT(PRESENT), .on = 1, .value = 5,
	    .number = 8, .cares = WANT_STATE | WANT_ON | WANT_VALUE |
	    WANT_NUMBER | WANT_AT_LEAST | WANT_AT_MOST | WANT_OR_ABSENT };
	struct answer found = { .state = STATE_PRESENT, .on = 2, .value = 6,
	    .number = 9 };
	struct want back = want_back(&want, &found);

	(void)state;
	assert_int_equal(back.cares, WANT_STATE | WANT_ON | WANT_VALUE |
	    WANT_NUMBER);
	assert_true(want_met(&back, &found));
	assert_false(want_met(&back, &(struct answer){
	    .state = STATE_PRESENT, .on = 1, .value = 5, .number = 8 }));
}

static void
what_passes_by_itself_is_under_way(void **state)
{
	static const enum state busy[] = { STATE_PENDING, STATE_STARTING,
	    STATE_STOPPING, STATE_HALTING, STATE_MOVING, STATE_AT_WORK };
	struct want running = { .states = BIT(RUNNING), .cares = WANT_STATE };
	struct want bound = { .states = BIT(BOUND), .cares = WANT_STATE };
	struct answer boots = { .state = STATE_BOOTING }, answer = { 0 };
	unsigned many = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(busy) / sizeof(busy[0]); i++) {
		answer.state = busy[i];
		assert_true(want_under_way(&bound, &answer));
	}
	for (answer.state = 0; answer.state < STATES; answer.state++)
		many += want_under_way(&bound, &answer);
	assert_int_equal(many, sizeof(busy) / sizeof(busy[0]));
	assert_true(want_under_way(&running, &boots));
	assert_false(want_under_way(&bound, &boots));
}

/* An operation on node 1, towards node 2, with every field 7; the answer that
 * was found beside it is not the one that it is for. */
static void
the_question_of_a_change_asks_for_all_that_it_sets(void **state)
{
	static const struct {
		enum op_kind	kind;
		struct answer	done, not_done;
	} rows[] = {
		{ OP_POOL_CREATE, { .state = STATE_IMPORTED, .on = 1 },
		    { .state = STATE_IMPORTED, .on = 2 } },
		{ OP_POOL_EXPORT, { .state = STATE_EXPORTED },
		    { .state = STATE_EXPORTED, .on = 1 } },
		{ OP_DISK_CREATE, { .state = STATE_PRESENT, .number = 7 },
		    { .state = STATE_PRESENT, .number = 6 } },
		{ OP_VOLUME_ADD, { .state = STATE_PRESENT, .value = 7 },
		    { .state = STATE_PRESENT, .value = 6 } },
		{ OP_GROUP_SWITCH, { .state = STATE_ONLINE, .on = 2 },
		    { .state = STATE_ONLINE, .on = 1 } },
		{ OP_GROUP_SWITCH, { .state = STATE_ONLINE, .on = 2 },
		    { .state = STATE_PENDING, .on = 2 } },
		{ OP_GROUP_RESUME, { .state = STATE_RESUMED },
		    { .state = STATE_SUSPENDED } },
		{ OP_GUEST_VDISK, { .state = STATE_PRESENT, .value = 7 },
		    { .state = STATE_PRESENT, .value = 6 } },
		{ OP_GUEST_VNET, { .state = STATE_PRESENT, .value = 7,
		    .number = 7 }, { .state = STATE_PRESENT, .value = 6,
		    .number = 7 } },
		{ OP_GUEST_VNET, { .state = STATE_PRESENT, .value = 7,
		    .number = 7 }, { .state = STATE_PRESENT, .value = 7,
		    .number = 6 } },
		{ OP_GUEST_UNBIND, { .state = STATE_INACTIVE },
		    { .state = STATE_BOUND } },
		{ OP_GUEST_START, { .state = STATE_AT_OK },
		    { .state = STATE_BOUND } },
		{ OP_GUEST_HALT, { .state = STATE_AT_OK },
		    { .state = STATE_HALTING } },
		{ OP_CONFIG_SAVE, { .state = STATE_SAVED, .value = 7 },
		    { .state = STATE_OLDER, .value = 7 } },
	};
	struct arena arena = { 0 };
	struct names *names = fixture_names(&arena);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct op op = { .kind = rows[i].kind, .number = 7 };
		struct fact fact;

		for (unsigned f = 0; f < FIELDS; f++)
			op.field[f] = 7;
		op.on = 1;
		op.to = 2;
		op_fact(names, &op, &fact);
		assert_true(want_met(&fact.want, &rows[i].done));
		assert_false(want_met(&fact.want, &rows[i].not_done));
	}
	arena_drop(&arena);
}

static void
an_address_that_is_left_out_may_be_any(void **state)
{
	const struct answer given = { .state = STATE_PRESENT, .value = 7,
	    .number = 9 };
	struct op op = { .kind = OP_GUEST_VNET, .on = 1, .guest = 1,
	    .net = 1, .service = 7 };
	struct arena arena = { 0 };
	struct names *names = fixture_names(&arena);
	struct fact fact;

	(void)state;
	op_fact(names, &op, &fact);
	assert_true(want_met(&fact.want, &given));
	op.number = 9;
	op_fact(names, &op, &fact);
	assert_true(want_met(&fact.want, &given));
	op.number = 8;
	op_fact(names, &op, &fact);
	assert_false(want_met(&fact.want, &given));
	arena_drop(&arena);
}

static void
a_question_is_put_where_its_answer_is(void **state)
{
	struct arena arena = { 0 };
	struct names *names = fixture_names(&arena);
	struct op migrate = { .kind = OP_GUEST_MIGRATE, .on = 1, .guest = 1,
	    .to = 2 };
	struct op set = { .kind = OP_GROUP_SET, .on = 1, .group = 1,
	    .value = names_put(names, KIND_TEXT, "Failback=FALSE") };
	struct op vcpus = { .kind = OP_GUEST_VCPUS, .on = 1, .guest = 1,
	    .number = 4 };
	struct fact fact;

	(void)state;
	op_fact(names, &migrate, &fact);
	assert_int_equal(fact.ask.on, 2);
	op_fact(names, &set, &fact);
	assert_int_equal(fact.ask.value, names_find(names, KIND_TEXT,
	    "Failback"));
	assert_int_equal(fact.want.value, set.value);
	op_fact(names, &vcpus, &fact);
	assert_int_equal(fact.ask.value, TEXT_VCPUS);
	arena_drop(&arena);
}

/* Counts what comes through; a change takes ten seconds, a question nothing. */
struct counter {
	struct backend	 backend;	/* first */
	unsigned	 begun, left;
	int64_t		 now_ms, due_ms;
};

static int64_t
counter_now_ms(struct backend *backend)
{
	return ((struct counter *)backend)->now_ms;
}

static uint64_t
counter_begin(struct backend *backend, const struct op *op,
    struct result *res)
{
	struct counter *counter = (struct counter *)backend;

	assert_int_equal(res->outcome, DONE);
	counter->begun++;
	if (op_table[op->kind].question)
		return HANDLE_OVER;
	counter->due_ms = counter->now_ms + 10000;
	return 7;
}

static bool
counter_wait(struct backend *backend, uint64_t handle, int64_t until_ms,
    struct result *res)
{
	struct counter *counter = (struct counter *)backend;

	assert_int_equal(handle, 7);
	assert_int_equal(res->outcome, DONE);
	if (until_ms < counter->due_ms) {
		counter->now_ms = until_ms;
		return false;
	}
	counter->now_ms = counter->due_ms;
	return true;
}

static void
counter_leave(struct backend *backend, uint64_t handle)
{
	assert_int_equal(handle, 7);
	((struct counter *)backend)->left++;
}

static struct counter
counter_make(void)
{
	return (struct counter){ .backend = { "counter", counter_now_ms,
	    counter_begin, counter_wait, counter_leave, NULL, NULL, NULL } };
}

static void
an_operation_that_lacks_a_field_never_reaches_a_machine(void **state)
{
	struct counter counter = counter_make();
	struct op op = { .kind = OP_POOL_CREATE, .on = 1, .pool = 1 };
	struct result res;

	(void)state;
	backend_execute(&counter.backend, &op, 1000, &res);
	assert_int_equal(counter.begun, 0);
	assert_int_equal(res.outcome, FAILED);
	assert_int_equal(res.err.code, ERR_REFUSED);
	op.device = 1;
	backend_execute(&counter.backend, &op, 10000, &res);
	assert_int_equal(counter.begun, 1);
	assert_int_equal(counter.left, 0);
	assert_int_equal(res.outcome, DONE);
	assert_int_equal(res.at_ms, 10000);
}

/* It goes on, and so it may have happened. */
static void
an_operation_that_outlasts_its_limit_is_left_and_in_doubt(void **state)
{
	struct counter counter = counter_make();
	struct op op = { .kind = OP_POOL_CREATE, .on = 1, .pool = 1,
	    .device = 1 };
	struct result res;

	(void)state;
	backend_execute(&counter.backend, &op, 9999, &res);
	assert_int_equal(counter.left, 1);
	assert_int_equal(res.outcome, UNKNOWN);
	assert_int_equal(res.err.code, ERR_TIMEOUT);
	assert_int_equal(res.at_ms, 9999);
}

static void
a_filter_that_adds_nothing_is_not_noticed(void **state)
{
	struct counter counter = counter_make();
	struct backend filter = { "filter", filter_now_ms, filter_begin,
	    filter_wait, filter_leave, &counter.backend, NULL, NULL };
	struct op op = { .kind = OP_POOL_CREATE, .on = 1, .pool = 1,
	    .device = 1 };
	struct result res;

	(void)state;
	backend_execute(&filter, &op, 9999, &res);
	assert_int_equal(counter.left, 1);
	assert_int_equal(res.err.code, ERR_TIMEOUT);
	backend_execute(&filter, &op, 10000, &res);
	assert_int_equal(counter.begun, 2);
	assert_int_equal(res.outcome, DONE);
	assert_int_equal(res.at_ms, 19999);
}

static void
a_result_has_nothing_of_an_older_one(void **state)
{
	struct counter counter = counter_make();
	struct op op = { .kind = OP_NODE_STATE, .on = 1 };
	struct result res;

	(void)state;
	memset(&res, 0, sizeof(res));
	res.answer.number = 7;
	res.at_ms = 7;
	backend_execute(&counter.backend, &op, 1000, &res);
	assert_int_equal(res.answer.number, 0);
	assert_int_equal(res.at_ms, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_operation_without_its_fields_is_not_valid),
		cmocka_unit_test(
		    a_number_is_only_valid_where_it_means_something),
		cmocka_unit_test(
		    a_switch_is_undone_to_where_the_group_was_found),
		cmocka_unit_test(
		    a_setting_is_undone_to_the_value_that_was_found),
		cmocka_unit_test(a_migration_is_undone_from_the_other_end),
		cmocka_unit_test(a_resource_is_disabled_before_it_is_deleted),
		cmocka_unit_test(an_operation_knows_its_place),
		cmocka_unit_test(what_is_brought_back_is_set_and_not_added),
		cmocka_unit_test(
		    a_medium_is_taken_away_without_the_words_of_the_conversion),
		cmocka_unit_test(each_mount_is_paid_where_it_is),
		cmocka_unit_test(a_suspended_group_is_owed_its_resume),
		cmocka_unit_test(strange_meets_nothing),
		cmocka_unit_test(
		    each_part_of_an_answer_is_held_against_its_want),
		cmocka_unit_test(absent_is_as_good_as_equal_where_that_is_said),
		cmocka_unit_test(
		    a_guest_found_running_is_brought_back_to_any_active_state),
		cmocka_unit_test(
		    a_guest_halted_is_not_brought_back_by_staying_at_ok),
		cmocka_unit_test(
		    the_next_master_is_the_first_member_that_is_not_ruled_out),
		cmocka_unit_test(a_text_is_undone_to_the_one_that_was_found),
		cmocka_unit_test(what_was_forced_is_undone_without_force),
		cmocka_unit_test(an_undo_has_all_that_its_own_undo_needs),
		cmocka_unit_test(operations_differ_by_any_part),
		cmocka_unit_test(an_operation_is_named_by_its_innermost_part),
		cmocka_unit_test(just_enough_is_enough),
		cmocka_unit_test(
		    going_back_wants_what_was_found_and_nothing_else),
		cmocka_unit_test(what_passes_by_itself_is_under_way),
		cmocka_unit_test(
		    the_question_of_a_change_asks_for_all_that_it_sets),
		cmocka_unit_test(an_address_that_is_left_out_may_be_any),
		cmocka_unit_test(a_question_is_put_where_its_answer_is),
		cmocka_unit_test(
		    an_operation_that_lacks_a_field_never_reaches_a_machine),
		cmocka_unit_test(
		    an_operation_that_outlasts_its_limit_is_left_and_in_doubt),
		cmocka_unit_test(a_filter_that_adds_nothing_is_not_noticed),
		cmocka_unit_test(a_result_has_nothing_of_an_older_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
