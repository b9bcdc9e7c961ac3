/*
 * Lines as people type them: aliases, slips, and what a shell makes of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "backends/commands/commands.h"
#include "backends/commands/words.h"
#include "core/base/arena.h"
#include "core/base/list.h"
#include "tests/posts_fixture.h"

#define LENGTH(array)	(sizeof(array) / sizeof((array)[0]))

struct fixture {
	struct arena	 arena;
	struct site	*site;
	struct lexicon	 lexicon;
	uint32_t	 node1, node2, guest;
};

static int
make(void **state)
{
	static struct fixture fixture;

	fixture = (struct fixture){ .site = NULL };
	fixture.site = posts_site(&fixture.arena);
	fixture.lexicon = (struct lexicon){ fixture.site,
	    fixture.site->names };
	fixture.node1 = names_find(fixture.site->names, KIND_NODE, "node1");
	fixture.node2 = names_find(fixture.site->names, KIND_NODE, "node2");
	fixture.guest = names_find(fixture.site->names, KIND_GUEST, "ldom1");
	*state = &fixture;
	return 0;
}

static int
drop(void **state)
{
	struct fixture *fixture = *state;

	arena_drop(&fixture->arena);
	return 0;
}

static struct op
read_line(const struct fixture *fixture, const char *line)
{
	struct err err = { 0 };
	struct op op = { 0 };

	if (!command_read(&fixture->lexicon, line, fixture->node1, &op, &err))
		fail_msg("%s: %s", line, err.text);
	return op;
}

/* The code of the refusal; ERR_NONE if the line was understood. */
static enum err_code
refused(const struct fixture *fixture, const char *line, uint32_t place)
{
	struct err err = { 0 };
	struct op op = { 0 };

	command_read(&fixture->lexicon, line, place, &op, &err);
	return err.code;
}

static const char *
text_of(struct fixture *fixture, const struct op *op)
{
	return command_text(&fixture->arena, fixture->site, op);
}

static void
a_command_names_only_fields_that_its_operation_has(void **state)
{
	(void)state;
	for (const struct command_row *row = command_table;
	    row->op != OP_NONE; row++) {
		const struct op_info *info = &op_table[row->op];

		for (unsigned w = 0; w < ROW_WORDS && row->word[w] != NULL;
		    w++)
			for (const char *at = strchr(row->word[w], '%');
			    at != NULL; at = strchr(at + 1, '%')) {
				size_t n;
				enum field field = word_field(at, &n);

				if (field != FIELDS && ((info->takes |
				    info->optional) & TAKES(field)) == 0)
					fail_msg("%s: %s", info->name, at);
			}
	}
}

/* Typed words say neither whose console it is, nor where a guest runs. */
static void
reads_back(struct fixture *fixture, const struct op *op)
{
	const char *line = text_of(fixture, op);
	struct err err = { 0 };
	struct op back = { 0 };

	if (!command_read(&fixture->lexicon, line, op_place(op), &back, &err))
		fail_msg("%s: %s", line, err.text);
	if (op_table[op->kind].inside)
		back.on = op->on;
	if (op->kind == OP_GROUP_ONLINE)	/* where its list begins */
		back.to = op->to;
	if (!op_equal(op, &back))
		fail_msg("%s is read as %s, or with other fields", line,
		    op_table[back.kind].name);
}

static void
plan_reads_back(struct fixture *fixture, const char *job)
{
	struct plan *plan = posts_plan(&fixture->arena, fixture->site, job);

	for (uint32_t i = 0; i < plan->step_count; i++)
		if (plan->steps[i].kind == STEP_CHANGE &&
		    plan->steps[i].op.kind != OP_GUEST_INSTALL)
			reads_back(fixture, &plan->steps[i].op);
}

/* Nobody knows its size, and no other memory is read for it. */
static void
a_label_of_a_device_that_nobody_declared_reads_back(void **state)
{
	struct fixture *fixture = *state;

	for (int d = 90; d < 99; d++) {
		struct op op = read_line(fixture, arena_format(
		    &fixture->arena, "fmthard -s - /dev/did/rdsk/d%ds2", d));

		assert_non_null(strstr(text_of(fixture, &op), "'2 5 00 0 0"));
		reads_back(fixture, &op);
	}
}

