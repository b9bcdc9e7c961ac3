/*
 * What the service processors have saved: how jobs save, take back and clear
 * away, and what a power cycle loads.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/cluster/failure.h"
#include "backends/sim/cluster/join.h"
#include "backends/sim/session/incidents.h"
#include "backends/sim/session/simulated.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/simulation.h"
#include "core/plan/plan.h"
#include "core/run/drive.h"
#include "tests/posts_fixture.h"
#include "tests/sim_fixture.h"

static struct arena arena;
static struct site *site;
static struct simulated simulated;
static struct sim *sim;
static struct plan *plan;
static struct run *run;

static void
begin(enum site_now now)
{
	site = posts_site(&arena);
	simulated_make(&simulated, &(struct simulated_from){ .site = site,
	    .names = site->names, .now = now, .seed = 1 }, NULL);
	sim = simulated.sim;
	run = arena_take(&arena, 1, sizeof(*run));
}

static int
teardown(void **state)
{
	(void)state;
	if (sim != NULL)
		simulated_drop(&simulated);
	sim = NULL;
	arena_drop(&arena);
	return 0;
}

/* Make the plan of a job as the site is now, and carry it out. */
static void
job(const char *line)
{
	struct err err = { 0 };
	struct view view;
	struct job read;

	if (!job_read_line(&arena, site, line, &read, &err) ||
	    !view_ask(&simulated.backend, site, &read, &view, &err))
		fail_msg("%s", err.text);
	plan = plan_make(&arena, site, &read, &view, &err);
	if (plan == NULL)
		fail_msg("%s", err.text);
	drive_begin(plan, run, sim_now_ms(sim), NULL);
	drive(plan, run, &simulated.backend, NULL);
}

/* The same plan again, without its checks: to its end. */
static void
again(void (*meanwhile)(void))
{
	struct result res;
	struct op op;
	int64_t limit_ms;

	plan->check_count = 0;
	run_start(plan, run);
	meanwhile();
	while (run_next(plan, run, &op, &limit_ms)) {
		backend_execute(&simulated.backend, &op, limit_ms, &res);
		run_apply(plan, run, &res);
	}
}

static void
arrives(const char *line)
{
	job(line);
	if (run->ending != ARRIVED)
		fail_msg("%s: %s", line, run->why.text);
}

static void
set(enum op_kind kind, uint32_t on, const char *text)
{
	fixture_done(sim, (struct op){ .kind = kind, .on = on,
	    .value = fixture_put(sim, KIND_TEXT, text) });
}

/* One more switch, so that what is saved is older than what runs. */
static void
change(uint32_t node)
{
	static unsigned n;
	char name[32];

	snprintf(name, sizeof(name), "more-%u", n++);
	fixture_done(sim, (struct op){ .kind = OP_VSW_ADD, .on = node,
	    .service = fixture_put(sim, KIND_SERVICE, name),
	    .value = fixture_put(sim, KIND_TEXT, "nxge3") });
}

static enum state
saved(uint32_t node, const char *name)
{
	return fixture_ask(sim, (struct op){ .kind = OP_CONFIG_STATE,
	    .on = node, .value = fixture_put(sim, KIND_TEXT, name) }).state;
}

static struct answer
about(uint32_t node, uint32_t what)
{
	return fixture_ask(sim, (struct op){ .kind = OP_NODE_STATE,
	    .on = node, .value = what });
}

static const char *
next(uint32_t node)
{
	return names_text(sim_names(sim), KIND_TEXT, about(node,
	    TEXT_CONFIG).value);
}

static uint32_t
slots(uint32_t node)
{
	return (uint32_t)about(node, TEXT_SLOTS).number;
}

static enum state
switch_state(uint32_t node)
{
	return fixture_ask(sim, (struct op){ .kind = OP_SERVICE_STATE,
	    .on = node, .service = 1 }).state;
}

static void
cycle(uint32_t node)
{
	node_power_off(sim, node);
	fixture_pass(sim, 60000);
	node_power_on(sim, node);
	fixture_pass(sim, 3600000);
}

/* Jobs. */

static void
services_change_nothing_the_second_time(void **state)
{
	char *first, *second;

	(void)state;
	begin(SITE_BARE);
	arrives("services");
	first = sim_text(sim, NULL);
	arrives("services");
	second = sim_text(sim, NULL);
	assert_string_equal(first, second);
	for (uint32_t i = 0; i < plan->step_count; i++)
		assert_int_not_equal(run->done[i], STEP_DONE);
	assert_string_equal(next(1), "ha-base-1");
	free(first);
	free(second);
}

