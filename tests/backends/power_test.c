/*
 * The power of machines, by the commands of their service processors, as by
 * operations; and nothing that another machine says, or that is not understood,
 * cuts any.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "backends/commands/commands.h"
#include "backends/real/real.h"
#include "tests/posts_fixture.h"
#include "tools/scenario/sandbox.h"
#include "tools/through/programs.h"

enum { ILOM = 1, IPMI = 2, LATE_MS = 600000, LINE = 200 };

/* The site of the posts with two service processors, behind its programs, and
 * somebody between who may say something else. */
struct rig {
	struct reach	 reach;		/* first */
	struct arena	 arena;
	struct site	*site;
	struct sandbox	 sandbox;
	struct programs	 programs;
	struct real	 real;
	/* Of the line that begins so, another output; or none at all. */
	const char	*line, *says;
	size_t		 cut;		/* of an output of a service processor:
					   only so many bytes; SIZE_MAX: all */
	bool		 silent;	/* no service processor answers */
	unsigned	 typed;		/* commands that change something */
	bool		 by_hand;	/* a person did the last one of these */
	char		 last[LINE];	/* what it was */
};

static struct reach *
below(struct reach *reach)
{
	return &((struct rig *)reach)->programs.reach;
}

static int64_t
now_ms(struct reach *reach)
{
	return below(reach)->now_ms(below(reach));
}

static uint64_t
pause_for(struct reach *reach, int64_t ms)
{
	return below(reach)->pause(below(reach), ms);
}

static bool
wait(struct reach *reach, uint64_t handle, int64_t until_ms,
    struct heard *heard)
{
	return below(reach)->wait(below(reach), handle, until_ms, heard);
}

static void
leave(struct reach *reach, uint64_t handle)
{
	below(reach)->leave(below(reach), handle);
}

static bool
kept(struct reach *reach, const struct op *ask, struct answer *answer)
{
	(void)reach;
	(void)ask;
	*answer = (struct answer){ .state = STATE_DOWN };
	return true;
}

static uint64_t
begin(struct reach *reach, const struct order *order, struct heard *heard)
{
	struct rig *rig = (struct rig *)reach;
	bool at_sp = (order->place & PLACE_SP) != 0;
	uint64_t handle;

	if (order->change) {
		rig->typed++;
		rig->by_hand = order->by_hand != NULL;
		snprintf(rig->last, sizeof(rig->last), "%s", order->line);
	}
	if (at_sp && rig->silent) {
		*heard = (struct heard){ .lost = true, .why = "no route" };
		return HANDLE_OVER;
	}
	if (rig->line != NULL && strstr(order->line, rig->line) != NULL) {
		*heard = (struct heard){ .ended = { .out = rig->says,
		    .err = "", .out_size = strlen(rig->says) } };
		return HANDLE_OVER;
	}
	handle = below(reach)->begin(below(reach), order, heard);
	if (at_sp && !order->change && heard->ended.out_size > rig->cut)
		heard->ended.out_size = rig->cut;
	return handle;
}

static int
rig_make(void **state)
{
	struct rig *rig = test_calloc(1, sizeof(*rig));

	rig->site = posts_site(&rig->arena);
	rig->site->nodes[ILOM].hostid = 0x84fb0001;
	rig->site->nodes[ILOM].sp = (struct site_sp){ .host = "one-sp" };
	rig->site->nodes[IPMI].hostid = 0x85fb0002;
	rig->site->nodes[IPMI].sp = (struct site_sp){ .host = "two sp",
	    .user = "root", .credentials = "/root/s p", .by = "ipmitool" };
	sandbox_make(&rig->sandbox, &rig->arena, rig->site, SITE_READY, 1);
	sandbox_zero(&rig->sandbox);
	programs_make(&rig->programs, &rig->sandbox.simulated);
	rig->reach = (struct reach){ .now_ms = now_ms, .begin = begin,
	    .pause = pause_for, .wait = wait, .leave = leave,
	    .kept = kept };
	rig->cut = SIZE_MAX;
	real_make(&rig->real, rig->site, rig->site->names, &rig->reach);
	*state = rig;
	return 0;
}

static int
rig_drop(void **state)
{
	struct rig *rig = *state;

	real_drop(&rig->real);
	programs_drop(&rig->programs);
	sandbox_drop(&rig->sandbox);
	arena_drop(&rig->arena);
	test_free(rig);
	return 0;
}