static void
a_disabled_resource_without_properties_reads_back(void **state)
{
	struct fixture *fixture = *state;
	struct op op = read_line(fixture, "clrs create -d -g ldom1-rg -t "
	    "SUNW.other other-rs");

	assert_non_null(strstr(text_of(fixture, &op), "create -d "));
	reads_back(fixture, &op);
}

/* A list of so many words, from letters that a shell leaves alone. */
static uint32_t
list_put(struct fixture *fixture, const char *list, unsigned words)
{
	for (unsigned i = 0; i < words; i++)
		list = list_add(&fixture->arena, list, arena_format(
		    &fixture->arena, "P%u=%u", i, i));
	return names_put(fixture->site->names, KIND_TEXT, list);
}

/* The most that a site can declare, with what a plan adds to it. */
static void
the_longest_command_of_a_site_reads_back(void **state)
{
	struct fixture *fixture = *state;
	struct op op = read_line(fixture, "clrs create -d -g ldom1-rg -t "
	    "ldom -p A=1 ldom1-rs");

	op.value = list_put(fixture, "-d", SITE_PROPERTIES + 4);
	reads_back(fixture, &op);
}

static void
no_word_of_a_command_is_left_out(void **state)
{
	struct fixture *fixture = *state;
	struct op op = read_line(fixture, "clrs create -d -g ldom1-rg -t "
	    "ldom -p A=1 ldom1-rs");

	op.value = list_put(fixture, "-d", 1000);
	assert_non_null(strstr(text_of(fixture, &op), " -p P0=0 "));
	assert_non_null(strstr(text_of(fixture, &op), " -p P999=999 "
	    "ldom1-rs"));
}

static void
every_command_of_a_plan_reads_back_as_its_operation(void **state)
{
	plan_reads_back(*state, "create ldom1");
	plan_reads_back(*state, "switch ldom1");
	plan_reads_back(*state, "services");
}

/* What an undo has beside what its command says is not typed. */
static void
undo_is_understood(struct fixture *fixture, const struct op *undo)
{
	const char *line = text_of(fixture, undo);
	struct err err = { 0 };
	struct op back = { 0 };
	uint32_t place = op_place(undo);

	if (undo->kind == OP_GUEST_BOOT) {	/* at the console only */
		assert_true(command_is_comment(undo));
		line = "boot";
		place = PLACE_GUEST | undo->guest;
	}
	if (!command_read(&fixture->lexicon, line, place, &back, &err))
		fail_msg("%s: %s", line, err.text);
	assert_int_equal(back.kind, undo->kind);
	for (unsigned f = F_GUEST; f < FIELDS; f++)
		if ((op_table[undo->kind].takes & TAKES(f)) != 0)
			assert_int_equal(back.field[f], undo->field[f]);
}

static void
the_way_back_can_be_typed_too(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan = posts_plan(&fixture->arena, fixture->site,
	    "create ldom1");
	const struct answer found = { .state = STATE_ABSENT };
	struct op undo;

	for (uint32_t i = 0; i < plan->step_count; i++) {
		const struct step *step = &plan->steps[i];

		for (unsigned u = 0; step->kind == STEP_CHANGE &&
		    op_undo(&step->op, u, &found, &undo); u++)
			if (op_valid(&undo))
				undo_is_understood(fixture, &undo);
	}
}

