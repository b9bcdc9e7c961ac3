/*
 * What a run is told that is not so, and a site on which something is wrong
 * before the job begins: what is refused, and what the explorer says of a run
 * that goes on.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/sim.h"
#include "core/procedures/procedure.h"
#include "tests/posts_fixture.h"
#include "tools/explore/before.h"
#include "tools/explore/told.h"
#include "tools/scenario/happened.h"

struct place {
	struct arena	 arena;
	struct sandbox	 sandbox;
	struct explore	 explore;
	struct walk	*walk;
	struct plan	*plan;
	bool		 walks;
};

static void
begin(struct place *place, const char *line)
{
	struct err err = { 0 };

	if (!sandbox_begin(&place->sandbox, line, &err))
		fail_msg("%s: %s", line, err.text);
}

/* A phase begins where the one before it has ended. */
static void
place_make(struct place *place, const char *line)
{
	struct site *site;
	struct err err = { 0 };
	struct job job;

	*place = (struct place){ 0 };
	site = posts_site(&place->arena);
	assert_true(job_read_line(&place->arena, site, line, &job, &err));
	sandbox_make(&place->sandbox, &place->arena, site,
	    job.procedure->begin, 1);
	if (job.procedure->guest_begin != NOW_ABSENT)
		sim_put(place->sandbox.simulated.sim, job.guest,
		    job.procedure->guest_begin, 1);
	assert_true(happened_play(&place->sandbox, &job, &err));
	if (strstr(line, "--phase prepare") != NULL)
		begin(place, "p2v system1 --phase collect");
	place->plan = session_plan(&place->sandbox.session, &job, &err);
	assert_non_null(place->plan);
	sandbox_zero(&place->sandbox);
	place->explore = (struct explore){ .sandbox = &place->sandbox,
	    .plan = place->plan, .shard = 1, .shards = 1, .faults = 1 };
	place->walk = malloc(sizeof(*place->walk));
	assert_non_null(place->walk);
}

static void
place_walk(struct place *place)
{
	walk_begin(place->walk, &place->explore);
	place->walks = true;
}

static void
place_drop(struct place *place)
{
	if (place->walks)
		walk_end(place->walk);
	free(place->walk);
	sandbox_drop(&place->sandbox);
	arena_drop(&place->arena);
}

/* On to the next question that can be denied on that way. */
static void
next_denied(struct branch *branch, enum way way, enum moment moment,
    struct op *op)
{
	int64_t limit_ms;

	while (run_next(branch->plan, &branch->run, op, &limit_ms) &&
	    (branch->run.way != way || (way != WAY_CHECK &&
	    branch->run.moment != moment) ||
	    !op_table[op->kind].question ||
	    !told_fits(branch, op, STRIKE_DENY)))
		assert_true(branch_step(branch));
}

static struct fault
denial(const struct op *op)
{
	return (struct fault){ .class = FAULT_OPERATION, .text = "deny",
	    .strike = STRIKE_DENY, .op = (enum op_kind)op->kind,
	    .record = -1, .at_ms = -1, .times = 1, .nth = 1, .every = 1 };
}

static void
assert_heeded(const char *line, enum way way, enum moment moment,
    enum ending ending)
{
	struct place place;
	struct branch *branch;
	struct fault fault;
	struct op op;

	place_make(&place, line);
	place_walk(&place);
	branch = &place.walk->branch;
	next_denied(branch, way, moment, &op);
	fault = denial(&op);
	assert_true(told_make(branch, &fault, &op));
	while (branch_step(branch))
		continue;
	assert_int_equal(branch->run.ending, ending);
	ending_verify(place.walk);
	assert_false(place.walk->broken);
	place_drop(&place);
}

static void
what_has_to_be_so_and_is_not_refuses_turns_back_or_is_stuck(void **state)
{
	(void)state;
	assert_heeded("switch ldom1", WAY_CHECK, MOMENT_ASK, REFUSED);
	assert_heeded("migrate ldom1", WAY_FORWARD, MOMENT_WORK, RETURNED);
	assert_heeded("migrate ldom1", WAY_FORWARD, MOMENT_PROVE, STUCK);
}

