/*
 * Nodes come back: what a power cycle brings back, what a reboot keeps, and
 * what the cluster does with a node that joins.
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
#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/join.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/observers/online.h"
#include "backends/sim/observers/uptime.h"
#include "backends/sim/questions/answer.h"
#include "backends/sim/session/incidents.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/draw.h"
#include "tests/sim_fixture.h"

enum { BOOT_MS = 14 * 60000, DUMP_MS = 300000, UP_MS = 20 * 60000 };

static struct arena arena;
static struct site *site;
static struct sim *sim;

static void
begin(uint32_t guests, enum guest_now now)
{
	site = fixture_site(&arena, 2, guests, now);
	sim = sim_make(site, SITE_READY, 1);
}

static int
end(void **state)
{
	(void)state;
	sim_check_all(sim);
	sim_drop(sim);
	arena_drop(&arena);
	return 0;
}

static void
unbroken(void)
{
	sim_check_all(sim);
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
}

static bool
is_up(uint32_t node)
{
	struct result res;

	sim_ask(sim, &(struct op){ .kind = OP_NODE_STATE, .on = node }, &res);
	return res.outcome == DONE && res.answer.state == STATE_UP;
}

static bool
has_power(uint32_t node)
{
	return fixture_ask(sim, (struct op){ .kind = OP_NODE_STATE,
	    .on = node, .value = TEXT_POWER }).state == STATE_UP;
}

static struct answer
group(void)
{
	return fixture_ask(sim, (struct op){ .kind = OP_GROUP_STATE,
	    .group = site->guests[1].group });
}

static void
is_online(uint32_t node)
{
	struct answer answer = group();

	assert_int_equal(answer.state, STATE_ONLINE);
	assert_int_equal(answer.on, node);
}

static void
set(enum op_kind kind, uint32_t on, const char *text)
{
	fixture_done(sim, (struct op){ .kind = kind, .on = on,
	    .group = kind == OP_GROUP_SET ? site->guests[1].group : 0,
	    .value = fixture_put(sim, KIND_TEXT, text) });
}

static void
save(uint32_t node, const char *name)
{
	set(OP_CONFIG_SAVE, node, name);
}

static enum state
saved(uint32_t node, const char *name)
{
	return fixture_ask(sim, (struct op){ .kind = OP_CONFIG_STATE,
	    .on = node, .value = fixture_put(sim, KIND_TEXT, name) }).state;
}

static enum state
service(uint32_t service, uint32_t node)
{
	return fixture_ask(sim, (struct op){ .kind = OP_SERVICE_STATE,
	    .on = node, .service = service }).state;
}

static struct op
volume(enum op_kind kind, uint32_t node)
{
	const struct site_disk *disk = &site->guests[1].disk[0];

	return (struct op){ .kind = kind, .on = node, .service = disk->vds,
	    .volume = disk->volume,
	    .file = kind == OP_VOLUME_ADD ? disk->file : 0 };
}

static enum state
volume_state(uint32_t node)
{
	return fixture_ask(sim, volume(OP_VOLUME_STATE, node)).state;
}

static void
cycle(uint32_t node)
{
	node_power_off(sim, node);
	fixture_pass(sim, 60000);
	node_power_on(sim, node);
	fixture_pass(sim, UP_MS);
	assert_true(is_up(node));
}

static void
a_node_is_up_when_it_has_booted(void **state)
{
	(void)state;
	begin(1, NOW_CLUSTERED);
	node_power_off(sim, 2);
	fixture_pass(sim, 60000);
	assert_false(has_power(2));
	node_power_on(sim, 2);
	node_power_on(sim, 2);
	assert_true(has_power(2));
	fixture_pass(sim, BOOT_MS - 1);
	assert_false(is_up(2));
	fixture_pass(sim, 1);
	assert_true(is_up(2));
	assert_int_equal(sim_next_ms(sim), -1);
	unbroken();
}

static void
power_on_does_nothing_to_a_node_that_has_power(void **state)
{
	(void)state;
	begin(1, NOW_CLUSTERED);
	node_power_on(sim, 1);
	node_hang(sim, 2);
	node_power_on(sim, 2);
	fixture_pass(sim, UP_MS);
	assert_true(is_up(1));
	assert_false(is_up(2));
}

static void
a_node_switched_off_while_it_boots_stays_down(void **state)
{
	(void)state;
	begin(1, NOW_CLUSTERED);
	node_reboot(sim, 2);
	fixture_pass(sim, 60000);
	node_power_off(sim, 2);
	assert_int_equal(sim_next_ms(sim), -1);
	fixture_pass(sim, UP_MS);
	assert_false(is_up(2));
	assert_false(has_power(2));
}

/* The scenario of that name, and that the target is one again. */
static void
the_group_stays_where_it_went(void **state)
{
	(void)state;
	begin(1, NOW_CLUSTERED);
	cycle(1);
	is_online(2);
	assert_int_equal(sim_guest_node(sim, 1), 2);
	assert_int_equal(fixture_guest(sim, 1), STATE_ABSENT);
	fixture_done(sim, (struct op){ .kind = OP_GROUP_SWITCH, .on = 1,
	    .to = 1, .group = site->guests[1].group });
	fixture_pass(sim, 300000);
	assert_int_equal(sim_guest_node(sim, 1), 1);
	unbroken();
}