static struct result
execute(struct backend *backend, enum op_kind kind, uint32_t node)
{
	struct op op = { .kind = kind, .on = node,
	    .value = kind == OP_NODE_STATE ? TEXT_POWER : TEXT_NONE };
	struct result res;

	backend_execute(backend, &op, LATE_MS, &res);
	return res;
}

static struct result
does(struct rig *rig, enum op_kind kind, uint32_t node)
{
	return execute(&rig->real.backend, kind, node);
}

/* The state, or STATE_STRANGE: nobody knows. */
static enum state
power(struct rig *rig, uint32_t node)
{
	struct result res = does(rig, OP_NODE_STATE, node);

	return res.outcome == DONE ? (enum state)res.answer.state :
	    STATE_STRANGE;
}

/* The world does not say it in other words. */
static void
a_machine_loses_its_power_by_commands_as_by_operations(void **state)
{
	static const enum op_kind kinds[] = { OP_NODE_STATE,
	    OP_NODE_POWER_OFF, OP_NODE_STATE, OP_NODE_POWER_OFF,
	    OP_NODE_POWER_ON, OP_NODE_STATE, OP_NODE_POWER_ON };
	char digest[2][SANDBOX_DIGEST];
	struct rig *rig = *state;
	struct arena arena = { 0 };
	struct sandbox other;

	sandbox_make(&other, &arena, posts_site(&arena), SITE_READY, 1);
	sandbox_zero(&other);
	for (uint32_t node = ILOM; node <= IPMI; node++)
		for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
			struct result one = does(rig, kinds[i], node);
			struct result two = execute(&other.simulated.backend,
			    kinds[i], node);

			assert_int_equal(one.outcome, DONE);
			assert_int_equal(two.outcome, DONE);
			assert_int_equal(one.answer.state, two.answer.state);
			assert_int_equal(one.answer.on, two.answer.on);
			assert_int_equal(one.at_ms, two.at_ms);
			sandbox_digest(&rig->sandbox, digest[0]);
			sandbox_digest(&other, digest[1]);
			assert_string_equal(digest[0], digest[1]);
		}
	sandbox_drop(&other);
	arena_drop(&arena);
}

/* Whose the other is stands there as well. */
static void
the_power_of_another_machine_is_not_cut(void **state)
{
	struct rig *rig = *state;
	struct result res;

	rig->line = "macaddress";
	rig->says = "/HOST\n  Properties:\n  macaddress = 0:14:4f:fb:0:9\n";
	for (uint32_t node = ILOM; node <= IPMI; node++) {
		res = does(rig, OP_NODE_POWER_OFF, node);
		assert_int_equal(res.outcome, UNKNOWN);
		assert_non_null(strstr(res.err.text, "0:14:4f:fb:0:9"));
		assert_non_null(strstr(res.err.text, node == ILOM ?
		    "84fb0001" : "85fb0002"));
		assert_int_equal(does(rig, OP_NODE_POWER_ON, node).outcome,
		    UNKNOWN);
		assert_int_equal(power(rig, node), STATE_STRANGE);
	}
	assert_int_equal(rig->typed, 0);
}

/* The end of the address is that of the hostid, and its beginning is not what
 * the node has said. */
static void
what_the_node_has_said_of_itself_counts(void **state)
{
	const struct op guest = { .kind = OP_GUEST_STATE, .on = ILOM,
	    .guest = 1 };
	struct rig *rig = *state;
	struct result res;

	rig->line = "show /HOST";
	rig->says = "/HOST\n  Properties:\n  macaddress = 0:10:e0:fb:0:1\n";
	assert_int_equal(power(rig, ILOM), STATE_UP);
	backend_execute(&rig->real.backend, &guest, LATE_MS, &res);
	assert_int_equal(res.outcome, DONE);
	assert_int_equal(power(rig, ILOM), STATE_STRANGE);
	res = does(rig, OP_NODE_POWER_OFF, ILOM);
	assert_int_equal(res.outcome, UNKNOWN);
	assert_non_null(strstr(res.err.text, "0:10:e0:fb:0:1"));
	assert_non_null(strstr(res.err.text, "0:14:4f:fb:0:1"));
	assert_int_equal(rig->typed, 0);
	rig->line = NULL;
	assert_int_equal(power(rig, ILOM), STATE_UP);
}

