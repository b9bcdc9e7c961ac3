/*
 * The filters requests and members over a backend that counts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "core/stack/members.h"
#include "core/stack/requests.h"

enum { NODES = 3, LIMIT_MS = 30000 };

/* Answers "present" with the number of the question, as fast as it takes. */
struct counter {
	struct backend	 backend;	/* first */
	int64_t		 now_ms, due_ms;
	int64_t		 answers_in_ms;
	struct op	 last;
	struct answers	 all;
	unsigned	 asked, begun, left;
	uint32_t	 dead;		/* set of nodes that do not answer */
};

/* Of files, which these questions do not name. */
static const struct names names;
static struct counter counter;
static struct requests requests;
static struct members members;

static int64_t
counter_now_ms(struct backend *backend)
{
	(void)backend;
	return counter.now_ms;
}

static void
counter_answer(struct result *result)
{
	if (counter.last.on < 32 &&
	    (counter.dead >> counter.last.on & 1) != 0) {
		result->outcome = UNKNOWN;
		err_set(&result->err, ERR_NO_ANSWER, "node%u",
		    (unsigned)counter.last.on);
		return;
	}
	result->outcome = DONE;
	result->answer.state = STATE_PRESENT;
	result->answer.number = counter.asked;
	if (op_of_all(&counter.last))
		result->all = &counter.all;
}

static uint64_t
counter_begin(struct backend *backend, const struct op *op,
    struct result *result)
{
	(void)backend;
	counter.last = *op;
	counter.asked += op_table[op->kind].question;
	counter.begun += !op_table[op->kind].question;
	counter.due_ms = counter.now_ms + (op->kind == OP_PAUSE ?
	    op->number : counter.answers_in_ms);
	if (counter.due_ms > counter.now_ms)
		return 1;
	counter_answer(result);
	return HANDLE_OVER;
}

static bool
counter_wait(struct backend *backend, uint64_t handle, int64_t until_ms,
    struct result *result)
{
	(void)backend;
	assert_int_equal(handle, 1);
	counter.now_ms = counter.due_ms < until_ms ? counter.due_ms :
	    until_ms;
	if (counter.now_ms < counter.due_ms)
		return false;
	counter_answer(result);
	return true;
}

static void
counter_leave(struct backend *backend, uint64_t handle)
{
	(void)backend;
	assert_int_equal(handle, 1);
	counter.left++;
}

static int
setup(void **state)
{
	(void)state;
	counter = (struct counter){ .backend = { .name = "counter",
	    .now_ms = counter_now_ms, .begin = counter_begin,
	    .wait = counter_wait, .leave = counter_leave } };
	requests_make(&requests, &counter.backend, &names, 0);
	members_make(&members, &requests.backend, NODES);
	return 0;
}

static struct result
ask(struct op op)
{
	struct result result;

	backend_execute(&members.backend, &op, LIMIT_MS, &result);
	return result;
}

static const struct op guest1 = { .kind = OP_GUEST_STATE, .on = 1,
    .guest = 1 };
static const struct op guest2 = { .kind = OP_GUEST_STATE, .on = 1,
    .guest = 2 };
static const struct op there = { .kind = OP_GUEST_STATE, .on = 2,
    .guest = 1 };
static const struct op group = { .kind = OP_GROUP_STATE, .group = 1 };
static const struct op change = { .kind = OP_GUEST_BIND, .on = 3,
    .guest = 9 };
static const struct op pause = { .kind = OP_PAUSE, .number = 10000 };

static void
assert_counts(unsigned questions, unsigned count, unsigned polls)
{
	assert_int_equal(requests.questions, questions);
	assert_int_equal(requests.count, count);
	assert_int_equal(requests.polls, polls);
}

static void
questions_of_one_command_are_one_request(void **state)
{
	(void)state;
	ask(guest1);
	ask(guest2);
	assert_counts(2, 1, 0);
	assert_int_equal(counter.asked, 2);
	ask(there);
	assert_counts(3, 2, 0);
}

