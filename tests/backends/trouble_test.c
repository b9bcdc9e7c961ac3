/*
 * What is wrong with a control domain: what it keeps from being done there,
 * when it ends, and that what runs there is seen.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/cluster/failure.h"
#include "backends/sim/cluster/join.h"
#include "backends/sim/observers/uptime.h"
#include "backends/sim/session/incidents.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/fencing.h"
#include "backends/sim/world/trouble.h"
#include "backends/sim/world/world.h"
#include "tests/life_fixture.h"
#include "tests/posts_fixture.h"
#include "tests/sim_fixture.h"

enum { MOVE_MS = 20 * 60000, BOOT_MS = 60 * 60000 };

static struct arena arena;
static struct sim *sim;

/* ldom1 runs on node1; its group may also be on node2. */
static void
begin(enum guest_now now)
{
	sim = sim_make(fixture_site(&arena, 2, 1, now), SITE_READY, 1);
}

static int
end(void **state)
{
	(void)state;
	return fixture_drop(&sim, &arena);
}

static struct op
guest(enum op_kind kind, uint32_t node)
{
	return (struct op){ .kind = kind, .on = node, .guest = 1 };
}

static struct op
group(enum op_kind kind, uint32_t to)
{
	return (struct op){ .kind = kind, .on = 1, .group = 1, .to = to };
}

static enum state
group_now(uint32_t *on)
{
	struct answer answer = fixture_ask(sim, (struct op){
	    .kind = OP_GROUP_STATE, .group = 1 });

	*on = answer.on;
	return (enum state)answer.state;
}

static void
without_ldmd_no_command_of_ldm_works(void **state)
{
	(void)state;
	begin(NOW_DEFINED);
	sim_trouble(sim, 1, TROUBLE_LDMD_FAILED, true);
	fixture_fails(sim, guest(OP_GUEST_BIND, 1), ERR_REFUSED);
	fixture_fails(sim, (struct op){ .kind = OP_VSW_REMOVE, .on = 1,
	    .service = 1 }, ERR_REFUSED);
	sim_trouble(sim, 1, TROUBLE_LDMD_FAILED, false);
	fixture_done(sim, guest(OP_GUEST_BIND, 1));
}

static void
without_ldmd_nothing_is_known_of_guests(void **state)
{
	struct result res;

	(void)state;
	begin(NOW_CLUSTERED);
	sim_trouble(sim, 1, TROUBLE_LDMD_OFF, true);
	res = fixture_run(sim, guest(OP_GUEST_STATE, 1));
	assert_int_equal(res.outcome, UNKNOWN);
	res = fixture_run(sim, (struct op){ .kind = OP_NODE_STATE, .on = 1,
	    .value = TEXT_MEMORY });
	assert_int_equal(res.outcome, UNKNOWN);
	res = fixture_run(sim, (struct op){ .kind = OP_NODE_STATE, .on = 1 });
	assert_int_equal(res.outcome, DONE);
	assert_int_equal(fixture_guest(sim, 2), STATE_ABSENT);
}

static void
without_ldmd_the_agent_cannot_stop_its_guest(void **state)
{
	uint32_t on;

	(void)state;
	begin(NOW_CLUSTERED);
	sim_trouble(sim, 1, TROUBLE_LDMD_OFF, true);
	assert_int_equal(fixture_run(sim, group(OP_GROUP_SWITCH, 2)).outcome,
	    UNKNOWN);
	assert_int_equal(group_now(&on), STATE_STOP_FAILED);
	sim_trouble(sim, 1, TROUBLE_LDMD_OFF, false);
	assert_int_equal(fixture_guest(sim, 1), STATE_RUNNING);
}

static void
storage_of_a_group_that_could_not_be_stopped_is_online(void **state)
{
	struct op ask = { .kind = OP_RESOURCE_STATE, .resource = 1 };

	(void)state;
	begin(NOW_CLUSTERED);
	sim_trouble(sim, 1, TROUBLE_LDMD_OFF, true);
	fixture_run(sim, group(OP_GROUP_SWITCH, 2));
	assert_int_equal(world_resource(sim_world(sim), 1)->type,
	    TYPE_STORAGE);
	assert_int_equal(fixture_ask(sim, ask).state, STATE_ONLINE);
	assert_int_equal(fixture_ask(sim, ask).on, 1);
}

static void
a_delayed_reconfiguration_keeps_guests_from_being_changed(void **state)
{
	struct op vcpus = guest(OP_GUEST_VCPUS, 1);

	(void)state;
	begin(NOW_RUNNING);
	sim_trouble(sim, 1, TROUBLE_DELAYED, true);
	vcpus.number = 2;
	vcpus.set = 1;
	fixture_fails(sim, vcpus, ERR_REFUSED);
	fixture_done(sim, guest(OP_GUEST_STOP, 1));
	fixture_fails(sim, guest(OP_GUEST_UNBIND, 1), ERR_REFUSED);
	fixture_done(sim, guest(OP_GUEST_START, 1));
	sim_trouble(sim, 1, TROUBLE_DELAYED, false);
	fixture_done(sim, vcpus);
}

static void
in_a_delayed_reconfiguration_no_agent_starts_its_guest(void **state)
{
	uint32_t on;

	(void)state;
	begin(NOW_CLUSTERED);
	sim_trouble(sim, 2, TROUBLE_DELAYED, true);
	assert_int_equal(fixture_run(sim, group(OP_GROUP_SWITCH, 2)).outcome,
	    FAILED);
	fixture_pass(sim, MOVE_MS);
	assert_int_equal(group_now(&on), STATE_ONLINE);
	assert_int_equal(on, 1);
}

