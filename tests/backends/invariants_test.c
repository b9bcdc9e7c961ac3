/*
 * Each invariant is made to fire, by events, as it would come about.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/changes.h"
#include "backends/sim/cluster/failure.h"
#include "backends/sim/cluster/join.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/observers/online.h"
#include "backends/sim/observers/uptime.h"
#include "backends/sim/session/incidents.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/draw.h"
#include "backends/sim/world/simulation.h"
#include "core/run/run.h"
#include "tests/sim_fixture.h"

enum { MANY = 16 };

/* Which invariants have been reported, by their place. */
struct heard {
	struct sink	 sink;
	uint32_t	 times[MANY];
};

static struct arena arena;
static struct site *site;
static struct sim *sim;
static struct heard heard;

static unsigned
place_of(const char *name)
{
	const char *sentence;
	unsigned n = 0;

	while (strcmp(sim_invariant(n, &sentence), name) != 0)
		n++;
	return n;
}

static void
hear(struct sink *sink, const struct event *event)
{
	if (event->type == EVENT_VIOLATION)
		((struct heard *)sink)->times[place_of(event->word)]++;
}

static void
begin(uint32_t guests, enum guest_now now)
{
	site = fixture_site(&arena, 2, guests, now);
	sim = sim_make(site, SITE_READY, 1);
	heard = (struct heard){ .sink = { hear } };
	sim_listen(sim, &heard.sink);
}

static int
end(void **state)
{
	(void)state;
	sim_drop(sim);
	arena_drop(&arena);
	return 0;
}

static uint32_t
times(const char *name)
{
	return heard.times[place_of(name)];
}

static void
only(const char *name)
{
	for (unsigned n = 0; n < MANY; n++)
		assert_int_equal(heard.times[n] != 0, n == place_of(name));
}

static void
import_by_force(uint32_t node)
{
	fixture_done(sim, (struct op){ .kind = OP_POOL_IMPORT, .on = node,
	    .pool = site->guests[1].pool, .forced = 1 });
}

static struct op
group(enum op_kind kind)
{
	return (struct op){ .kind = kind, .on = 1,
	    .group = site->guests[1].group };
}

static void
every_invariant_has_a_name_and_a_sentence(void **state)
{
	const char *sentence = NULL;
	unsigned n = 0;

	(void)state;
	begin(1, NOW_ABSENT);
	while (sim_invariant(n, &sentence) != NULL) {
		assert_non_null(sentence);
		assert_int_equal(place_of(sim_invariant(n, &sentence)), n);
		n++;
	}
	assert_in_range(n, 6, MANY);
}

static void
a_forced_import_beside_another_is_a_violation(void **state)
{
	(void)state;
	begin(1, NOW_DEFINED);
	import_by_force(2);
	only("pool-imported-once");
	assert_true(fixture_violated(sim, "pool-imported-once"));
}

static void
what_stays_broken_is_reported_once(void **state)
{
	struct op op = { .kind = OP_POOL_EXPORT, .on = 2 };

	(void)state;
	begin(1, NOW_DEFINED);
	op.pool = site->guests[1].pool;
	import_by_force(2);
	sim_check_all(sim);
	assert_int_equal(times("pool-imported-once"), 1);
	fixture_done(sim, op);
	import_by_force(2);
	assert_int_equal(times("pool-imported-once"), 2);
}

/* A colleague brings the guest up on the other node, by every force. */
static void
a_guest_started_twice_by_hand_is_a_violation(void **state)
{
	struct op op = { .kind = OP_DISK_CREATE, .on = 2, .number = 4096 };

	(void)state;
	begin(1, NOW_RUNNING);
	import_by_force(2);
	assert_int_equal(times("guest-active-once"), 0);
	op.file = fixture_put(sim, KIND_FILE, "/var/tmp/ldom1.xml");
	fixture_done(sim, op);
	op = (struct op){ .kind = OP_GUEST_DEFINE, .on = 2, .guest = 1,
	    .file = op.file };
	fixture_done(sim, op);
	op = (struct op){ .kind = OP_GUEST_VARIABLE, .on = 2, .guest = 1,
	    .value = fixture_put(sim, KIND_TEXT, "auto-boot?=true") };
	fixture_done(sim, op);
	op = (struct op){ .kind = OP_GUEST_BIND, .on = 2, .guest = 1 };
	fixture_done(sim, op);
	assert_int_equal(times("guest-active-once"), 0);
	op.kind = OP_GUEST_START;
	fixture_done(sim, op);
	assert_int_equal(times("guest-active-once"), 1);
}