static void
what_was_answered_is_answered_again_and_nobody_is_asked(void **state)
{
	struct result result;

	(void)state;
	ask(guest1);
	ask(guest2);
	result = ask(guest1);
	assert_int_equal(result.outcome, DONE);
	assert_int_equal(result.answer.number, 1);
	assert_int_equal(ask(guest2).answer.number, 2);
	assert_int_equal(counter.asked, 2);
}

static void
a_change_anywhere_makes_every_request_anew(void **state)
{
	(void)state;
	ask(guest1);
	ask(there);
	ask(change);
	assert_int_equal(ask(guest1).answer.number, 3);
	assert_int_equal(ask(there).answer.number, 4);
	assert_counts(4, 4, 0);
}

static void
what_is_asked_again_after_a_wait_is_a_poll(void **state)
{
	(void)state;
	ask(guest1);
	ask(pause);
	assert_int_equal(ask(guest1).answer.number, 2);
	ask(guest2);
	assert_counts(3, 1, 1);
	ask(there);
	assert_counts(4, 2, 1);
	ask(pause);
	ask(there);
	ask(guest1);
	assert_counts(6, 2, 3);
	ask(change);
	ask(guest1);
	assert_counts(7, 3, 3);
}

/* P10 */
static void
the_proof_of_a_forced_operation_is_a_new_request(void **state)
{
	struct op proof = guest1;

	(void)state;
	ask(guest1);
	ask(guest2);
	proof.forced = 1;
	assert_int_equal(ask(proof).answer.number, 3);
	assert_int_equal(ask(proof).answer.number, 4);
	assert_counts(4, 3, 0);
	/* What the older request said is forgotten. */
	assert_int_equal(ask(guest2).answer.number, 5);
	assert_counts(5, 3, 0);
}

static void
a_resume_knows_nothing_of_what_was_asked(void **state)
{
	(void)state;
	ask(guest1);
	requests_forget(&requests);
	assert_int_equal(ask(guest1).answer.number, 2);
	assert_counts(2, 2, 0);
}

static void
what_was_not_answered_is_asked_anew(void **state)
{
	(void)state;
	counter.dead = 1u << 1;
	assert_int_equal(ask(guest1).outcome, UNKNOWN);
	assert_int_equal(ask(guest1).outcome, UNKNOWN);
	assert_counts(2, 2, 0);
	counter.dead = 0;
	assert_int_equal(ask(guest1).answer.number, 3);
	assert_counts(3, 3, 0);
}

static void
a_person_is_asked_without_a_request(void **state)
{
	const struct op word = { .kind = OP_WORD_STATE, .guest = 1,
	    .value = 1 };

	(void)state;
	assert_int_equal(ask(word).answer.number, 1);
	assert_int_equal(ask(word).answer.number, 2);
	assert_counts(2, 0, 0);
}

/* It is borrowed: the backend may give another one for it at any time. */
static void
a_list_is_kept_by_the_backend(void **state)
{
	const struct op all = { .kind = OP_GUEST_STATE, .on = 1 };

	(void)state;
	assert_ptr_equal(ask(all).all, &counter.all);
	assert_ptr_equal(ask(all).all, &counter.all);
	assert_int_equal(ask(guest1).answer.number, 3);
	assert_counts(3, 1, 0);
}

static void
a_request_takes_its_time_and_a_question_none(void **state)
{
	(void)state;
	requests.takes_ms = 300;
	assert_int_equal(ask(guest1).at_ms, 300);
	assert_int_equal(ask(guest2).at_ms, 300);
	assert_int_equal(ask(guest1).at_ms, 300);
	assert_int_equal(ask(there).at_ms, 600);
	counter.answers_in_ms = 50;
	ask(change);
	assert_int_equal(ask(guest1).at_ms, 1000);
	assert_int_equal(ask(guest2).at_ms, 1050);
	assert_int_equal(ask(guest1).at_ms, 1050);
}

static void
a_question_that_takes_too_long_is_left(void **state)
{
	(void)state;
	requests.takes_ms = LIMIT_MS + 1;
	assert_int_equal(ask(guest1).outcome, UNKNOWN);
	assert_int_equal(counter.left, 1);
	requests.takes_ms = 1;
	counter.answers_in_ms = LIMIT_MS;
	assert_int_equal(ask(guest1).outcome, UNKNOWN);
	assert_int_equal(counter.left, 2);
	counter.answers_in_ms = 0;
	assert_int_equal(ask(guest1).outcome, DONE);
}

