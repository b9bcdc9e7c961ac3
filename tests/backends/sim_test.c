/*
 * The simulated site: what the real commands do, allow and refuse.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/acts.h"
#include "backends/sim/changes.h"
#include "backends/sim/cluster/failure.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/observers/uptime.h"
#include "backends/sim/questions/ask.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/world.h"
#include "tests/sim_fixture.h"

static const int64_t GIB = (int64_t)1 << 30;

static struct arena arena;
static struct site *site;
static struct sim *sim;

/* A site of two nodes and one guest, where it says. */
static void
begin(enum guest_now now)
{
	site = fixture_site(&arena, 2, 1, now);
	sim = sim_make(site, SITE_READY, 1);
}

static int
end(void **state)
{
	(void)state;
	return fixture_drop(&sim, &arena);
}

static uint32_t
text(const char *value)
{
	return fixture_put(sim, KIND_TEXT, value);
}

static struct op
on(enum op_kind kind, uint32_t node)
{
	return (struct op){ .kind = kind, .on = node };
}

static struct op
guest(enum op_kind kind, uint32_t node)
{
	return (struct op){ .kind = kind, .on = node, .guest = 1 };
}

static struct op
pool(enum op_kind kind, uint32_t node)
{
	return (struct op){ .kind = kind, .on = node,
	    .pool = site->guests[1].pool };
}

static struct op
group(enum op_kind kind, uint32_t to)
{
	return (struct op){ .kind = kind, .on = 1, .to = to,
	    .group = site->guests[1].group };
}

static struct op
agent(enum op_kind kind)
{
	return (struct op){ .kind = kind, .on = 1,
	    .resource = site->guests[1].agent.resource };
}

static struct op
storage(enum op_kind kind)
{
	return (struct op){ .kind = kind, .on = 1,
	    .resource = site->guests[1].storage };
}

static struct op
volume(enum op_kind kind, uint32_t node)
{
	struct op op = { .kind = kind, .on = node,
	    .volume = site->guests[1].disk[0].volume, .service = 2 };

	if (kind == OP_VOLUME_ADD)
		op.file = site->guests[1].disk[0].file;
	return op;
}

static struct op
disk(enum op_kind kind, int64_t size)
{
	return (struct op){ .kind = kind, .on = 1, .number = size,
	    .file = site->guests[1].disk[0].file };
}

static enum state
group_now(uint32_t *where)
{
	struct answer answer = fixture_ask(sim,
	    (struct op){ .kind = OP_GROUP_STATE,
	    .group = site->guests[1].group });

	*where = answer.on;
	return answer.state;
}

static enum state
agent_now(void)
{
	return fixture_ask(sim, (struct op){ .kind = OP_RESOURCE_STATE,
	    .resource = site->guests[1].agent.resource }).state;
}

static uint32_t
pool_on(void)
{
	struct answer answer = fixture_ask(sim,
	    (struct op){ .kind = OP_POOL_STATE,
	    .pool = site->guests[1].pool });

	return answer.state == STATE_IMPORTED ? answer.on : 0;
}

static void
type_on(struct op op)
{
	struct result res;

	fixture_type(sim, op, &res);
	assert_int_equal(res.outcome, UNKNOWN);
}

/* The table. */

static void
every_change_is_carried_out_and_every_question_answered(void **state)
{
	(void)state;
	begin(NOW_CLUSTERED);
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++) {
		const struct act *act = acts[kind];
		struct answer answer;
		struct op op = { .kind = kind };

		if (op_table[kind].question) {
			ask(sim, &op, &answer);
			continue;
		}
		assert_non_null(act);
		assert_non_null(act->allows);
		assert_true((act->apply != NULL) != (act->begin != NULL));
	}
}

/* Work and time. */

static void
an_operation_takes_its_time(void **state)
{
	(void)state;
	begin(NOW_DEFINED);
	fixture_done(sim, (struct op){ .kind = OP_VSW_REMOVE, .on = 2,
	    .service = 1 });
	assert_int_equal(sim_now_ms(sim),
	    site->timing.op[OP_VSW_REMOVE].fixed_ms);
}

static void
what_is_already_there_is_done_at_once(void **state)
{
	struct op op = { .kind = OP_VSW_ADD, .on = 1, .service = 1 };

	(void)state;
	begin(NOW_ABSENT);
	op.value = site->services[1].value[1];
	fixture_done(sim, op);
	assert_int_equal(sim_now_ms(sim), 0);
	op.value = text("nxge7");
	fixture_fails(sim, op, ERR_EXISTS);
	assert_int_equal(sim_now_ms(sim), 0);
}

