/*
 * Cryptographic units: each is bound to a core of the domain's CPUs, so that
 * the two are changed in an order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/session/incidents.h"
#include "backends/sim/sim.h"
#include "core/formats/json/op_json.h"
#include "core/plan/check.h"
#include "core/plan/precondition.h"
#include "tests/posts_fixture.h"
#include "tests/sim_fixture.h"

static struct arena arena;
static struct site *site;
static struct sim *sim;

/* One guest on node1, with so many CPUs and units. */
static void
begin(enum guest_now now, uint32_t vcpus, uint32_t crypto)
{
	site = fixture_site(&arena, 2, 1, NOW_ABSENT);
	site->guests[1].vcpus = vcpus;
	site->guests[1].crypto = crypto;
	sim = sim_make(site, SITE_READY, 1);
	sim_put(sim, 1, now, 1);
}

static int
end(void **state)
{
	(void)state;
	return fixture_drop(&sim, &arena);
}

static struct op
set(enum op_kind kind, int64_t number)
{
	return (struct op){ .kind = kind, .on = 1, .guest = 1, .set = 1,
	    .number = number };
}

static int64_t
units(enum op_kind kind)
{
	struct op ask = { .kind = kind, .on = 1, .value = TEXT_CRYPTO };

	if (kind == OP_GUEST_STATE)
		ask.guest = 1;
	return fixture_ask(sim, ask).number;
}

static void
a_core_has_eight_strands(void **state)
{
	(void)state;
	assert_int_equal(site_cores(0), 0);
	assert_int_equal(site_cores(1), 1);
	assert_int_equal(site_cores(8), 1);
	assert_int_equal(site_cores(9), 2);
	assert_int_equal(site_strands(0), 0);
	assert_int_equal(site_strands(1), 1);
	assert_int_equal(site_strands(2), 9);
}

static void
what_is_added_to_a_domain_is_more_than_it_has(void **state)
{
	struct op ask = { .kind = OP_GUEST_STATE, .on = 1, .guest = 1,
	    .value = TEXT_MEMORY };
	struct op op;

	(void)state;
	begin(NOW_DEFINED, 8, 0);
	fixture_done(sim, set(OP_GUEST_MEMORY, (int64_t)4 << 30));
	op = set(OP_GUEST_MEMORY, (int64_t)1 << 30);
	op.set = 0;
	fixture_done(sim, op);
	assert_int_equal(fixture_ask(sim, ask).number, (int64_t)5 << 30);
	op.kind = OP_GUEST_VCPUS;
	op.number = INT64_MAX;
	fixture_fails(sim, op, ERR_REFUSED);
}

static void
cpus_do_not_go_before_the_units_of_their_cores(void **state)
{
	(void)state;
	begin(NOW_RUNNING, 24, 3);
	fixture_fails(sim, set(OP_GUEST_VCPUS, 16), ERR_REFUSED);
	fixture_done(sim, set(OP_GUEST_VCPUS, 17));
	fixture_done(sim, set(OP_GUEST_CRYPTO, 2));
	fixture_done(sim, set(OP_GUEST_VCPUS, 16));
	assert_int_equal(units(OP_GUEST_STATE), 2);
}

static void
no_unit_is_given_without_a_core(void **state)
{
	(void)state;
	begin(NOW_DEFINED, 8, 0);
	fixture_fails(sim, set(OP_GUEST_CRYPTO, 2), ERR_REFUSED);
	fixture_done(sim, set(OP_GUEST_CRYPTO, 1));
	fixture_done(sim, set(OP_GUEST_VCPUS, 9));
	fixture_done(sim, set(OP_GUEST_CRYPTO, 2));
	fixture_done(sim, set(OP_GUEST_CRYPTO, 0));
	assert_int_equal(units(OP_GUEST_STATE), 0);
}

/* 1024 strands are free beside the control domain's 16: 128 cores. */
static void
units_of_a_bound_domain_are_taken_from_its_node(void **state)
{
	(void)state;
	begin(NOW_RUNNING, 24, 3);
	assert_int_equal(units(OP_NODE_STATE), 125);
	fixture_done(sim, set(OP_GUEST_CRYPTO, 1));
	assert_int_equal(units(OP_NODE_STATE), 127);
	fixture_done(sim, (struct op){ .kind = OP_GUEST_STOP, .on = 1,
	    .guest = 1 });
	fixture_done(sim, (struct op){ .kind = OP_GUEST_UNBIND, .on = 1,
	    .guest = 1 });
	assert_int_equal(units(OP_NODE_STATE), 128);
	fixture_done(sim, (struct op){ .kind = OP_GUEST_BIND, .on = 1,
	    .guest = 1 });
	assert_int_equal(units(OP_NODE_STATE), 127);
}

