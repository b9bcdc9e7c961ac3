/*
 * A machine loses its power only if somebody has said so by its name: by a
 * command, by a person's hand, forward and back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "backends/real/real.h"
#include "tests/posts_fixture.h"
#include "tools/apply/apply.h"

/* A way on which commands are counted. */
struct rig {
	struct reach	 reach;		/* first */
	struct arena	 arena;
	struct site	*site;
	struct plan	*plan;
	struct job	 job;
	struct consents	 consents;
	struct watcher	 watcher;
	struct real	 real;
	unsigned	 typed;		/* power commands */
};

static int64_t
now_ms(struct reach *reach)
{
	(void)reach;
	return 0;
}

static uint64_t
begin(struct reach *reach, const struct order *order, struct heard *heard)
{
	static const char host[] = "/HOST\n  Properties:\n"
	    "  macaddress = 0:14:4f:fb:0:1\n", stops[] = "Stopping /SYS\n";
	struct rig *rig = (struct rig *)reach;
	const char *text = order->change ? stops : host;

	rig->typed += order->change;
	*heard = (struct heard){ .ended = { .out = text, .err = "",
	    .out_size = strlen(text) } };
	return HANDLE_OVER;
}

static bool
kept(struct reach *reach, const struct op *ask, struct answer *answer)
{
	(void)reach;
	(void)ask;
	(void)answer;
	return false;
}

/* No procedure of today cuts power: a step of another one is made to. */
static int
rig_make(void **state)
{
	struct rig *rig = test_calloc(1, sizeof(*rig));
	struct err err;

	rig->site = posts_site(&rig->arena);
	rig->site->nodes[1].hostid = 0x84fb0001;
	rig->site->nodes[1].sp.host = "one-sp";
	rig->plan = posts_plan(&rig->arena, rig->site, "switch ldom1");
	assert_true(job_read_line(&rig->arena, rig->site, "switch ldom1",
	    &rig->job, &err));
	rig->plan->steps[1].op = (struct op){ .kind = OP_NODE_POWER_OFF,
	    .on = 1 };
	rig->reach = (struct reach){ .now_ms = now_ms, .begin = begin,
	    .kept = kept };
	watcher_make(&rig->watcher, &rig->reach, rig->site->names);
	real_make(&rig->real, rig->site, rig->site->names,
	    &rig->watcher.reach);
	*state = rig;
	return 0;
}

static int
rig_drop(void **state)
{
	struct rig *rig = *state;

	real_drop(&rig->real);
	arena_drop(&rig->arena);
	test_free(rig);
	return 0;
}

static bool
names(struct rig *rig, const char *node, struct err *err)
{
	struct options options = { .power_off = { { node }, 1 } };

	return consents_name(&rig->consents, &options, err);
}

static struct result
cuts(struct rig *rig, uint32_t node)
{
	const struct op op = { .kind = OP_NODE_POWER_OFF, .on = node };
	struct result res;

	backend_execute(&rig->real.backend, &op, 1, &res);
	return res;
}

static void
a_step_that_cuts_power_needs_the_name_of_the_node(void **state)
{
	struct rig *rig = *state;
	struct consent *missing;
	struct err err;

	consents_list(&rig->consents, rig->plan, &rig->job, 0,
	    rig->plan->step_count);
	missing = consents_missing(&rig->consents);
	assert_non_null(missing);
	assert_int_equal(missing->step, 1);
	assert_string_equal(consent_option(&rig->arena, missing),
	    "--power-off node1");
	assert_string_equal(consent_text(&rig->arena, missing), "the power of "
	    "node1 is cut: whatever runs there is dead");
	assert_false(names(rig, "node2", &err));
	assert_int_equal(err.code, ERR_NOT_CONFIRMED);
	assert_true(names(rig, "node1", &err));
	assert_null(consents_missing(&rig->consents));
}