static void
a_refusal_changes_nothing(void **state)
{
	char *before, *after;

	(void)state;
	begin(NOW_RUNNING);
	before = sim_text(sim, NULL);
	fixture_fails(sim, guest(OP_GUEST_REMOVE, 1), ERR_WRONG_STATE);
	fixture_fails(sim, guest(OP_GUEST_UNBIND, 1), ERR_WRONG_STATE);
	fixture_fails(sim, guest(OP_GUEST_BIND, 2), ERR_NOT_FOUND);
	fixture_fails(sim, volume(OP_VOLUME_REMOVE, 1), ERR_IN_USE);
	after = sim_text(sim, NULL);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

static void
what_outlives_its_limit_goes_on(void **state)
{
	struct op op;
	struct result res;

	(void)state;
	begin(NOW_DEFINED);
	fixture_done(sim, disk(OP_DISK_REMOVE, 0));
	op = disk(OP_DISK_CREATE, 20 * GIB);
	backend_execute(sim_backend(sim), &op, 10000, &res);
	assert_int_equal(res.outcome, UNKNOWN);
	assert_int_equal(res.err.code, ERR_TIMEOUT);
	op = on(OP_COMMAND_STATE, 1);
	assert_int_equal(fixture_run(sim, op).answer.state, STATE_AT_WORK);
	assert_int_equal(fixture_ask(sim, disk(OP_DISK_STATE, 0)).state,
	    STATE_ABSENT);
	fixture_pass(sim, 600000);
	assert_int_equal(fixture_run(sim, op).answer.state, STATE_NONE);
	assert_int_equal(fixture_ask(sim, disk(OP_DISK_STATE, 0)).number,
	    20 * GIB);
}

/* A world's bytes, to be compared; malloc'd. */
static struct world *
world_copy(void)
{
	const struct world *world = sim_world(sim);
	struct world *copy = malloc(world->bytes);

	assert_non_null(copy);
	memcpy(copy, world, world->bytes);
	return copy;
}

static void
a_question_changes_nothing(void **state)
{
	struct op command = on(OP_COMMAND_STATE, 1);
	struct world *before;
	struct result res;
	struct op create;
	uint64_t handle;

	(void)state;
	begin(NOW_DEFINED);
	create = disk(OP_DISK_CREATE, 20 * GIB);
	fixture_done(sim, disk(OP_DISK_REMOVE, 0));
	handle = backend_begin(sim_backend(sim), &create, &res);
	assert_int_not_equal(handle, HANDLE_OVER);
	for (int passed = 0; passed < 2; passed++) {
		fixture_run(sim, command);
		before = world_copy();
		assert_int_equal(fixture_run(sim, command).answer.state,
		    passed == 0 ? STATE_AT_WORK : STATE_NONE);
		fixture_run(sim, disk(OP_DISK_STATE, 0));
		assert_memory_equal(sim_world(sim), before, before->bytes);
		free(before);
		fixture_pass(sim, 600000);
	}
	/* Nobody has taken the answer by asking. */
	assert_true(backend_wait(sim_backend(sim), handle, 0, &res));
	assert_int_equal(res.outcome, DONE);
}

static void
an_answer_that_nobody_waits_for_is_given_back(void **state)
{
	struct op create;
	struct result res;
	uint64_t handle;

	(void)state;
	begin(NOW_DEFINED);
	create = disk(OP_DISK_CREATE, 20 * GIB);
	fixture_done(sim, disk(OP_DISK_REMOVE, 0));
	handle = backend_begin(sim_backend(sim), &create, &res);
	backend_leave(sim_backend(sim), handle);
	assert_int_equal(sim_world(sim)->table[T_WORK].count, 1);
	assert_int_equal(fixture_run(sim, on(OP_COMMAND_STATE, 1)).answer.state,
	    STATE_AT_WORK);
	fixture_pass(sim, 600000);
	assert_int_equal(sim_world(sim)->table[T_WORK].count, 0);
	assert_int_equal(fixture_ask(sim, disk(OP_DISK_STATE, 0)).number,
	    20 * GIB);
}

static void
a_command_is_checked_again_when_it_takes_effect(void **state)
{
	struct op op;
	struct result res;
	uint32_t handle;

	(void)state;
	begin(NOW_DEFINED);
	fixture_done(sim, disk(OP_DISK_REMOVE, 0));
	op = disk(OP_DISK_CREATE, 20 * GIB);
	handle = fixture_type(sim, op, &res);
	assert_false(fixture_typed(sim, handle, &res));
	op = pool(OP_POOL_EXPORT, 1);
	fixture_done(sim, op);
	fixture_pass(sim, 600000);
	assert_true(fixture_typed(sim, handle, &res));
	assert_int_equal(res.outcome, FAILED);
	assert_int_equal(res.err.code, ERR_PATH_MISSING);
	assert_false(fixture_typed(sim, handle, &res));
}

static void
a_pause_is_time_that_passes(void **state)
{
	(void)state;
	begin(NOW_ABSENT);
	fixture_done(sim, (struct op){ .kind = OP_PAUSE, .number = 12345 });
	assert_int_equal(sim_now_ms(sim), 12345);
}

static void
the_same_seed_gives_the_same_times(void **state)
{
	int64_t first;

	(void)state;
	begin(NOW_CLUSTERED);
	fixture_done(sim, group(OP_GROUP_SWITCH, 2));
	first = sim_now_ms(sim);
	sim_drop(sim);
	sim = sim_make(site, SITE_READY, 1);
	fixture_done(sim, group(OP_GROUP_SWITCH, 2));
	assert_int_equal(sim_now_ms(sim), first);
	sim_drop(sim);
	sim = sim_make(site, SITE_READY, 2);
	fixture_done(sim, group(OP_GROUP_SWITCH, 2));
	assert_int_not_equal(sim_now_ms(sim), first);
}

/* Nodes, services, volumes. */

static void
a_bare_site_has_no_service(void **state)
{
	(void)state;
	site = fixture_site(&arena, 2, 1, NOW_ABSENT);
	site->now = SITE_UNSPECIFIED;
	sim = sim_make(site, SITE_BARE, 1);
	assert_int_equal(fixture_ask(sim, (struct op){
	    .kind = OP_SERVICE_STATE, .on = 1, .service = 1 }).state,
	    STATE_ABSENT);
	assert_int_equal(fixture_ask(sim, (struct op){ .kind = OP_TYPE_STATE,
	    .type = TYPE_AGENT }).state, STATE_ABSENT);
	assert_string_equal(names_text(sim_names(sim), KIND_TEXT,
	    fixture_ask(sim, (struct op){ .kind = OP_NODE_STATE, .on = 1,
	    .value = TEXT_POLICY }).value), "ignore");
}

static void
free_cpus_are_those_not_bound(void **state)
{
	struct op op = { .kind = OP_NODE_STATE, .on = 1,
	    .value = TEXT_VCPUS };

	(void)state;
	begin(NOW_RUNNING);
	assert_int_equal(fixture_ask(sim, op).number, 1020);
	op.guest = 1;
	assert_int_equal(fixture_ask(sim, op).number, 1024);
	op.value = TEXT_MEMORY;
	assert_true(fixture_ask(sim, op).number == 2048 * GIB);
}

static void
a_saved_configuration_grows_old_and_young_again(void **state)
{
	struct op op = on(OP_CONFIG_SAVE, 2), ask = on(OP_CONFIG_STATE, 2);

	(void)state;
	begin(NOW_DEFINED);
	op.value = ask.value = text("mine");
	assert_int_equal(fixture_ask(sim, ask).state, STATE_ABSENT);
	fixture_done(sim, op);
	assert_int_equal(fixture_ask(sim, ask).state, STATE_SAVED);
	fixture_done(sim, volume(OP_VOLUME_REMOVE, 2));
	assert_int_equal(fixture_ask(sim, ask).state, STATE_OLDER);
	fixture_fails(sim, op, ERR_EXISTS);
	fixture_done(sim, pool(OP_POOL_EXPORT, 1));
	fixture_done(sim, pool(OP_POOL_IMPORT, 2));
	fixture_done(sim, volume(OP_VOLUME_ADD, 2));
	assert_int_equal(fixture_ask(sim, ask).state, STATE_SAVED);
}

static void
the_service_processor_has_room_for_seven(void **state)
{
	struct op op = on(OP_CONFIG_SAVE, 1);
	char name[] = "config-0";

	(void)state;
	begin(NOW_ABSENT);
	for (int i = 0; i < 7; i++) {
		name[7] = (char)('1' + i);
		op.value = text(name);
		fixture_done(sim, op);
	}
	op.value = text("one-more");
	fixture_fails(sim, op, ERR_SLOTS_FULL);
}

static void
guests_bound_on_a_node_are_listed_with_its_configuration(void **state)
{
	struct op ask = on(OP_CONFIG_STATE, 1);

	(void)state;
	begin(NOW_RUNNING);
	ask.value = text("any");
	assert_int_equal(fixture_ask(sim, ask).number, 1);
	ask.on = 2;
	assert_int_equal(fixture_ask(sim, ask).number, 0);
}

static void
a_volume_needs_its_path_on_that_node(void **state)
{
	(void)state;
	begin(NOW_DEFINED);
	fixture_done(sim, volume(OP_VOLUME_REMOVE, 2));
	fixture_fails(sim, volume(OP_VOLUME_ADD, 2), ERR_PATH_MISSING);
	fixture_done(sim, group(OP_GROUP_SWITCH, 2));
	fixture_done(sim, volume(OP_VOLUME_ADD, 2));
}

static void
a_path_is_one_volume(void **state)
{
	struct op op;

	(void)state;
	begin(NOW_DEFINED);
	op = volume(OP_VOLUME_ADD, 1);
	op.volume = fixture_put(sim, KIND_VOLUME, "another");
	fixture_fails(sim, op, ERR_IN_USE);
	op = volume(OP_VOLUME_ADD, 1);
	op.file = fixture_name(site, KIND_FILE, "/pfile");
	fixture_fails(sim, op, ERR_EXISTS);
	op.service = 1;
	fixture_done(sim, volume(OP_VOLUME_REMOVE, 1));
	fixture_done(sim, volume(OP_VOLUME_REMOVE, 2));
	fixture_done(sim, (struct op){ .kind = OP_VDS_REMOVE, .on = 1,
	    .service = 2 });
	fixture_fails(sim, volume(OP_VOLUME_ADD, 1), ERR_SERVICE_MISSING);
}

static void
services_in_use_stay(void **state)
{
	struct op op = on(OP_VSW_REMOVE, 1);

	(void)state;
	begin(NOW_RUNNING);
	op.service = 1;
	fixture_fails(sim, op, ERR_IN_USE);
	op.kind = OP_VDS_REMOVE;
	op.service = 2;
	fixture_fails(sim, op, ERR_IN_USE);
	op.kind = OP_VCC_REMOVE;
	op.service = 3;
	fixture_fails(sim, op, ERR_IN_USE);
	op.on = 2;
	fixture_done(sim, op);
}

/* Storage. */

static void
a_device_says_who_uses_it(void **state)
{
	struct op ask = on(OP_DEVICE_STATE, 2);

	(void)state;
	site = fixture_site(&arena, 2, 2, NOW_ABSENT);
	site->devices[2].nodes = 1u << 1;
	sim = sim_make(site, SITE_READY, 1);
	ask.device = 1;
	assert_int_equal(fixture_ask(sim, ask).number, 0);
	sim_put(sim, 1, NOW_DEFINED, 1);
	assert_int_equal(fixture_ask(sim, ask).number, 3);
	assert_int_equal(fixture_ask(sim, ask).value, text("slice6"));
	ask.pool = site->guests[1].pool;
	assert_int_equal(fixture_ask(sim, ask).number, 0);
	ask.device = 2;
	assert_int_equal(fixture_ask(sim, ask).state, STATE_MISSING);
}

static void
a_pool_is_made_on_a_free_device_only(void **state)
{
	struct op op;

	(void)state;
	site = fixture_site(&arena, 2, 3, NOW_ABSENT);
	site->devices[3].quorum = true;
	site->devices[2].nodes = 1u << 2;
	sim = sim_make(site, SITE_READY, 1);
	op = pool(OP_POOL_CREATE, 1);
	op.device = 1;
	fixture_done(sim, op);
	assert_int_equal(pool_on(), 1);
	op.device = 2;
	fixture_fails(sim, op, ERR_EXISTS);
	op.pool = site->guests[2].pool;
	fixture_fails(sim, op, ERR_DEVICE_MISSING);
	op.device = 1;
	fixture_fails(sim, op, ERR_DEVICE_IN_USE);
	op.device = 3;
	fixture_fails(sim, op, ERR_DEVICE_IN_USE);
}

static void
a_pool_in_use_elsewhere_is_imported_by_force_only(void **state)
{
	struct op op;

	(void)state;
	begin(NOW_DEFINED);
	op = pool(OP_POOL_IMPORT, 2);
	fixture_fails(sim, op, ERR_POOL_ELSEWHERE);
	fixture_done(sim, pool(OP_POOL_EXPORT, 1));
	assert_int_equal(pool_on(), 0);
	fixture_done(sim, op);
	assert_int_equal(pool_on(), 2);
}

static void
a_label_over_a_pool_takes_the_pool_with_it(void **state)
{
	struct op op = on(OP_DEVICE_LABEL, 1);

	(void)state;
	begin(NOW_DEFINED);
	op.device = 1;
	op.value = text("slice2");
	fixture_done(sim, op);
	assert_int_equal(fixture_ask(sim, (struct op){
	    .kind = OP_POOL_STATE, .pool = site->guests[1].pool }).state,
	    STATE_ABSENT);
	assert_int_equal(fixture_ask(sim, disk(OP_DISK_STATE, 0)).state,
	    STATE_ABSENT);
}

static void
a_file_needs_its_directory_and_its_space(void **state)
{
	(void)state;
	begin(NOW_DEFINED);
	fixture_fails(sim, disk(OP_DISK_CREATE, 65 * GIB), ERR_NO_SPACE);
	fixture_done(sim, disk(OP_DISK_REMOVE, 0));
	fixture_done(sim, disk(OP_DISK_CREATE, 64 * GIB));
	fixture_done(sim, disk(OP_DISK_REMOVE, 0));
	fixture_done(sim, (struct op){ .kind = OP_FILESYSTEM_DESTROY, .on = 1,
	    .pool = site->guests[1].pool,
	    .file = site->guests[1].filesystem });
	fixture_fails(sim, disk(OP_DISK_CREATE, GIB), ERR_PATH_MISSING);
}

static void
an_export_by_hand_meets_open_disks(void **state)
{
	struct op op;

	(void)state;
	begin(NOW_RUNNING);
	op = pool(OP_POOL_EXPORT, 1);
	fixture_fails(sim, op, ERR_POOL_BUSY);
	fixture_fails(sim, pool(OP_POOL_DESTROY, 1), ERR_POOL_BUSY);
	assert_true(sim_guest_up(sim, 1));
	op.forced = 1;
	fixture_done(sim, op);
	assert_false(sim_guest_up(sim, 1));
}

static void
a_dead_disk_works_again_only_after_unbinding(void **state)
{
	(void)state;
	begin(NOW_RUNNING);
	fixture_done(sim, group(OP_GROUP_SWITCH, 2));
	fixture_done(sim, group(OP_GROUP_SWITCH, 1));
	assert_int_equal(fixture_guest(sim, 1), STATE_RUNNING);
	assert_false(sim_guest_up(sim, 1));
	fixture_done(sim, guest(OP_GUEST_STOP, 1));
	fixture_done(sim, guest(OP_GUEST_START, 1));
	fixture_pass(sim, 200000);
	assert_int_equal(fixture_guest(sim, 1), STATE_AT_OK);
	fixture_done(sim, guest(OP_GUEST_STOP, 1));
	fixture_done(sim, guest(OP_GUEST_UNBIND, 1));
	fixture_done(sim, guest(OP_GUEST_BIND, 1));
	fixture_done(sim, guest(OP_GUEST_START, 1));
	fixture_pass(sim, 200000);
	assert_true(sim_guest_up(sim, 1));
}

/* Domains. */

static void
a_domain_is_bound_started_stopped_and_unbound(void **state)
{
	(void)state;
	begin(NOW_DEFINED);
	assert_int_equal(fixture_guest(sim, 1), STATE_INACTIVE);
	fixture_fails(sim, guest(OP_GUEST_START, 1), ERR_WRONG_STATE);
	fixture_done(sim, guest(OP_GUEST_BIND, 1));
	assert_int_equal(fixture_guest(sim, 1), STATE_BOUND);
	fixture_fails(sim, guest(OP_GUEST_REMOVE, 1), ERR_WRONG_STATE);
	fixture_done(sim, guest(OP_GUEST_START, 1));
	assert_int_equal(fixture_guest(sim, 1), STATE_AT_OK);
	fixture_fails(sim, guest(OP_GUEST_UNBIND, 1), ERR_WRONG_STATE);
	fixture_done(sim, guest(OP_GUEST_STOP, 1));
	fixture_done(sim, guest(OP_GUEST_UNBIND, 1));
	fixture_done(sim, guest(OP_GUEST_REMOVE, 1));
	assert_int_equal(fixture_guest(sim, 1), STATE_ABSENT);
}

static void
an_installed_guest_boots_and_goes_down(void **state)
{
	(void)state;
	begin(NOW_DEFINED);
	fixture_done(sim, guest(OP_GUEST_BIND, 1));
	fixture_done(sim, guest(OP_GUEST_START, 1));
	fixture_fails(sim, guest(OP_GUEST_HALT, 2), ERR_NOT_RUNNING);
	fixture_fails(sim, guest(OP_GUEST_BOOT, 1), ERR_NOT_RUNNING);
	fixture_done(sim, guest(OP_GUEST_INSTALL, 1));
	assert_true(sim_guest_up(sim, 1));
	fixture_done(sim, guest(OP_GUEST_HALT, 1));
	assert_false(sim_guest_up(sim, 1));
	assert_int_equal(fixture_guest(sim, 1), STATE_AT_OK);
	fixture_done(sim, guest(OP_GUEST_BOOT, 1));
	assert_true(sim_guest_up(sim, 1));
}

static void
halting_takes_a_while_and_can_be_seen(void **state)
{
	(void)state;
	begin(NOW_RUNNING);
	type_on(guest(OP_GUEST_HALT, 1));
	assert_int_equal(fixture_guest(sim, 1), STATE_HALTING);
	fixture_fails(sim, guest(OP_GUEST_STOP, 1), ERR_WRONG_STATE);
	fixture_pass(sim, 60000);
	assert_int_equal(fixture_guest(sim, 1), STATE_AT_OK);
	fixture_fails(sim, guest(OP_GUEST_HALT, 2), ERR_NOT_RUNNING);
}

static void
a_stop_cuts_a_boot_off(void **state)
{
	(void)state;
	begin(NOW_RUNNING);
	fixture_done(sim, guest(OP_GUEST_STOP, 1));
	fixture_done(sim, guest(OP_GUEST_START, 1));
	assert_int_equal(fixture_guest(sim, 1), STATE_BOOTING);
	fixture_done(sim, guest(OP_GUEST_STOP, 1));
	assert_int_equal(fixture_guest(sim, 1), STATE_BOUND);
	assert_int_equal(sim_next_ms(sim), -1);
}

static void
the_hostid_of_an_active_domain_is_refused(void **state)
{
	struct op op;
	struct result res;

	(void)state;
	begin(NOW_RUNNING);
	op = guest(OP_GUEST_HOSTID, 1);
	op.number = 0x82a85641;
	res = fixture_run(sim, op);
	assert_int_equal(res.err.code, ERR_MUST_BE_STOPPED);
	assert_string_equal(res.err.text, "LDom ldom1 must be stopped before "
	    "the hostid can be modified");
	fixture_done(sim, guest(OP_GUEST_STOP, 1));
	fixture_done(sim, op);
	op = guest(OP_GUEST_STATE, 1);
	op.value = TEXT_HOSTID;
	assert_true(fixture_ask(sim, op).number == 0x82a85641);
}

static void
a_hostid_in_use_is_not_bound_again(void **state)
{
	struct op op;

	(void)state;
	site = fixture_site(&arena, 2, 2, NOW_ABSENT);
	sim = sim_make(site, SITE_READY, 1);
	sim_put(sim, 1, NOW_RUNNING, 1);
	sim_put(sim, 2, NOW_DEFINED, 2);
	op = guest(OP_GUEST_STATE, 1);
	op.value = TEXT_HOSTID;
	op = (struct op){ .kind = OP_GUEST_HOSTID, .on = 2, .guest = 2,
	    .number = fixture_ask(sim, op).number };
	fixture_done(sim, op);
	op.kind = OP_GUEST_BIND;
	op.number = 0;
	fixture_fails(sim, op, ERR_ADDRESS_CLASH);
}

static void
cpus_of_an_active_domain_must_be_free(void **state)
{
	struct op op;

	(void)state;
	begin(NOW_RUNNING);
	op = guest(OP_GUEST_VCPUS, 1);
	op.set = 1;
	op.number = 1024;
	fixture_done(sim, op);
	op.number = 1025;
	fixture_fails(sim, op, ERR_NO_ROOM);
	op.kind = OP_GUEST_MEMORY;
	op.number = 2049 * GIB;
	fixture_fails(sim, op, ERR_NO_ROOM);
}

static void
a_lack_of_capacity_says_how_much_is_free(void **state)
{
	struct op op;
	struct result res;

	(void)state;
	begin(NOW_DEFINED);
	op = guest(OP_GUEST_VCPUS, 1);
	op.set = 1;
	op.number = 2000;
	fixture_done(sim, op);
	res = fixture_run(sim, guest(OP_GUEST_BIND, 1));
	assert_int_equal(res.err.code, ERR_NO_ROOM);
	assert_non_null(strstr(res.err.text, "2000"));
	assert_non_null(strstr(res.err.text, "1024"));
}

static void
binding_needs_volume_switch_and_port(void **state)
{
	(void)state;
	begin(NOW_DEFINED);
	fixture_done(sim, volume(OP_VOLUME_REMOVE, 1));
	fixture_fails(sim, guest(OP_GUEST_BIND, 1), ERR_VOLUME_MISSING);
	fixture_done(sim, volume(OP_VOLUME_ADD, 1));
	fixture_done(sim, (struct op){ .kind = OP_VSW_REMOVE, .on = 1,
	    .service = 1 });
	fixture_fails(sim, guest(OP_GUEST_BIND, 1), ERR_SERVICE_MISSING);
	fixture_done(sim, (struct op){ .kind = OP_VSW_ADD, .on = 1,
	    .service = 1, .value = text("nxge0") });
	fixture_done(sim, (struct op){ .kind = OP_VCC_REMOVE, .on = 1,
	    .service = 3 });
	fixture_fails(sim, guest(OP_GUEST_BIND, 1), ERR_SERVICE_MISSING);
}

static void
console_ports_run_out(void **state)
{
	struct op op = { .kind = OP_GUEST_BIND, .on = 1, .guest = 3 };

	(void)state;
	site = fixture_site(&arena, 2, 3, NOW_ABSENT);
	site->services[3].value[1] = names_put(site->names, KIND_TEXT,
	    "5000-5001");
	sim = sim_make(site, SITE_READY, 1);
	sim_put(sim, 1, NOW_RUNNING, 1);
	sim_put(sim, 2, NOW_RUNNING, 1);
	sim_put(sim, 3, NOW_DEFINED, 1);
	fixture_fails(sim, op, ERR_PORTS_FULL);
	fixture_done(sim, guest(OP_GUEST_STOP, 1));
	fixture_done(sim, guest(OP_GUEST_UNBIND, 1));
	fixture_done(sim, op);
}

static void
a_missing_path_does_not_stop_a_bind(void **state)
{
	(void)state;
	begin(NOW_RUNNING);
	fixture_done(sim, guest(OP_GUEST_STOP, 1));
	fixture_done(sim, guest(OP_GUEST_UNBIND, 1));
	fixture_done(sim, group(OP_GROUP_SWITCH, 2));
	fixture_done(sim, guest(OP_GUEST_BIND, 1));
	fixture_done(sim, guest(OP_GUEST_START, 1));
	fixture_pass(sim, 200000);
	assert_int_equal(fixture_guest(sim, 1), STATE_AT_OK);
	fixture_done(sim, guest(OP_GUEST_STOP, 1));
	fixture_done(sim, group(OP_GROUP_SWITCH, 1));
	fixture_done(sim, guest(OP_GUEST_START, 1));
	fixture_pass(sim, 200000);
	assert_true(sim_guest_up(sim, 1));
}

static void
parts_of_a_definition_can_be_asked_for(void **state)
{
	struct op op;

	(void)state;
	begin(NOW_DEFINED);
	op = guest(OP_GUEST_STATE, 1);
	op.disk = site->guests[1].disk[0].disk;
	assert_int_equal(fixture_ask(sim, op).value,
	    site->guests[1].disk[0].volume);
	op.disk = 0;
	op.net = site->guests[1].net[0].net;
	assert_int_equal(fixture_ask(sim, op).value, 1);
	op.net = 0;
	op.value = text("auto-boot?");
	assert_int_equal(fixture_ask(sim, op).value, text("auto-boot?=false"));
	op.value = text("boot-device");
	assert_int_equal(fixture_ask(sim, op).value, 0);
	op.value = TEXT_MASTER;
	assert_int_equal(fixture_ask(sim, op).value, text("primary"));
	op.on = 2;
	assert_int_equal(fixture_ask(sim, op).state, STATE_ABSENT);
}

static void
a_changed_definition_leaves_the_clusters_copy_alone(void **state)
{
	struct op op;

	(void)state;
	begin(NOW_CLUSTERED);
	op = guest(OP_GUEST_VARIABLE, 1);
	op.value = text("auto-boot?=false");
	fixture_done(sim, op);
	node_power_off(sim, 1);
	fixture_pass(sim, 600000);
	op = guest(OP_GUEST_STATE, 2);
	op.value = text("auto-boot?");
	assert_int_equal(fixture_ask(sim, op).value, text("auto-boot?=true"));
	assert_true(sim_guest_up(sim, 1));
}

static void
disks_and_nets_come_and_go(void **state)
{
	struct op op;

	(void)state;
	begin(NOW_DEFINED);
	op = guest(OP_GUEST_VNET, 1);
	op.net = fixture_put(sim, KIND_NET, "vnet1");
	op.service = 1;
	fixture_done(sim, op);
	op.kind = OP_GUEST_VNET_REMOVE;
	fixture_done(sim, op);
	op.kind = OP_GUEST_STATE;
	op.service = 0;
	assert_int_equal(fixture_ask(sim, op).state, STATE_ABSENT);
	op = guest(OP_GUEST_VDISK, 1);
	op.disk = fixture_put(sim, KIND_DISK, "vdisk1");
	op.volume = fixture_put(sim, KIND_VOLUME, "nowhere");
	op.service = 2;
	op.number = 1;
	fixture_fails(sim, op, ERR_VOLUME_MISSING);
	op.number = 0;
	fixture_fails(sim, op, ERR_EXISTS);
}

static void
a_cold_migration_moves_the_definition(void **state)
{
	struct op op;

	(void)state;
	begin(NOW_DEFINED);
	op = guest(OP_GUEST_MIGRATE, 1);
	op.to = 2;
	op.file = site->guests[1].agent.password_file;
	type_on(op);
	assert_int_equal(fixture_guest(sim, 1), STATE_MOVING);
	assert_int_equal(fixture_guest(sim, 2), STATE_ABSENT);
	fixture_pass(sim, 60000);
	assert_int_equal(fixture_guest(sim, 1), STATE_ABSENT);
	assert_int_equal(fixture_guest(sim, 2), STATE_INACTIVE);
}

static void
a_migration_needs_password_target_and_a_stopped_guest(void **state)
{
	struct op op;

	(void)state;
	begin(NOW_RUNNING);
	op = guest(OP_GUEST_MIGRATE, 1);
	op.to = 2;
	op.file = site->guests[1].agent.password_file;
	fixture_fails(sim, op, ERR_UNSUPPORTED);
	fixture_done(sim, guest(OP_GUEST_STOP, 1));
	fixture_done(sim, guest(OP_GUEST_UNBIND, 1));
	fixture_done(sim, guest(OP_GUEST_DEFINE, 2));
	fixture_fails(sim, op, ERR_EXISTS);
	fixture_done(sim, guest(OP_GUEST_REMOVE, 2));
	fixture_done(sim, (struct op){ .kind = OP_DISK_REMOVE, .on = 1,
	    .file = op.file });
	fixture_fails(sim, op, ERR_PASSWORD_MISSING);
	op.file = 0;
	node_power_off(sim, 2);
	fixture_fails(sim, op, ERR_NODE_DOWN);
}

/* Groups, resources, agents. */

static void
a_switch_carries_pool_and_guest_over(void **state)
{
	uint32_t where;

	(void)state;
	begin(NOW_CLUSTERED);
	fixture_done(sim, group(OP_GROUP_SWITCH, 2));
	assert_int_equal(group_now(&where), STATE_ONLINE);
	assert_int_equal(where, 2);
	assert_int_equal(pool_on(), 2);
	assert_int_equal(fixture_guest(sim, 1), STATE_ABSENT);
	assert_int_equal(fixture_guest(sim, 2), STATE_BOOTING);
	fixture_pass(sim, 200000);
	assert_true(sim_guest_up(sim, 1));
	assert_int_equal(sim_next_ms(sim), -1);
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
}

static void
a_group_on_its_way_is_pending(void **state)
{
	uint32_t where;

	(void)state;
	begin(NOW_CLUSTERED);
	type_on(group(OP_GROUP_SWITCH, 2));
	assert_int_equal(group_now(&where), STATE_PENDING);
	assert_int_equal(agent_now(), STATE_STOPPING);
	fixture_fails(sim, group(OP_GROUP_SWITCH, 1), ERR_IN_TRANSITION);
	fixture_pass(sim, 62000);
	assert_int_equal(agent_now(), STATE_STARTING);
	fixture_pass(sim, 300000);
	assert_int_equal(agent_now(), STATE_ONLINE);
}

static void
a_shutdown_that_takes_too_long_freezes_the_group(void **state)
{
	struct op clear;
	uint32_t where;

	(void)state;
	begin(NOW_ABSENT);
	sim->declared.guests[1].agent.stop_timeout_ms = 5000;
	sim_put(sim, 1, NOW_CLUSTERED, 1);
	assert_int_equal(fixture_run(sim, group(OP_GROUP_SWITCH, 2)).err.code,
	    ERR_STOP_FAILED);
	assert_int_equal(group_now(&where), STATE_STOP_FAILED);
	assert_int_equal(where, 1);
	assert_int_equal(agent_now(), STATE_STOP_FAILED);
	assert_int_equal(pool_on(), 1);
	assert_int_equal(fixture_guest(sim, 1), STATE_HALTING);
	fixture_fails(sim, group(OP_GROUP_SWITCH, 2), ERR_STOP_FAILED);
	fixture_pass(sim, 60000);
	assert_int_equal(fixture_guest(sim, 1), STATE_BOUND);
	clear = agent(OP_RESOURCE_CLEAR);
	clear.to = 1;
	fixture_done(sim, clear);
	assert_int_equal(group_now(&where), STATE_OFFLINE);
}

static void
a_start_that_fails_goes_back(void **state)
{
	uint32_t where;

	(void)state;
	begin(NOW_CLUSTERED);
	fixture_done(sim, (struct op){ .kind = OP_VSW_REMOVE, .on = 2,
	    .service = 1 });
	fixture_fails(sim, group(OP_GROUP_SWITCH, 2), ERR_START_FAILED);
	assert_int_equal(group_now(&where), STATE_ONLINE);
	assert_int_equal(where, 1);
	assert_int_equal(pool_on(), 1);
	assert_int_equal(fixture_guest(sim, 2), STATE_INACTIVE);
	fixture_pass(sim, 200000);
	assert_true(sim_guest_up(sim, 1));
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
}

static void
a_suspended_group_goes_nowhere_by_itself(void **state)
{
	uint32_t where;

	(void)state;
	begin(NOW_CLUSTERED);
	fixture_done(sim, group(OP_GROUP_SUSPEND, 0));
	fixture_done(sim, (struct op){ .kind = OP_VSW_REMOVE, .on = 2,
	    .service = 1 });
	assert_int_equal(fixture_run(sim, group(OP_GROUP_SWITCH, 2)).err.code,
	    ERR_START_FAILED);
	assert_int_equal(group_now(&where), STATE_OFFLINE);
	assert_int_equal(pool_on(), 0);
}

static void
a_group_that_starts_nowhere_is_offline(void **state)
{
	uint32_t where;

	(void)state;
	begin(NOW_CLUSTERED);
	fixture_done(sim, guest(OP_GUEST_HALT, 1));
	for (uint32_t n = 1; n <= 2; n++) {
		struct op op = { .kind = OP_CONFIG_SAVE, .on = n,
		    .value = text("x") };

		fixture_done(sim, op);
	}
	fixture_done(sim, (struct op){ .kind = OP_VSW_REMOVE, .on = 2,
	    .service = 1 });
	type_on(group(OP_GROUP_SWITCH, 2));
	fixture_pass(sim, 40000);
	fixture_done(sim, (struct op){ .kind = OP_VSW_REMOVE, .on = 1,
	    .service = 1 });
	fixture_pass(sim, 300000);
	assert_int_equal(group_now(&where), STATE_OFFLINE);
	assert_int_equal(agent_now(), STATE_OFFLINE);
	assert_int_equal(pool_on(), 0);
	assert_int_equal(sim_next_ms(sim), -1);
}

static void
switching_needs_a_managed_group_and_a_listed_member(void **state)
{
	(void)state;
	site = fixture_site(&arena, 3, 1, NOW_DEFINED);
	sim = sim_make(site, SITE_READY, 1);
	fixture_fails(sim, group(OP_GROUP_SWITCH, 3), ERR_WRONG_STATE);
	fixture_fails(sim, group(OP_GROUP_ONLINE, 2), ERR_WRONG_STATE);
	node_power_off(sim, 2);
	fixture_fails(sim, group(OP_GROUP_SWITCH, 2), ERR_NODE_DOWN);
	fixture_done(sim, group(OP_GROUP_OFFLINE, 0));
	fixture_done(sim, storage(OP_RESOURCE_DISABLE));
	fixture_done(sim, group(OP_GROUP_UNMANAGE, 0));
	fixture_fails(sim, group(OP_GROUP_SWITCH, 1), ERR_NOT_MANAGED);
}

static void
a_group_is_taken_apart_in_order(void **state)
{
	struct op op;
	uint32_t where;

	(void)state;
	begin(NOW_CLUSTERED);
	fixture_fails(sim, group(OP_GROUP_DELETE, 0), ERR_WRONG_STATE);
	fixture_fails(sim, storage(OP_RESOURCE_DISABLE), ERR_IN_USE);
	fixture_fails(sim, agent(OP_RESOURCE_DELETE), ERR_IN_USE);
	fixture_done(sim, agent(OP_RESOURCE_DISABLE));
	assert_int_equal(fixture_guest(sim, 1), STATE_INACTIVE);
	assert_int_equal(agent_now(), STATE_DISABLED);
	fixture_done(sim, agent(OP_RESOURCE_DELETE));
	fixture_fails(sim, group(OP_GROUP_UNMANAGE, 0), ERR_WRONG_STATE);
	fixture_done(sim, group(OP_GROUP_OFFLINE, 0));
	assert_int_equal(pool_on(), 0);
	fixture_fails(sim, group(OP_GROUP_UNMANAGE, 0), ERR_WRONG_STATE);
	fixture_done(sim, storage(OP_RESOURCE_DISABLE));
	fixture_done(sim, group(OP_GROUP_UNMANAGE, 0));
	fixture_fails(sim, group(OP_GROUP_DELETE, 0), ERR_IN_USE);
	fixture_done(sim, storage(OP_RESOURCE_DELETE));
	op = group(OP_GROUP_DELETE, 0);
	fixture_done(sim, op);
	assert_int_equal(group_now(&where), STATE_ABSENT);
}

static void
enabling_an_agent_starts_its_guest(void **state)
{
	(void)state;
	begin(NOW_CLUSTERED);
	fixture_done(sim, agent(OP_RESOURCE_DISABLE));
	fixture_done(sim, agent(OP_RESOURCE_ENABLE));
	assert_int_equal(fixture_guest(sim, 1), STATE_BOOTING);
	fixture_pass(sim, 200000);
	assert_true(sim_guest_up(sim, 1));
}

static void
an_agent_made_enabled_starts_its_guest_at_once(void **state)
{
	struct op op;

	(void)state;
	begin(NOW_CLUSTERED);
	fixture_done(sim, agent(OP_RESOURCE_DISABLE));
	fixture_done(sim, agent(OP_RESOURCE_DELETE));
	op = agent(OP_RESOURCE_CREATE);
	op.group = site->guests[1].group;
	op.type = TYPE_AGENT;
	op.value = text("Domain_name=ldom1 Migration_type=NORMAL");
	fixture_done(sim, op);
	assert_int_equal(fixture_guest(sim, 1), STATE_BOOTING);
	assert_int_equal(agent_now(), STATE_ONLINE);
}

static void
an_agent_needs_its_type_and_its_domain(void **state)
{
	struct op op;

	(void)state;
	site = fixture_site(&arena, 2, 1, NOW_ABSENT);
	site->agent_type = false;
	sim = sim_make(site, SITE_READY, 1);
	sim_put(sim, 1, NOW_DEFINED, 1);
	op = agent(OP_RESOURCE_CREATE);
	op.group = site->guests[1].group;
	op.type = TYPE_AGENT;
	op.value = text("-d Domain_name=ldom1 Migration_type=NORMAL");
	fixture_fails(sim, op, ERR_TYPE_UNKNOWN);
	fixture_done(sim, (struct op){ .kind = OP_TYPE_REGISTER, .on = 1,
	    .type = TYPE_AGENT });
	op.on = 2;
	fixture_fails(sim, op, ERR_VALIDATION);
	op.on = 1;
	op.value = text("-d Domain_name=ldom1 Password_file=/nowhere");
	fixture_fails(sim, op, ERR_VALIDATION);
	op.value = text("-d Domain_name=ldom1");
	fixture_fails(sim, op, ERR_VALIDATION);
	op.value = text("-d Migration_type=NORMAL");
	fixture_fails(sim, op, ERR_VALIDATION);
	op.value = text("-d Domain_name=ldom1 Migration_type=NORMAL");
	fixture_done(sim, op);
	assert_int_equal(agent_now(), STATE_DISABLED);
}

static void
properties_of_a_group_are_kept(void **state)
{
	struct op op, ask = { .kind = OP_GROUP_STATE };

	(void)state;
	begin(NOW_DEFINED);
	op = group(OP_GROUP_SET, 0);
	op.value = text("Pingpong_interval=60");
	fixture_fails(sim, op, ERR_UNSUPPORTED);
	op.value = text("RG_description=in-the-making");
	fixture_done(sim, op);
	ask.group = op.group;
	ask.value = text("RG_description");
	assert_int_equal(fixture_ask(sim, ask).value, op.value);
	ask.value = text("Failback");
	assert_int_equal(fixture_ask(sim, ask).value,
	    text("Failback=FALSE"));
}

static void
a_guest_stopped_by_hand_is_started_again_by_its_agent(void **state)
{
	(void)state;
	begin(NOW_CLUSTERED);
	fixture_done(sim, guest(OP_GUEST_STOP, 1));
	assert_int_equal(fixture_guest(sim, 1), STATE_BOUND);
	assert_true(sim_next_ms(sim) <= sim_now_ms(sim) + 60000);
	fixture_pass(sim, 300000);
	assert_true(sim_guest_up(sim, 1));
	assert_int_equal(sim_next_ms(sim), -1);
}

static void
a_guest_at_ok_is_left_there(void **state)
{
	(void)state;
	begin(NOW_CLUSTERED);
	fixture_done(sim, guest(OP_GUEST_HALT, 1));
	fixture_pass(sim, FIXTURE_DAY_MS);
	assert_int_equal(fixture_guest(sim, 1), STATE_AT_OK);
	assert_int_equal(sim_next_ms(sim), -1);
}

static void
suspended_the_agent_waits_for_the_resume(void **state)
{
	(void)state;
	begin(NOW_CLUSTERED);
	fixture_done(sim, group(OP_GROUP_SUSPEND, 0));
	fixture_done(sim, guest(OP_GUEST_STOP, 1));
	assert_int_equal(sim_next_ms(sim), -1);
	fixture_done(sim, group(OP_GROUP_RESUME, 0));
	fixture_pass(sim, 3000);
	assert_int_equal(fixture_guest(sim, 1), STATE_BOOTING);
}

static void
unmonitored_the_agent_sees_nothing(void **state)
{
	(void)state;
	begin(NOW_CLUSTERED);
	fixture_done(sim, agent(OP_RESOURCE_UNMONITOR));
	fixture_done(sim, guest(OP_GUEST_STOP, 1));
	assert_int_equal(sim_next_ms(sim), -1);
	fixture_done(sim, agent(OP_RESOURCE_MONITOR));
	fixture_pass(sim, 300000);
	assert_true(sim_guest_up(sim, 1));
}

static void
stopped_too_often_the_guest_goes_to_the_next_node(void **state)
{
	(void)state;
	begin(NOW_CLUSTERED);
	for (int i = 0; i < 3; i++) {
		fixture_done(sim, guest(OP_GUEST_STOP, 1));
		fixture_pass(sim, 65000);
	}
	fixture_pass(sim, 300000);
	assert_int_equal(fixture_guest(sim, 1), STATE_ABSENT);
	assert_int_equal(fixture_guest(sim, 2), STATE_RUNNING);
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
}

/* What is emitted. */

struct play {
	struct sink	 sink;
	int		 ups, downs;
	enum cause	 booted_by;
	char		 parts[32];
};

static void
hear(struct sink *sink, const struct event *event)
{
	struct play *play = (struct play *)sink;

	if (event->type == EVENT_CHANGE && event->kind == KIND_GUEST &&
	    event->is == STATE_RUNNING)
		play->booted_by = event->cause;
	if (event->type != EVENT_SERVICE)
		return;
	if (event->met)
		play->ups++;
	else
		play->parts[play->downs++] = (char)('0' + event->part);
}

static void
an_outage_is_emitted_part_by_part(void **state)
{
	struct play play = { .sink = { hear } };
	char parts[] = { '0' + PART_DETECT, '0' + PART_IMPORT,
	    '0' + PART_BOOT, '\0' };

	(void)state;
	begin(NOW_CLUSTERED);
	sim_listen(sim, &play.sink);
	node_power_off(sim, 1);
	fixture_pass(sim, 400000);
	assert_int_equal(play.ups, 1);
	assert_string_equal(play.parts, parts);
	assert_int_equal(play.booted_by, CAUSE_GUEST);
}

static void
a_listener_changes_nothing(void **state)
{
	struct play play = { .sink = { hear } };
	struct sim *other;

	(void)state;
	begin(NOW_CLUSTERED);
	other = sim_make(site, SITE_READY, 1);
	sim_listen(sim, &play.sink);
	fixture_done(sim, group(OP_GROUP_SWITCH, 2));
	fixture_done(other, group(OP_GROUP_SWITCH, 2));
	fixture_pass(sim, 300000);
	fixture_pass(other, 300000);
	assert_memory_equal(sim_world(sim), sim_world(other),
	    sim_world(sim)->bytes);
	sim_drop(other);
}

/* Death of a node. */

static void
a_dead_nodes_guests_run_elsewhere(void **state)
{
	uint32_t where;
	struct op ask = guest(OP_GUEST_STATE, 1);

	(void)state;
	begin(NOW_CLUSTERED);
	node_power_off(sim, 1);
	assert_false(sim_guest_up(sim, 1));
	assert_int_equal(fixture_run(sim, ask).outcome, UNKNOWN);
	ask = (struct op){ .kind = OP_NODE_STATE, .on = 1,
	    .value = TEXT_POWER };
	assert_int_equal(fixture_ask(sim, ask).state, STATE_DOWN);
	fixture_pass(sim, 9999);
	assert_int_equal(group_now(&where), STATE_ONLINE);
	fixture_pass(sim, 400000);
	assert_int_equal(group_now(&where), STATE_ONLINE);
	assert_int_equal(where, 2);
	assert_true(sim_guest_up(sim, 1));
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
}

static void
a_suspended_group_stays_down_with_its_node(void **state)
{
	(void)state;
	begin(NOW_CLUSTERED);
	fixture_done(sim, group(OP_GROUP_SUSPEND, 0));
	node_power_off(sim, 1);
	fixture_pass(sim, 400000);
	assert_false(sim_guest_up(sim, 1));
}

static void
power_cuts_commands_off(void **state)
{
	struct op op;
	struct result res;
	uint32_t handle;

	(void)state;
	begin(NOW_DEFINED);
	fixture_done(sim, disk(OP_DISK_REMOVE, 0));
	op = disk(OP_DISK_CREATE, 20 * GIB);
	handle = fixture_type(sim, op, &res);
	node_power_off(sim, 1);
	assert_true(fixture_typed(sim, handle, &res));
	assert_int_equal(res.outcome, UNKNOWN);
	assert_int_equal(res.err.code, ERR_NO_ANSWER);
	assert_int_equal(fixture_run(sim, op).err.code, ERR_NO_ANSWER);
}

static void
power_lost_in_the_middle_of_a_move_is_recovered(void **state)
{
	(void)state;
	for (int64_t ms = 0; ms < 90000; ms += 3000)
		for (uint32_t node = 1; node <= 2; node++) {
			begin(NOW_CLUSTERED);
			type_on(group(OP_GROUP_SWITCH, 2));
			fixture_pass(sim, ms);
			node_power_off(sim, node);
			fixture_pass(sim, 600000);
			if (!sim_guest_up(sim, 1))
				fail_msg("node%u at %d", (unsigned)node,
				    (int)ms);
			assert_int_equal(sim_violations(sim, NULL, NULL), 0);
			assert_int_equal(sim_next_ms(sim), -1);
			end(NULL);
		}
}

static void
a_node_that_hangs_for_a_moment_goes_on(void **state)
{
	(void)state;
	begin(NOW_CLUSTERED);
	node_hang(sim, 1);
	assert_false(sim_guest_up(sim, 1));
	fixture_pass(sim, 5000);
	node_unhang(sim, 1);
	assert_true(sim_guest_up(sim, 1));
	fixture_pass(sim, 60000);
	assert_true(sim_guest_up(sim, 1));
	assert_int_equal(sim_next_ms(sim), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_teardown(name, end)
		T(every_change_is_carried_out_and_every_question_answered),
		T(an_operation_takes_its_time),
		T(what_is_already_there_is_done_at_once),
		T(a_refusal_changes_nothing),
		T(a_question_changes_nothing),
		T(an_answer_that_nobody_waits_for_is_given_back),
		T(what_outlives_its_limit_goes_on),
		T(a_command_is_checked_again_when_it_takes_effect),
		T(a_pause_is_time_that_passes),
		T(the_same_seed_gives_the_same_times),
		T(a_bare_site_has_no_service),
		T(free_cpus_are_those_not_bound),
		T(a_saved_configuration_grows_old_and_young_again),
		T(the_service_processor_has_room_for_seven),
		T(guests_bound_on_a_node_are_listed_with_its_configuration),
		T(a_volume_needs_its_path_on_that_node),
		T(a_path_is_one_volume),
		T(services_in_use_stay),
		T(a_device_says_who_uses_it),
		T(a_pool_is_made_on_a_free_device_only),
		T(a_pool_in_use_elsewhere_is_imported_by_force_only),
		T(a_label_over_a_pool_takes_the_pool_with_it),
		T(a_file_needs_its_directory_and_its_space),
		T(an_export_by_hand_meets_open_disks),
		T(a_dead_disk_works_again_only_after_unbinding),
		T(a_domain_is_bound_started_stopped_and_unbound),
		T(an_installed_guest_boots_and_goes_down),
		T(halting_takes_a_while_and_can_be_seen),
		T(a_stop_cuts_a_boot_off),
		T(the_hostid_of_an_active_domain_is_refused),
		T(a_hostid_in_use_is_not_bound_again),
		T(cpus_of_an_active_domain_must_be_free),
		T(a_lack_of_capacity_says_how_much_is_free),
		T(binding_needs_volume_switch_and_port),
		T(console_ports_run_out),
		T(a_missing_path_does_not_stop_a_bind),
		T(parts_of_a_definition_can_be_asked_for),
		T(a_changed_definition_leaves_the_clusters_copy_alone),
		T(disks_and_nets_come_and_go),
		T(a_cold_migration_moves_the_definition),
		T(a_migration_needs_password_target_and_a_stopped_guest),
		T(a_switch_carries_pool_and_guest_over),
		T(a_group_on_its_way_is_pending),
		T(a_shutdown_that_takes_too_long_freezes_the_group),
		T(a_start_that_fails_goes_back),
		T(a_suspended_group_goes_nowhere_by_itself),
		T(a_group_that_starts_nowhere_is_offline),
		T(switching_needs_a_managed_group_and_a_listed_member),
		T(a_group_is_taken_apart_in_order),
		T(enabling_an_agent_starts_its_guest),
		T(an_agent_made_enabled_starts_its_guest_at_once),
		T(an_agent_needs_its_type_and_its_domain),
		T(properties_of_a_group_are_kept),
		T(a_guest_stopped_by_hand_is_started_again_by_its_agent),
		T(a_guest_at_ok_is_left_there),
		T(suspended_the_agent_waits_for_the_resume),
		T(unmonitored_the_agent_sees_nothing),
		T(stopped_too_often_the_guest_goes_to_the_next_node),
		T(an_outage_is_emitted_part_by_part),
		T(a_listener_changes_nothing),
		T(a_dead_nodes_guests_run_elsewhere),
		T(a_suspended_group_stays_down_with_its_node),
		T(power_cuts_commands_off),
		T(power_lost_in_the_middle_of_a_move_is_recovered),
		T(a_node_that_hangs_for_a_moment_goes_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
