/*
 * The engine's names and the world's grow apart; numbers are translated by
 * text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/session/simulated.h"
#include "backends/sim/session/vocabulary.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/world.h"
#include "core/run/event.h"
#include "tests/sim_fixture.h"

struct heard {
	struct sink	 sink;		/* first */
	struct event	 last[EVENT_TYPES];
};

static struct arena arena;
static struct site *site;
static struct simulated simulated;
static struct heard heard;

static void
hear(struct sink *sink, const struct event *event)
{
	((struct heard *)sink)->last[event->type] = *event;
}

static void
begin(enum guest_now now)
{
	site = fixture_site(&arena, 2, 2, now);
	heard = (struct heard){ .sink = { hear } };
	simulated_make(&simulated, &(struct simulated_from){ .site = site,
	    .names = site->names, .seed = 1 }, &heard.sink);
}

static int
end(void **state)
{
	(void)state;
	simulated_drop(&simulated);
	arena_drop(&arena);
	return 0;
}

static uint32_t
named(enum kind kind, const char *text)
{
	return names_put(site->names, kind, text);
}

/* Names that only the world has, so that its next number is another one. */
static void
apart(enum kind kind)
{
	names_put(sim_names(simulated.sim), kind, "of the world");
	names_put(sim_names(simulated.sim), kind, "of the world, too");
}

static void
typed(const char *line)
{
	struct call call;

	simulated_feed(&simulated, 1, &(struct typed){ .text = line },
	    &call);
	sim_run_until(simulated.sim, sim_now_ms(simulated.sim) + 3600000);
	call_go_on(&call);
	if (call.status != 0)
		fail_msg("%s: %s", line, buffer_text(&call.err));
	call_drop(&call);
}

static struct result
carried_out(struct op op)
{
	struct result res;

	backend_execute(&simulated.backend, &op, FIXTURE_DAY_MS, &res);
	return res;
}

static void
the_engine_does_not_learn_what_nobody_says_to_it(void **state)
{
	size_t bytes;

	(void)state;
	begin(NOW_CLUSTERED);
	sim_listen(simulated.sim, NULL);
	bytes = names_bytes(site->names);
	typed("ldm add-domain test1");
	typed("ldm set-variable boot-device=disk1 test1");
	typed("ldm add-spconfig mine");
	assert_int_equal(names_bytes(site->names), bytes);
	assert_int_not_equal(names_find(sim_names(simulated.sim), KIND_GUEST,
	    "test1"), 0);
}

static void
what_the_engine_names_is_the_same_thing_in_the_world(void **state)
{
	struct op op = { .kind = OP_GUEST_DEFINE, .on = 2 };
	char *text;

	(void)state;
	begin(NOW_CLUSTERED);
	apart(KIND_GUEST);
	typed("ldm add-domain test1");
	named(KIND_GUEST, "test2");
	op.guest = named(KIND_GUEST, "test3");
	assert_int_equal(carried_out(op).outcome, DONE);
	text = sim_text(simulated.sim, NULL);
	assert_non_null(strstr(text, "guest test1 on=node1 "));
	assert_non_null(strstr(text, "guest test3 on=node2 "));
	assert_null(strstr(text, "test2"));
	free(text);
	op.kind = OP_GUEST_STATE;
	assert_int_equal(carried_out(op).answer.state, STATE_INACTIVE);
	op.guest = named(KIND_GUEST, "test2");
	assert_int_equal(carried_out(op).answer.state, STATE_ABSENT);
	op.on = 1;
	op.guest = named(KIND_GUEST, "test1");
	assert_int_equal(carried_out(op).answer.state, STATE_INACTIVE);
}

static void
the_value_of_an_answer_is_a_name_of_the_engine(void **state)
{
	struct op ask = { .kind = OP_GUEST_STATE, .on = 1, .guest = 1 };
	struct op change = { .kind = OP_GUEST_VARIABLE, .on = 1, .guest = 1 };
	struct result res;

	(void)state;
	begin(NOW_DEFINED);
	apart(KIND_TEXT);
	typed("ldm set-variable boot-device=disk1 ldom1");
	ask.value = named(KIND_TEXT, "boot-device");
	res = carried_out(ask);
	assert_string_equal(names_text(site->names, KIND_TEXT,
	    res.answer.value), "boot-device=disk1");
	change.value = named(KIND_TEXT, "boot-device=disk2");
	assert_int_equal(carried_out(change).outcome, DONE);
	assert_int_equal(carried_out(ask).answer.value, change.value);
	typed("ldm add-vsw net-dev=nxge3 spare-vsw0 primary");
	typed("ldm set-vnet vswitch=spare-vsw0 vnet0 ldom1");
	ask = (struct op){ .kind = OP_GUEST_STATE, .on = 1, .guest = 1,
	    .net = named(KIND_NET, "vnet0") };
	assert_string_equal(names_text(site->names, KIND_SERVICE,
	    carried_out(ask).answer.value), "spare-vsw0");
}

