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

#include "backends/sim/changes.h"
#include "backends/sim/cluster/failure.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/observers/uptime.h"
#include "backends/sim/session/incidents.h"
#include "backends/sim/session/simulated.h"
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
	memset(site->names, 0xff, sizeof(site->names));
	fixture_done(sim, op);
	fixture_pass(sim, FIXTURE_DAY_MS);
	assert_int_equal(fixture_guest(sim, 2), STATE_RUNNING);
	assert_true(sim_guest_up(sim, 1));
}

/* By hand, as in the posts, a guest of which the site knows nothing but its
 * LUN. */
static const char *const by_hand[] = {
	"fmthard -s - /dev/did/rdsk/d3s2",
	"zpool create pond /dev/did/dsk/d3s6",
	"zfs create pond/test1",
	"mkfile 20g /pond/test1/disk0",
	"ldm add-vdsdev /pond/test1/disk0 test1-vol0@primary-vds0",
	"clrg create -n node1,node2 test1-rg",
	("clrs create -g test1-rg -t SUNW.HAStoragePlus -p Zpools=pond "
	    "test1-fs-rs"),
	"clrg online -eM test1-rg",
	"clrg switch -n node2 test1-rg",
	"+ldm add-vdsdev /pond/test1/disk0 test1-vol0@primary-vds0",
	"clrg switch -n node1 test1-rg",
	"ldm add-domain test1",
	"ldm set-vcpu 4 test1",
	"ldm set-memory 4g test1",
	"ldm add-vdisk vdisk0 test1-vol0@primary-vds0 test1",
	"ldm add-vnet vnet0 primary-vsw0 test1",
	"ldm bind-domain test1",
	"ldm start-domain test1",
};
static const char agent_line[] = "clrs create -g test1-rg -t SUNW.ldom "
    "-p Domain_name=test1 -p Migration_type=NORMAL test1-ldom-rs";

static struct simulated simulated;

static struct result
typed(uint32_t node, const char *line)
{
	struct call call;
	bool ended = simulated_feed(&simulated, node, &(struct typed){
	    .text = line }, &call);

	while (!ended) {
		assert_true(sim_step(sim));
		ended = call_go_on(&call);
	}
	call_drop(&call);
	return call.res;
}

static void
types(uint32_t node, const char *line)
{
	struct result res = typed(node, line);

	if (res.outcome != DONE)
		fail_msg("%s: %s", line, res.err.text);
}

static void
make_by_hand(bool agent)
{
	site = fixture_site(&arena, 2, 3, NOW_CLUSTERED);
	site->guests[3].now = NOW_ABSENT;
	simulated_make(&simulated, &(struct simulated_from){ .site = site,
	    .names = site->names, .seed = 1 }, NULL);
	sim = simulated.sim;
	simulated_at_work(&simulated, true);	/* empty disks never boot */
	for (size_t i = 0; i < sizeof(by_hand) / sizeof(by_hand[0]); i++)
		types(*by_hand[i] == '+' ? 2 : 1, by_hand[i] +
		    (*by_hand[i] == '+'));
	if (agent)
		types(1, agent_line);
	fixture_pass(sim, FIXTURE_DAY_MS);
}

static int
drop_simulated(void **state)
{
	(void)state;
	simulated_drop(&simulated);
	arena_drop(&arena);
	return 0;
}

static enum state
test1_on(uint32_t node)
{
	return fixture_ask(sim, (struct op){ .kind = OP_GUEST_STATE,
	    .on = node, .guest = fixture_put(sim, KIND_GUEST,
	    "test1") }).state;
}

static struct answer
group_now(void)
{
	return fixture_ask(sim, (struct op){ .kind = OP_GROUP_STATE,
	    .group = fixture_put(sim, KIND_GROUP, "test1-rg") });
}

static void
the_cluster_follows_a_guest_that_the_site_does_not_know(void **state)
{
	(void)state;
	make_by_hand(true);
	assert_int_equal(test1_on(1), STATE_AT_OK);
	types(1, "clrg switch -n node2 test1-rg");
	fixture_pass(sim, FIXTURE_DAY_MS);
	assert_int_equal(test1_on(1), STATE_ABSENT);
	assert_int_equal(test1_on(2), STATE_AT_OK);
	node_power_off(sim, 2);
	fixture_pass(sim, FIXTURE_DAY_MS);
	assert_int_equal(group_now().on, 1);
	assert_int_equal(test1_on(1), STATE_AT_OK);
	types(1, "ldm stop-domain test1");
	fixture_pass(sim, FIXTURE_DAY_MS);	/* its agent starts it again */
	assert_int_equal(test1_on(1), STATE_AT_OK);
	sim_check_all(sim);
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
}

static void
invariants_follow_what_the_site_does_not_know(void **state)
{
	const char *name, *text;

	(void)state;
	make_by_hand(true);
	types(2, "zpool import -f pond");
	assert_int_not_equal(sim_violations(sim, &name, &text), 0);
	assert_string_equal(name, "pool-imported-once");
	assert_non_null(strstr(text, "pond"));
}

/* The manager carries the pool and leaves the domain alone, whose disks are
 * then gone. */
static void
without_an_agent_only_the_pool_moves(void **state)
{
	(void)state;
	make_by_hand(false);
	types(1, "ldm stop-domain test1");
	types(1, "ldm unbind-domain test1");
	types(1, "clrg switch -n node2 test1-rg");
	assert_int_equal(fixture_ask(sim, (struct op){ .kind = OP_POOL_STATE,
	    .pool = fixture_put(sim, KIND_POOL, "pond") }).on, 2);
	assert_int_equal(test1_on(1), STATE_INACTIVE);
	assert_int_equal(test1_on(2), STATE_ABSENT);
}