/* What it said before does not count: somebody else may have cut it. */
static void
each_question_asks_the_service_processor_anew(void **state)
{
	const struct op guest = { .kind = OP_GUEST_STATE, .on = IPMI,
	    .guest = 1 };
	struct rig *rig = *state;
	struct result res;

	for (uint32_t node = ILOM; node <= IPMI; node++) {
		backend_execute(&rig->real.backend, &guest, LATE_MS, &res);
		assert_int_equal(power(rig, node), STATE_UP);
		execute(&rig->sandbox.simulated.backend, OP_NODE_POWER_OFF,
		    node);
		assert_int_equal(power(rig, node), STATE_DOWN);
	}
	/* What others have printed is kept. */
	backend_execute(&rig->real.backend, &guest, LATE_MS, &res);
	assert_int_equal(res.outcome, DONE);
}

static void
without_a_record_nothing_is_cut(void **state)
{
	struct rig *rig = *state;
	struct result res;

	rig->site->nodes[ILOM].hostid = 0;
	res = does(rig, OP_NODE_POWER_OFF, ILOM);
	assert_int_equal(res.outcome, UNKNOWN);
	assert_non_null(strstr(res.err.text, "no \"hostid\" is declared"));
	assert_int_equal(power(rig, ILOM), STATE_STRANGE);
	rig->site->nodes[IPMI].sp.credentials = NULL;
	res = does(rig, OP_NODE_POWER_OFF, IPMI);
	assert_int_equal(res.outcome, UNKNOWN);
	assert_non_null(strstr(res.err.text, "needs \"user\" and "));
	assert_int_equal(rig->typed, 0);
}

static void
pdom_make(struct rig *rig, uint32_t number)
{
	rig->site->nodes[ILOM].model = "SPARC M7-16";
	rig->site->nodes[ILOM].sp.pdom = 1 + number;
}

static void
a_physical_domain_loses_its_own_power(void **state)
{
	struct rig *rig = *state;

	pdom_make(rig, 2);
	assert_int_equal(power(rig, ILOM), STATE_UP);
	assert_int_equal(does(rig, OP_NODE_POWER_OFF, ILOM).outcome, DONE);
	assert_string_equal(rig->last,
	    "stop -f -script /Servers/PDomains/PDomain_2/HOST");
	assert_int_equal(power(rig, ILOM), STATE_DOWN);
	assert_int_equal(does(rig, OP_NODE_POWER_ON, ILOM).outcome, DONE);
	assert_string_equal(rig->last,
	    "start -script /Servers/PDomains/PDomain_2/HOST");
	assert_int_equal(power(rig, ILOM), STATE_UP);
}

/* Its address is right, and it is said of another one, or of no domain. */
static void
which_physical_domain_it_is_has_to_be_proved(void **state)
{
	static const char *const says[] = {
	    "/Servers/PDomains/PDomain_0/HOST\n  Properties:\n"
	    "  macaddress = 0:14:4f:fb:0:1\n",
	    "/HOST\n  Properties:\n  macaddress = 0:14:4f:fb:0:1\n",
	    "/Servers/PDomains/PDomain_2/HOST\n  Properties:\n"
	    "  macaddress = 0:14:4f:fb:0:2\n",
	    "show: Invalid target /Servers/PDomains/PDomain_2/HOST\n", "" };
	struct rig *rig = *state;

	pdom_make(rig, 2);
	rig->line = "macaddress";
	for (size_t i = 0; i < sizeof(says) / sizeof(says[0]); i++) {
		rig->says = says[i];
		assert_int_equal(does(rig, OP_NODE_POWER_OFF, ILOM).outcome,
		    UNKNOWN);
		assert_int_equal(power(rig, ILOM), STATE_STRANGE);
	}
	assert_int_equal(rig->typed, 0);
}

static void
without_a_record_of_which_it_is_no_physical_domain_is_cut(void **state)
{
	struct rig *rig = *state;
	struct result res;

	pdom_make(rig, 0);
	rig->site->nodes[ILOM].sp.pdom = 0;
	res = does(rig, OP_NODE_POWER_OFF, ILOM);
	assert_int_equal(res.outcome, UNKNOWN);
	assert_non_null(strstr(res.err.text, "no \"pdom\" says which"));
	rig->site->nodes[IPMI].sp.pdom = 1;
	res = does(rig, OP_NODE_POWER_OFF, IPMI);
	assert_int_equal(res.outcome, UNKNOWN);
	assert_non_null(strstr(res.err.text, "knows no physical domains"));
	assert_int_equal(rig->typed, 0);
}