static void
aliases_mean_what_the_long_names_mean(void **state)
{
	static const char *const pairs[][2] = {
		{ "ldm stop ldom1", "ldm stop-domain ldom1" },
		{ "ldm stop -f ldom1", "ldm stop-domain -f ldom1" },
		{ "ldm stop-dom ldom1", "ldm stop-domain ldom1" },
		{ "ldm start ldom1", "ldm start-domain ldom1" },
		{ "ldm bind ldom1", "ldm bind-domain ldom1" },
		{ "ldm unbind-dom ldom1", "ldm unbind-domain ldom1" },
		{ "ldm create ldom1", "ldm add-domain ldom1" },
		{ "ldm destroy ldom1", "ldm remove-domain ldom1" },
		{ "ldm rm-dom ldom1", "ldm remove-domain ldom1" },
		{ "ldm migrate -p /pfile ldom1 node2",
		    "ldm migrate-domain -p /pfile ldom1 node2" },
		{ "ldm set-dom hostid=0x82a85641 ldom1",
		    "ldm set-domain hostid=82a85641 ldom1" },
		{ "ldm add-vswitch net-dev=nxge0 primary-vsw0 primary",
		    "ldm add-vsw net-dev=nxge0 primary-vsw0 primary" },
		{ "ldm add-vdiskserver primary-vds0 primary",
		    "ldm add-vds primary-vds0 primary" },
		{ "ldm rm-vconscon primary-vcc0",
		    "ldm remove-vcc primary-vcc0" },
		{ "ldm add-vdiskserverdevice /a b@primary-vds0",
		    "ldm add-vdsdev /a b@primary-vds0" },
		{ "ldm rm-vdsdev b@primary-vds0",
		    "ldm remove-vdsdev b@primary-vds0" },
		{ "ldm add-mem 16g ldom1", "ldm add-memory 16384M ldom1" },
		{ "ldm set-mem 16G ldom1", "ldm set-memory 16384M ldom1" },
		{ "ldm set-var auto-boot?=false ldom1",
		    "ldm set-variable auto-boot\\?=false ldom1" },
		{ "ldm set-var 'auto-boot?=false' ldom1",
		    "ldm set-variable auto-boot\\?=false ldom1" },
		{ "ldm add-config ha-base-1", "ldm add-spconfig ha-base-1" },
		{ "ldm add-vdisk vdisk1 ldom1-vol1@primary-vds0 ldom1",
		    "ldm add-vdisk id=1 vdisk1 ldom1-vol1@primary-vds0 "
		    "ldom1" },
		{ "ldm ls-constraints -x ldom1",
		    "ldm list-constraints -x ldom1" },
		{ "clresourcegroup switch -n node2 ldom1-rg",
		    "clrg switch -n node2 ldom1-rg" },
		{ "clresource enable ldom1-ldom-rs",
		    "clrs enable ldom1-ldom-rs" },
		{ "clrt register HAStoragePlus",
		    "clrt register SUNW.HAStoragePlus" },
		{ "clresourcetype register SUNW.ldom",
		    "clrt register ldom" },
		{ "clrg online -M ldom1-rg", "clrg online -eM ldom1-rg" },
		{ "clrg online ldom1-rg", "clrg online -eM ldom1-rg" },
		{ "mkfile 100G /a//b", "mkfile -v 100g /a/b" },
		{ "  ldm\tstop   ldom1  ", "ldm stop-domain ldom1" },
	};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < LENGTH(pairs); i++) {
		struct op one = read_line(fixture, pairs[i][0]);
		struct op other = read_line(fixture, pairs[i][1]);

		if (!op_equal(&one, &other))
			fail_msg("%s is not %s", pairs[i][0], pairs[i][1]);
	}
}