static void
a_group_that_fails_back_moves_at_once(void **state)
{
	(void)state;
	begin(1, NOW_CLUSTERED);
	set(OP_GROUP_SET, 1, "Failback=TRUE");
	cycle(1);
	is_online(1);
	assert_int_equal(sim_guest_node(sim, 1), 1);
	unbroken();
}

static void
a_group_that_is_offline_everywhere_is_started(void **state)
{
	(void)state;
	begin(1, NOW_CLUSTERED);
	node_power_off(sim, 2);
	node_power_off(sim, 1);
	fixture_pass(sim, UP_MS);
	node_power_on(sim, 2);
	fixture_pass(sim, UP_MS);
	is_online(2);
	assert_int_equal(sim_guest_node(sim, 1), 2);
	unbroken();
}

/* What an operator has taken offline does not stay so over a join. */
static void
offline_lasts_until_a_node_joins(void **state)
{
	(void)state;
	begin(1, NOW_CLUSTERED);
	fixture_done(sim, (struct op){ .kind = OP_GROUP_OFFLINE, .on = 1,
	    .group = site->guests[1].group });
	cycle(2);
	is_online(1);
	unbroken();
}

static void
a_suspended_group_is_left_alone(void **state)
{
	(void)state;
	begin(1, NOW_CLUSTERED);
	fixture_done(sim, (struct op){ .kind = OP_GROUP_SUSPEND, .on = 1,
	    .group = site->guests[1].group });
	cycle(1);
	assert_int_equal(group().state, STATE_OFFLINE);
	assert_false(sim_guest_up(sim, 1));
	unbroken();
}

/* A boot quicker than the heartbeat: the old self is given up first. */
static void
nobody_joins_before_the_wait_is_given_up(void **state)
{
	(void)state;
	begin(1, NOW_CLUSTERED);
	sim->declared.timing.timed[TIMED_NODE_BOOT].fixed_ms = 2000;
	node_reboot(sim, 1);
	fixture_pass(sim, 9000);
	assert_false(is_up(1));
	fixture_pass(sim, 300000);
	assert_true(is_up(1));
	is_online(2);
	unbroken();
}

static void
a_power_cycle_brings_back_what_was_saved(void **state)
{
	char *before, *after;

	(void)state;
	begin(1, NOW_DEFINED);
	save(2, "mine");
	cycle(2);
	before = sim_text(sim, NULL);
	cycle(2);
	after = sim_text(sim, NULL);
	assert_string_equal(before, after);
	assert_int_equal(saved(2, "mine"), STATE_SAVED);
	assert_int_equal(volume_state(2), STATE_PRESENT);
	free(before);
	free(after);
}

static void
with_nothing_saved_it_is_factory_default(void **state)
{
	(void)state;
	begin(1, NOW_ABSENT);
	cycle(2);
	for (uint32_t s = 1; s <= 3; s++) {
		assert_int_equal(service(s, 1), STATE_PRESENT);
		assert_int_equal(service(s, 2), STATE_ABSENT);
	}
	assert_int_equal(fixture_ask(sim, (struct op){ .kind = OP_NODE_STATE,
	    .on = 2, .value = TEXT_POLICY }).value, sim->index.ignore);
}