static void
what_a_physical_domain_says_of_its_host_is_understood_or_nothing(void **state)
{
	static const struct {
		const char	*status;
		enum state	 state;
	} rows[] = {
		{ "Powered Off", STATE_DOWN }, { "powered off", STATE_DOWN },
		{ "Powered On", STATE_UP }, { "Solaris running", STATE_UP },
		{ "OpenBoot Running", STATE_UP }, { "Off", STATE_STRANGE },
		{ "Powered Off soon", STATE_STRANGE },
		{ "Powered", STATE_STRANGE }, { "Solaris", STATE_STRANGE },
		{ "Offline", STATE_STRANGE }, { "(none)", STATE_STRANGE },
	};
	struct rig *rig = *state;
	char says[LINE];

	pdom_make(rig, 2);
	rig->line = "HOST status";
	rig->says = says;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		snprintf(says, sizeof(says), "/Servers/PDomains/PDomain_2/HOST"
		    "\n  Properties:\n  status = %s\n", rows[i].status);
		assert_int_equal(power(rig, ILOM), rows[i].state);
	}
	rig->line = rig->says = NULL;
}

/* What it says of that part of the node. */
static struct result
part(struct rig *rig, uint32_t node, uint32_t value)
{
	const struct op op = { .kind = OP_NODE_STATE, .on = node,
	    .value = value };
	struct result res;

	backend_execute(&rig->real.backend, &op, LATE_MS, &res);
	return res;
}

static const char *
value_of(struct rig *rig, const struct result *res)
{
	return names_text(rig->site->names, KIND_TEXT, res->answer.value);
}

static void
key_switch_and_boot_mode_are_asked_like_the_power(void **state)
{
	const struct op ask = { .kind = OP_NODE_STATE, .on = ILOM,
	    .value = TEXT_KEYSWITCH };
	struct rig *rig = *state;
	struct result res, other;

	for (uint32_t node = ILOM; node <= IPMI; node++) {
		res = part(rig, node, TEXT_KEYSWITCH);
		assert_int_equal(res.outcome, DONE);
		assert_int_equal(res.answer.value, TEXT_NORMAL);
		res = part(rig, node, TEXT_BOOTMODE);
		assert_int_equal(res.outcome, DONE);
		assert_int_equal(res.answer.state, STATE_ABSENT);
	}
	/* As the world says it. */
	backend_execute(&rig->sandbox.simulated.backend, &ask, LATE_MS,
	    &other);
	res = part(rig, ILOM, TEXT_KEYSWITCH);
	assert_memory_equal(&res.answer, &other.answer, sizeof(res.answer));
	pdom_make(rig, 1);
	res = part(rig, ILOM, TEXT_KEYSWITCH);
	assert_string_equal(value_of(rig, &res), "normal");
	assert_int_equal(part(rig, ILOM, TEXT_BOOTMODE).outcome, DONE);
}

static void
what_they_say_is_understood_or_nothing(void **state)
{
	struct rig *rig = *state;
	struct result res;

	rig->line = "keyswitch_state";
	rig->says = "/SYS\n  Properties:\n  keyswitch_state = Standby\n";
	res = part(rig, ILOM, TEXT_KEYSWITCH);
	assert_string_equal(value_of(rig, &res), "standby");
	rig->says = "/SYS\n  Properties:\n  keyswitch_state = Broken key\n";
	assert_int_equal(part(rig, ILOM, TEXT_KEYSWITCH).outcome, UNKNOWN);
	rig->says = "/HOST\n  Properties:\n  keyswitch_state = Standby\n";
	assert_int_equal(part(rig, ILOM, TEXT_KEYSWITCH).outcome, UNKNOWN);
	rig->says = "show: Invalid target /SYS\n";
	assert_int_equal(part(rig, ILOM, TEXT_KEYSWITCH).outcome, UNKNOWN);
	rig->line = "/HOST/bootmode";
	rig->says = "/HOST/bootmode\n  Properties:\n  config = ha-base-2\n";
	res = part(rig, ILOM, TEXT_BOOTMODE);
	assert_int_equal(res.answer.state, STATE_PRESENT);
	assert_string_equal(value_of(rig, &res), "ha-base-2");
	rig->says = "/HOST/bootmode\n  Properties:\n  config = \n";
	assert_int_equal(part(rig, ILOM, TEXT_BOOTMODE).outcome, UNKNOWN);
	/* It has to prove whose it is here, too. */
	rig->line = "macaddress";
	rig->says = "/HOST\n  Properties:\n  macaddress = 0:14:4f:fb:0:9\n";
	assert_int_equal(part(rig, ILOM, TEXT_KEYSWITCH).outcome, UNKNOWN);
	assert_int_equal(part(rig, ILOM, TEXT_BOOTMODE).outcome, UNKNOWN);
}

