/*
 * The filter that answers for a node which the cluster has given up, and what
 * its answers amount to.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/arena.h"
#include "core/stack/fence.h"
#include "tests/posts_fixture.h"

/* A bottom with one dead node, node 1. */
struct stub {
	struct backend	 backend;	/* first */
	bool		 answers;	/* the node itself */
	enum state	 member, power;	/* what the others say */
	bool		 silent;	/* nobody else answers */
	bool		 nameless;	/* no hostid of the node is declared */
	unsigned	 asked, left;
	bool		 slow;		/* each answer takes a second ... */
	bool		 hangs;		/* ... or does not come */
	int64_t		 now_ms;
	struct result	 result;	/* of the question that takes time */
};

enum { SLOW = 7 };

static int64_t
stub_now_ms(struct backend *backend)
{
	return ((struct stub *)backend)->now_ms;
}

static uint64_t
stub_begin(struct backend *backend, const struct op *op, struct result *res)
{
	struct stub *stub = (struct stub *)backend;
	bool member = op->kind == OP_MEMBER_STATE;
	bool power = op->kind == OP_NODE_STATE && op->value == TEXT_POWER;

	stub->asked++;
	res->answer.state = member ? stub->member : power ? stub->power :
	    STATE_PRESENT;
	if (member || power ? stub->silent : !stub->answers) {
		res->outcome = UNKNOWN;
		err_set(&res->err, ERR_NO_ANSWER, "silence");
	}
	stub->result = *res;
	return stub->slow ? SLOW : HANDLE_OVER;
}

static bool
stub_wait(struct backend *backend, uint64_t handle, int64_t until_ms,
    struct result *res)
{
	struct stub *stub = (struct stub *)backend;

	assert_int_equal(handle, SLOW);
	if (stub->hangs || stub->now_ms + 1000 > until_ms) {
		stub->now_ms = until_ms;
		return false;
	}
	stub->now_ms += 1000;
	*res = stub->result;
	return true;
}

static void
stub_leave(struct backend *backend, uint64_t handle)
{
	assert_int_equal(handle, SLOW);
	((struct stub *)backend)->left++;
}

static struct stub
stub_dead(void)
{
	return (struct stub){ .backend = { "stub", stub_now_ms, stub_begin,
	    stub_wait, stub_leave, NULL, NULL, NULL }, .member = STATE_DOWN,
	    .power = STATE_DOWN };
}

static struct result
asked(struct stub *stub, const struct op *op, bool has_sp)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct fence fence;
	struct result res;

	site->nodes[1].sp.host = has_sp ? "node1-sp" : NULL;
	site->nodes[1].hostid = stub->nameless ? 0 : 0x84fb0001;
	fence_make(&fence, &stub->backend, site);
	backend_execute(&fence.backend, op, 5000, &res);
	arena_drop(&arena);
	return res;
}

static const struct op lock = { .kind = OP_LOCK_STATE, .on = 1, .file = 1 };

static void
a_node_that_answers_is_asked_nothing_else(void **state)
{
	struct stub stub = stub_dead();

	(void)state;
	stub.answers = true;
	assert_int_equal(asked(&stub, &lock, true).answer.state,
	    STATE_PRESENT);
	assert_int_equal(stub.asked, 1);
}

static void
the_members_answer_for_a_node_that_they_have_fenced(void **state)
{
	struct stub stub = stub_dead();
	struct result res = asked(&stub, &lock, false);

	(void)state;
	assert_int_equal(res.outcome, DONE);
	assert_int_equal(res.answer.state, STATE_FENCED);
	assert_int_equal(res.answer.on, 1);
}

static void
only_a_declared_service_processor_proves_no_power(void **state)
{
	struct stub stub = stub_dead();

	(void)state;
	assert_int_equal(asked(&stub, &lock, true).answer.state,
	    STATE_NO_POWER);
	stub.power = STATE_UP;
	assert_int_equal(asked(&stub, &lock, true).answer.state,
	    STATE_FENCED);
	stub.power = STATE_DOWN;
	stub.nameless = true;
	assert_int_equal(asked(&stub, &lock, true).answer.state,
	    STATE_FENCED);
}