/* As they stand in the posts, prompts taken away. */
static void
what_the_posts_type_is_understood(void **state)
{
	static const struct {
		const char	*line;
		enum op_kind	 kind;
	} typed[] = {
		{ "zpool create zpool_ldom1 /dev/did/dsk/d14s6",
		    OP_POOL_CREATE },
		{ "clrs create -g ldom1-rg -t HAStoragePlus "
		    "-p Zpools=zpool_ldom1 ldom1-fs-rs", OP_RESOURCE_CREATE },
		{ "clrg online -M ldom1-rg", OP_GROUP_ONLINE },
		{ "ldm add-vswitch net-dev=nxge2 primary-vsw1 primary",
		    OP_VSW_ADD },
		{ "zfs create zpool_ldom1/ldom1", OP_FILESYSTEM_CREATE },
		{ "mkfile -v 100G disk0", OP_DISK_CREATE },
		{ "ldm add-vdsdev //zpool_ldom1//ldom1/disk0 "
		    "ldom1-vol0@primary-vds0", OP_VOLUME_ADD },
		{ "ldm add-vdsdev //zpool_system1//system1/disk0 "
		    "itsmserver-vol0@primary-vds0", OP_VOLUME_ADD },
		{ "clrg switch -n node2 ldom1-rg", OP_GROUP_SWITCH },
		{ "ldm add-domain ldom1", OP_GUEST_DEFINE },
		{ "ldm add-vcpu 8 ldom1", OP_GUEST_VCPUS },
		{ "ldm set-mau 1 ldom1", OP_GUEST_CRYPTO },
		{ "ldm rm-crypto 1 ldom1", OP_GUEST_CRYPTO },
		{ "ldm add-memory 16G ldom1", OP_GUEST_MEMORY },
		{ "ldm add-vdisk vdisk0 ldom1-vol0@primary-vds0 ldom1",
		    OP_GUEST_VDISK },
		{ "ldm add-vnet vnet0 primary-vsw0 ldom1", OP_GUEST_VNET },
		{ "ldm set-variable local-mac-address\\?=true ldom1",
		    OP_GUEST_VARIABLE },
		{ "ldm bind-domain ldom1", OP_GUEST_BIND },
		{ "ldm start ldom1", OP_GUEST_START },
		{ "ldm stop ldom1", OP_GUEST_STOP },
		{ "ldm unbind ldom1", OP_GUEST_UNBIND },
		{ "ldm migrate-domain -p /pfile ldom1 node2",
		    OP_GUEST_MIGRATE },
		{ "ldm set-dom hostid=82a85641 ldom1", OP_GUEST_HOSTID },
		{ "clrg suspend ldom1-rg", OP_GROUP_SUSPEND },
		{ "clrg resume ldom1-rg", OP_GROUP_RESUME },
	};

	for (size_t i = 0; i < LENGTH(typed); i++)
		assert_int_equal(read_line(*state, typed[i].line).kind,
		    typed[i].kind);
}

/* Less than nothing is what is taken away. */
static void
units_are_added_set_and_removed_by_their_own_words(void **state)
{
	static const char *const lines[] = { "ldm add-crypto 2 ldom1",
	    "ldm set-crypto 2 ldom1", "ldm remove-crypto 2 ldom1" };

	for (size_t i = 0; i < LENGTH(lines); i++) {
		struct op op = read_line(*state, lines[i]);

		assert_int_equal(op.number, i == 2 ? -2 : 2);
		assert_int_equal(op.set, i == 1);
		assert_string_equal(text_of(*state, &op), lines[i]);
	}
}

static void
force_is_a_part_of_what_was_typed(void **state)
{
	struct op soft = read_line(*state, "zpool import zpool_ldom1");
	struct op hard = read_line(*state, "zpool import -f zpool_ldom1");

	assert_int_equal(soft.forced, 0);
	assert_int_equal(hard.forced, 1);
	assert_string_equal(text_of(*state, &hard),
	    "zpool import -f zpool_ldom1");
}

static void
a_wrong_name_is_a_name(void **state)
{
	struct fixture *fixture = *state;
	uint32_t before = names_count(fixture->site->names, KIND_VOLUME);
	struct op op = read_line(fixture,
	    "ldm add-vdsdev /a itsmserver-vol0@primary-vds0");

	assert_int_equal(op.volume, before + 1);
	assert_string_equal(names_text(fixture->site->names, KIND_VOLUME,
	    op.volume), "itsmserver-vol0");
}

static void
a_refused_line_adds_no_name(void **state)
{
	struct fixture *fixture = *state;
	uint32_t before[KINDS];

	for (enum kind kind = KIND_NODE; kind < KINDS; kind++)
		before[kind] = names_count(fixture->site->names, kind);
	assert_int_equal(refused(fixture, "ldm add-domain -x strange more",
	    fixture->node1), ERR_UNSUPPORTED);
	assert_int_equal(refused(fixture, "ldm add-vdsdev strange@stranger",
	    fixture->node1), ERR_UNSUPPORTED);
	for (enum kind kind = KIND_NODE; kind < KINDS; kind++)
		assert_int_equal(names_count(fixture->site->names, kind),
		    before[kind]);
}