static void
a_twin_that_waits_for_its_disk_is_no_violation(void **state)
{
	struct op op;

	(void)state;
	begin(1, NOW_CLUSTERED);
	node_power_off(sim, 2);
	op = (struct op){ .kind = OP_GUEST_STOP, .on = 1, .guest = 1 };
	fixture_done(sim, op);
	fixture_pass(sim, 300000);
	sim_check_all(sim);
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
}

/* Type it where the guest runs, and let some time pass. */
static void
guest_then(enum op_kind kind, int64_t ms)
{
	fixture_done(sim, (struct op){ .kind = kind, .on = 1, .guest = 1 });
	fixture_pass(sim, ms);
}

static int64_t
longest_boot_ms(void)
{
	return draw_longest(site->timing.timed[TIMED_GUEST_BOOT].fixed_ms);
}

static void
a_guest_left_at_ok_in_an_online_group_is_a_violation(void **state)
{
	(void)state;
	begin(1, NOW_CLUSTERED);
	guest_then(OP_GUEST_HALT, longest_boot_ms() - 1);
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
	fixture_pass(sim, 1);
	only("online-is-up");
	assert_int_equal(times("online-is-up"), 1);
	guest_then(OP_GUEST_BOOT, 0);
	guest_then(OP_GUEST_HALT, longest_boot_ms());
	assert_int_equal(times("online-is-up"), 2);
}

static void
a_guest_that_is_booted_in_time_is_no_violation(void **state)
{
	(void)state;
	begin(1, NOW_CLUSTERED);
	guest_then(OP_GUEST_HALT, longest_boot_ms() - 1);
	guest_then(OP_GUEST_BOOT, 2 * longest_boot_ms());
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
	assert_int_equal(sim_next_ms(sim), -1);
}

static void
a_guest_that_hangs_in_an_online_group_is_a_violation(void **state)
{
	(void)state;
	begin(1, NOW_CLUSTERED);
	assert_true(sim_hang_guest(sim, 1, true));
	assert_false(sim_guest_up(sim, 1));
	assert_false(sim_hang_guest(sim, 1, true));
	fixture_pass(sim, longest_boot_ms());
	only("online-is-up");
	assert_true(sim_hang_guest(sim, 1, false));
	assert_true(sim_guest_up(sim, 1));
	sim_forget(sim);
	sim_check_all(sim);
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
}

/* Whoever has suspended the group knows of it; when it is resumed the agent is
 * content again. */
static void
a_suspended_group_may_have_its_guest_at_ok(void **state)
{
	(void)state;
	begin(1, NOW_CLUSTERED);
	fixture_done(sim, group(OP_GROUP_SUSPEND));
	guest_then(OP_GUEST_HALT, FIXTURE_DAY_MS);
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
	fixture_done(sim, group(OP_GROUP_RESUME));
	fixture_pass(sim, longest_boot_ms() - 1);
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
	fixture_pass(sim, 1);
	only("online-is-up");
}

static void
a_guest_without_an_agent_may_be_at_ok(void **state)
{
	(void)state;
	begin(1, NOW_RUNNING);
	guest_then(OP_GUEST_HALT, FIXTURE_DAY_MS);
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
}