static void
a_silent_service_processor_says_nothing(void **state)
{
	struct rig *rig = *state;
	struct result res;

	rig->silent = true;
	res = does(rig, OP_NODE_POWER_OFF, ILOM);
	assert_int_equal(res.outcome, UNKNOWN);
	assert_string_equal(res.err.text, "sp:node1 does not answer: no "
	    "route");
	assert_int_equal(power(rig, IPMI), STATE_STRANGE);
	assert_int_equal(rig->typed, 0);
}

/* Cut off anywhere, an output says the same or nothing. */
static void
cut_off(struct rig *rig, uint32_t node, enum state is)
{
	enum state said = STATE_STRANGE;

	for (rig->cut = 0; rig->cut < 200; rig->cut++) {
		said = power(rig, node);
		if (said != is)
			assert_int_equal(said, STATE_STRANGE);
	}
	assert_int_equal(said, is);
	rig->cut = SIZE_MAX;
}

static void
half_an_answer_is_none(void **state)
{
	struct rig *rig = *state;

	for (uint32_t node = ILOM; node <= IPMI; node++) {
		cut_off(rig, node, STATE_UP);
		assert_int_equal(does(rig, OP_NODE_POWER_OFF, node).outcome,
		    DONE);
		cut_off(rig, node, STATE_DOWN);
	}
}

static void
what_is_not_understood_is_neither_on_nor_off(void **state)
{
	static const struct {
		uint32_t	 node;
		const char	*line, *says;
	} strange[] = {
		{ ILOM, "power_state", "" },
		{ ILOM, "power_state", "show: Invalid target /SYS\n" },
		{ ILOM, "power_state",
		    "/SYS\n  Properties:\n  power_state = Standby\n" },
		{ ILOM, "power_state",
		    "/SYS\n  Properties:\n  power_state = (none)\n" },
		{ ILOM, "power_state",
		    "/SP\n  Properties:\n  power_state = Off\n" },
		{ ILOM, "power_state", "  power_state = Off\n" },
		{ ILOM, "power_state", "/SYS\n  Properties:\n"
		    "  power_state = Off\n  power_state = On\n" },
		{ ILOM, "power_state",
		    "/SYS\n  Properties:\n  power_state = Off\n  what?\n" },
		{ ILOM, "macaddress", "/HOST\n  Properties:\n"
		    "  macaddress = 0:0:0:0:0:0\n" },
		{ ILOM, "macaddress", "/HOST\n  Properties:\n"
		    "  status = Powered Off\n" },
		{ IPMI, "status", "" },
		{ IPMI, "status", "Chassis Power is unknown\n" },
		{ IPMI, "status", "Chassis Power is\n" },
		{ IPMI, "status", "L'alimentation est coupee\n" },
		{ IPMI, "status",
		    "Chassis Power is off\nChassis Power is on\n" },
	};
	struct rig *rig = *state;

	for (size_t i = 0; i < sizeof(strange) / sizeof(strange[0]); i++) {
		rig->line = strange[i].line;
		rig->says = strange[i].says;
		assert_int_equal(power(rig, strange[i].node), STATE_STRANGE);
	}
}

/* Over ssh ILOM ends with 0 whatever it has done. */
static void
a_power_command_is_done_if_it_says_so(void **state)
{
	static const struct {
		enum op_kind	 kind;
		const char	*says;
		enum outcome	 outcome;
		enum err_code	 code;
	} said[] = {
		{ OP_NODE_POWER_OFF, "Stopping /SYS immediately\n", DONE,
		    ERR_NONE },
		{ OP_NODE_POWER_OFF, "Stopping /SYS\n", DONE, ERR_NONE },
		{ OP_NODE_POWER_OFF, "-> Starting /SYS\n", UNKNOWN,
		    ERR_REFUSED },
		{ OP_NODE_POWER_OFF, "", UNKNOWN, ERR_REFUSED },
		{ OP_NODE_POWER_OFF, "Are you sure you want to stop /SYS "
		    "(y/n)?", UNKNOWN, ERR_REFUSED },
		{ OP_NODE_POWER_OFF, "stop: Invalid target /SYS\n", FAILED,
		    ERR_UNSUPPORTED },
		{ OP_NODE_POWER_ON, "Starting /SYS\n", DONE, ERR_NONE },
		{ OP_NODE_POWER_ON, "start: Target already started\n", DONE,
		    ERR_NONE },
		{ OP_NODE_POWER_ON, "Stopping /SYS\n", UNKNOWN, ERR_REFUSED },
	};
	struct rig *rig = *state;

	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++) {
		struct result res;

		rig->line = said[i].kind == OP_NODE_POWER_OFF ? "stop " :
		    "start ";
		rig->says = said[i].says;
		res = does(rig, said[i].kind, ILOM);
		assert_int_equal(res.outcome, said[i].outcome);
		assert_int_equal(res.err.code, said[i].code);
	}
}

