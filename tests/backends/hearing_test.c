/*
 * What goes over a reach is told once, with the order in which it began.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "backends/real/hearing.h"

/* A reach on which a line that is "slow" does not end at once. */
struct rig {
	struct reach	 reach;		/* first */
	struct hearing	 hearing;
	uint64_t	 handle;
	struct overheard	 told[8];
	unsigned	 count;
};

static int64_t
now_ms(struct reach *reach)
{
	(void)reach;
	return 5;
}

static uint64_t
begin(struct reach *reach, const struct order *order, struct heard *heard)
{
	struct rig *rig = (struct rig *)reach;

	*heard = (struct heard){ .lost = false };
	return strcmp(order->line, "slow") == 0 ? ++rig->handle : HANDLE_OVER;
}

static bool
wait(struct reach *reach, uint64_t handle, int64_t until_ms,
    struct heard *heard)
{
	(void)reach;
	(void)until_ms;
	*heard = (struct heard){ .ended = { .status = (int)handle } };
	return true;
}

static bool
kept(struct reach *reach, const struct op *ask, struct answer *answer)
{
	(void)reach;
	*answer = (struct answer){ .state = STATE_ABSENT };
	return ask->on == 1;
}

static bool
by_person(struct reach *reach, uint32_t place)
{
	(void)reach;
	return place == 2;
}

static void
tell(void *with, const struct overheard *exchange)
{
	struct rig *rig = with;

	assert_true(rig->count < 8);
	rig->told[rig->count++] = *exchange;
}

static int
rig_make(void **state)
{
	struct rig *rig = test_calloc(1, sizeof(*rig));

	rig->reach = (struct reach){ .now_ms = now_ms, .begin = begin,
	    .wait = wait, .kept = kept, .by_person = by_person };
	hearing_make(&rig->hearing, &rig->reach);
	rig->hearing.heard = tell;
	rig->hearing.with = rig;
	*state = rig;
	return 0;
}

static int
rig_drop(void **state)
{
	struct rig *rig = *state;

	hearing_drop(&rig->hearing);
	test_free(rig);
	return 0;
}

static uint64_t
types(struct rig *rig, uint32_t place, const char *line)
{
	struct reach *top = &rig->hearing.reach;
	struct heard heard;

	return top->begin(top, &(struct order){ .place = place,
	    .line = line }, &heard);
}

static void
commands_are_numbered_as_they_begin(void **state)
{
	struct rig *rig = *state;
	struct reach *top = &rig->hearing.reach;
	uint64_t handle = types(rig, 1, "slow");
	struct heard heard;

	types(rig, 2, "quick");
	assert_true(top->wait(top, handle, 9, &heard));
	assert_int_equal(rig->count, 2);
	assert_int_equal(rig->told[0].number, 2);
	assert_true(rig->told[0].at_once && rig->told[0].pasted);
	assert_int_equal(rig->told[1].number, 1);
	assert_false(rig->told[1].at_once || rig->told[1].pasted);
	assert_non_null(rig->told[1].heard);
}

static void
a_question_without_a_command_is_told_with_its_answer(void **state)
{
	struct op ask = { .kind = OP_LOCK_STATE, .on = 1 };
	struct rig *rig = *state;
	struct reach *top = &rig->hearing.reach;
	struct answer answer;

	assert_true(top->kept(top, &ask, &answer));
	assert_null(rig->told[0].line);
	assert_int_equal(rig->told[0].ask->kind, OP_LOCK_STATE);
	assert_non_null(rig->told[0].answer);
	ask.on = 2;
	assert_false(top->kept(top, &ask, &answer));
	assert_null(rig->told[1].answer);
	assert_int_equal(rig->told[1].number, 2);
}

static void
what_is_under_way_at_the_end_is_left(void **state)
{
	struct rig *rig = *state;

	types(rig, 1, "slow");
	types(rig, 1, "slow");
	assert_int_equal(rig->count, 0);
	hearing_end(&rig->hearing);
	assert_int_equal(rig->count, 2);
	assert_null(rig->told[0].heard);
	assert_null(rig->told[1].heard);
	hearing_end(&rig->hearing);
	assert_int_equal(rig->count, 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, rig_make, rig_drop)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(commands_are_numbered_as_they_begin),
		TEST(a_question_without_a_command_is_told_with_its_answer),
		TEST(what_is_under_way_at_the_end_is_left),
	};

	return cmocka_run_group_tests_name("hearing", tests, NULL, NULL);
}
