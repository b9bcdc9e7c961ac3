/*
 * MAC addresses and hostids that are set by hand: no two domains that are up
 * have the same; and boot-device, which may name no disk.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/sim.h"
#include "core/op/mac.h"
#include "tests/sim_fixture.h"

enum { MAC = 0x4ffb2107 };

static struct arena arena;
static struct site *site;
static struct sim *sim;

/* Guest 2 is defined on node 1; guest 1 has that address and that hostid. */
static void
begin(enum guest_now now, uint32_t node, int64_t mac, uint32_t hostid)
{
	site = fixture_site(&arena, 2, 2, NOW_ABSENT);
	site->guests[1].net[0].mac = mac;
	site->guests[1].hostid = hostid;
	sim = sim_make(site, SITE_READY, 1);
	sim_put(sim, 1, now, node);
	sim_put(sim, 2, NOW_DEFINED, 1);
}

static int
end(void **state)
{
	(void)state;
	if (sim != NULL)
		sim_drop(sim);
	sim = NULL;
	arena_drop(&arena);
	return 0;
}

static struct op
bind(void)
{
	return (struct op){ .kind = OP_GUEST_BIND, .on = 1, .guest = 2 };
}

static struct op
net(int64_t mac)
{
	return (struct op){ .kind = OP_GUEST_VNET, .on = 1, .guest = 2,
	    .net = fixture_put(sim, KIND_NET, "vnet7"), .service = 1,
	    .number = mac };
}

static void
an_address_that_is_set_is_kept(void **state)
{
	struct op ask = { .kind = OP_GUEST_STATE, .on = 1, .guest = 2 };
	const int64_t mac = ((int64_t)0x14 << 32) + MAC;

	(void)state;
	begin(NOW_ABSENT, 0, 0, 0);
	fixture_done(sim, net(mac));
	ask.net = net(0).net;
	assert_int_equal(fixture_ask(sim, ask).number, mac);
	assert_int_equal(fixture_ask(sim, ask).state, STATE_PRESENT);
}

static void
a_mac_address_of_a_domain_that_is_up_bars_the_bind(void **state)
{
	(void)state;
	begin(NOW_RUNNING, 2, MAC, 0);
	fixture_done(sim, net(MAC));
	fixture_fails(sim, bind(), ERR_ADDRESS_CLASH);
	fixture_done(sim, (struct op){ .kind = OP_GUEST_VNET_REMOVE, .on = 1,
	    .guest = 2, .net = net(0).net });
	fixture_done(sim, net(MAC + 1));
	fixture_done(sim, bind());
}

/* A bound domain is on no network; on the same node the hypervisor knows. */
static void
a_bound_domain_of_another_node_bars_nothing(void **state)
{
	struct op stop = { .kind = OP_GUEST_STOP, .on = 2, .guest = 1 };

	(void)state;
	begin(NOW_RUNNING, 2, MAC, 0);
	fixture_done(sim, net(MAC));
	fixture_done(sim, (struct op){ .kind = OP_GROUP_SUSPEND,
	    .group = site->guests[1].group, .on = 2 });
	fixture_done(sim, stop);
	fixture_done(sim, bind());
	end(state);
	begin(NOW_RUNNING, 1, MAC, 0);
	fixture_done(sim, net(MAC));
	stop.on = 1;
	fixture_done(sim, (struct op){ .kind = OP_GROUP_SUSPEND,
	    .group = site->guests[1].group, .on = 1 });
	fixture_done(sim, stop);
	fixture_fails(sim, bind(), ERR_ADDRESS_CLASH);
}

static void
the_hostid_of_a_domain_that_is_up_bars_the_bind(void **state)
{
	struct op set = { .kind = OP_GUEST_HOSTID, .on = 1, .guest = 2,
	    .number = 0x82a85641 };

	(void)state;
	begin(NOW_RUNNING, 2, 0, 0x82a85641);
	fixture_done(sim, set);
	fixture_fails(sim, bind(), ERR_ADDRESS_CLASH);
	set.number++;
	fixture_done(sim, set);
	fixture_done(sim, bind());
}

/* The question of the check before a guest is created. */
static int64_t
taken(uint32_t node)
{
	return fixture_ask(sim, (struct op){ .kind = OP_NODE_STATE,
	    .on = node, .guest = 1, .value = TEXT_ADDRESSES }).number;
}

static void
a_node_says_whose_declared_addresses_others_have(void **state)
{
	struct op set = { .kind = OP_GUEST_HOSTID, .on = 1, .guest = 2,
	    .number = 0x82a85641 };

	(void)state;
	begin(NOW_DEFINED, 2, MAC, 0x82a85641);
	assert_int_equal(taken(1), 0);
	assert_int_equal(taken(2), 0);
	fixture_done(sim, net(MAC));
	assert_int_equal(taken(1), 1);
	fixture_done(sim, set);
	assert_int_equal(taken(1), 2);
	assert_int_equal(taken(2), 0);
}

static enum state
booted_from(const char *variable)
{
	struct op set = { .kind = OP_GUEST_VARIABLE, .on = 1, .guest = 1 };
	enum state is;

	site = fixture_site(&arena, 2, 1, NOW_ABSENT);
	site->guests[1].agent.present = false;
	sim = sim_make(site, SITE_READY, 1);
	sim_put(sim, 1, NOW_RUNNING, 1);
	set.value = fixture_put(sim, KIND_TEXT, variable);
	fixture_done(sim, set);
	fixture_done(sim, (struct op){ .kind = OP_GUEST_STOP, .on = 1,
	    .guest = 1 });
	fixture_run(sim, (struct op){ .kind = OP_GUEST_START, .on = 1,
	    .guest = 1 });
	fixture_pass(sim, 600000);
	is = fixture_guest(sim, 1);
	end(NULL);
	return is;
}

static void
a_guest_boots_from_the_disk_that_boot_device_names(void **state)
{
	(void)state;
	assert_int_equal(booted_from("boot-device=disk"), STATE_RUNNING);
	assert_int_equal(booted_from("boot-device=vdisk0:a"), STATE_RUNNING);
	assert_int_equal(booted_from("boot-device=/virtual-devices@100/"
	    "channel-devices@200/disk@0"), STATE_RUNNING);
	assert_int_equal(booted_from("boot-device=net disk"), STATE_RUNNING);
}

static void
a_guest_without_the_disk_of_boot_device_stays_at_ok(void **state)
{
	(void)state;
	assert_int_equal(booted_from("boot-device=vdisk1"), STATE_AT_OK);
	assert_int_equal(booted_from("boot-device=disk@1"), STATE_AT_OK);
	assert_int_equal(booted_from("boot-device=net"), STATE_AT_OK);
	assert_int_equal(booted_from("boot-device="), STATE_AT_OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(an_address_that_is_set_is_kept, end),
		cmocka_unit_test_teardown(
		    a_mac_address_of_a_domain_that_is_up_bars_the_bind, end),
		cmocka_unit_test_teardown(
		    a_bound_domain_of_another_node_bars_nothing, end),
		cmocka_unit_test_teardown(
		    the_hostid_of_a_domain_that_is_up_bars_the_bind, end),
		cmocka_unit_test_teardown(
		    a_node_says_whose_declared_addresses_others_have, end),
		cmocka_unit_test_teardown(
		    a_guest_boots_from_the_disk_that_boot_device_names, end),
		cmocka_unit_test_teardown(
		    a_guest_without_the_disk_of_boot_device_stays_at_ok,
		    end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