static void
what_has_changed_is_saved_under_the_next_number(void **state)
{
	(void)state;
	begin(SITE_BARE);
	arrives("services");
	change(1);
	arrives("services");
	assert_string_equal(next(1), "ha-base-2");
	assert_string_equal(next(2), "ha-base-1");
	assert_int_equal(saved(1, "ha-base-1"), STATE_OLDER);
	assert_int_equal(saved(1, "ha-base-2"), STATE_SAVED);
}

/* Somebody has chosen an older one: a power cycle would lose what is new. */
static void
what_a_power_on_would_not_load_is_saved_again(void **state)
{
	(void)state;
	begin(SITE_BARE);
	arrives("services");
	change(1);
	arrives("services");
	set(OP_CONFIG_SET, 1, "ha-base-1");
	arrives("services");
	assert_string_equal(next(1), "ha-base-3");
}

static void
one_slot_stays_free_however_often_a_job_saves(void **state)
{
	(void)state;
	begin(SITE_BARE);
	for (unsigned i = 1; i <= 12; i++) {
		char name[32];

		change(1);
		arrives("services");
		assert_true(slots(1) >= 1);
		snprintf(name, sizeof(name), "ha-base-%u", i);
		assert_string_equal(next(1), name);
	}
	assert_int_equal(slots(1), 1);
	assert_int_equal(saved(1, "ha-base-6"), STATE_ABSENT);
	assert_int_equal(saved(1, "ha-base-7"), STATE_OLDER);
	cycle(1);
	assert_int_equal(switch_state(1), STATE_PRESENT);
}

static void
names_of_others_are_never_removed(void **state)
{
	static const char *const theirs[] = { "ha-base", "ha-base-x",
	    "bose-1", "ha-base-3b", "mine" };

	(void)state;
	begin(SITE_BARE);
	for (size_t i = 0; i < 5; i++)
		set(OP_CONFIG_SAVE, 1, theirs[i]);
	arrives("services");
	change(1);
	/* The one before the new one is the only other of ours, even if it
	 * would not boot. */
	set(OP_CONFIG_SET, 1, "mine");
	arrives("services");
	assert_int_equal(slots(1), 0);
	assert_int_equal(saved(1, "ha-base-1"), STATE_OLDER);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(saved(1, theirs[i]), STATE_OLDER);
}

static void
a_job_without_a_free_slot_is_refused_before_it_begins(void **state)
{
	char *before, *after, name[] = "theirs-0";

	(void)state;
	begin(SITE_BARE);
	for (unsigned i = 0; i < 7; i++) {
		name[7] = (char)('0' + i);
		set(OP_CONFIG_SAVE, 2, name);
	}
	before = sim_text(sim, NULL);
	job("services");
	after = sim_text(sim, NULL);
	assert_int_equal(run->ending, REFUSED);
	assert_int_equal(run->why.code, ERR_SLOTS_FULL);
	assert_non_null(strstr(run->why.text, "1 slot free"));
	assert_string_equal(before, after);
	arrives("services node1");
	free(before);
	free(after);
}

/* What goes is said before the job begins. */
static void
the_check_names_what_goes(void **state)
{
	const char *expect = NULL;

	(void)state;
	begin(SITE_BARE);
	for (unsigned i = 0; i < 7; i++) {
		change(1);
		arrives("services node1");
	}
	for (uint32_t i = 0; i < plan->check_count; i++)
		if (strcmp(plan->checks[i].name, "slots") == 0)
			expect = plan->checks[i].expect;
	assert_non_null(expect);
	assert_non_null(strstr(expect, "; ha-base-1 goes when it is listed"));
	assert_int_equal(run->done[posts_step(plan, "old-config@node1")],
	    STEP_DONE);
	assert_int_equal(saved(1, "ha-base-1"), STATE_ABSENT);
}

static void
others_removed(void)
{
	set(OP_CONFIG_REMOVE, 1, "ha-base-7");
	set(OP_CONFIG_REMOVE, 1, "ha-base-3");
	set(OP_CONFIG_REMOVE, 1, "ha-base-4");
}

/* A person has removed others meanwhile. */
static void
nothing_goes_while_a_slot_is_free(void **state)
{
	(void)state;
	begin(SITE_BARE);
	for (unsigned i = 0; i < 7; i++) {
		change(1);
		arrives("services node1");
	}
	change(1);
	again(others_removed);
	assert_int_equal(run->ending, ARRIVED);
	assert_int_equal(run->done[posts_step(plan, "config@node1")],
	    STEP_DONE);
	assert_int_equal(run->done[posts_step(plan, "old-config@node1")],
	    STEP_PASSED);
}