/* A check that only warns, where the explorer has seen one that refuses. */
static void
a_run_that_does_not_heed_a_check_is_told(void **state)
{
	struct place place;
	struct branch *branch;
	struct fault fault;
	struct op op;

	(void)state;
	place_make(&place, "switch ldom1");
	place_walk(&place);
	branch = &place.walk->branch;
	next_denied(branch, WAY_CHECK, MOMENT_ASK, &op);
	place.plan->checks[branch->run.step].warns = true;
	fault = denial(&op);
	assert_false(told_make(branch, &fault, &op));
	place_drop(&place);
}

/* Wanted is anything, so that the proof is met by its contrary. */
static void
a_run_that_does_not_heed_a_proof_is_told(void **state)
{
	struct place place;
	struct branch *branch;
	struct fault fault;
	struct op op;

	(void)state;
	place_make(&place, "migrate ldom1");
	place_walk(&place);
	branch = &place.walk->branch;
	next_denied(branch, WAY_FORWARD, MOMENT_PROVE, &op);
	place.plan->proofs[branch->plan->steps[branch->run.step].
	    preconditions.first + branch->run.row].want.cares = 0;
	fault = denial(&op);
	assert_false(told_make(branch, &fault, &op));
	place_drop(&place);
}

static void
a_job_that_was_refused_and_has_changed_something_is_told(void **state)
{
	struct place place;
	struct branch *branch;

	(void)state;
	place_make(&place, "switch ldom1");
	place_walk(&place);
	branch = &place.walk->branch;
	branch_type(branch, &(struct op){ .kind = OP_GROUP_SUSPEND, .on = 1,
	    .group = place.plan->site->guests[place.plan->guest].group });
	branch->run.ending = REFUSED;
	ending_verify(place.walk);
	assert_true(place.walk->broken);
	assert_string_equal(place.walk->last.invariant, "nothing-done");
	place_drop(&place);
}

static bool
has_told(const struct explore *explorer, const char *what)
{
	for (unsigned i = 0; i < explorer->finding_count; i++)
		if (strcmp(explorer->finding[i].invariant, "told-first") == 0 &&
		    strncmp(explorer->finding[i].text, what, strlen(what)) ==
		    0)
			return true;
	return false;
}

/* Is a missing check found out?  Those that ask so only warn. */
static void
assert_told_first(const char *line, enum op_kind about, uint32_t value,
    const char *what)
{
	struct place place;
	unsigned missing = 0;

	place_make(&place, line);
	explore(&place.explore);
	assert_int_equal(place.explore.violations, 0);
	for (uint32_t i = 0; i < place.plan->check_count; i++) {
		struct check *check = &place.plan->checks[i];

		if (check->fact.ask.kind == (uint32_t)about &&
		    check->fact.ask.value == value) {
			check->warns = true;
			missing++;
		}
	}
	assert_true(missing != 0);
	explore(&place.explore);
	assert_true(has_told(&place.explore, what));
	place_drop(&place);
}

static void
what_was_wrong_from_the_beginning_is_told_by_a_check(void **state)
{
	(void)state;
	assert_told_first("p2v system1 --phase prepare", OP_ARCHIVE_STATE, 0,
	    "truncate /mnt/system1/system1.flar: ");
	assert_told_first("switch ldom1", OP_NODE_STATE, TEXT_VCPUS,
	    "take 65535 vcpus on node2: ");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		what_has_to_be_so_and_is_not_refuses_turns_back_or_is_stuck),
		cmocka_unit_test(a_run_that_does_not_heed_a_check_is_told),
		cmocka_unit_test(a_run_that_does_not_heed_a_proof_is_told),
		cmocka_unit_test(
		    a_job_that_was_refused_and_has_changed_something_is_told),
		cmocka_unit_test(
		    what_was_wrong_from_the_beginning_is_told_by_a_check),
	};

	return cmocka_run_group_tests_name("told", tests, NULL, NULL);
}
