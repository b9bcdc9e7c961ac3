/*
 * The block: rows, room, queue, snapshots, draws, and the text of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/changes.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/observers/uptime.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/draw.h"
#include "backends/sim/world/growth.h"
#include "core/plan/job.h"
#include "core/run/drive.h"
#include "tests/sim_fixture.h"

static struct arena arena;

static int
drop(void **state)
{
	(void)state;
	arena_drop(&arena);
	return 0;
}

static struct sim *
small(enum guest_now now)
{
	return sim_make(fixture_site(&arena, 2, 1, now), SITE_READY, 1);
}

static void
the_lowest_free_row_is_taken(void **state)
{
	struct sim *sim = small(NOW_ABSENT);
	struct world *world = sim_world(sim);
	uint32_t a = world_alloc(world, T_WORK), b = world_alloc(world, T_WORK);
	uint32_t c = world_alloc(world, T_WORK);

	(void)state;
	world_free(world, T_WORK, b);
	world_free(world, T_WORK, a);
	assert_int_equal(world_alloc(world, T_WORK), a);
	assert_int_equal(world_alloc(world, T_WORK), b);
	assert_int_equal(world_alloc(world, T_WORK), c + 1);
	sim_drop(sim);
}

static void
rows_given_back_leave_no_trace(void **state)
{
	struct sim *sim = small(NOW_ABSENT);
	struct world *world = sim_world(sim), *before;
	uint32_t rows[3];

	(void)state;
	before = malloc(world->bytes);
	assert_non_null(before);
	memcpy(before, world, world->bytes);
	for (int i = 0; i < 3; i++) {
		rows[i] = world_alloc(world, T_PART);
		world_part(world, rows[i])->kind = PART_NET;
	}
	for (int i = 0; i < 3; i++)
		world_free(world, T_PART, rows[i]);
	assert_memory_equal(before, world, world->bytes);
	free(before);
	sim_drop(sim);
}

static void
rows_keep_their_numbers_when_the_block_grows(void **state)
{
	struct sim *sim = small(NOW_CLUSTERED);
	uint64_t bytes = sim_world(sim)->bytes;
	char *before = sim_text(sim, NULL), *after;

	(void)state;
	growth_for(sim, T_PART, 1000);
	growth_for(sim, T_WORK, 70);
	after = sim_text(sim, NULL);
	assert_true(sim_world(sim)->bytes > bytes);
	assert_string_equal(before, after);
	assert_true(sim_guest_up(sim, 1));
	free(before);
	free(after);
	sim_drop(sim);
}

static void
names_given_later_have_rows(void **state)
{
	struct sim *sim = small(NOW_ABSENT);
	uint32_t file = names_put(sim->names, KIND_FILE, "/var/tmp/new");
	struct op op = { .kind = OP_DISK_STATE, .on = 1, .file = file };

	(void)state;
	assert_int_equal(fixture_ask(sim, op).state, STATE_ABSENT);
	sim_drop(sim);
}

static void
events_come_in_order_of_time_then_of_asking(void **state)
{
	struct sim *sim = small(NOW_ABSENT);
	struct world *world = sim_world(sim);
	static const int64_t due[] = { 50, 10, 30, 10, 40 };
	static const int order[] = { 1, 3, 2, 4, 0 };
	uint32_t rows[5];

	(void)state;
	for (int i = 0; i < 5; i++) {
		rows[i] = world_alloc(world, T_WORK);
		world_work(world, rows[i])->kind = WORK_OP;
		queue_push(world, due[i], rows[i]);
	}
	for (int i = 0; i < 5; i++)
		assert_int_equal(queue_pop(world), rows[order[i]]);
	assert_null(queue_first(world));
	sim_drop(sim);
}

static void
an_event_in_the_middle_can_be_taken_back(void **state)
{
	struct sim *sim = small(NOW_ABSENT);
	struct world *world = sim_world(sim);
	uint32_t rows[6];
	int64_t last = 0;

	(void)state;
	for (int i = 0; i < 6; i++) {
		rows[i] = world_alloc(world, T_WORK);
		world_work(world, rows[i])->kind = WORK_OP;
		queue_push(world, 10 * ((i * 5) % 6), rows[i]);
	}
	queue_remove(world, rows[2]);
	for (int i = 0; i < 5; i++) {
		assert_int_not_equal(queue_pop(world), rows[2]);
		assert_true(world->now_ns >= last);
		last = world->now_ns;
	}
	assert_null(queue_first(world));
	sim_drop(sim);
}

static void
draws_depend_on_their_key_alone(void **state)
{
	(void)state;
	assert_true(draw(1, DRAW_BOOT, 1, 1) == draw(1, DRAW_BOOT, 1, 1));
	assert_true(draw(1, DRAW_BOOT, 1, 1) != draw(1, DRAW_BOOT, 1, 2));
	assert_true(draw(1, DRAW_BOOT, 1, 1) != draw(1, DRAW_BOOT, 2, 1));
	assert_true(draw(1, DRAW_BOOT, 1, 1) != draw(1, DRAW_HALT, 1, 1));
	assert_true(draw(1, DRAW_BOOT, 1, 1) != draw(2, DRAW_BOOT, 1, 1));
}

static void
durations_vary_by_a_twentieth_at_most(void **state)
{
	struct sim *sim = small(NOW_ABSENT);
	int64_t least = 100000, most = 0;

	(void)state;
	for (uint16_t i = 0; i < 1000; i++) {
		int64_t ms;

		world_guest(sim->world, 1)->boots = i;
		ms = draw_about(sim, DRAW_BOOT, 1, 100000);
		assert_true(ms <= draw_longest(100000));
		least = ms < least ? ms : least;
		most = ms > most ? ms : most;
	}
	assert_int_equal(least, 95000);
	assert_int_equal(most, 105000);
	sim_drop(sim);
}

static void
no_address_is_given_twice(void **state)
{
	struct site *site = fixture_site(&arena, 2, 3000, NOW_ABSENT);
	struct sim *sim = sim_make(site, SITE_READY, 1);
	uint8_t *seen = calloc(1, 1 << 24);

	(void)state;
	assert_non_null(seen);
	for (uint32_t g = 1; g <= 3000; g++) {
		uint32_t mac = sim->index.mac[g];

		assert_in_range(mac, 0xf80000, 0xfbffff);
		assert_int_equal(seen[mac]++, 0);
	}
	free(seen);
	sim_drop(sim);
}

static void
a_quiet_world_has_an_empty_queue(void **state)
{
	struct sim *sim = small(NOW_CLUSTERED);

	(void)state;
	assert_int_equal(sim_next_ms(sim), -1);
	fixture_pass(sim, 30 * (int64_t)FIXTURE_DAY_MS);
	assert_int_equal(sim_next_ms(sim), -1);
	assert_true(sim_guest_up(sim, 1));
	sim_drop(sim);
}

static void
equal_worlds_have_equal_bytes(void **state)
{
	struct site *site = fixture_site(&arena, 2, 2, NOW_CLUSTERED);
	struct sim *one = sim_make(site, SITE_READY, 1);
	struct sim *other = sim_make(site, SITE_READY, 1);

	(void)state;
	assert_int_equal(sim_world(one)->bytes, sim_world(other)->bytes);
	assert_memory_equal(sim_world(one), sim_world(other),
	    sim_world(one)->bytes);
	sim_drop(one);
	sim_drop(other);
}

static struct op
moved(struct sim *sim, uint32_t to)
{
	return (struct op){ .kind = OP_GROUP_SWITCH, .on = 1,
	    .group = declared_guest(sim, 1)->group, .to = to };
}

/* Stop after so many events, take a snapshot, go on; go back, go on. */
static void
restored_after(uint32_t steps, struct site *site)
{
	struct sim *sim = sim_make(site, SITE_READY, 7);
	struct result res;
	struct world *then, *end;
	struct op op = moved(sim, 2);

	fixture_type(sim, op, &res);
	while (steps-- > 0)
		sim_step(sim);
	then = malloc(sim_world(sim)->bytes);
	assert_non_null(then);
	memcpy(then, sim_world(sim), sim_world(sim)->bytes);
	while (sim_step(sim))
		continue;
	end = malloc(sim_world(sim)->bytes);
	assert_non_null(end);
	memcpy(end, sim_world(sim), sim_world(sim)->bytes);
	sim_restore(sim, then);
	while (sim_step(sim))
		continue;
	assert_int_equal(end->bytes, sim_world(sim)->bytes);
	assert_memory_equal(end, sim_world(sim), end->bytes);
	assert_int_equal(end->now_ns, sim_world(sim)->now_ns);
	free(then);
	free(end);
	sim_drop(sim);
}