/* The hostile reading: no older one is loaded instead. */
static void
without_the_one_saved_last_it_is_factory_default(void **state)
{
	(void)state;
	begin(1, NOW_DEFINED);
	save(2, "older");
	save(2, "newer");
	set(OP_CONFIG_REMOVE, 2, "older");
	cycle(2);
	assert_int_equal(volume_state(2), STATE_PRESENT);
	save(2, "older");
	set(OP_CONFIG_REMOVE, 2, "older");
	cycle(2);
	assert_int_equal(volume_state(2), STATE_ABSENT);
	assert_int_equal(service(1, 2), STATE_ABSENT);
	assert_int_equal(saved(2, "newer"), STATE_OLDER);
}

/* Drift goes both ways; afterwards the mark is that of what was saved. */
static void
what_was_changed_since_is_undone(void **state)
{
	(void)state;
	begin(1, NOW_DEFINED);
	fixture_done(sim, volume(OP_VOLUME_REMOVE, 1));
	sim_drop_service(sim, 3, 1);
	save(1, "mine");
	fixture_done(sim, volume(OP_VOLUME_ADD, 1));
	fixture_done(sim, (struct op){ .kind = OP_VCC_ADD, .on = 1,
	    .service = 3, .value = fixture_put(sim, KIND_TEXT,
	    "6000-6001") });
	set(OP_NODE_POLICY, 1, "ignore");
	assert_int_equal(saved(1, "mine"), STATE_OLDER);
	cycle(1);
	assert_int_equal(saved(1, "mine"), STATE_SAVED);
	assert_int_equal(volume_state(1), STATE_ABSENT);
	assert_int_equal(service(3, 1), STATE_ABSENT);
	assert_int_equal(fixture_guest(sim, 1), STATE_ABSENT);
}

static void
what_was_removed_since_is_there_again(void **state)
{
	(void)state;
	begin(1, NOW_DEFINED);
	save(1, "mine");
	fixture_done(sim, volume(OP_VOLUME_REMOVE, 1));
	sim_drop_service(sim, 1, 1);
	cycle(1);
	assert_int_equal(saved(1, "mine"), STATE_SAVED);
	assert_int_equal(volume_state(1), STATE_PRESENT);
	assert_int_equal(service(1, 1), STATE_PRESENT);
	cycle(1);
	assert_int_equal(saved(1, "mine"), STATE_SAVED);
}

static void
a_misnamed_volume_has_its_name_again(void **state)
{
	uint32_t as;

	(void)state;
	begin(1, NOW_DEFINED);
	save(2, "mine");
	as = fixture_put(sim, KIND_VOLUME, "itsmserver-vol0");
	sim_misname(sim, site->guests[1].disk[0].volume, as, 2);
	assert_int_equal(volume_state(2), STATE_ABSENT);
	cycle(2);
	assert_int_equal(volume_state(2), STATE_PRESENT);
	assert_int_equal(world_export_of(sim_world(sim), as, 2), 0);
}

/* Why a configuration is only saved where no guest is bound. */
static void
a_guest_that_was_saved_comes_back_as_a_twin(void **state)
{
	(void)state;
	begin(1, NOW_CLUSTERED);
	save(1, "with-a-guest");
	node_power_off(sim, 1);
	fixture_pass(sim, 300000);
	assert_int_equal(sim_guest_node(sim, 1), 2);
	node_power_on(sim, 1);
	fixture_pass(sim, BOOT_MS);
	assert_int_equal(fixture_guest(sim, 1), STATE_BOOTING);
	assert_int_equal(sim_guest_node(sim, 1), 2);
	fixture_pass(sim, 300000);
	assert_int_equal(fixture_guest(sim, 1), STATE_AT_OK);
	is_online(2);
	unbroken();
}