/* A group comes online on the first node of its own list. */
static void
a_group_comes_online_where_its_own_list_begins(void **state)
{
	(void)state;
	make_by_hand(false);
	types(1, "clrg create -n node2,node1 other-rg");
	types(1, "clrg online -eM other-rg");
	assert_int_equal(fixture_ask(sim, (struct op){
	    .kind = OP_GROUP_STATE, .group = fixture_put(sim, KIND_GROUP,
	    "other-rg") }).on, 2);
}

static void
a_resource_needs_what_its_properties_name(void **state)
{
	static const struct {
		const char	*line, *says;
		enum err_code	 code;
	} lines[] = {
		{ "clrs create -g other-rg -t SUNW.HAStoragePlus "
		    "-p Failover_mode=SOFT x", "Zpools", ERR_VALIDATION },
		{ "clrs create -g other-rg -t SUNW.HAStoragePlus "
		    "-p Zpools=lake x", "no pool lake", ERR_VALIDATION },
		{ "clrs create -g other-rg -t SUNW.ldom -p Domain_name=test1 "
		    "x", "storage", ERR_VALIDATION },
		{ "clrs create -g test1-rg -t SUNW.ldom -p Domain_name=test2 "
		    "-p Migration_type=NORMAL x", "no domain test2",
		    ERR_VALIDATION },
		{ "clrs create -g test1-rg -t SUNW.ldom -p Domain_name=test1 "
		    "x", "password", ERR_VALIDATION },
		{ "clrs create -g test1-rg -t SUNW.HAStoragePlus "
		    "-p zpools=pond x", "test1-fs-rs", ERR_UNSUPPORTED },
		{ "clrs create -g test1-rg -t SUNW.ldom -p Domain_name=ldom1 "
		    "-p Migration_type=NORMAL x", "ldom1-ldom-rs",
		    ERR_UNSUPPORTED },
		{ "clrs create -g test1-rg -t SUNW.strange -p A=b x",
		    "SUNW.strange",
		    ERR_TYPE_UNKNOWN },
		{ "clrg create -n node1,node9 x-rg", "node1,node9",
		    ERR_NOT_FOUND },
	};

	(void)state;
	make_by_hand(false);
	types(1, "clrg create -n node2,node1 other-rg");
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct result res = typed(1, lines[i].line);

		if (res.outcome != FAILED || res.err.code != lines[i].code ||
		    strstr(res.err.text, lines[i].says) == NULL)
			fail_msg("%s: %s", lines[i].line, res.err.text);
	}
	types(1, agent_line);
}

static void
a_resource_that_is_gone_belongs_to_nothing(void **state)
{
	(void)state;
	make_by_hand(true);
	types(1, "clrs disable test1-ldom-rs");
	types(1, "clrs delete test1-ldom-rs");
	types(1, "clrg switch -n node2 test1-rg");
	assert_int_equal(group_now().on, 2);
	assert_int_equal(test1_on(2), STATE_ABSENT);
	types(1, "clrs disable test1-fs-rs");
	types(1, "clrg offline test1-rg");
	types(1, "clrs delete test1-fs-rs");
	types(1, "clrg unmanage test1-rg");
	types(1, "clrg delete test1-rg");
	assert_int_equal(group_now().state, STATE_ABSENT);
}

/* Somebody writes that many files on a node. */
static void
files_write(uint32_t node, unsigned count)
{
	struct op op = { .kind = OP_FILE_WRITE, .on = node };
	struct result res;

	op.value = fixture_put(sim, KIND_TEXT, "text");
	for (unsigned i = 0; i < count; i++) {
		op.file = fixture_put(sim, KIND_FILE, arena_format(&arena,
		    "/var/tmp/%u-%u", (unsigned)node, i));
		assert_int_not_equal(fixture_type(sim, op, &res), 0);
	}
}

/* However full the queue has become while it hung. */
static void
everything_on_a_node_that_hung_goes_on(void **state)
{
	for (unsigned others = 1; others <= 64; others++) {
		if (others > 1)
			end(state);
		begin(NOW_ABSENT);
		files_write(1, 24);
		node_hang(sim, 1);
		files_write(2, others);
		node_unhang(sim, 1);
		fixture_pass(sim, FIXTURE_DAY_MS);
		assert_true(sim_next_ms(sim) < 0);
	}
}

#define HAND(f)	cmocka_unit_test_teardown(f, drop_simulated)
#define TEST(f)	cmocka_unit_test_teardown(f, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_undeclared_domain_is_defined_bound_and_started),
		TEST(its_address_is_its_own_and_changes_no_other),
		TEST(a_service_is_what_it_was_made_as),
		TEST(a_device_that_nobody_declared_is_seen_by_no_node),
		TEST(everything_on_a_node_that_hung_goes_on),
		TEST(a_world_does_not_need_its_site_once_it_is_made),
		HAND(the_cluster_follows_a_guest_that_the_site_does_not_know),
		HAND(invariants_follow_what_the_site_does_not_know),
		HAND(without_an_agent_only_the_pool_moves),
		HAND(a_group_comes_online_where_its_own_list_begins),
		HAND(a_resource_needs_what_its_properties_name),
		HAND(a_resource_that_is_gone_belongs_to_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
