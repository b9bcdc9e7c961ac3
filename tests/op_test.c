#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/arena.h"
#include "core/op.h"
#include "core/policy.h"

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
a_suspended_group_is_owed_its_resume(void **state)
{
	struct op op = { .kind = OP_GROUP_SUSPEND, .on = 1, .group = 4 };
	struct op payment;

	(void)state;
	assert_true(op_payment(&op, &payment));
	assert_int_equal(payment.kind, OP_GROUP_RESUME);
	assert_int_equal(payment.group, 4);
	assert_false(op_payment(&payment, &payment));
}

static void
strange_meets_nothing(void **state)
{
	struct answer strange = { .state = STATE_STRANGE };
	struct want any = { 0 };

	(void)state;
	assert_false(want_met(&any, &strange));
	assert_false(answer_equal(&strange, &strange));
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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