static void
nothing_is_planned_to_go_while_there_are_slots(void **state)
{
	(void)state;
	begin(SITE_BARE);
	for (unsigned i = 0; i < 4; i++) {
		change(1);
		arrives("services node1");
	}
	assert_false(posts_has_step(plan, "old-config@node1"));
}

/* It is not chosen, and it is asked again right before. */
static void
what_boots_next_never_goes(void **state)
{
	(void)state;
	begin(SITE_BARE);
	for (unsigned i = 0; i < 6; i++) {
		change(1);
		arrives("services node1");
	}
	set(OP_CONFIG_SET, 1, "ha-base-1");
	change(1);
	arrives("services node1");
	assert_int_equal(saved(1, "ha-base-2"), STATE_ABSENT);
	assert_int_equal(saved(1, "ha-base-1"), STATE_OLDER);
	assert_int_equal(plan->steps[posts_step(plan, "old-config@node1")]
	    .preconditions.count, 1);
}

static void
a_node_that_booted_without_a_part_is_not_saved(void **state)
{
	char *before, *after;

	(void)state;
	begin(SITE_BARE);
	sim_degraded(sim, 1, true);
	before = sim_text(sim, NULL);
	job("services");
	after = sim_text(sim, NULL);
	assert_int_equal(run->ending, REFUSED);
	assert_int_equal(run->why.code, ERR_DEGRADED);
	assert_string_equal(before, after);
	sim_degraded(sim, 1, false);
	arrives("services");
	free(before);
	free(after);
}

static void
part_lost(void)
{
	sim_degraded(sim, 1, true);
	set(OP_CONFIG_REMOVE, 1, "ha-base-1");
}

/* Not even when it loses the part while the job is under way. */
static void
a_part_that_is_lost_meanwhile_is_not_saved_either(void **state)
{
	(void)state;
	begin(SITE_BARE);
	arrives("services node1");
	again(part_lost);
	assert_int_equal(run->ending, STUCK);
	assert_int_equal(run->why.code, ERR_NOT_PROVED);
	assert_int_equal(slots(1), 7);
}

/* The way back. */

static void
rollback(void)
{
	struct err err = { 0 };

	assert_true(run_decide(plan, run, DECIDE_ROLLBACK, sim_now_ms(sim),
	    &err));
	drive(plan, run, &simulated.backend, NULL);
	assert_int_equal(run->ending, RETURNED);
}

static void
what_booted_next_before_boots_next_after_a_rollback(void **state)
{
	char *before, *after;

	(void)state;
	begin(SITE_BARE);
	arrives("services");
	change(1);
	before = sim_text(sim, NULL);
	arrives("services");
	assert_string_equal(next(1), "ha-base-2");
	rollback();
	after = sim_text(sim, NULL);
	assert_string_equal(before, after);
	assert_string_equal(next(1), "ha-base-1");
	cycle(1);
	assert_int_equal(switch_state(1), STATE_PRESENT);
	free(before);
	free(after);
}

static void
a_rollback_to_nothing_saved_chooses_factory_default(void **state)
{
	(void)state;
	begin(SITE_BARE);
	arrives("services node1");
	rollback();
	assert_string_equal(next(1), "factory-default");
	assert_int_equal(slots(1), 7);
}

/* The commands that a person types, in this order. */
static void
the_undo_of_a_save_chooses_first_and_removes_then(void **state)
{
	struct op save = { .kind = OP_CONFIG_SAVE, .on = 1, .value = 9 };
	const struct answer found = { .state = STATE_ABSENT, .value = 5 };
	struct op undo;

	(void)state;
	assert_true(op_undo(&save, 0, &found, &undo));
	assert_int_equal(undo.kind, OP_CONFIG_SET);
	assert_int_equal(undo.value, 5);
	assert_true(op_undo(&save, 1, &found, &undo));
	assert_int_equal(undo.kind, OP_CONFIG_REMOVE);
	assert_int_equal(undo.value, 9);
	assert_false(op_undo(&save, 2, &found, &undo));
	assert_false(op_undo(&undo, 0, &found, &save));
}

/* The simulated service processor. */