static void
a_node_that_counts_as_a_member_stays_without_an_answer(void **state)
{
	struct stub stub = stub_dead();

	(void)state;
	stub.member = STATE_UP;
	assert_int_equal(asked(&stub, &lock, true).outcome, UNKNOWN);
	stub = stub_dead();
	stub.silent = true;
	assert_int_equal(asked(&stub, &lock, true).outcome, UNKNOWN);
}

/* The node, the members, its service processor: one after the other. */
static void
questions_that_take_time_are_waited_for(void **state)
{
	struct stub stub = stub_dead();

	(void)state;
	stub.slow = true;
	assert_int_equal(asked(&stub, &lock, true).answer.state,
	    STATE_NO_POWER);
	assert_int_equal(stub.now_ms, 1000 * (int64_t)stub.asked);
	assert_int_equal(stub.left, 0);
	stub = stub_dead();
	stub.slow = stub.answers = true;
	assert_int_equal(asked(&stub, &lock, true).answer.state,
	    STATE_PRESENT);
	assert_int_equal(stub.now_ms, 1000);
}

static void
a_question_that_does_not_end_is_left(void **state)
{
	struct stub stub = stub_dead();

	(void)state;
	stub.slow = stub.hangs = true;
	assert_int_equal(asked(&stub, &lock, true).outcome, UNKNOWN);
	assert_int_equal(stub.now_ms, 5000);
	assert_int_equal(stub.left, 1);
}

/* A change without an answer may have taken effect: nobody else knows. */
static void
changes_and_questions_to_the_cluster_are_not_answered_for(void **state)
{
	const struct op group = { .kind = OP_GROUP_STATE, .group = 1 };
	const struct op take = { .kind = OP_LOCK_TAKE, .on = 1, .file = 1 };
	struct stub stub = stub_dead();

	(void)state;
	assert_int_equal(asked(&stub, &group, true).outcome, UNKNOWN);
	assert_int_equal(asked(&stub, &take, true).outcome, UNKNOWN);
	assert_int_equal(stub.asked, 2);
}

static void
the_answer_of_a_fence_meets_nothing_that_is_wanted(void **state)
{
	const struct answer fenced = { .state = STATE_FENCED };
	const struct answer off = { .state = STATE_NO_POWER };
	const struct want any = { 0 }, none = { .cares = WANT_NUMBER };
	const struct want absent = { .cares = WANT_OR_ABSENT };

	(void)state;
	assert_false(want_met(&any, &fenced) || want_met(&any, &off));
	assert_false(want_met(&none, &fenced) || want_met(&none, &off));
	assert_false(want_met(&absent, &fenced) || want_met(&absent, &off));
}

static void
membership_proves_locks_gone_and_only_no_power_a_guest(
    void **state)
{
	const struct answer fenced = { .state = STATE_FENCED };
	const struct answer off = { .state = STATE_NO_POWER };
	struct op guest = { .kind = OP_GUEST_STATE, .on = 1, .guest = 1 };

	(void)state;
	assert_int_equal(op_fenced_answer(&lock, &fenced).state, STATE_ABSENT);
	assert_int_equal(op_fenced_answer(&lock, &off).state, STATE_ABSENT);
	assert_int_equal(op_fenced_answer(&guest, &fenced).state,
	    STATE_FENCED);
	assert_int_equal(op_fenced_answer(&guest, &off).state, STATE_INACTIVE);
	guest.value = TEXT_VCPUS;
	assert_int_equal(op_fenced_answer(&guest, &off).state,
	    STATE_NO_POWER);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_node_that_answers_is_asked_nothing_else),
		cmocka_unit_test(
		    the_members_answer_for_a_node_that_they_have_fenced),
		cmocka_unit_test(
		    only_a_declared_service_processor_proves_no_power),
		cmocka_unit_test(
		    a_node_that_counts_as_a_member_stays_without_an_answer),
		cmocka_unit_test(questions_that_take_time_are_waited_for),
		cmocka_unit_test(a_question_that_does_not_end_is_left),
		cmocka_unit_test(
		changes_and_questions_to_the_cluster_are_not_answered_for),
		cmocka_unit_test(
		    the_answer_of_a_fence_meets_nothing_that_is_wanted),
		cmocka_unit_test(
		    membership_proves_locks_gone_and_only_no_power_a_guest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