static void
what_a_shell_would_choke_on_is_refused(void **state)
{
	static const char *const lines[] = {
		"clrg create \xe2\x80\x93n node1,node2 ldom1-rg",
		"clrg create \xe2\x80\x94n node1,node2 ldom1-rg",
		"clrg switch \xe2\x88\x92n node2 ldom1-rg",
		("ldm set-var \xe2\x80\x9c"
		    "auto-boot?=false\xe2\x80\x9d ldom1"),
		"# ldm stop ldom1",
		"ldm stop ldom1; ldm unbind ldom1",
		"ldm stop ldom1 && ldm unbind ldom1",
		"ldm list-constraints -x ldom1 > ldom1.xml",
		"ldm stop $GUEST",
		"ldm set-var 'auto-boot?=false ldom1",
		"",
		"   ",
	};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < LENGTH(lines); i++)
		if (refused(fixture, lines[i], fixture->node1) != ERR_USAGE)
			fail_msg("\"%s\" is not refused", lines[i]);
}

static void
a_typographic_dash_is_named(void **state)
{
	struct fixture *fixture = *state;
	struct err err = { 0 };
	struct op op;

	assert_false(command_read(&fixture->lexicon,
	    "clrg create \xe2\x80\x93n node1 x-rg", fixture->node1, &op,
	    &err));
	assert_non_null(strstr(err.text, "typographic dash"));
	assert_non_null(strstr(err.text, "byte 13"));
}

static void
lines_without_end_are_refused(void **state)
{
	struct fixture *fixture = *state;
	char line[9000];

	memset(line, 'a', sizeof(line) - 1);
	line[sizeof(line) - 1] = '\0';
	assert_int_equal(refused(fixture, line, fixture->node1), ERR_USAGE);
	for (size_t i = 1; i < 200; i += 2)
		line[i] = ' ';
	line[200] = '\0';
	assert_int_equal(refused(fixture, line, fixture->node1), ERR_USAGE);
}

static void
an_unknown_command_is_named(void **state)
{
	struct fixture *fixture = *state;
	struct err err = { 0 };
	struct op op;

	assert_false(command_read(&fixture->lexicon, "reboot -- -r",
	    fixture->node1, &op, &err));
	assert_int_equal(err.code, ERR_UNSUPPORTED);
	assert_non_null(strstr(err.text, "reboot -- -r"));
}

static void
sizes_need_a_unit_and_fit_into_numbers(void **state)
{
	static const char *const lines[] = {
		"mkfile -v 100 /a", "ldm set-memory 16 ldom1",
		"ldm set-memory 16X ldom1", "ldm set-memory 16GB ldom1",
		"ldm set-memory -1G ldom1", "ldm set-memory G ldom1",
		"ldm set-memory 9999999999G ldom1",
		"ldm set-vcpu 99999999999999999999 ldom1",
		"ldm set-vcpu 8x ldom1",
		"ldm set-domain hostid=1234567890 ldom1",
		"ldm set-domain hostid=zz ldom1",
	};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < LENGTH(lines); i++)
		if (refused(fixture, lines[i], fixture->node1) !=
		    ERR_UNSUPPORTED)
			fail_msg("\"%s\" is not refused", lines[i]);
	assert_int_equal(read_line(fixture, "mkfile -v 512k /a").number,
	    512 * 1024);
}

static void
what_is_typed_inside_a_guest_stays_there(void **state)
{
	struct fixture *fixture = *state;
	uint32_t inside = PLACE_GUEST | fixture->guest;
	struct err err = { 0 };
	struct op op = { 0 };

	assert_int_equal(refused(fixture, "shutdown -y -g0 -i0",
	    fixture->node1), ERR_UNSUPPORTED);
	assert_int_equal(refused(fixture, "ldm stop ldom1", inside),
	    ERR_UNSUPPORTED);
	assert_int_equal(refused(fixture, "ldm stop ldom1",
	    PLACE_SOURCE | 1), ERR_UNSUPPORTED);
	assert_true(command_read(&fixture->lexicon, "init 0", inside, &op,
	    &err));
	assert_int_equal(op.kind, OP_GUEST_HALT);
	assert_int_equal(op.guest, fixture->guest);
}