static void
a_power_cycle_loads_what_was_chosen(void **state)
{
	(void)state;
	begin(SITE_BARE);
	set(OP_CONFIG_SAVE, 1, "bare");
	arrives("services node1");
	assert_int_equal(switch_state(1), STATE_PRESENT);
	set(OP_CONFIG_SET, 1, "bare");
	cycle(1);
	assert_int_equal(switch_state(1), STATE_ABSENT);
	assert_int_equal(saved(1, "bare"), STATE_SAVED);
	set(OP_CONFIG_SET, 1, "ha-base-1");
	cycle(1);
	assert_int_equal(switch_state(1), STATE_PRESENT);
	assert_int_equal(saved(1, "ha-base-1"), STATE_SAVED);
	set(OP_CONFIG_SET, 1, "factory-default");
	cycle(1);
	assert_int_equal(switch_state(1), STATE_ABSENT);
	assert_int_equal(about(1, TEXT_CONFIG).state, STATE_ABSENT);
	fixture_fails(sim, (struct op){ .kind = OP_CONFIG_SET, .on = 1,
	    .value = fixture_put(sim, KIND_TEXT, "none") }, ERR_NOT_FOUND);
	fixture_fails(sim, (struct op){ .kind = OP_CONFIG_REMOVE, .on = 1,
	    .value = TEXT_FACTORY }, ERR_REFUSED);
	fixture_fails(sim, (struct op){ .kind = OP_CONFIG_SAVE, .on = 1,
	    .value = TEXT_FACTORY }, ERR_EXISTS);
}

static enum state
volume_state(uint32_t disk)
{
	return fixture_ask(sim, (struct op){ .kind = OP_VOLUME_STATE,
	    .on = 2, .volume = site->guests[1].disk[disk].volume,
	    .service = site->guests[1].disk[disk].vds }).state;
}

static void
volume_remove(uint32_t disk)
{
	fixture_done(sim, (struct op){ .kind = OP_VOLUME_REMOVE, .on = 2,
	    .volume = site->guests[1].disk[disk].volume,
	    .service = site->guests[1].disk[disk].vds });
}

/* Each slot has its own volumes, whatever was removed or loaded between. */
static void
each_configuration_keeps_its_own_volumes(void **state)
{
	(void)state;
	begin(SITE_READY);
	sim_put(sim, 1, NOW_DEFINED, 1);
	set(OP_CONFIG_SAVE, 2, "both");
	volume_remove(0);
	set(OP_CONFIG_SAVE, 2, "second");
	volume_remove(1);
	set(OP_CONFIG_SAVE, 2, "none");
	for (unsigned i = 0; i < 2; i++) {
		set(OP_CONFIG_SET, 2, "second");
		cycle(2);
		assert_int_equal(volume_state(0), STATE_ABSENT);
		assert_int_equal(volume_state(1), STATE_PRESENT);
		set(OP_CONFIG_SET, 2, "both");
		cycle(2);
		assert_int_equal(volume_state(0), STATE_PRESENT);
		assert_int_equal(volume_state(1), STATE_PRESENT);
		set(OP_CONFIG_SET, 2, "none");
		cycle(2);
		assert_int_equal(volume_state(0), STATE_ABSENT);
		assert_int_equal(volume_state(1), STATE_ABSENT);
	}
	set(OP_CONFIG_REMOVE, 2, "both");
	set(OP_CONFIG_REMOVE, 2, "second");
	set(OP_CONFIG_REMOVE, 2, "none");
	set(OP_CONFIG_REMOVE, 2, "ha-base-1");
	cycle(2);
	assert_int_equal(volume_state(0), STATE_ABSENT);
	for (uint32_t i = 1; i <= sim_world(sim)->table[T_SAVED].high; i++)
		assert_int_not_equal(world_saved(sim_world(sim), i)->node, 2);
}

/* Volumes that a node has lost. */

static struct op
mend(uint32_t node)
{
	const struct site_disk *disk = &site->guests[1].disk[0];

	return (struct op){ .kind = OP_VOLUME_MEND, .on = node,
	    .volume = disk->volume, .service = disk->vds,
	    .file = disk->file };
}

static void
services_add_the_volumes_that_a_node_has_lost(void **state)
{
	(void)state;
	begin(SITE_READY);
	sim_put(sim, 1, NOW_CLUSTERED, 1);
	sim_clear_configs(sim, 2);
	cycle(2);
	assert_int_equal(volume_state(0), STATE_ABSENT);
	arrives("services");
	assert_int_equal(volume_state(0), STATE_PRESENT);
	assert_int_equal(volume_state(1), STATE_PRESENT);
	cycle(2);
	assert_int_equal(volume_state(0), STATE_PRESENT);
	assert_int_equal(volume_state(1), STATE_PRESENT);
	rollback();
	assert_int_equal(volume_state(0), STATE_ABSENT);
}