/* A run that is at work has halted it; what counts is how it ends. */
static void
a_guest_is_nobodys_when_the_run_has_ended(void **state)
{
	(void)state;
	begin(1, NOW_CLUSTERED);
	online_spare(sim, &(struct watch){ .at_work = true });
	guest_then(OP_GUEST_HALT, FIXTURE_DAY_MS);
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
	assert_int_equal(sim_next_ms(sim), -1);
	online_spare(sim, &(struct watch){ .at_work = false });
	fixture_pass(sim, longest_boot_ms());
	only("online-is-up");
}

static void
judge(bool by_node, uint32_t guest)
{
	const struct watch watch = { .by_node = by_node, .guest = guest };

	online_spare(sim, &watch);
	fixture_pass(sim, longest_boot_ms());
}

/* Node 1 reboots, and its guest boots before its pool is there; then its group
 * comes home. */
static void
group_comes_home(void)
{
	node_reboot(sim, 1);
	fixture_pass(sim, FIXTURE_DAY_MS);
	sim_forget(sim);
	fixture_done(sim, (struct op){ .kind = OP_GROUP_SWITCH, .on = 1,
	    .to = 1, .group = site->guests[1].group });
}

static void
what_a_node_has_booted_is_spared_until_it_has_been_up(void **state)
{
	(void)state;
	begin(1, NOW_CLUSTERED);
	group_comes_home();
	assert_int_equal(fixture_guest(sim, 1), STATE_AT_OK);
	judge(true, 0);
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
	judge(false, 0);
	only("online-is-up");
	sim_forget(sim);
	judge(true, 0);
	guest_then(OP_GUEST_STOP, 0);
	guest_then(OP_GUEST_START, longest_boot_ms());
	assert_int_equal(fixture_guest(sim, 1), STATE_RUNNING);
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
	guest_then(OP_GUEST_HALT, longest_boot_ms());
	assert_int_equal(times("online-is-up"), 2);
}

static void
a_guest_that_a_run_names_is_spared_and_no_other(void **state)
{
	(void)state;
	begin(2, NOW_CLUSTERED);
	guest_then(OP_GUEST_HALT, 0);
	judge(true, 1);
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
	judge(true, 2);
	only("online-is-up");
}

/* The hazard that matters most: a guest outlives its control domain. */
static void
a_node_that_wakes_up_fenced_breaks_everything(void **state)
{
	(void)state;
	begin(1, NOW_CLUSTERED);
	node_hang(sim, 1);
	fixture_pass(sim, 300000);
	assert_true(sim_guest_up(sim, 1));
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
	node_unhang(sim, 1);
	assert_int_equal(times("guest-active-once"), 1);
	assert_int_equal(times("pool-imported-once"), 1);
	assert_int_equal(times("group-online-once"), 1);
	assert_int_equal(times("data-intact"), 1);
	fixture_pass(sim, 1000);
	assert_int_equal(fixture_run(sim, (struct op){ .kind = OP_NODE_STATE,
	    .on = 1 }).outcome, UNKNOWN);
	sim_check_all(sim);
	assert_int_equal(times("group-online-once"), 1);
}

static void
a_group_without_a_guest_is_online_twice_too(void **state)
{
	(void)state;
	begin(1, NOW_DEFINED);
	node_hang(sim, 1);
	fixture_pass(sim, 60000);
	node_unhang(sim, 1);
	assert_int_equal(times("group-online-once"), 1);
	assert_int_equal(times("guest-active-once"), 0);
}

static void
a_label_over_an_installed_guest_is_a_violation(void **state)
{
	struct op op = { .kind = OP_DEVICE_LABEL, .on = 2, .device = 1 };

	(void)state;
	begin(1, NOW_CLUSTERED);
	op.value = fixture_put(sim, KIND_TEXT, "slice0");
	fixture_done(sim, op);
	only("data-intact");
	assert_false(sim_guest_up(sim, 1));
}