/* The engine may have named the same things in another order. */
static void
a_list_is_in_the_order_of_the_engines_numbers(void **state)
{
	struct op all = { .kind = OP_GUEST_STATE, .on = 1 };
	uint32_t last;
	struct result res;

	(void)state;
	begin(NOW_RUNNING);
	last = named(KIND_GUEST, "test2");
	typed("ldm add-domain test1");
	typed("ldm add-domain test2");
	typed("ldm add-domain test3");
	res = carried_out(all);
	assert_int_equal(res.all->count, 4);
	for (uint32_t i = 1; i < 4; i++)
		assert_true(res.all->list[i].object >
		    res.all->list[i - 1].object);
	assert_int_equal(res.all->list[0].object, 1);
	assert_int_equal(res.all->list[1].object, last);
	assert_string_equal(names_text(site->names, KIND_GUEST,
	    res.all->list[3].object), "test3");
	assert_int_equal(res.all->list[1].answer.state, STATE_INACTIVE);
}

static void
events_name_things_as_the_engine_does(void **state)
{
	const struct event *change = &heard.last[EVENT_CHANGE];

	(void)state;
	begin(NOW_RUNNING);
	named(KIND_GUEST, "another");
	apart(KIND_GUEST);
	typed("ldm add-domain test1");
	assert_int_equal(change->kind, KIND_GUEST);
	assert_string_equal(names_text(site->names, KIND_GUEST, change->name),
	    "test1");
	assert_int_equal(change->is, STATE_INACTIVE);
}

static void
conditions_and_faults_are_about_the_engines_things(void **state)
{
	struct condition at = { sim_state_find(KIND_GUEST, "inactive"), 0, 0 };
	struct fault fault = { .class = FAULT_WORLD, .kind = KIND_VOLUME,
	    .world = sim_world_fault_find("misname"), .text = "misname",
	    .on = 1, .at_ms = -1, .has_when = true };
	struct op ask = { .kind = OP_VOLUME_STATE, .on = 1, .service = 2 };
	struct err err;

	(void)state;
	begin(NOW_RUNNING);
	apart(KIND_GUEST);
	apart(KIND_VOLUME);
	at.name = named(KIND_GUEST, "test1");
	fault.object = named(KIND_VOLUME, "ldom1-vol0");
	fault.other = named(KIND_VOLUME, "itsm-vol0");
	fault.when = at;
	assert_true(simulated_arm(&simulated, &fault, &err));
	assert_false(simulated_holds(&simulated, &at));
	assert_int_equal(simulated.faults[0].struck, 0);
	typed("ldm add-domain test1");
	assert_true(simulated_holds(&simulated, &at));
	simulated_moment(&simulated, sim_now_ms(simulated.sim));
	assert_int_equal(simulated.faults[0].struck, 1);
	ask.volume = fault.other;
	assert_int_equal(carried_out(ask).answer.state, STATE_PRESENT);
	ask.volume = fault.object;
	assert_int_equal(carried_out(ask).answer.state, STATE_ABSENT);
	at.state = sim_state_find(KIND_GUEST, "running");
	assert_true(simulated_observe(&simulated, &at));
	assert_int_equal(at.state, sim_state_find(KIND_GUEST, "inactive"));
	assert_int_equal(at.on, 1);
}

/* A snapshot has the world's numbers, which stay what they are. */
static void
a_world_that_is_put_back_knows_the_names_given_since(void **state)
{
	struct op op = { .kind = OP_GUEST_DEFINE, .on = 1 };
	struct world *world, *copy;

	(void)state;
	begin(NOW_RUNNING);
	apart(KIND_GUEST);
	world = sim_world(simulated.sim);
	copy = arena_take(&arena, world->bytes, 1);
	memcpy(copy, world, world->bytes);
	typed("ldm add-domain test1");
	op.guest = named(KIND_GUEST, "test2");
	assert_int_equal(carried_out(op).outcome, DONE);
	sim_restore(simulated.sim, copy);
	op.kind = OP_GUEST_STATE;
	assert_int_equal(carried_out(op).answer.state, STATE_ABSENT);
	op.guest = named(KIND_GUEST, "test1");
	assert_int_equal(carried_out(op).answer.state, STATE_ABSENT);
	typed("ldm add-domain test1");
	assert_int_equal(carried_out(op).answer.state, STATE_INACTIVE);
}

#define TEST(f)	cmocka_unit_test_teardown(f, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_engine_does_not_learn_what_nobody_says_to_it),
		TEST(what_the_engine_names_is_the_same_thing_in_the_world),
		TEST(the_value_of_an_answer_is_a_name_of_the_engine),
		TEST(a_list_is_in_the_order_of_the_engines_numbers),
		TEST(events_name_things_as_the_engine_does),
		TEST(conditions_and_faults_are_about_the_engines_things),
		TEST(a_world_that_is_put_back_knows_the_names_given_since),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