/* Its own job adds them, where it has to. */
static void
volumes_of_a_guest_that_is_being_made_are_left_alone(void **state)
{
	(void)state;
	begin(SITE_READY);
	sim_put(sim, 1, NOW_RUNNING, 1);
	volume_remove(1);
	arrives("services");
	assert_int_equal(volume_state(1), STATE_ABSENT);
	site->guests[1].agent.present = false;
	arrives("services");
	assert_int_equal(volume_state(1), STATE_PRESENT);
}

static void
without_the_option_a_volume_needs_its_path(void **state)
{
	struct op other;

	(void)state;
	begin(SITE_READY);
	sim_put(sim, 1, NOW_CLUSTERED, 1);
	volume_remove(0);
	site->nodes[2].ldm = LDM_QUICK - 1;
	job("services");
	assert_int_equal(run->ending, RETURNED);
	assert_int_equal(run->why.code, ERR_PATH_MISSING);
	assert_int_equal(volume_state(0), STATE_ABSENT);
	world_node(sim_world(sim), 2)->ldm = LDM_QUICK - 1;
	fixture_fails(sim, mend(2), ERR_UNSUPPORTED);
	world_node(sim_world(sim), 2)->ldm = LDM_QUICK;
	site->nodes[2].ldm = LDM_QUICK;
	arrives("services");
	assert_int_equal(volume_state(0), STATE_PRESENT);
	other = mend(2);
	other.file = site->guests[1].disk[1].file;
	fixture_fails(sim, other, ERR_EXISTS);
}

static void
a_save_makes_a_crippled_node_the_normal_one(void **state)
{
	(void)state;
	begin(SITE_BARE);
	sim_degraded(sim, 1, true);
	assert_int_equal(about(1, TEXT_CONFIG).state, STATE_DEGRADED);
	set(OP_CONFIG_SAVE, 1, "crippled");
	assert_int_equal(about(1, TEXT_CONFIG).state, STATE_SAVED);
	sim_degraded(sim, 1, true);
	cycle(1);
	assert_int_equal(about(1, TEXT_CONFIG).state, STATE_SAVED);
}

static void
somebody_chooses_an_older_one_or_removes_all(void **state)
{
	(void)state;
	begin(SITE_BARE);
	assert_false(sim_old_config(sim, 1));
	assert_false(sim_clear_configs(sim, 1));
	set(OP_CONFIG_SAVE, 1, "one");
	assert_false(sim_old_config(sim, 1));
	set(OP_CONFIG_SAVE, 1, "two");
	assert_true(sim_old_config(sim, 1));
	assert_string_equal(next(1), "one");
	assert_true(sim_clear_configs(sim, 1));
	assert_string_equal(next(1), "factory-default");
	assert_int_equal(slots(1), 7);
}

int
main(void)
{
#define T(name)	cmocka_unit_test_teardown(name, teardown)
	const struct CMUnitTest tests[] = {
		T(services_change_nothing_the_second_time),
		T(what_has_changed_is_saved_under_the_next_number),
		T(what_a_power_on_would_not_load_is_saved_again),
		T(one_slot_stays_free_however_often_a_job_saves),
		T(names_of_others_are_never_removed),
		T(a_job_without_a_free_slot_is_refused_before_it_begins),
		T(the_check_names_what_goes),
		T(nothing_goes_while_a_slot_is_free),
		T(nothing_is_planned_to_go_while_there_are_slots),
		T(what_boots_next_never_goes),
		T(a_node_that_booted_without_a_part_is_not_saved),
		T(a_part_that_is_lost_meanwhile_is_not_saved_either),
		T(what_booted_next_before_boots_next_after_a_rollback),
		T(a_rollback_to_nothing_saved_chooses_factory_default),
		T(the_undo_of_a_save_chooses_first_and_removes_then),
		T(a_power_cycle_loads_what_was_chosen),
		T(each_configuration_keeps_its_own_volumes),
		T(services_add_the_volumes_that_a_node_has_lost),
		T(volumes_of_a_guest_that_is_being_made_are_left_alone),
		T(without_the_option_a_volume_needs_its_path),
		T(a_save_makes_a_crippled_node_the_normal_one),
		T(somebody_chooses_an_older_one_or_removes_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