static void
a_snapshot_between_any_two_events_is_complete(void **state)
{
	struct site *site = fixture_site(&arena, 2, 1, NOW_CLUSTERED);

	(void)state;
	for (uint32_t steps = 0; steps <= 12; steps++)
		restored_after(steps, site);
}

static void
time_can_begin_again(void **state)
{
	struct sim *sim = small(NOW_CLUSTERED);
	struct op op = moved(sim, 2);
	struct result res;
	int64_t left_ms;

	(void)state;
	fixture_pass(sim, 100000);
	fixture_type(sim, op, &res);
	left_ms = sim_next_ms(sim) - sim_now_ms(sim);
	sim_rewind(sim);
	assert_int_equal(sim_now_ms(sim), 0);
	assert_int_equal(sim_next_ms(sim), left_ms);
	sim_drop(sim);
}

static void
the_text_does_not_depend_on_the_order_of_creation(void **state)
{
	struct site *site = fixture_site(&arena, 4, 3, NOW_ABSENT);
	struct sim *one = sim_make(site, SITE_READY, 1);
	struct sim *other = sim_make(site, SITE_READY, 2);
	char *text, *same;

	(void)state;
	sim_put(one, 1, NOW_CLUSTERED, 1);
	sim_put(one, 3, NOW_CLUSTERED, 3);
	sim_put(other, 3, NOW_CLUSTERED, 3);
	sim_put(other, 1, NOW_CLUSTERED, 1);
	fixture_pass(other, 5000);
	text = sim_text(one, NULL);
	same = sim_text(other, NULL);
	assert_string_equal(text, same);
	free(text);
	free(same);
	sim_drop(one);
	sim_drop(other);
}