/* It has moved away since, in good order, and nobody saved again. */
static void
a_twin_is_made_of_the_copy_of_the_cluster(void **state)
{
	(void)state;
	begin(1, NOW_CLUSTERED);
	save(1, "with-a-guest");
	fixture_done(sim, (struct op){ .kind = OP_GROUP_SWITCH, .on = 1,
	    .to = 2, .group = site->guests[1].group });
	fixture_pass(sim, 300000);
	assert_int_equal(fixture_guest(sim, 1), STATE_ABSENT);
	cycle(1);
	assert_int_equal(fixture_guest(sim, 1), STATE_AT_OK);
	assert_int_equal(sim_guest_node(sim, 1), 2);
	fixture_done(sim, (struct op){ .kind = OP_GUEST_STOP, .on = 1,
	    .guest = 1 });
	assert_int_equal(fixture_guest(sim, 1), STATE_BOUND);
	unbroken();
}

static void
many_guests_fit_into_a_saved_configuration(void **state)
{
	uint32_t bound;

	(void)state;
	begin(60, NOW_RUNNING);
	bound = world_node(sim_world(sim), 1)->bound;
	assert_int_equal(bound, 30);
	save(1, "with-guests");
	cycle(1);
	assert_int_equal(world_node(sim_world(sim), 1)->bound, bound);
	save(1, "with-guests-again");
	assert_int_equal(world_node(sim_world(sim), 1)->bound, bound);
	unbroken();
}

static void
a_reboot_beside_a_bound_guest_keeps_what_was_not_saved(void **state)
{
	(void)state;
	begin(1, NOW_RUNNING);
	node_reboot(sim, 1);
	fixture_pass(sim, BOOT_MS);
	assert_true(is_up(1));
	assert_int_equal(volume_state(1), STATE_PRESENT);
	assert_int_equal(service(1, 1), STATE_PRESENT);
	assert_int_equal(fixture_guest(sim, 1), STATE_BOOTING);
}

/* "Evacuate, patch, init 6" loses what was not saved. */
static void
a_reboot_without_a_bound_guest_is_a_power_cycle(void **state)
{
	static void (*const strikes[])(struct sim *, uint32_t) = {
		node_reboot, node_panic,
	};

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		begin(1, NOW_DEFINED);
		save(1, "base");
		fixture_done(sim, (struct op){ .kind = OP_VSW_REMOVE, .on = 1,
		    .service = 1 });
		strikes[i](sim, 1);
		fixture_pass(sim, BOOT_MS + DUMP_MS);
		assert_true(is_up(1));
		assert_int_equal(service(1, 1), STATE_PRESENT);
		assert_int_equal(fixture_guest(sim, 1), STATE_ABSENT);
		unbroken();
		if (i == 0)
			end(NULL);
	}
}

static void
a_reboot_under_ldm_1_3_never_takes_the_power_off(void **state)
{
	(void)state;
	begin(1, NOW_DEFINED);
	world_node(sim_world(sim), 1)->ldm = 103;
	node_reboot(sim, 1);
	fixture_pass(sim, BOOT_MS);
	assert_true(is_up(1));
	assert_int_equal(service(1, 1), STATE_PRESENT);
	assert_int_equal(fixture_guest(sim, 1), STATE_INACTIVE);
}

static void
a_panic_writes_its_dump_first(void **state)
{
	(void)state;
	begin(1, NOW_CLUSTERED);
	node_panic(sim, 2);
	node_panic(sim, 2);
	fixture_pass(sim, BOOT_MS + DUMP_MS - 1);
	assert_false(is_up(2));
	fixture_pass(sim, 1);
	assert_true(is_up(2));
	assert_int_equal(sim_next_ms(sim), -1);
}

static void
a_bound_guest_keeps_its_port_and_its_capacity(void **state)
{
	uint32_t vcpus, port, row;

	(void)state;
	begin(1, NOW_DEFINED);
	fixture_done(sim, (struct op){ .kind = OP_GUEST_BIND, .on = 1,
	    .guest = 1 });
	vcpus = world_node(sim_world(sim), 1)->free_vcpus;
	row = world_domain_of(sim_world(sim), 1, 1);
	port = world_domain(sim_world(sim), row)->port;
	node_panic(sim, 1);
	fixture_pass(sim, BOOT_MS + DUMP_MS);
	assert_int_equal(fixture_guest(sim, 1), STATE_BOUND);
	row = world_domain_of(sim_world(sim), 1, 1);
	assert_int_equal(world_domain(sim_world(sim), row)->port, port);
	assert_int_equal(world_node(sim_world(sim), 1)->free_vcpus, vcpus);
}