/* Of cores that somebody else has, the units are gone, too. */
static void
units_that_are_not_free_are_not_given(void **state)
{
	struct op bind = { .kind = OP_GUEST_BIND, .on = 1, .guest = 1 };

	(void)state;
	begin(NOW_DEFINED, 17, 3);
	sim_take_capacity(sim, 1, 1024 - 17, 0);
	assert_int_equal(units(OP_NODE_STATE), 3);
	fixture_done(sim, bind);
	fixture_fails(sim, set(OP_GUEST_VCPUS, 18), ERR_NO_ROOM);
	end(state);
	begin(NOW_DEFINED, 17, 3);
	sim_take_capacity(sim, 1, 1024 - 16, 0);
	fixture_fails(sim, bind, ERR_NO_ROOM);
	fixture_done(sim, set(OP_GUEST_CRYPTO, 2));
	fixture_done(sim, set(OP_GUEST_VCPUS, 16));
	fixture_done(sim, bind);
}

static void
more_units_than_are_free_bar_the_bind(void **state)
{
	struct op bind = { .kind = OP_GUEST_BIND, .on = 1, .guest = 1 };
	struct op other = { .kind = OP_GUEST_BIND, .on = 1, .guest = 2 };

	(void)state;
	site = fixture_site(&arena, 2, 2, NOW_ABSENT);
	for (uint32_t g = 1; g <= 2; g++) {
		site->guests[g].vcpus = 4;
		site->guests[g].crypto = 1;
	}
	site->nodes[1].vcpus = site->nodes[1].control_vcpus + 8;
	sim = sim_make(site, SITE_READY, 1);
	sim_put(sim, 1, NOW_DEFINED, 1);
	sim_put(sim, 2, NOW_DEFINED, 1);
	fixture_done(sim, bind);
	fixture_fails(sim, other, ERR_NO_ROOM);
	other = (struct op){ .kind = OP_GUEST_CRYPTO, .on = 1, .guest = 2,
	    .set = 1 };
	fixture_done(sim, other);
	fixture_done(sim, (struct op){ .kind = OP_GUEST_BIND, .on = 1,
	    .guest = 2 });
	other.number = 1;
	fixture_fails(sim, other, ERR_NO_ROOM);
}

/* "remove-" takes away from what there is, "add-" adds to it. */
static void
units_are_added_and_removed(void **state)
{
	struct op op = { .kind = OP_GUEST_CRYPTO, .on = 1, .guest = 1 };

	(void)state;
	begin(NOW_RUNNING, 32, 1);
	op.number = 2;
	fixture_done(sim, op);
	assert_int_equal(units(OP_GUEST_STATE), 3);
	op.number = -1;
	fixture_done(sim, op);
	assert_int_equal(units(OP_GUEST_STATE), 2);
	op.number = -3;
	fixture_fails(sim, op, ERR_REFUSED);
}

static void
an_old_ldm_changes_units_of_stopped_domains_only(void **state)
{
	(void)state;
	site = fixture_site(&arena, 2, 1, NOW_ABSENT);
	site->nodes[1].ldm = LDM_CRYPTO - 1;
	site->guests[1].vcpus = 16;
	sim = sim_make(site, SITE_READY, 1);
	sim_put(sim, 1, NOW_RUNNING, 1);
	fixture_fails(sim, set(OP_GUEST_CRYPTO, 1), ERR_MUST_BE_STOPPED);
	fixture_done(sim, (struct op){ .kind = OP_GUEST_STOP, .on = 1,
	    .guest = 1 });
	fixture_done(sim, set(OP_GUEST_CRYPTO, 1));
}

/* The agent carries the whole definition. */
static void
units_go_where_the_guest_goes(void **state)
{
	struct op ask = { .kind = OP_GUEST_STATE, .on = 2, .guest = 1,
	    .value = TEXT_CRYPTO };

	(void)state;
	begin(NOW_CLUSTERED, 16, 2);
	fixture_done(sim, (struct op){ .kind = OP_GROUP_SWITCH, .on = 1,
	    .group = site->guests[1].group, .to = 2 });
	assert_int_equal(fixture_ask(sim, ask).number, 2);
}

static struct plan *
posts(const char *job, uint32_t vcpus, uint32_t crypto)
{
	site = posts_site(&arena);
	site->guests[1].vcpus = vcpus;
	site->guests[1].crypto = crypto;
	return posts_plan(&arena, site, job);
}

