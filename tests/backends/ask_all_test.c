#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "backends/sim/changes.h"
#include "backends/sim/cluster/failure.h"
#include "backends/sim/session/simulated.h"
#include "backends/sim/sim.h"
#include "core/plan/plan.h"
#include "core/stack/members.h"
#include "core/stack/requests.h"
#include "tests/sim_fixture.h"

struct fixture {
	struct arena	 arena;
	struct site	*site;
	struct simulated simulated;
	struct sim	*sim;		/* of it */
};

static int
setup(void **state)
{
	static struct fixture fixture;

	fixture = (struct fixture){ 0 };
	fixture.site = fixture_site(&fixture.arena, 2, 3, NOW_RUNNING);
	simulated_make(&fixture.simulated, &(struct simulated_from){
	    .site = fixture.site, .names = fixture.site->names, .seed = 1 },
	    NULL);
	fixture.sim = fixture.simulated.sim;
	*state = &fixture;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *fixture = *state;

	simulated_drop(&fixture->simulated);
	arena_drop(&fixture->arena);
	return 0;
}

/* A list, and what each object says for itself. */
static uint32_t
listed(struct fixture *fixture, struct op op)
{
	struct result res = fixture_run(fixture->sim, op);

	assert_int_equal(res.outcome, DONE);
	assert_non_null(res.all);
	for (uint32_t i = 0; i < res.all->count; i++) {
		const struct found *found = &res.all->list[i];
		struct answer answer = fixture_ask(fixture->sim,
		    op_of_one(&op, found->object));

		assert_memory_equal(&answer, &found->answer, sizeof(answer));
		assert_true(i == 0 || found->object > found[-1].object);
	}
	return res.all->count;
}

static void
every_kind_of_object_is_listed(void **state)
{
	struct fixture *fixture = *state;
	struct op op = { .kind = OP_SERVICE_STATE, .on = 1 };

	assert_int_equal(listed(fixture, op), 3);
	op.kind = OP_DEVICE_STATE;
	assert_int_equal(listed(fixture, op), 3);
	op.kind = OP_GUEST_STATE;
	assert_int_equal(listed(fixture, op), 2);
	op.on = 2;
	assert_int_equal(listed(fixture, op), 1);
	op = (struct op){ .kind = OP_VOLUME_STATE, .on = 1, .service =
	    fixture_name(fixture->site, KIND_SERVICE, "primary-vds0") };
	assert_int_equal(listed(fixture, op), 3);
	assert_int_equal(listed(fixture, (struct op){
	    .kind = OP_POOL_STATE }), 3);
	assert_int_equal(listed(fixture, (struct op){
	    .kind = OP_GROUP_STATE }), 3);
	assert_int_equal(listed(fixture, (struct op){
	    .kind = OP_RESOURCE_STATE }), 3);
	assert_int_equal(listed(fixture, (struct op){
	    .kind = OP_TYPE_STATE }), 2);
}

/* Somebody else, another process, has saved it: no number before it is known
 * here, and the plan takes the next one. */
static void
a_configuration_that_nobody_named_before_is_counted(void **state)
{
	struct fixture *fixture = *state;
	struct err err = { 0 };
	struct result res;
	struct view view;
	struct op op = { .kind = OP_CONFIG_SAVE, .on = 2,
	    .value = fixture_put(fixture->sim, KIND_TEXT, "ha-base-41") };

	assert_int_equal(names_find(fixture->site->names, KIND_TEXT,
	    "ha-base-40"), 0);
	fixture_type(fixture->sim, op, &res);
	fixture_pass(fixture->sim, 60000);
	assert_true(view_ask(&fixture->simulated.backend, fixture->site,
	    &(struct job){ .guest = 1 }, &view, &err));
	assert_int_equal(view.saved[2], 41);
	assert_true(view.saved[1] < 41);
}

static void
a_place_that_is_down_gives_no_list(void **state)
{
	struct fixture *fixture = *state;
	struct result res;

	node_power_off(fixture->sim, 2);
	res = fixture_run(fixture->sim, (struct op){
	    .kind = OP_CONFIG_STATE, .on = 2 });
	assert_int_equal(res.outcome, UNKNOWN);
	assert_null(res.all);
	node_power_off(fixture->sim, 1);
	res = fixture_run(fixture->sim, (struct op){
	    .kind = OP_GROUP_STATE });
	assert_int_equal(res.outcome, UNKNOWN);
}

/* The first member is dead: the next one knows where the group is. */
static void
the_second_member_answers_for_a_dead_one(void **state)
{
	static struct requests requests;
	struct fixture *fixture = *state;
	struct op group = { .kind = OP_GROUP_STATE, .group = 1 };
	struct members members;
	struct result res;

	requests_make(&requests, sim_backend(fixture->sim),
	    fixture->site->names, 300);
	members_make(&members, &requests.backend, 2);
	backend_execute(&members.backend, &group, FIXTURE_DAY_MS, &res);
	assert_int_equal(res.outcome, DONE);
	assert_int_equal(res.at_ms, 300);
	node_power_off(fixture->sim, 1);
	fixture_pass(fixture->sim, 60000);
	requests_forget(&requests);
	backend_execute(&members.backend, &group, FIXTURE_DAY_MS, &res);
	assert_int_equal(res.outcome, DONE);
	assert_int_equal(members.first, 2);
	assert_int_equal(requests.count, 3);
	group.on = 1;
	backend_execute(&members.backend, &group, FIXTURE_DAY_MS, &res);
	assert_int_equal(res.outcome, UNKNOWN);
	node_power_off(fixture->sim, 2);
	group.on = 0;
	backend_execute(&members.backend, &group, FIXTURE_DAY_MS, &res);
	assert_int_equal(res.outcome, DONE);	/* it was asked before */
	requests_forget(&requests);
	backend_execute(&members.backend, &group, FIXTURE_DAY_MS, &res);
	assert_int_equal(res.outcome, UNKNOWN);
	assert_string_equal(res.err.text, "the cluster does not answer");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_kind_of_object_is_listed,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(
		    a_configuration_that_nobody_named_before_is_counted,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(
		    a_place_that_is_down_gives_no_list, setup, teardown),
		cmocka_unit_test_setup_teardown(
		    the_second_member_answers_for_a_dead_one, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