static void
without_the_folder_of_cachefiles_no_pool_is_imported(void **state)
{
	uint32_t on;

	(void)state;
	begin(NOW_CLUSTERED);
	sim_trouble(sim, 2, TROUBLE_NO_CACHEFILES, true);
	assert_int_equal(fixture_run(sim, group(OP_GROUP_SWITCH, 2)).outcome,
	    FAILED);
	fixture_pass(sim, MOVE_MS);
	assert_int_equal(group_now(&on), STATE_ONLINE);
	assert_int_equal(on, 1);
	sim_trouble(sim, 2, TROUBLE_NO_CACHEFILES, false);
	fixture_done(sim, group(OP_GROUP_SWITCH, 2));
}

static void
a_boot_ends_what_ran_and_not_what_is_on_disk(void **state)
{
	(void)state;
	begin(NOW_CLUSTERED);
	sim_trouble(sim, 1, TROUBLE_LDMD_OFF, true);
	sim_trouble(sim, 1, TROUBLE_VNTSD_FAILED, true);
	sim_trouble(sim, 1, TROUBLE_DELAYED, true);
	sim_trouble(sim, 1, TROUBLE_VAR_FULL, true);
	sim_trouble(sim, 1, TROUBLE_EXPIRED, true);
	node_reboot(sim, 1);
	fixture_pass(sim, BOOT_MS);
	assert_int_equal(world_node(sim_world(sim), 1)->trouble,
	    TROUBLE_VAR_FULL | TROUBLE_EXPIRED);
}

static void
a_path_is_cut_once_and_comes_back(void **state)
{
	struct op ask = { .kind = OP_DEVICE_STATE, .device = 1 };

	(void)state;
	begin(NOW_CLUSTERED);
	assert_true(sim_cut(sim, 1, 1, true));
	assert_false(sim_cut(sim, 1, 1, true));
	assert_false(sim_guest_up(sim, 1));
	ask.on = 1;
	assert_int_equal(fixture_ask(sim, ask).state, STATE_MISSING);
	assert_true(sim_cut(sim, 1, 1, false));
	assert_int_equal(fixture_ask(sim, ask).state, STATE_PRESENT);
	assert_true(sim_cut(sim, 1, 2, true));
	assert_false(sim_cut(sim, 1, 2, true));
	ask.on = 2;
	assert_int_equal(fixture_ask(sim, ask).state, STATE_MISSING);
	assert_int_equal(fixture_run(sim, group(OP_GROUP_SWITCH, 2)).outcome,
	    FAILED);
	assert_true(sim_cut(sim, 1, 0, false));
	assert_false(sim_cut(sim, 1, 0, false));
	assert_int_equal(fixture_ask(sim, ask).state, STATE_PRESENT);
}

static void
each_trouble_has_a_word_in_the_text_of_the_world(void **state)
{
	size_t size;
	char *text;

	(void)state;
	begin(NOW_CLUSTERED);
	for (unsigned bit = 1; trouble_word(bit) != NULL; bit *= 2)
		sim_trouble(sim, 2, bit, true);
	sim_serve(sim, 1, 2, true);
	sim_cut(sim, 1, 2, true);
	world_device(sim_world(sim), 1)->fencing = FENCING_NONE;
	text = sim_text(sim, &size);
	for (unsigned bit = 1; trouble_word(bit) != NULL; bit *= 2)
		assert_non_null(strstr(text, trouble_word(bit)));
	assert_non_null(strstr(text, " server=ldom1\n"));
	assert_non_null(strstr(text, " fencing=nofencing cut=node2\n"));
	free(text);
}

/* A switch takes minutes; meanwhile somebody else looks. */
static void
a_command_that_is_under_way_is_seen(void **state)
{
	static const char line[] = "clrg switch -n node2 ldom1-rg";
	struct life *life = test_calloc(1, sizeof(*life));
	struct sandbox *sandbox;

	(void)state;
	life_begin_at(life, 1, posts_site);
	sandbox = life->prompt.stage.sandbox;
	sim_put(life->sim, fixture_name(life->site, KIND_GUEST, "ldom1"),
	    NOW_CLUSTERED, 1);
	simulated_schedule(&sandbox->simulated, &(struct typing){
	    sandbox_now_ms(sandbox), 1, line, NULL });
	sandbox_advance(sandbox, sandbox_now_ms(sandbox) + 1000);
	life->prompt.caller.place = 1;
	prompt_call(&life->prompt, "ps -ef");
	assert_non_null(strstr(buffer_text(&life->prompt.caller.out), line));
	life->prompt.caller.place = 2;
	prompt_call(&life->prompt, "ps -ef");
	assert_null(strstr(buffer_text(&life->prompt.caller.out), line));
	sandbox_advance(sandbox, sandbox_now_ms(sandbox) + BOOT_MS);
	life->prompt.caller.place = 1;
	prompt_call(&life->prompt, "ps -ef");
	assert_null(strstr(buffer_text(&life->prompt.caller.out), line));
	life_end(life);
	test_free(life);
}

#define T(test)	cmocka_unit_test_teardown(test, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(without_ldmd_no_command_of_ldm_works),
		T(without_ldmd_nothing_is_known_of_guests),
		T(without_ldmd_the_agent_cannot_stop_its_guest),
		T(storage_of_a_group_that_could_not_be_stopped_is_online),
		T(a_delayed_reconfiguration_keeps_guests_from_being_changed),
		T(in_a_delayed_reconfiguration_no_agent_starts_its_guest),
		T(without_the_folder_of_cachefiles_no_pool_is_imported),
		T(a_boot_ends_what_ran_and_not_what_is_on_disk),
		T(a_path_is_cut_once_and_comes_back),
		T(each_trouble_has_a_word_in_the_text_of_the_world),
		T(a_command_that_is_under_way_is_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