/* The old guest is still in the hypervisor: its pool is elsewhere, so that it
 * comes to the ok prompt and no further. */
static void
a_guest_that_was_reset_is_at_the_ok_prompt(void **state)
{
	(void)state;
	begin(1, NOW_CLUSTERED);
	node_panic(sim, 1);
	fixture_pass(sim, 300000);
	assert_int_equal(sim_guest_node(sim, 1), 2);
	fixture_pass(sim, UP_MS);
	assert_int_equal(fixture_guest(sim, 1), STATE_AT_OK);
	is_online(2);
	fixture_fails(sim, (struct op){ .kind = OP_GUEST_BOOT, .on = 1,
	    .guest = 1 }, ERR_NOT_RUNNING);
	unbroken();
}

/* What the failure policy is for. */
static void
a_guest_that_is_not_reset_outlives_its_control_domain(void **state)
{
	(void)state;
	begin(1, NOW_CLUSTERED);
	set(OP_NODE_POLICY, 1, "ignore");
	node_panic(sim, 1);
	assert_false(sim_guest_up(sim, 1));
	while (fixture_guest(sim, 2) != STATE_BOOTING) {
		assert_int_equal(sim_violations(sim, NULL, NULL), 0);
		assert_true(sim_step(sim));
	}
	assert_true(sim_violated(sim, "guest-active-once"));
	fixture_pass(sim, 300000);
	assert_int_equal(sim_guest_node(sim, 1), 2);
	assert_false(is_up(1));
	fixture_pass(sim, UP_MS);
	assert_int_equal(fixture_guest(sim, 1), STATE_RUNNING);
	assert_false(sim_violated(sim, "data-intact"));
	assert_false(sim_violated(sim, "pool-imported-once"));
}

static void
a_guest_without_a_master_is_not_reset(void **state)
{
	(void)state;
	begin(1, NOW_CLUSTERED);
	fixture_done(sim, (struct op){ .kind = OP_GUEST_MASTER, .on = 1,
	    .guest = 1, .value = fixture_put(sim, KIND_TEXT, "other") });
	node_reboot(sim, 1);
	fixture_pass(sim, UP_MS);
	assert_int_equal(fixture_guest(sim, 1), STATE_RUNNING);
}

static void
what_was_under_way_on_it_is_lost(void **state)
{
	struct op op = { .kind = OP_GUEST_STOP, .on = 1, .guest = 1 };
	struct result res;
	uint32_t handle;

	(void)state;
	begin(1, NOW_RUNNING);
	set(OP_NODE_POLICY, 1, "ignore");
	handle = fixture_type(sim, op, &res);
	assert_int_not_equal(handle, 0);
	fixture_pass(sim, 5000);
	node_panic(sim, 1);
	assert_true(fixture_typed(sim, handle, &res));
	assert_int_equal(res.outcome, UNKNOWN);
	fixture_pass(sim, UP_MS);
	assert_int_equal(fixture_guest(sim, 1), STATE_AT_OK);
	unbroken();
}

static void
pools_are_not_imported_at_boot(void **state)
{
	struct answer answer;

	(void)state;
	begin(1, NOW_CLUSTERED);
	fixture_done(sim, (struct op){ .kind = OP_GROUP_SUSPEND, .on = 1,
	    .group = site->guests[1].group });
	node_reboot(sim, 1);
	fixture_pass(sim, UP_MS);
	answer = fixture_ask(sim, (struct op){ .kind = OP_POOL_STATE,
	    .on = 1, .pool = site->guests[1].pool });
	assert_int_equal(answer.state, STATE_EXPORTED);
	assert_int_equal(answer.on, 1);
	unbroken();
}