static void
a_disk_removed_or_overwritten_is_a_violation(void **state)
{
	static const enum op_kind kinds[] = { OP_DISK_REMOVE,
	    OP_DISK_CREATE };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct op op = { .kind = kinds[i], .on = 1, .number = 4096 };

		begin(1, NOW_RUNNING);
		op.file = site->guests[1].disk[0].file;
		fixture_done(sim, op);
		only("data-intact");
		if (i == 0)
			end(NULL);
	}
}

static void
an_empty_disk_may_go(void **state)
{
	struct op op = { .kind = OP_DISK_REMOVE, .on = 1 };

	(void)state;
	begin(1, NOW_DEFINED);
	op.file = site->guests[1].disk[0].file;
	fixture_done(sim, op);
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
}

/* P5: what is suspended by a run is resumed by it. */
static void
a_group_left_suspended_is_reported_at_the_ending(void **state)
{
	char *before;

	(void)state;
	begin(2, NOW_CLUSTERED);
	assert_true(sim_check_ending(sim, ARRIVED, NULL));
	fixture_done(sim, group(OP_GROUP_SUSPEND));
	assert_true(sim_check_ending(sim, STUCK, NULL));
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
	assert_false(sim_check_ending(sim, ARRIVED, NULL));
	only("groups-resumed");
	before = sim_text(sim, NULL);
	assert_true(sim_check_ending(sim, ARRIVED, before));
	assert_true(sim_check_ending(sim, RETURNED, before));
	free(before);
}

/* A person's own is that person's to close. */
static void
a_blackout_left_open_by_a_run_is_reported_at_the_ending(void **state)
{
	struct op op = { .kind = OP_BLACKOUT_OPEN, .on = 1, .guest = 1 };

	(void)state;
	begin(2, NOW_CLUSTERED);
	assert_true(sim_check_ending(sim, ARRIVED, NULL));
	fixture_done(sim, op);
	assert_true(sim_check_ending(sim, STUCK, NULL));
	assert_false(sim_check_ending(sim, ARRIVED, NULL));
	only("blackouts-closed");
	op.kind = OP_BLACKOUT_CLOSE;
	fixture_done(sim, op);
	assert_true(sim_check_ending(sim, RETURNED, NULL));
}

static void
what_a_returned_run_leaves_is_reported(void **state)
{
	struct op op = { .kind = OP_GUEST_DEFINE, .on = 2, .guest = 1 };
	char *before;

	(void)state;
	begin(1, NOW_ABSENT);
	before = sim_text(sim, NULL);
	assert_true(sim_check_ending(sim, RETURNED, before));
	fixture_done(sim, op);
	assert_true(sim_check_ending(sim, ARRIVED, before));
	assert_false(sim_check_ending(sim, RETURNED, before));
	only("nothing-left");
	op.kind = OP_GUEST_REMOVE;
	fixture_done(sim, op);
	assert_true(sim_check_ending(sim, RETURNED, before));
	free(before);
}

/* A storm: anybody types anything, nodes die and stand still. */

static uint32_t
roll(uint64_t *seed, uint32_t below)
{
	*seed = draw_mix(*seed, 1);
	return (uint32_t)(*seed >> 33) % below;
}

static const struct site_guest *
some_guest(uint64_t *seed, uint32_t *number)
{
	*number = 1 + roll(seed, site->guest_count);
	return &site->guests[*number];
}

static struct op
some_op(uint64_t *seed)
{
	static const char *const values[] = { "Failback=TRUE", "mine",
	    "auto-boot?=true", "slice2", "-d", "node1,node2" };
	uint32_t g;
	const struct site_guest *guest = some_guest(seed, &g);
	struct op op = { .kind = 1 + roll(seed, OP_KINDS - 1),
	    .forced = roll(seed, 2) };
	const struct op_info *info = &op_table[op.kind];
	const uint32_t all[FIELDS] = { 1 + roll(seed, 2), g, guest->group,
	    roll(seed, 2) != 0 ? guest->storage : guest->agent.resource,
	    1 + roll(seed, 2), guest->pool, guest->device,
	    guest->disk[0].volume, 1 + roll(seed, 3), guest->disk[0].disk,
	    guest->net[0].net, 1, guest->disk[0].file,
	    fixture_put(sim, KIND_TEXT, values[roll(seed, 6)]),
	    1 + roll(seed, 2) };

	for (unsigned f = 0; f < FIELDS; f++)
		if ((info->takes & TAKES(f)) != 0 ||
		    ((info->optional & TAKES(f)) != 0 && roll(seed, 2) != 0))
			op.field[f] = all[f];
	if ((op.kind == OP_FILESYSTEM_CREATE ||
	    op.kind == OP_FILESYSTEM_DESTROY) && op.file != 0)
		op.file = guest->filesystem;
	if (info->number != NUMBER_NONE)
		op.number = 1 + roll(seed, 8);
	return op;
}