static void
units_are_reduced_before_and_added_after_the_cpus(void **state)
{
	struct plan *plan;

	(void)state;
	plan = posts("maintain ldom1 --set vcpus=8 --set crypto=1", 16, 2);
	assert_true(posts_step(plan, "crypto") < posts_step(plan, "vcpus"));
	assert_false(posts_has_step(plan, "halt"));
	plan = posts("maintain ldom1 --set vcpus=24 --set crypto=3", 16, 2);
	assert_true(posts_step(plan, "crypto") > posts_step(plan, "vcpus"));
	plan = posts("create ldom1", 16, 2);
	assert_true(posts_step(plan, "crypto") > posts_step(plan, "vcpus"));
	assert_int_equal(plan->steps[posts_step(plan, "crypto")].op.number,
	    2);
	assert_int_equal(plan->steps[posts_step(plan, "crypto")].op.set, 0);
}

static void
who_has_no_units_is_not_asked_about_them(void **state)
{
	struct plan *plan = posts("create ldom1", 16, 0);

	(void)state;
	assert_false(posts_has_step(plan, "crypto"));
	for (uint32_t i = 0; i < plan->check_count; i++)
		assert_int_not_equal(plan->checks[i].fact.ask.value,
		    TEXT_CRYPTO);
	for (uint32_t i = 0; i < plan->proof_count; i++)
		assert_int_not_equal(plan->proofs[i].ask.value, TEXT_CRYPTO);
	plan = posts("maintain ldom1 --set vcpus=12", 16, 0);
	assert_false(posts_has_step(plan, "crypto"));
}

static void
taking_all_units_away_is_a_change(void **state)
{
	struct plan *plan = posts("maintain ldom1 --set crypto=0", 16, 2);
	const struct step *step = &plan->steps[posts_step(plan, "crypto")];

	(void)state;
	assert_int_equal(step->op.number, 0);
	assert_int_equal(step->op.set, 1);
	assert_false(posts_has_step(plan, "halt"));
	site->guests[1].maintain_hostid = 0;
	site->guests[1].maintain_sets_crypto = true;
	plan = posts_plan(&arena, site, "maintain ldom1");
	assert_true(posts_has_step(plan, "crypto"));
}

static void
an_old_ldm_stops_the_guest_for_its_units(void **state)
{
	struct plan *plan;

	(void)state;
	site = posts_site(&arena);
	site->nodes[2].ldm = LDM_CRYPTO - 1;
	site->guests[1].vcpus = 16;
	plan = posts_plan(&arena, site, "maintain ldom1 --set crypto=1");
	assert_true(posts_has_step(plan, "halt"));
	assert_false(posts_has_step(plan, "unbind"));
	plan = posts_plan(&arena, site, "maintain ldom1 --set vcpus=12");
	assert_false(posts_has_step(plan, "halt"));
}

static void
refused(const char *line, uint32_t vcpus, uint32_t crypto, const char *text)
{
	struct err err = { 0 };
	struct job job;

	site = posts_site(&arena);
	site->guests[1].vcpus = vcpus;
	site->guests[1].crypto = crypto;
	if (job_read_line(&arena, site, line, &job, &err))
		assert_null(plan_make(&arena, site, &job, NULL, &err));
	assert_int_equal(err.code, ERR_JOB_INVALID);
	assert_non_null(strstr(err.text, text));
}

static void
a_job_that_leaves_a_unit_without_a_core_is_refused(void **state)
{
	(void)state;
	refused("maintain ldom1 --set vcpus=8", 16, 2,
	    "set crypto=1 as well, or at least vcpus=9");
	refused("maintain ldom1 --set crypto=3", 16, 2, "3 crypto units");
	refused("maintain ldom1 --set crypto=", 16, 2, "crypto=N (2)");
	refused("maintain ldom1 --set crypto=513", 16, 2, "crypto=N (2)");
	assert_non_null(posts("maintain ldom1 --set vcpus=9", 16, 2));
}

static uint32_t
proofs(enum op_kind kind, int64_t number, struct fact *facts)
{
	struct op op = set(kind, number);

	return precondition_list(site, &(struct proving){ 1, 1, 0 }, &op,
	    facts);
}