/* Its mark dies with the node, and the group may be started elsewhere. */
static void
a_stop_that_failed_is_forgotten(void **state)
{
	(void)state;
	begin(1, NOW_CLUSTERED);
	sim_busy(sim, site->guests[1].pool, 1, true);
	fixture_run(sim, (struct op){ .kind = OP_GROUP_SWITCH, .on = 1,
	    .to = 2, .group = site->guests[1].group });
	assert_int_equal(group().state, STATE_STOP_FAILED);
	cycle(1);
	is_online(1);
	assert_int_equal(sim_guest_node(sim, 1), 1);
	unbroken();
}

/* What the hung node still has, no command of the others is about. */
static void
a_group_of_a_node_that_was_given_up_is_online_nowhere(void **state)
{
	struct op ask = { .kind = OP_RESOURCE_STATE, .on = 2 };
	struct op change = { .on = 2 };

	(void)state;
	begin(1, NOW_CLUSTERED);
	ask.resource = site->guests[1].agent.resource;
	change.group = site->guests[1].group;
	change.kind = OP_GROUP_SUSPEND;
	fixture_done(sim, change);
	node_hang(sim, 1);
	fixture_pass(sim, UP_MS);
	assert_int_equal(world_group(sim_world(sim), change.group)->online,
	    bit(1));
	assert_int_equal(fixture_ask(sim, ask).state, STATE_OFFLINE);
	change.kind = OP_GROUP_ONLINE;
	change.to = 2;
	fixture_done(sim, change);
	is_online(2);
	assert_int_equal(fixture_ask(sim, ask).state, STATE_ONLINE);
	fixture_pass(sim, UP_MS);
	assert_int_equal(fixture_guest(sim, 2), STATE_RUNNING);
}

static void
a_node_that_hangs_may_be_reset(void **state)
{
	(void)state;
	begin(1, NOW_CLUSTERED);
	node_hang(sim, 1);
	fixture_pass(sim, 300000);
	node_reboot(sim, 1);
	node_unhang(sim, 1);
	fixture_pass(sim, UP_MS);
	assert_true(is_up(1));
	is_online(2);
	unbroken();
}

static void
a_fenced_node_that_reboots_does_not_fail_again(void **state)
{
	(void)state;
	begin(1, NOW_DEFINED);
	sim->declared.timing.timed[TIMED_NODE_BOOT].fixed_ms = 100;
	node_hang(sim, 2);
	fixture_pass(sim, 60000);
	node_unhang(sim, 2);
	node_reboot(sim, 2);
	fixture_pass(sim, 5000);
	assert_true(is_up(2));
}

/* It was going to look when its node stood still, and then died. */
static void
an_agent_probes_again_on_the_next_node(void **state)
{
	struct op op = { .kind = OP_GUEST_STOP, .on = 1, .guest = 1 };

	(void)state;
	begin(1, NOW_CLUSTERED);
	fixture_done(sim, op);
	node_hang(sim, 1);
	node_power_off(sim, 1);
	fixture_pass(sim, 300000);
	assert_int_equal(sim_guest_node(sim, 1), 2);
	op.on = 2;
	fixture_done(sim, op);
	fixture_pass(sim, 300000);
	assert_int_equal(sim_guest_node(sim, 1), 2);
}

/* One that stands still before it has started its groups. */
static void
a_node_may_hang_as_soon_as_it_is_up(void **state)
{
	(void)state;
	begin(3, NOW_CLUSTERED);
	node_power_off(sim, 1);
	node_power_off(sim, 2);
	fixture_pass(sim, 60000);
	node_power_on(sim, 1);
	while (!is_up(1))
		assert_true(sim_step(sim));
	node_hang(sim, 1);
	while (sim_step(sim))
		continue;
	node_power_off(sim, 1);
	for (uint32_t i = 1; i <= sim_world(sim)->table[T_WORK].high; i++)
		assert_int_equal(world_work(sim_world(sim), i)->kind,
		    WORK_NONE);
	unbroken();
}

/* Storms: nodes go and come at any moment. */

static uint32_t
roll(uint64_t *seed, uint32_t below)
{
	*seed = draw_mix(*seed, 1);
	return (uint32_t)(*seed >> 33) % below;
}