static void
more_requests_than_are_kept_are_made_anew(void **state)
{
	struct op op = guest1;

	(void)state;
	for (uint32_t i = 1; i <= REQUESTS_MADE + 1; i++) {
		op.on = i;
		ask(op);
	}
	ask(op);
	assert_counts(REQUESTS_MADE + 2, REQUESTS_MADE + 2, 0);
	ask(guest1);
	assert_counts(REQUESTS_MADE + 3, REQUESTS_MADE + 2, 0);
}

static void
the_first_node_is_asked_about_the_cluster(void **state)
{
	(void)state;
	assert_int_equal(ask(group).outcome, DONE);
	assert_int_equal(counter.last.on, 1);
	assert_int_equal(counter.asked, 1);
}

static void
another_member_is_asked_when_one_does_not_answer(void **state)
{
	const struct op pool = { .kind = OP_POOL_STATE, .pool = 1 };
	const struct op type = { .kind = OP_TYPE_STATE, .type = 1 };

	(void)state;
	counter.dead = 1u << 1;
	assert_int_equal(ask(group).outcome, DONE);
	assert_int_equal(counter.last.on, 2);
	assert_int_equal(counter.asked, 2);
	/* Who has answered is asked first. */
	assert_int_equal(ask(pool).outcome, DONE);
	assert_int_equal(counter.last.on, 2);
	assert_int_equal(counter.asked, 3);
	counter.dead = 1u << 2 | 1u << 3;
	assert_int_equal(ask(type).outcome, DONE);
	assert_int_equal(counter.last.on, 1);
	assert_int_equal(counter.asked, 6);
}

static void
where_nobody_answers_the_cluster_does_not(void **state)
{
	struct result result;

	(void)state;
	counter.dead = ~0u;
	result = ask(group);
	assert_int_equal(result.outcome, UNKNOWN);
	assert_int_equal(result.err.code, ERR_NO_ANSWER);
	assert_string_equal(result.err.text, "the cluster does not answer");
	assert_int_equal(counter.asked, NODES);
}

static void
a_question_that_names_its_node_is_asked_there(void **state)
{
	struct op on3 = group;

	(void)state;
	on3.on = 3;
	counter.dead = 1u << 3;
	assert_int_equal(ask(on3).outcome, UNKNOWN);
	assert_int_equal(counter.asked, 1);
	ask(guest1);
	assert_int_equal(counter.last.on, 1);
}

static void
who_takes_too_long_is_not_asked_first_again(void **state)
{
	(void)state;
	counter.answers_in_ms = LIMIT_MS + 1;
	assert_int_equal(ask(group).outcome, UNKNOWN);
	assert_int_equal(counter.left, 1);
	counter.answers_in_ms = 10;
	counter.dead = 1u << 2;
	assert_int_equal(ask(group).outcome, DONE);
	assert_int_equal(counter.last.on, 3);
	assert_int_equal(counter.asked, 3);
}

#define T(test)	cmocka_unit_test_setup(test, setup)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(questions_of_one_command_are_one_request),
		T(what_was_answered_is_answered_again_and_nobody_is_asked),
		T(a_change_anywhere_makes_every_request_anew),
		T(what_is_asked_again_after_a_wait_is_a_poll),
		T(the_proof_of_a_forced_operation_is_a_new_request),
		T(a_resume_knows_nothing_of_what_was_asked),
		T(what_was_not_answered_is_asked_anew),
		T(a_person_is_asked_without_a_request),
		T(a_list_is_kept_by_the_backend),
		T(a_request_takes_its_time_and_a_question_none),
		T(a_question_that_takes_too_long_is_left),
		T(more_requests_than_are_kept_are_made_anew),
		T(the_first_node_is_asked_about_the_cluster),
		T(another_member_is_asked_when_one_does_not_answer),
		T(where_nobody_answers_the_cluster_does_not),
		T(a_question_that_names_its_node_is_asked_there),
		T(who_takes_too_long_is_not_asked_first_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
