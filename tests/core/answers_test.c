#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "core/op/answers.h"

/* With every field that its row asks for. */
static struct op
whole(enum op_kind kind)
{
	struct op op = { .kind = kind };

	for (unsigned f = 0; f < FIELDS; f++)
		if ((op_table[kind].takes & TAKES(f)) != 0)
			op.field[f] = 1;
	return op;
}

static void
the_field_that_is_left_out_is_one_that_the_question_takes(void **state)
{
	(void)state;
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++) {
		enum field all = op_table[kind].all;

		if (all == F_ON)
			continue;
		assert_true(op_table[kind].question);
		assert_int_not_equal(TAKES(all) & op_table[kind].takes, 0);
		assert_int_equal(op_all_field(kind), all);
	}
	assert_int_equal(op_all_field(OP_CONFIG_STATE), F_VALUE);
	assert_int_equal(op_all_field(OP_GUEST_STATE), F_GUEST);
}

static void
a_question_without_its_object_is_about_all(void **state)
{
	(void)state;
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++) {
		struct op op = whole(kind);

		assert_false(op_of_all(&op));
		if (op_table[kind].all == F_ON)
			continue;
		op.field[op_all_field(kind)] = 0;
		assert_true(op_of_all(&op));
		assert_false(op_valid(&op));
		op = op_of_one(&op, 7);
		assert_int_equal(op.field[op_all_field(kind)], 7);
		assert_true(op_valid(&op));
	}
}

static void
a_question_about_all_lacks_nothing_else(void **state)
{
	struct op no_node = { .kind = OP_CONFIG_STATE };
	struct op too_much = { .kind = OP_CONFIG_STATE, .on = 1, .pool = 1 };
	struct op change = { .kind = OP_POOL_IMPORT, .on = 1 };
	struct op one_kind = { .kind = OP_LOCK_STATE, .on = 1 };
	struct op none = { .kind = OP_KINDS };

	(void)state;
	assert_false(op_of_all(&no_node));
	assert_false(op_of_all(&too_much));
	assert_false(op_of_all(&change));
	assert_false(op_of_all(&one_kind));
	assert_false(op_of_all(&none));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_field_that_is_left_out_is_one_that_the_question_takes),
		cmocka_unit_test(a_question_without_its_object_is_about_all),
		cmocka_unit_test(a_question_about_all_lacks_nothing_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