static void
strike(uint64_t *seed)
{
	static void (*const strikes[])(struct sim *, uint32_t) = {
		node_power_off, node_power_on, node_reboot, node_panic,
		node_power_on,
	};

	strikes[roll(seed, 5)](sim, 1 + roll(seed, 2));
}

static void
move(uint64_t *seed)
{
	struct result res;
	uint32_t guest = 1 + roll(seed, site->guest_count);
	char name[] = "storm-a";

	name[6] = (char)('a' + roll(seed, 5));
	if (roll(seed, 3) == 0)
		fixture_type(sim, (struct op){ .kind = OP_CONFIG_SAVE,
		    .on = 1 + roll(seed, 2), .value = fixture_put(sim,
		    KIND_TEXT, name) }, &res);
	else
		fixture_type(sim, (struct op){ .kind = OP_GROUP_SWITCH,
		    .on = 1 + roll(seed, 2), .to = 1 + roll(seed, 2),
		    .group = site->guests[guest].group }, &res);
}

static void
storm(uint64_t seed)
{
	begin(3, roll(&seed, 2) != 0 ? NOW_CLUSTERED : NOW_RUNNING);
	/* Twins may wait at the ok prompt. */
	online_spare(sim, &(struct watch){ .at_work = true });
	for (int i = 0; i < 60; i++) {
		if (roll(&seed, 3) == 0)
			strike(&seed);
		else
			move(&seed);
		unbroken();
		for (uint32_t n = roll(&seed, 12); n > 0 && sim_step(sim); n--)
			unbroken();
	}
	node_power_on(sim, 1);
	node_power_on(sim, 2);
	while (sim_step(sim))
		unbroken();
	assert_true(is_up(1));
	assert_true(is_up(2));
	for (uint32_t g = 1; g <= site->guest_count; g++) {
		uint32_t on = group_state(sim, site->guests[g].group, NULL);

		assert_true(on == STATE_ONLINE || on == STATE_OFFLINE ||
		    on == STATE_STOP_FAILED);
	}
}

static void
no_coming_and_going_breaks_anything(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < 200; seed++) {
		storm(seed);
		if (seed != 199)
			end(NULL);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_teardown(name, end)
		T(a_node_is_up_when_it_has_booted),
		T(power_on_does_nothing_to_a_node_that_has_power),
		T(a_node_switched_off_while_it_boots_stays_down),
		T(the_group_stays_where_it_went),
		T(a_group_that_fails_back_moves_at_once),
		T(a_group_that_is_offline_everywhere_is_started),
		T(offline_lasts_until_a_node_joins),
		T(a_suspended_group_is_left_alone),
		T(nobody_joins_before_the_wait_is_given_up),
		T(a_power_cycle_brings_back_what_was_saved),
		T(with_nothing_saved_it_is_factory_default),
		T(without_the_one_saved_last_it_is_factory_default),
		T(what_was_changed_since_is_undone),
		T(what_was_removed_since_is_there_again),
		T(a_misnamed_volume_has_its_name_again),
		T(a_guest_that_was_saved_comes_back_as_a_twin),
		T(a_twin_is_made_of_the_copy_of_the_cluster),
		T(many_guests_fit_into_a_saved_configuration),
		T(a_reboot_beside_a_bound_guest_keeps_what_was_not_saved),
		T(a_reboot_without_a_bound_guest_is_a_power_cycle),
		T(a_reboot_under_ldm_1_3_never_takes_the_power_off),
		T(a_panic_writes_its_dump_first),
		T(a_bound_guest_keeps_its_port_and_its_capacity),
		T(a_guest_that_was_reset_is_at_the_ok_prompt),
		T(a_guest_that_is_not_reset_outlives_its_control_domain),
		T(a_guest_without_a_master_is_not_reset),
		T(what_was_under_way_on_it_is_lost),
		T(pools_are_not_imported_at_boot),
		T(a_stop_that_failed_is_forgotten),
		T(a_group_of_a_node_that_was_given_up_is_online_nowhere),
		T(a_node_that_hangs_may_be_reset),
		T(a_fenced_node_that_reboots_does_not_fail_again),
		T(an_agent_probes_again_on_the_next_node),
		T(a_node_may_hang_as_soon_as_it_is_up),
		T(no_coming_and_going_breaks_anything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
