/*
 * What nobody declared: somebody types the name of a domain, a service or a
 * device that the site file does not know.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/observers/invariants.h"
#include "backends/sim/observers/uptime.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/simulation.h"
#include "tests/sim_fixture.h"

static struct arena arena;
static struct site *site;
static struct sim *sim;

static void
begin(enum guest_now now)
{
	site = fixture_site(&arena, 2, 2, now);
	sim = sim_make(site, SITE_READY, 1);
}

static int
end(void **state)
{
	(void)state;
	sim_drop(sim);
	arena_drop(&arena);
	return 0;
}

static struct answer
asked(uint32_t guest)
{
	return fixture_ask(sim, (struct op){ .kind = OP_GUEST_STATE, .on = 1,
	    .guest = guest });
}

static void
an_undeclared_domain_is_defined_bound_and_started(void **state)
{
	uint32_t test1;
	char *text;

	(void)state;
	begin(NOW_CLUSTERED);
	test1 = fixture_put(sim, KIND_GUEST, "test1");
	assert_int_equal(asked(test1).state, STATE_ABSENT);
	fixture_fails(sim, (struct op){ .kind = OP_GUEST_BIND, .on = 1,
	    .guest = test1 }, ERR_NOT_FOUND);
	fixture_done(sim, (struct op){ .kind = OP_GUEST_DEFINE, .on = 1,
	    .guest = test1 });
	assert_int_equal(asked(test1).state, STATE_INACTIVE);
	fixture_done(sim, (struct op){ .kind = OP_GUEST_VCPUS, .on = 1,
	    .guest = test1, .number = 4 });
	fixture_done(sim, (struct op){ .kind = OP_GUEST_BIND, .on = 1,
	    .guest = test1 });
	fixture_done(sim, (struct op){ .kind = OP_GUEST_START, .on = 1,
	    .guest = test1 });
	fixture_pass(sim, FIXTURE_DAY_MS);
	assert_int_equal(asked(test1).state, STATE_AT_OK);
	assert_false(sim_guest_up(sim, test1));
	sim_check_all(sim);
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
	text = sim_text(sim, NULL);
	assert_non_null(strstr(text, "guest test1 on=node1 state=at-ok "
	    "vcpus=4 "));
	free(text);
}

static void
its_address_is_its_own_and_changes_no_other(void **state)
{
	uint32_t mac, test1;

	(void)state;
	begin(NOW_DEFINED);
	mac = sim->index.mac[1];
	test1 = fixture_put(sim, KIND_GUEST, "test1");
	fixture_done(sim, (struct op){ .kind = OP_GUEST_DEFINE, .on = 1,
	    .guest = test1 });
	assert_int_equal(sim->index.mac[1], mac);
	assert_int_not_equal(sim->index.mac[test1], 0);
	assert_int_not_equal(sim->index.mac[test1], mac);
	assert_int_not_equal(sim->index.mac[test1], sim->index.mac[2]);
}

static void
a_service_is_what_it_was_made_as(void **state)
{
	struct op add = { .kind = OP_VDS_ADD, .on = 1 };

	(void)state;
	begin(NOW_DEFINED);
	add.service = fixture_put(sim, KIND_SERVICE, "spare-vds0");
	fixture_done(sim, add);
	assert_int_equal(fixture_ask(sim, (struct op){
	    .kind = OP_SERVICE_STATE, .on = 1,
	    .service = add.service }).state, STATE_PRESENT);
	assert_int_equal(fixture_ask(sim, (struct op){
	    .kind = OP_SERVICE_STATE, .on = 2,
	    .service = add.service }).state, STATE_ABSENT);
	add.kind = OP_VSW_REMOVE;
	fixture_fails(sim, add, ERR_REFUSED);
	add.kind = OP_VDS_REMOVE;
	fixture_done(sim, add);
}

static void
a_device_that_nobody_declared_is_seen_by_no_node(void **state)
{
	struct op label = { .kind = OP_DEVICE_LABEL, .on = 1 };

	(void)state;
	begin(NOW_DEFINED);
	label.device = fixture_put(sim, KIND_DEVICE, "d99");
	label.value = fixture_put(sim, KIND_TEXT, "slice6");
	assert_int_equal(fixture_ask(sim, (struct op){
	    .kind = OP_DEVICE_STATE, .on = 1,
	    .device = label.device }).state, STATE_MISSING);
	fixture_fails(sim, label, ERR_DEVICE_MISSING);
}

static void
a_world_does_not_need_its_site_once_it_is_made(void **state)
{
	struct op op = { .kind = OP_GROUP_SWITCH, .on = 1, .to = 2 };

	(void)state;
	begin(NOW_CLUSTERED);
	op.group = site->guests[1].group;
	memset(site->nodes, 0xff, 3 * sizeof(*site->nodes));
	memset(site->guests, 0xff, 3 * sizeof(*site->guests));
	memset(&site->timing, 0xff, sizeof(site->timing));
	fixture_done(sim, op);
	fixture_pass(sim, FIXTURE_DAY_MS);
	assert_int_equal(fixture_guest(sim, 2), STATE_RUNNING);
	assert_true(sim_guest_up(sim, 1));
}

#define TEST(f)	cmocka_unit_test_teardown(f, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_undeclared_domain_is_defined_bound_and_started),
		TEST(its_address_is_its_own_and_changes_no_other),
		TEST(a_service_is_what_it_was_made_as),
		TEST(a_device_that_nobody_declared_is_seen_by_no_node),
		TEST(a_world_does_not_need_its_site_once_it_is_made),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