static void
a_console_without_its_guest_is_refused(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(refused(fixture, "telnet localhost @port",
	    fixture->node1), ERR_UNSUPPORTED);
}

static void
words_are_protected_with_backslashes(void **state)
{
	struct fixture *fixture = *state;
	struct op op = read_line(fixture,
	    "ldm set-var 'boot-args=-s; echo \"$HOME\" #' ldom1");

	assert_string_equal(text_of(fixture, &op), "ldm set-variable "
	    "boot-args=-s\\;\\ echo\\ \\\"\\$HOME\\\"\\ \\# ldom1");
	reads_back(fixture, &op);
}

static void
the_table_for_a_label_comes_on_standard_input(void **state)
{
	struct fixture *fixture = *state;
	struct op op = read_line(fixture, "fmthard -s - /dev/did/rdsk/d14s2");
	struct command command;

	command_words(&fixture->arena, fixture->site, &op, &command);
	assert_int_equal(command.count, 4);
	assert_string_equal(command.word[3], "/dev/did/rdsk/d14s2");
	assert_non_null(strstr(command.input, "\n6 4 00 0 "));
	op = read_line(fixture, "ldm stop ldom1");
	command_words(&fixture->arena, fixture->site, &op, &command);
	assert_null(command.input);
}

/* Whole lines, as they are printed. */
static void
what_stands_around_a_command_is_read_too(void **state)
{
	struct fixture *fixture = *state;
	const struct names *names = fixture->site->names;
	struct op op = read_line(fixture, "printf '%b' '2 5 00 0 536870912\\n"
	    "6 4 00 0 536870912\\n' | fmthard -s - /dev/did/rdsk/d14s2");

	assert_int_equal(op.kind, OP_DEVICE_LABEL);
	assert_string_equal(names_text(names, KIND_TEXT, op.value), "slice6");
	op = read_line(fixture, "printf '%b' '2 5 00 0 536870912\\n' | "
	    "fmthard -s - /dev/did/rdsk/d14s2");
	assert_string_equal(names_text(names, KIND_TEXT, op.value), "slice2");
	op = read_line(fixture, "printf '%b' 'A=\\0047//\\0047\\n' | "
	    "tee /etc/x");
	assert_int_equal(op.kind, OP_FILE_WRITE);
	assert_string_equal(names_text(names, KIND_TEXT, op.value),
	    "A='//'\n");
	op = read_line(fixture, "mkdir -p /var/x && ldm list-constraints -x "
	    "ldom1 > /var/x/y.xml");
	assert_int_equal(op.kind, OP_GUEST_SAVE);
	assert_string_equal(names_text(names, KIND_FILE, op.file),
	    "/var/x/y.xml");
	op = read_line(fixture, "mkdir -p / && ldm list-constraints -x ldom1 "
	    "> /y.xml");
	assert_string_equal(text_of(fixture, &op), "mkdir -p / && ldm "
	    "list-constraints -x ldom1 > /y.xml");
	op = read_line(fixture, "mkdir x");	/* in the folder where it is */
	assert_string_equal(text_of(fixture, &op), "mkdir -p . && mkdir x");
	read_line(fixture, "mkdir -p . && mkdir x");
	op = read_line(fixture, "ldm set-var \"boot-args=\\$a\\\\ \\b\" "
	    "ldom1");
	assert_string_equal(names_text(names, KIND_TEXT, op.value),
	    "boot-args=$a\\ \\b");
	op = read_line(fixture, "ldm add-domain -i /var/domferry/ldom1.xml");
	assert_int_equal(op.guest, fixture->guest);
	op = read_line(fixture, "clrg online -eM -n node2 ldom1-rg");
	assert_int_equal(op.to, fixture->node2);
}