static void
each_change_proves_that_units_keep_their_cores(void **state)
{
	struct fact facts[PRECONDITIONS];
	struct answer two = { .state = STATE_RUNNING, .number = 2 };

	(void)state;
	posts("create ldom1", 16, 2);
	assert_int_equal(proofs(OP_GUEST_VCPUS, 9, facts), 1);
	assert_int_equal(facts[0].ask.value, TEXT_CRYPTO);
	assert_true(want_met(&facts[0].want, &two));
	assert_int_equal(proofs(OP_GUEST_VCPUS, 8, facts), 1);
	assert_false(want_met(&facts[0].want, &two));
	assert_int_equal(proofs(OP_GUEST_CRYPTO, 2, facts), 1);
	assert_int_equal(facts[0].ask.value, TEXT_VCPUS);
	assert_int_equal(facts[0].want.number, 9);
	assert_int_equal(facts[0].want.cares, WANT_AT_LEAST);
}

static void
units_have_to_be_free_wherever_the_guest_may_go(void **state)
{
	static const char *const jobs[] = { "create ldom1",
	    "maintain ldom1 --set crypto=2" };

	(void)state;
	for (size_t j = 0; j < 2; j++) {
		struct plan *plan = posts(jobs[j], 16, 2);
		uint32_t n = 0;

		for (uint32_t i = 0; i < plan->check_count; i++) {
			if (plan->checks[i].fact.ask.value != TEXT_CRYPTO ||
			    plan->checks[i].fact.ask.kind != OP_NODE_STATE)
				continue;
			assert_int_equal(plan->checks[i].fact.want.number, 2);
			assert_int_equal(plan->checks[i].code, ERR_NO_ROOM);
			n++;
		}
		assert_int_equal(n, 2);
	}
}

/* A number that is a bound goes to a file and comes back. */
static void
at_most_is_read_as_it_is_written(void **state)
{
	struct fact facts[PRECONDITIONS], back;
	json_t *object;

	(void)state;
	posts("create ldom1", 16, 2);
	assert_int_equal(proofs(OP_GUEST_VCPUS, 16, facts), 1);
	object = fact_json(site->names, &facts[0]);
	assert_int_equal(json_integer_value(json_object_get(json_object_get(
	    object, "answer"), "at_most")), 2);
	assert_true(fact_read(site->names, object, &back));
	assert_memory_equal(&back, &facts[0], sizeof(back));
	json_object_set_new(json_object_get(object, "answer"), "at_least",
	    json_integer(2));
	assert_false(fact_read(site->names, object, &back));
	json_decref(object);
}

static void
back_from_fewer_units_they_are_set_again(void **state)
{
	struct op op = set(OP_GUEST_CRYPTO, 1), undo;
	struct answer found = { .state = STATE_RUNNING, .number = 3 };

	(void)state;
	assert_true(op_undo(&op, 0, &found, &undo));
	assert_int_equal(undo.kind, OP_GUEST_CRYPTO);
	assert_int_equal(undo.number, 3);
	assert_int_equal(undo.set, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_core_has_eight_strands),
		cmocka_unit_test_teardown(
		    what_is_added_to_a_domain_is_more_than_it_has, end),
		cmocka_unit_test_teardown(
		    cpus_do_not_go_before_the_units_of_their_cores, end),
		cmocka_unit_test_teardown(no_unit_is_given_without_a_core,
		    end),
		cmocka_unit_test_teardown(
		    units_of_a_bound_domain_are_taken_from_its_node, end),
		cmocka_unit_test_teardown(
		    units_that_are_not_free_are_not_given, end),
		cmocka_unit_test_teardown(
		    more_units_than_are_free_bar_the_bind, end),
		cmocka_unit_test_teardown(units_are_added_and_removed, end),
		cmocka_unit_test_teardown(
		    an_old_ldm_changes_units_of_stopped_domains_only, end),
		cmocka_unit_test_teardown(units_go_where_the_guest_goes, end),
		cmocka_unit_test_teardown(
		    units_are_reduced_before_and_added_after_the_cpus, end),
		cmocka_unit_test_teardown(
		    who_has_no_units_is_not_asked_about_them, end),
		cmocka_unit_test_teardown(taking_all_units_away_is_a_change,
		    end),
		cmocka_unit_test_teardown(
		    an_old_ldm_stops_the_guest_for_its_units, end),
		cmocka_unit_test_teardown(
		    a_job_that_leaves_a_unit_without_a_core_is_refused, end),
		cmocka_unit_test_teardown(
		    each_change_proves_that_units_keep_their_cores, end),
		cmocka_unit_test_teardown(
		    units_have_to_be_free_wherever_the_guest_may_go, end),
		cmocka_unit_test_teardown(at_most_is_read_as_it_is_written,
		    end),
		cmocka_unit_test(back_from_fewer_units_they_are_set_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