/* What the create procedure leaves, begun on an empty site. */
static char *
created(struct site *site)
{
	struct err err = { 0 };
	struct plan *plan;
	struct job job;
	static struct run run;
	struct sim *sim;
	char *text;

	assert_true(job_read_line(&arena, site, "create ldom1", &job, &err));
	plan = plan_make(&arena, site, &job, NULL, &err);
	assert_non_null(plan);
	sim = sim_make(site, SITE_READY, 3);
	drive_begin(plan, &run, 0, NULL);
	drive(plan, &run, sim_backend(sim), NULL);
	if (run.ending != ARRIVED)
		fail_msg("%s: %s", ending_name(run.ending), run.why.text);
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
	text = sim_text(sim, NULL);
	sim_drop(sim);
	return text;
}

static void
put_leaves_what_create_leaves(void **state)
{
	static const struct {
		bool		agent;
		enum guest_now	now;
	} cases[] = { { true, NOW_CLUSTERED }, { false, NOW_RUNNING } };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct site *site = fixture_site(&arena, 3, 1, NOW_ABSENT);
		struct sim *sim;
		char *done, *put;

		site->guests[1].agent.present = cases[i].agent;
		sim = sim_make(site, SITE_READY, 1);
		done = created(site);
		sim_put(sim, 1, cases[i].now, 1);
		put = sim_text(sim, NULL);
		assert_string_equal(done, put);
		free(done);
		free(put);
		sim_drop(sim);
	}
}

static void
the_world_of_a_guest_is_small(void **state)
{
	struct site *none = fixture_site(&arena, 32, 0, NOW_ABSENT);
	struct site *many = fixture_site(&arena, 32, 4000, NOW_CLUSTERED);
	struct sim *empty = sim_make(none, SITE_READY, 1);
	struct sim *full = sim_make(many, SITE_READY, 1);
	uint64_t bytes = sim_world(full)->bytes +
	    names_bytes(sim_names(full)) - sim_world(empty)->bytes -
	    names_bytes(sim_names(empty));

	(void)state;
	assert_true(bytes / 4000 < 1024);
	sim_drop(empty);
	sim_drop(full);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_lowest_free_row_is_taken),
		cmocka_unit_test(rows_given_back_leave_no_trace),
		cmocka_unit_test(rows_keep_their_numbers_when_the_block_grows),
		cmocka_unit_test(names_given_later_have_rows),
		cmocka_unit_test(events_come_in_order_of_time_then_of_asking),
		cmocka_unit_test(an_event_in_the_middle_can_be_taken_back),
		cmocka_unit_test(draws_depend_on_their_key_alone),
		cmocka_unit_test(durations_vary_by_a_twentieth_at_most),
		cmocka_unit_test(no_address_is_given_twice),
		cmocka_unit_test(a_quiet_world_has_an_empty_queue),
		cmocka_unit_test(equal_worlds_have_equal_bytes),
		cmocka_unit_test(a_snapshot_between_any_two_events_is_complete),
		cmocka_unit_test(time_can_begin_again),
		cmocka_unit_test(
		    the_text_does_not_depend_on_the_order_of_creation),
		cmocka_unit_test(put_leaves_what_create_leaves),
		cmocka_unit_test(the_world_of_a_guest_is_small),
	};

	return cmocka_run_group_tests(tests, NULL, drop);
}