/* It would be done, and the operation does not say so. */
static void
what_stands_around_a_command_is_not_ignored(void **state)
{
	static const char *const lines[] = {
		"printf '%b' 'x' | ldm stop ldom1",
		("printf '%b' '0 2 00 0 100\\n' | fmthard -s - "
		    "/dev/did/rdsk/d14s2"),
		"cd /data && ldm stop ldom1",
		"ldm stop ldom1 > /tmp/x",
		"mkdir -p /tmp && ldm stop ldom1",
		"mkdir -p /tmp && ldm list-constraints -x ldom1 > /var/y",
		"mkdir -p /va && ldm list-constraints -x ldom1 > /var/y",
		"mkdir -p /var && ldm list-constraints -x ldom1 > /var/x/y",
		"mkdir -p /var && mkdir x",
		"mkdir -p . && mkdir /x",
		"tee /etc/x",
	};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < LENGTH(lines); i++)
		if (refused(fixture, lines[i], fixture->node1) !=
		    ERR_UNSUPPORTED)
			fail_msg("\"%s\" is not refused", lines[i]);
}

static void
no_two_commands_are_one_line(void **state)
{
	static const char *const lines[] = {
		"ldm stop ldom1 | ldm unbind ldom1",
		"printf '%s' 'x' | tee /etc/x",
		"cd /a && cd /b && tee /x",
		"ldm stop ldom1 &",
		"ldm stop `hostname`",
		"ldm stop ldom1 > /a /b",
		"ldm stop ldom1 > `id`",
		"ldm remove-vdisk `ldm list-domain ldom1 ldom1",
		"ldm stop \"$GUEST\"",
		"printf '%b' 'a\\cb' | tee /etc/x",
		"printf '%b' 'a\\0000b' | tee /etc/x",
		"printf '%b' 'a\\' | tee /etc/x",
	};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < LENGTH(lines); i++)
		if (refused(fixture, lines[i], fixture->node1) != ERR_USAGE)
			fail_msg("\"%s\" is not refused", lines[i]);
}

static void
a_question_types_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct op op = { .kind = OP_GUEST_STATE, .on = 1, .guest = 1 };
	struct command command;

	command_words(&fixture->arena, fixture->site, &op, &command);
	assert_int_equal(command.count, 0);
	assert_string_equal(text_of(fixture, &op), "");
}

static void
a_device_that_nobody_declared_can_be_typed(void **state)
{
	struct fixture *fixture = *state;
	struct op op = read_line(fixture, "zpool create p /dev/did/dsk/d99s6");

	assert_true(op.device > fixture->site->device_count);
	assert_string_equal(text_of(fixture, &op),
	    "zpool create p /dev/did/dsk/d99s2");
}

#define TEST(f)	cmocka_unit_test_setup_teardown(f, make, drop)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_command_names_only_fields_that_its_operation_has),
		TEST(a_label_of_a_device_that_nobody_declared_reads_back),
		TEST(a_disabled_resource_without_properties_reads_back),
		TEST(the_longest_command_of_a_site_reads_back),
		TEST(no_word_of_a_command_is_left_out),
		TEST(every_command_of_a_plan_reads_back_as_its_operation),
		TEST(the_way_back_can_be_typed_too),
		TEST(aliases_mean_what_the_long_names_mean),
		TEST(what_the_posts_type_is_understood),
		TEST(units_are_added_set_and_removed_by_their_own_words),
		TEST(force_is_a_part_of_what_was_typed),
		TEST(a_wrong_name_is_a_name),
		TEST(a_refused_line_adds_no_name),
		TEST(what_a_shell_would_choke_on_is_refused),
		TEST(a_typographic_dash_is_named),
		TEST(lines_without_end_are_refused),
		TEST(an_unknown_command_is_named),
		TEST(sizes_need_a_unit_and_fit_into_numbers),
		TEST(what_is_typed_inside_a_guest_stays_there),
		TEST(a_console_without_its_guest_is_refused),
		TEST(words_are_protected_with_backslashes),
		TEST(the_table_for_a_label_comes_on_standard_input),
		TEST(what_stands_around_a_command_is_read_too),
		TEST(what_stands_around_a_command_is_not_ignored),
		TEST(no_two_commands_are_one_line),
		TEST(a_question_types_nothing),
		TEST(a_device_that_nobody_declared_can_be_typed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