static void
nothing_is_cut_without_its_yes(void **state)
{
	struct rig *rig = *state;
	struct result res = cuts(rig, 1);
	struct err err;

	assert_int_equal(res.outcome, FAILED);
	assert_int_equal(res.err.code, ERR_NOT_CONFIRMED);
	assert_non_null(strstr(res.err.text, "--power-off"));
	consents_list(&rig->consents, rig->plan, &rig->job, 0,
	    rig->plan->step_count);
	rig->watcher.consents = &rig->consents;
	assert_int_equal(cuts(rig, 1).outcome, FAILED);
	assert_int_equal(rig->typed, 0);
	assert_true(names(rig, "node1", &err));
	assert_int_equal(cuts(rig, 1).outcome, DONE);
	assert_int_equal(rig->typed, 1);
}

/* One yes is for one machine. */
static void
the_yes_for_one_node_is_none_for_another(void **state)
{
	struct rig *rig = *state;
	struct err err;

	rig->site->nodes[2].hostid = 0x84fb0001;
	rig->site->nodes[2].sp.host = "two-sp";
	consents_list(&rig->consents, rig->plan, &rig->job, 0,
	    rig->plan->step_count);
	rig->watcher.consents = &rig->consents;
	assert_true(names(rig, "node1", &err));
	assert_int_equal(cuts(rig, 2).outcome, FAILED);
	assert_int_equal(rig->typed, 0);
}

/* What has given power takes it away on the way back. */
static void
the_way_back_asks_too(void **state)
{
	struct rig *rig = *state;
	struct err err;

	consents_list_back(&rig->consents, rig->plan);
	assert_int_equal(rig->consents.count, 0);
	rig->plan->steps[1].op.kind = OP_NODE_POWER_ON;
	consents_list(&rig->consents, rig->plan, &rig->job, 0,
	    rig->plan->step_count);
	assert_int_equal(rig->consents.count, 0);
	consents_list_back(&rig->consents, rig->plan);
	rig->watcher.consents = &rig->consents;
	assert_int_equal(cuts(rig, 1).outcome, FAILED);
	assert_true(names(rig, "node1", &err));
	assert_int_equal(cuts(rig, 1).outcome, DONE);
}

/* Where there is no service processor a person says when it is off, and is not
 * asked for it again. */
static void
a_person_cuts_the_power_of_a_node_without_a_service_processor(void **state)
{
	const struct op ask = { .kind = OP_NODE_STATE, .on = 1,
	    .value = TEXT_POWER };
	struct rig *rig = *state;
	struct ask person = { .in = tmpfile(), .out = tmpfile(),
	    .can = true };
	struct result res;
	struct hand hand;
	struct err err;

	fputs("done\nup\n", person.in);
	rewind(person.in);
	rig->site->nodes[1].sp.host = NULL;
	hand_make(&hand, rig->site, &person);
	rig->watcher.hand = &hand;
	rig->watcher.consents = &rig->consents;
	assert_int_equal(cuts(rig, 1).outcome, FAILED);
	assert_int_equal(ftell(person.out), 0);
	consents_list(&rig->consents, rig->plan, &rig->job, 0,
	    rig->plan->step_count);
	assert_true(names(rig, "node1", &err));
	assert_int_equal(cuts(rig, 1).outcome, DONE);
	backend_execute(&rig->real.backend, &ask, 1, &res);
	assert_int_equal(res.answer.state, STATE_DOWN);
	hand.done.kind = OP_NONE;
	backend_execute(&rig->real.backend, &ask, 1, &res);
	assert_int_equal(res.answer.state, STATE_UP);
	assert_int_equal(rig->typed, 0);
	fclose(person.in);
	fclose(person.out);
}

#define TEST(name)	cmocka_unit_test_setup_teardown(name, rig_make, \
	rig_drop)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_step_that_cuts_power_needs_the_name_of_the_node),
	    TEST(nothing_is_cut_without_its_yes),
	    TEST(the_yes_for_one_node_is_none_for_another),
	    TEST(the_way_back_asks_too),
	    TEST(a_person_cuts_the_power_of_a_node_without_a_service_processor),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