/* Nobody asks a service processor that is not there. */
static void
without_a_service_processor_a_person_does_it(void **state)
{
	struct rig *rig = *state;

	rig->site->nodes[ILOM].sp.host = NULL;
	assert_int_equal(does(rig, OP_NODE_POWER_OFF, ILOM).outcome, DONE);
	assert_int_equal(rig->typed, 1);
	assert_true(rig->by_hand);
	assert_string_equal(rig->last, "a person cuts the power of node1, "
	    "and makes sure that it stays off");
	/* The reach is asked, which asks a person. */
	assert_int_equal(power(rig, ILOM), STATE_DOWN);
}

static void
each_way_has_its_commands(void **state)
{
	const struct op ask = { .kind = OP_NODE_STATE, .value = TEXT_POWER };
	struct rig *rig = *state;
	struct op op = ask;

	op.on = ILOM;
	assert_string_equal(command_question(&rig->arena, rig->site, &op),
	    "show /HOST macaddress; show /SYS power_state # at the service "
	    "processor; a person is asked if none is declared");
	op.on = IPMI;
	assert_string_equal(command_question(&rig->arena, rig->site, &op),
	    "ipmitool -I lanplus -H two\\ sp -U root -f /root/s\\ p sunoem cli "
	    "show\\ /HOST\\ macaddress; ipmitool -I lanplus -H two\\ sp "
	    "-U root -f /root/s\\ p chassis power status # at the service "
	    "processor; a person is asked if none is declared");
	op = (struct op){ .kind = OP_NODE_POWER_OFF, .on = ILOM };
	assert_string_equal(command_text(&rig->arena, rig->site, &op),
	    "stop -f -script /SYS");
	op.on = IPMI;
	assert_string_equal(command_text(&rig->arena, rig->site, &op),
	    "ipmitool -I lanplus -H two\\ sp -U root -f /root/s\\ p chassis "
	    "power off");
	op.kind = OP_NODE_POWER_ON;
	assert_string_equal(command_text(&rig->arena, rig->site, &op),
	    "ipmitool -I lanplus -H two\\ sp -U root -f /root/s\\ p chassis "
	    "power on");
	op.on = ILOM;
	assert_string_equal(command_text(&rig->arena, rig->site, &op),
	    "start -script /SYS");
	rig->site->nodes[ILOM].sp.host = NULL;
	assert_string_equal(command_text(&rig->arena, rig->site, &op),
	    "# a person switches node1 on");
}

#define TEST(name)	cmocka_unit_test_setup_teardown(name, rig_make, \
	rig_drop)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_machine_loses_its_power_by_commands_as_by_operations),
	    TEST(the_power_of_another_machine_is_not_cut),
	    TEST(what_the_node_has_said_of_itself_counts),
	    TEST(each_question_asks_the_service_processor_anew),
	    TEST(without_a_record_nothing_is_cut),
	    TEST(
	    a_physical_domain_loses_its_own_power),
	    TEST(
	    which_physical_domain_it_is_has_to_be_proved),
	    TEST(
	    without_a_record_of_which_it_is_no_physical_domain_is_cut),
	    TEST(
	    what_a_physical_domain_says_of_its_host_is_understood_or_nothing),
	    TEST(key_switch_and_boot_mode_are_asked_like_the_power),
	    TEST(what_they_say_is_understood_or_nothing),
	    TEST(a_silent_service_processor_says_nothing),
	    TEST(half_an_answer_is_none),
	    TEST(what_is_not_understood_is_neither_on_nor_off),
	    TEST(a_power_command_is_done_if_it_says_so),
	    TEST(without_a_service_processor_a_person_does_it),
	    TEST(each_way_has_its_commands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