static void
strike(uint64_t *seed)
{
	uint32_t node = 1 + roll(seed, 2);

	switch (roll(seed, 150)) {
	case 0:
		node_hang(sim, node);
		break;
	case 1:
		node_unhang(sim, node);
		break;
	case 2:
		if (roll(seed, 8) == 0)
			node_power_off(sim, node);
		break;
	}
}

static void
agree(void)
{
	uint32_t before = sim_violations(sim, NULL, NULL);

	sim_check_all(sim);
	assert_int_equal(sim_violations(sim, NULL, NULL), before);
}

/* Row 0 of every table is "none", and stays so. */
static void
nothing_in_row_nought(void)
{
	static const unsigned char zero[512];

	for (unsigned id = 0; id < TABLES; id++)
		assert_memory_equal(world_row(sim_world(sim), id, 0), zero,
		    world_row_size[id]);
}

static void
storm(uint64_t seed)
{
	struct result res;

	begin(2, roll(&seed, 2) != 0 ? NOW_CLUSTERED : NOW_RUNNING);
	for (int i = 0; i < 200; i++) {
		struct op op = some_op(&seed);

		assert_true(op_valid(&op));
		if (op.kind != OP_PAUSE)
			fixture_type(sim, op, &res);
		agree();
		strike(&seed);
		agree();
		for (uint32_t n = roll(&seed, 6); n > 0 && sim_step(sim); n--)
			agree();
	}
	for (int i = 0; i < 2000 && sim_step(sim); i++)
		agree();
	assert_int_equal(sim_next_ms(sim), -1);
	nothing_in_row_nought();
	free(sim_text(sim, NULL));
}

static void
what_events_check_is_what_there_is_to_check(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < 300; seed++) {
		storm(seed);
		if (seed != 299)
			end(NULL);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_teardown(name, end)
		T(every_invariant_has_a_name_and_a_sentence),
		T(a_forced_import_beside_another_is_a_violation),
		T(what_stays_broken_is_reported_once),
		T(a_guest_started_twice_by_hand_is_a_violation),
		T(a_twin_that_waits_for_its_disk_is_no_violation),
		T(a_guest_left_at_ok_in_an_online_group_is_a_violation),
		T(a_guest_that_is_booted_in_time_is_no_violation),
		T(a_guest_that_hangs_in_an_online_group_is_a_violation),
		T(a_suspended_group_may_have_its_guest_at_ok),
		T(a_guest_without_an_agent_may_be_at_ok),
		T(a_guest_is_nobodys_when_the_run_has_ended),
		T(what_a_node_has_booted_is_spared_until_it_has_been_up),
		T(a_guest_that_a_run_names_is_spared_and_no_other),
		T(a_node_that_wakes_up_fenced_breaks_everything),
		T(a_group_without_a_guest_is_online_twice_too),
		T(a_label_over_an_installed_guest_is_a_violation),
		T(a_disk_removed_or_overwritten_is_a_violation),
		T(an_empty_disk_may_go),
		T(a_group_left_suspended_is_reported_at_the_ending),
		T(a_blackout_left_open_by_a_run_is_reported_at_the_ending),
		T(what_a_returned_run_leaves_is_reported),
		T(what_events_check_is_what_there_is_to_check),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
