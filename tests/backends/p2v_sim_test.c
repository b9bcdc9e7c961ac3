/*
 * The simulated world of a conversion: by the plan's own operations from the
 * freeze to the owner's word, and whatever may go wrong on the way.
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
#include "backends/sim/observers/uptime.h"
#include "backends/sim/p2v/ldmp2v.h"
#include "backends/sim/p2v/share.h"
#include "backends/sim/p2v/source.h"
#include "backends/sim/questions/answer.h"
#include "backends/sim/session/incidents.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/draw.h"
#include "tests/posts_fixture.h"
#include "tests/sim_fixture.h"

enum { MINUTE = 60 * 1000, HOUR = 60 * MINUTE, LINES = 128, WIDTH = 160 };

/* What commands have printed. */
struct heard {
	struct sink	 sink;
	uint32_t	 count;
	char		 lines[LINES][WIDTH];
};

static struct arena arena;
static struct site *site;
static struct sim *sim;
static struct plan *plan;
static struct heard heard;
static uint32_t at;			/* the next step of the plan */
static uint32_t guest;

static void
hear(struct sink *sink, const struct event *event)
{
	struct heard *to = (struct heard *)sink;

	if (event->type != EVENT_OUTPUT || to->count == LINES)
		return;
	assert_true(strlen(event->text) < WIDTH);
	strcpy(to->lines[to->count++], event->text);
}

static void
begin(void)
{
	site = posts_site(&arena);
	plan = posts_plan(&arena, site, "p2v system1");
	guest = fixture_name(site, KIND_GUEST, "system1");
	sim = sim_make(site, SITE_READY, 1);
	at = 0;
	heard = (struct heard){ .sink = { hear } };
	sim_listen(sim, &heard.sink);
}

static int
end(void **state)
{
	(void)state;
	return fixture_drop(&sim, &arena);
}

/* The walk. */

static bool
is_so(const struct op *op)
{
	struct fact fact;
	struct result res;

	op_fact(sim_names(sim), op, &fact);
	sim_ask(sim, &fact.ask, &res);
	return res.outcome == DONE && want_met(&fact.want, &res.answer);
}

/* What the operation says of itself does not matter, if it is so. */
static void
walk_one(const struct step *step)
{
	struct result res;

	if (step->kind != STEP_CHANGE) {
		fixture_pass(sim, 10 * MINUTE);
		return;
	}
	res = fixture_run(sim, step->op);
	if (!is_so(&step->op))
		fail_msg("%s: %s", step->name, res.err.text);
}

static void
walk_before(const char *name)
{
	uint32_t last = posts_step(plan, name);

	while (at < last)
		walk_one(&plan->steps[at++]);
}

static void
walk(const char *name)
{
	walk_before(name);
	walk_one(&plan->steps[at++]);
}

/* As if somebody had forgotten it. */
static void
forget(const char *name)
{
	walk_before(name);
	at++;
}

static struct op
op_of(const char *name)
{
	return plan->steps[posts_step(plan, name)].op;
}

static uint32_t
path(const char *text)
{
	return fixture_put(sim, KIND_FILE, text);
}

static uint32_t
text(const char *value)
{
	return fixture_put(sim, KIND_TEXT, value);
}

static const struct file_row *
file(const char *name)
{
	return world_file(sim_world(sim), fixture_put(sim, KIND_FILE, name));
}

static const struct file_row *
disk0(void)
{
	return file("/zpool_system1/system1/disk0");
}

static const struct file_row *
disk1(void)
{
	return file("/zpool_system1/system1/disk1");
}

static enum state
archive_now(const char *name)
{
	return fixture_ask(sim, (struct op){ .kind = OP_ARCHIVE_STATE,
	    .file = path(name) }).state;
}

static enum state
source_now(uint32_t about)
{
	return fixture_ask(sim, (struct op){ .kind = OP_SOURCE_STATE,
	    .source = 1, .value = about }).state;
}

static struct op
fresh(void)
{
	return (struct op){ .kind = OP_FRESH_STATE, .source = 1,
	    .file = path("/mnt/system1/.frozen") };
}

static struct op
sums(void)
{
	return (struct op){ .kind = OP_SUMS_STATE, .on = 1, .guest = guest,
	    .file = path("/mnt/system1/data.tar"), .value = text("/data") };
}

static struct op
at_guest(enum op_kind kind, uint32_t node)
{
	return (struct op){ .kind = kind, .on = node, .guest = guest };
}

static struct op
of_source(enum op_kind kind)
{
	return (struct op){ .kind = kind, .source = 1,
	    .on = kind == OP_SOURCE_STOP ? PLACE_SOURCE | 1 : 0 };
}

static enum state
guest_now(uint32_t node)
{
	return fixture_ask(sim, at_guest(OP_GUEST_STATE, node)).state;
}

static enum state
image_now(uint32_t node)
{
	return fixture_ask(sim, at_guest(OP_IMAGE_STATE, node)).state;
}

static enum state
share_now(uint32_t place)
{
	return fixture_ask(sim, (struct op){ .kind = OP_SHARE_STATE,
	    .on = place, .file = path("/mnt") }).state;
}

static enum outcome
answered(struct op op)
{
	struct result res;

	sim_ask(sim, &op, &res);
	return res.outcome;
}

static bool
is_whole(void)
{
	sim_check_all(sim);
	return sim_violations(sim, NULL, NULL) == 0;
}

/* Begun, and not waited for. */
static uint32_t
start(struct op op)
{
	struct result res;
	uint32_t row = sim_begin(sim, &op, CAUSE_OP, &res);

	if (row == 0)
		fail_msg("%s: %s", op_table[op.kind].name, res.err.text);
	return row;
}

static struct result
ended(uint32_t row)
{
	struct result res;

	assert_true(sim_ended(sim, row, &res));
	return res;
}

/* Typed by a person who waits for it. */
static void
type(struct op op)
{
	struct result res;
	uint32_t handle = fixture_type(sim, op, &res);

	while (handle != 0 && !fixture_typed(sim, handle, &res))
		assert_true(sim_step(sim));
	if (res.outcome != DONE)
		fail_msg("%s: %s", op_table[op.kind].name, res.err.text);
}

static void
switch_to(uint32_t to)
{
	fixture_done(sim, (struct op){ .kind = OP_GROUP_SWITCH, .on = 2,
	    .group = site->guests[guest].group, .to = to });
}

static void
the_plan_takes_effect_operation_by_operation(void **state)
{
	(void)state;
	begin();
	while (at < plan->step_count)
		walk_one(&plan->steps[at++]);
	assert_int_equal(sim_guest_node(sim, guest), 1);
	assert_int_equal(source_now(0), STATE_OFF);
	assert_false(sim_source_touched(sim, 1));
	assert_true(is_whole());
	fixture_pass(sim, HOUR);
	assert_int_equal(sim_next_ms(sim), -1);
}

static void
states_on_the_way(void **state)
{
	(void)state;
	begin();
	assert_int_equal(source_now(0), STATE_RUNNING);
	assert_int_equal(source_now(TEXT_APPLICATIONS), STATE_WRITING);
	walk("freeze");
	assert_int_equal(source_now(TEXT_APPLICATIONS), STATE_FROZEN);
	assert_int_equal(archive_now("/mnt/system1/system1.flar"),
	    STATE_ABSENT);
	walk("sums");
	assert_int_equal(archive_now("/mnt/system1/system1.flar"),
	    STATE_COMPLETE);
	assert_int_equal(fixture_ask(sim, fresh()).state,
	    STATE_NOTHING_NEWER);
	assert_int_equal(image_now(1), STATE_ABSENT);
	walk("prepare");
	assert_int_equal(guest_now(1), STATE_INACTIVE);
	assert_int_equal(image_now(1), STATE_UPGRADABLE);
	assert_int_equal(image_now(2), STATE_ABSENT);
	walk("source-stop");
	assert_int_equal(source_now(0), STATE_STOPPED);
	assert_int_equal(answered(fresh()), UNKNOWN);
	walk("source-off");
	assert_int_equal(source_now(0), STATE_OFF);
	walk("convert");
	assert_int_equal(guest_now(1), STATE_RUNNING);
	assert_false(sim_guest_up(sim, guest));
	walk("upgrade");
	assert_int_equal(image_now(1), STATE_UPGRADED);
	walk("up-upgraded");
	assert_int_equal(answered(sums()), UNKNOWN);
	walk("share@guest");
	assert_int_equal(fixture_ask(sim, sums()).state, STATE_DIFFERENT);
	walk("restore");
	assert_int_equal(fixture_ask(sim, sums()).state, STATE_EQUAL);
	assert_false(sim_guest_up(sim, guest));
	walk("accept");
	assert_true(sim_guest_up(sim, guest));
}

/* Tokens are followed from the source's disks to the guest's, and over. */
static void
what_was_on_the_source_is_what_the_guest_has(void **state)
{
	uint64_t image, data, system, restored;

	(void)state;
	begin();
	walk("sums");
	image = file("/mnt/system1/system1.flar")->content;
	data = file("/mnt/system1/data.tar")->content;
	assert_true(image == source_image(sim, 1));
	assert_true(data == source_data(sim, 1, text("/data")));
	assert_true(data == file("/mnt/system1/data.cksum")->content);
	assert_true(image != data);
	walk("prepare");
	assert_true(disk0()->content == draw_mix(draw_mix(image,
	    DRAW_PREPARED), 0));
	walk("upgrade");
	system = p2v_expected(sim, guest, 0);
	assert_true(disk0()->content == system);
	walk("restore");
	restored = draw_mix(data, DRAW_RESTORED);
	assert_true(disk1()->content == restored);
	walk("accept");
	switch_to(2);
	fixture_pass(sim, 10 * MINUTE);
	assert_int_equal(sim_guest_node(sim, guest), 2);
	assert_true(disk0()->content == system);
	assert_true(disk1()->content == restored);
	assert_true(disk0()->expected == system);
	assert_true(disk1()->expected == restored);
}

/* Byte for byte what the post shows. */
static void
prepare_narrates_as_in_the_post(void **state)
{
	static const char *const post[] = {
		"Available VCPUs: 234",
		"Available memory: 218624 MB",
		"Creating vdisks ...",
		"Resizing partitions ...",
		"Resize /",
		"Partition(s) on disk /dev/dsk/c1t0d0 were resized, "
		    "adjusting disksize ...",
		"Creating vdisk system1-disk0 ...",
		"Creating volume system1-vol0@primary-vds0 (75653 MB)...",
		"Creating file //zpool_system1//system1/disk0 ...",
		"Creating VTOC on /dev/rdsk/c6d0s2 (disk0) ...",
		"Creating file systems ...",
		"Creating UFS file system on /dev/rdsk/c6d0s0 ...",
		"Creating UFS file system on /dev/rdsk/c6d0s4 ...",
		"Creating UFS file system on /dev/rdsk/c6d0s6 ...",
		"Creating UFS file system on /dev/rdsk/c6d0s5 ...",
		"Creating UFS file system on /dev/rdsk/c6d0s3 ...",
		"Populating file systems ...",
		"Mounting /var/run/ldmp2v/system1 ...",
		"Mounting /var/run/ldmp2v/system1/app ...",
		"Mounting /var/run/ldmp2v/system1/export/home ...",
		"Mounting /var/run/ldmp2v/system1/opt ...",
		"Mounting /var/run/ldmp2v/system1/var ...",
		"Extracting Flash archive /mnt/system1/system1.flar to "
		    "/var/run/ldmp2v/system1 ...",
		"41999934 blocks",
		"Modifying guest OS image ...",
		"Modifying SVM configuration ...",
		"Modifying /etc/vfstab ...",
		"Modifying network interfaces ...",
		"Modifying /devices ...",
		"Modifying /dev ...",
		"Creating disk device links ...",
		"Cleaning /var/fm/fmd ...",
		"Modifying platform specific services ...",
		"Modifying /etc/path_to_inst ...",
		"Unmounting file systems ...",
		"Unmounting /var/run/ldmp2v/system1/var ...",
		"Unmounting /var/run/ldmp2v/system1/opt ...",
		"Unmounting /var/run/ldmp2v/system1/export/home ...",
		"Unmounting /var/run/ldmp2v/system1/app ...",
		"Unmounting /var/run/ldmp2v/system1 ...",
		"Creating domain ...",
		"Attaching vdisks to domain system1 ...",
		"Attaching volume system1-vol0@primary-vds0 as vdisk disk0 "
		    "...",
		"Setting boot-device to disk0:a",
	};
	const size_t count = sizeof(post) / sizeof(post[0]);

	(void)state;
	begin();
	walk_before("prepare");
	heard.count = 0;
	walk("prepare");
	assert_int_equal(heard.count, count);
	for (size_t i = 0; i < count; i++)
		assert_string_equal(heard.lines[i], post[i]);
}

static bool
is_heard(const char *line)
{
	for (uint32_t i = 0; i < heard.count; i++)
		if (strcmp(heard.lines[i], line) == 0)
			return true;
	return false;
}

static void
the_installer_talks_on_the_console(void **state)
{
	(void)state;
	begin();
	walk("upgrade");
	assert_true(is_heard("Connected to localhost."));
	assert_true(is_heard("Connecting to console \"system1\" in group "
	    "\"system1\" ...."));
	assert_true(is_heard("F2_Upgrade F3_Go Back F4_Initial F5_Exit "
	    "F6_Help"));
	assert_true(is_heard("F2_Upgrade"));
	assert_false(is_heard("F4_Initial"));
}

/* The source, and its share. */

static void
collecting_without_the_share_writes_on_the_source(void **state)
{
	(void)state;
	begin();
	forget("share@source");
	assert_true(is_whole());
	fixture_run(sim, op_of("directory"));
	assert_true(sim_source_touched(sim, 1));
	assert_true(fixture_violated(sim, "source-untouched"));
}

static void
an_archive_written_without_the_share_is_not_on_it(void **state)
{
	(void)state;
	begin();
	forget("share@source");
	fixture_run(sim, op_of("collect"));
	assert_true(fixture_violated(sim, "source-untouched"));
	assert_int_equal(archive_now("/mnt/system1/system1.flar"),
	    STATE_ABSENT);
}

static void
a_node_without_the_share_writes_on_its_own_root(void **state)
{
	(void)state;
	begin();
	walk("share@source");
	fixture_done(sim, (struct op){ .kind = OP_SHARE_UNMOUNT, .on = 1,
	    .file = path("/mnt") });
	fixture_run(sim, (struct op){ .kind = OP_DIRECTORY_MAKE, .on = 1,
	    .file = path("/mnt/other") });
	assert_int_equal(file("/mnt/other")->type, FILE_OTHER);
	assert_true(is_whole());
}

static void
an_archive_of_who_writes_is_torn(void **state)
{
	(void)state;
	begin();
	forget("freeze");
	walk("sums");
	assert_true(file("/mnt/system1/system1.flar")->content !=
	    source_image(sim, 1));
	assert_true(file("/mnt/system1/data.tar")->content !=
	    file("/mnt/system1/data.cksum")->content);
	assert_int_equal(fixture_ask(sim, fresh()).state, STATE_NEWER);
}

/* It begins live and ends frozen: what it read first is of another moment. */
static void
an_archive_begun_before_the_freeze_is_torn_as_well(void **state)
{
	uint32_t row;

	(void)state;
	begin();
	forget("freeze");
	walk("collect");
	row = start(op_of("data"));
	fixture_pass(sim, MINUTE);
	type(of_source(OP_SOURCE_FREEZE));
	fixture_pass(sim, HOUR);
	assert_int_equal(ended(row).outcome, DONE);
	assert_true(file("/mnt/system1/data.tar")->content !=
	    source_data(sim, 1, text("/data")));
}

static void
an_archive_over_which_somebody_wrote_for_a_while_is_torn(void **state)
{
	uint32_t row;

	(void)state;
	begin();
	walk_before("data");
	row = start(op_of("data"));
	fixture_pass(sim, MINUTE);
	type(of_source(OP_SOURCE_THAW));
	type(of_source(OP_SOURCE_FREEZE));
	fixture_pass(sim, HOUR);
	assert_int_equal(ended(row).outcome, DONE);
	assert_true(file("/mnt/system1/data.tar")->content !=
	    source_data(sim, 1, text("/data")));
}

static void
a_live_tar_does_not_have_the_sums(void **state)
{
	(void)state;
	begin();
	forget("freeze");
	walk("data");
	type(of_source(OP_SOURCE_FREEZE));
	walk_before("restore");
	fixture_run(sim, op_of("restore"));
	assert_int_equal(fixture_ask(sim, sums()).state, STATE_DIFFERENT);
}

static void
a_torn_archive_is_found_when_users_are_let_in(void **state)
{
	(void)state;
	begin();
	forget("freeze");
	walk("collect");
	type(of_source(OP_SOURCE_FREEZE));
	walk("accept");
	assert_true(sim_violated(sim, "data-intact"));
}

static void
what_is_written_after_the_mark_is_newer(void **state)
{
	(void)state;
	begin();
	walk("sums");
	type(of_source(OP_SOURCE_THAW));
	assert_int_equal(fixture_ask(sim, fresh()).state, STATE_NEWER);
	type(of_source(OP_SOURCE_FREEZE));
	assert_int_equal(fixture_ask(sim, fresh()).state, STATE_NEWER);
	assert_true(file("/mnt/system1/data.tar")->content !=
	    source_data(sim, 1, text("/data")));
}

static void
a_source_that_is_down_says_nothing_of_its_applications(void **state)
{
	struct op op = { .kind = OP_SOURCE_STATE, .source = 1,
	    .value = TEXT_APPLICATIONS };

	(void)state;
	begin();
	walk("frozen");
	type(of_source(OP_SOURCE_STOP));
	assert_int_equal(answered(op), UNKNOWN);
	assert_int_equal(answered(fresh()), UNKNOWN);
	assert_int_equal(fixture_run(sim, op_of("data")).outcome, UNKNOWN);
	assert_int_equal(answered((struct op){ .kind = OP_SHARE_STATE,
	    .on = PLACE_SOURCE | 1, .file = path("/mnt") }), UNKNOWN);
}

static void
a_source_that_goes_down_cuts_what_was_typed_on_it(void **state)
{
	uint32_t row;

	(void)state;
	begin();
	walk_before("collect");
	row = start(op_of("collect"));
	fixture_pass(sim, MINUTE);
	type(of_source(OP_SOURCE_STOP));
	assert_int_equal(ended(row).outcome, UNKNOWN);
	assert_int_equal(archive_now("/mnt/system1/system1.flar"),
	    STATE_PARTIAL);
}

static void
a_source_started_again_has_its_applications_kept_down(void **state)
{
	struct op op = of_source(OP_SOURCE_START);

	(void)state;
	begin();
	walk("source-off");
	op.file = path("/mnt");
	op.value = text("Archive_System:/share");
	fixture_done(sim, op);
	assert_int_equal(source_now(0), STATE_RUNNING);
	assert_int_equal(source_now(TEXT_APPLICATIONS), STATE_FROZEN);
	assert_int_equal(share_now(PLACE_SOURCE | 1), STATE_PRESENT);
	assert_int_equal(fixture_ask(sim, fresh()).state,
	    STATE_NOTHING_NEWER);
}

static void
a_source_that_is_held_waits_at_the_ok_prompt(void **state)
{
	(void)state;
	begin();
	walk("source-off");
	assert_true(source_up(sim, 1));
	assert_int_equal(source_now(0), STATE_STOPPED);
	assert_false(source_up(sim, 1));
	assert_int_equal(source_now(0), STATE_STOPPED);
	assert_true(is_whole());
}

static void
a_source_that_is_not_held_comes_up_with_its_applications(void **state)
{
	(void)state;
	begin();
	assert_false(source_up(sim, 1));
	walk("source-stop");
	assert_true(source_up(sim, 1));
	assert_int_equal(source_now(TEXT_APPLICATIONS), STATE_WRITING);
}

static void
a_duplicate_address_is_reported(void **state)
{
	(void)state;
	begin();
	forget("source-stop");
	forget("source-off");
	walk("bind-upgraded");
	assert_true(is_whole());
	walk("up-upgraded");
	assert_true(fixture_violated(sim, "addresses-once"));
}

/* The archive's server. */

static void
a_command_that_reads_a_dead_archive_hangs(void **state)
{
	struct op collect;
	uint32_t row;

	(void)state;
	begin();
	walk_before("collect");
	collect = op_of("collect");
	row = start(collect);
	archive_answers(sim, 1, false);
	fixture_pass(sim, 24 * HOUR);
	assert_int_equal(sim_next_ms(sim), -1);
	assert_int_equal(answered((struct op){ .kind = OP_ARCHIVE_STATE,
	    .file = collect.file }), UNKNOWN);
	assert_int_equal(answered(fresh()), UNKNOWN);
	archive_answers(sim, 1, true);
	fixture_pass(sim, HOUR);
	assert_int_equal(ended(row).outcome, DONE);
	assert_int_equal(archive_now("/mnt/system1/system1.flar"),
	    STATE_COMPLETE);
	assert_true(is_whole());
}

static void
an_archive_may_be_said_to_be_back_twice(void **state)
{
	uint32_t row;

	(void)state;
	begin();
	walk_before("collect");
	row = start(op_of("collect"));
	archive_answers(sim, 1, false);
	fixture_pass(sim, HOUR);
	archive_answers(sim, 1, true);
	archive_answers(sim, 1, true);
	fixture_pass(sim, HOUR);
	assert_int_equal(ended(row).outcome, DONE);
}

static void
sums_are_not_compared_while_the_archive_is_down(void **state)
{
	(void)state;
	begin();
	walk("restore");
	assert_int_equal(fixture_ask(sim, sums()).state, STATE_EQUAL);
	type((struct op){ .kind = OP_SHARE_UNMOUNT, .on = 1,
	    .file = path("/mnt") });
	archive_answers(sim, 1, false);
	assert_int_equal(answered(sums()), UNKNOWN);
}

static void
who_has_not_mounted_it_does_not_hang(void **state)
{
	(void)state;
	begin();
	archive_answers(sim, 1, false);
	assert_int_equal(guest_now(1), STATE_ABSENT);
	assert_int_equal(answered((struct op){ .kind = OP_SHARE_STATE,
	    .on = 2, .file = path("/mnt") }), DONE);
}

static void
a_path_that_only_begins_alike_is_not_on_the_share(void **state)
{
	struct op make = { .kind = OP_DIRECTORY_MAKE, .on = 1 };

	(void)state;
	begin();
	walk_before("collect");
	archive_answers(sim, 1, false);
	make.file = path("/mnt1/tools");
	assert_int_equal(fixture_run(sim, make).outcome, DONE);
	make.file = path("/mnt/more");
	start(make);
	fixture_pass(sim, HOUR);
	assert_int_equal(sim_next_ms(sim), -1);
}

static void
a_full_share_leaves_a_partial_archive(void **state)
{
	struct result res;

	(void)state;
	begin();
	walk_before("collect");
	sim_archive_full(sim, 1, true);
	res = fixture_run(sim, op_of("collect"));
	assert_int_equal(res.outcome, UNKNOWN);
	assert_int_equal(res.err.code, ERR_SHARE_FULL);
	assert_int_equal(archive_now("/mnt/system1/system1.flar"),
	    STATE_PARTIAL);
	sim_archive_full(sim, 1, false);
	fixture_done(sim, op_of("collect"));
	assert_int_equal(archive_now("/mnt/system1/system1.flar"),
	    STATE_COMPLETE);
}

static void
what_is_broken_off_is_not_restored(void **state)
{
	(void)state;
	begin();
	walk_before("prepare");
	assert_true(archive_truncate(sim, path("/mnt/system1/system1.flar")));
	assert_false(archive_truncate(sim, path("/mnt/system1/system1.flar")));
	fixture_fails(sim, op_of("prepare"), ERR_PATH_MISSING);
	assert_int_equal(guest_now(1), STATE_ABSENT);
}

/* Mounts end with the system that has them. */

static void
a_guest_that_goes_down_has_no_share(void **state)
{
	(void)state;
	begin();
	walk("share@guest");
	assert_int_equal(share_now(PLACE_GUEST | guest), STATE_PRESENT);
	fixture_done(sim, at_guest(OP_GUEST_STOP, 1));
	assert_int_equal(answered((struct op){ .kind = OP_SHARE_STATE,
	    .on = PLACE_GUEST | guest, .file = path("/mnt") }), UNKNOWN);
	fixture_done(sim, at_guest(OP_GUEST_START, 1));
	fixture_pass(sim, 10 * MINUTE);
	assert_int_equal(share_now(PLACE_GUEST | guest), STATE_ABSENT);
}

/* The mount was under way when the guest went down: it is not there later. */
static void
a_mount_does_not_outlive_the_guest_in_which_it_was_typed(void **state)
{
	uint32_t row;

	(void)state;
	begin();
	walk_before("share@guest");
	archive_answers(sim, 1, false);
	row = start(op_of("share@guest"));
	fixture_done(sim, at_guest(OP_GUEST_STOP, 1));
	archive_answers(sim, 1, true);
	fixture_pass(sim, HOUR);
	assert_int_equal(ended(row).outcome, UNKNOWN);
	fixture_done(sim, at_guest(OP_GUEST_START, 1));
	fixture_pass(sim, 10 * MINUTE);
	assert_int_equal(share_now(PLACE_GUEST | guest), STATE_ABSENT);
}

static void
a_node_that_goes_down_has_no_share(void **state)
{
	(void)state;
	begin();
	walk("share@node1");
	node_power_off(sim, 1);
	node_power_on(sim, 1);
	fixture_pass(sim, HOUR);
	assert_int_equal(share_now(1), STATE_ABSENT);
}

/* ldmp2v. */

static void
prepare_wants_its_configuration(void **state)
{
	(void)state;
	begin();
	forget("conf");
	fixture_fails(sim, op_of("prepare"), ERR_PATH_MISSING);
	assert_int_equal(guest_now(1), STATE_ABSENT);
	assert_int_equal(image_now(1), STATE_ABSENT);
}

static void
prepare_wants_the_share(void **state)
{
	(void)state;
	begin();
	walk_before("prepare");
	fixture_done(sim, (struct op){ .kind = OP_SHARE_UNMOUNT, .on = 1,
	    .file = path("/mnt") });
	fixture_fails(sim, op_of("prepare"), ERR_PATH_MISSING);
}

static void
prepare_wants_the_services(void **state)
{
	(void)state;
	begin();
	walk_before("prepare");
	fixture_done(sim, (struct op){ .kind = OP_VDS_REMOVE, .on = 1,
	    .service = fixture_name(site, KIND_SERVICE, "primary-vds0") });
	fixture_fails(sim, op_of("prepare"), ERR_SERVICE_MISSING);
}

static void
prepare_puts_all_nets_on_one_switch(void **state)
{
	struct op op;

	(void)state;
	site = posts_site(&arena);
	guest = fixture_name(site, KIND_GUEST, "system1");
	site->guests[guest].net_count = 2;
	site->guests[guest].net[1] = (struct site_net){
		.net = names_put(site->names, KIND_NET, "vnet1"),
		.vsw = fixture_name(site, KIND_SERVICE, "primary-vsw1"),
	};
	plan = posts_plan(&arena, site, "p2v system1");
	sim = sim_make(site, SITE_READY, 1);
	at = 0;
	walk("prepare");
	op = at_guest(OP_GUEST_STATE, 1);
	op.net = site->guests[guest].net[1].net;
	assert_int_equal(fixture_ask(sim, op).value,
	    fixture_name(site, KIND_SERVICE, "primary-vsw0"));
	walk_before("master");
	assert_int_equal(fixture_ask(sim, op).value,
	    fixture_name(site, KIND_SERVICE, "primary-vsw1"));
}

static void
prepare_cut_off_leaves_disks_and_no_domain(void **state)
{
	struct op volume = { .kind = OP_VOLUME_STATE, .on = 1 };
	uint32_t row;

	(void)state;
	begin();
	walk_before("prepare");
	row = start(op_of("prepare"));
	fixture_pass(sim, 10 * MINUTE);
	world_node(sim_world(sim), 1)->ldm = 103;	/* keeps its power */
	node_reboot(sim, 1);
	assert_int_equal(ended(row).outcome, UNKNOWN);
	fixture_pass(sim, HOUR);
	assert_int_equal(guest_now(1), STATE_ABSENT);
	volume.volume = site->guests[guest].disk[0].volume;
	volume.service = site->guests[guest].disk[0].vds;
	assert_int_equal(fixture_ask(sim, volume).state, STATE_PRESENT);
	assert_int_equal(disk0()->type, FILE_DISK);
}

static void
clean_takes_away_what_prepare_has_made(void **state)
{
	char *before, *after;

	(void)state;
	begin();
	walk_before("prepare");
	before = sim_text(sim, NULL);
	walk("prepare");
	fixture_done(sim, at_guest(OP_P2V_CLEAN, 1));
	after = sim_text(sim, NULL);
	assert_string_equal(before, after);
	free(before);
	free(after);
	assert_true(is_whole());
}

static void
clean_refuses_a_domain_that_is_active(void **state)
{
	(void)state;
	begin();
	walk("convert");
	fixture_fails(sim, at_guest(OP_P2V_CLEAN, 1), ERR_MUST_BE_STOPPED);
	fixture_done(sim, at_guest(OP_GUEST_STOP, 1));
	assert_int_equal(guest_now(1), STATE_BOUND);
	fixture_done(sim, at_guest(OP_P2V_CLEAN, 1));
	assert_int_equal(guest_now(1), STATE_ABSENT);
	assert_int_equal(image_now(1), STATE_ABSENT);
}

static void
convert_times_out_and_the_guest_boots_nevertheless(void **state)
{
	(void)state;
	begin();
	walk_before("convert");
	fixture_fails(sim, op_of("convert"), ERR_TIMEOUT);
	assert_int_equal(guest_now(1), STATE_RUNNING);
	assert_true(is_heard("LDom system1 started"));
	assert_true(is_heard("Waiting for Solaris to come up ..."));
	assert_true(is_heard("ldmp2v: ERROR: Timeout waiting for Solaris to "
	    "come up."));
	assert_true(is_heard("The Solaris install image /export/home/ldoms/"
	    "iso/sol-10-u9-ga-sparc-dvd.iso cannot be booted."));
	fixture_done(sim, op_of("upgrade"));
	assert_int_equal(image_now(1), STATE_UPGRADED);
}

static void
convert_with_patience_is_done(void **state)
{
	(void)state;
	begin();
	sim->declared.sources[1].boot_timeout_ms = HOUR;
	walk_before("convert");
	fixture_done(sim, op_of("convert"));
	assert_false(is_heard("ldmp2v: ERROR: Timeout waiting for Solaris to "
	    "come up."));
}

static void
convert_of_a_guest_that_was_stopped_meanwhile_is_not_done(void **state)
{
	uint32_t row;

	(void)state;
	begin();
	sim->declared.sources[1].boot_timeout_ms = HOUR;
	walk_before("convert");
	row = start(op_of("convert"));
	fixture_pass(sim, MINUTE);
	type(at_guest(OP_GUEST_STOP, 1));
	fixture_pass(sim, HOUR);
	assert_int_equal(ended(row).outcome, FAILED);
	assert_int_equal(guest_now(1), STATE_BOUND);
}

static void
convert_that_cannot_bind_leaves_its_medium(void **state)
{
	struct op disk;

	(void)state;
	begin();
	walk_before("convert");
	sim_take_capacity(sim, 1, 233, 0);
	assert_int_equal(fixture_run(sim, op_of("convert")).outcome, FAILED);
	assert_int_equal(guest_now(1), STATE_INACTIVE);
	disk = at_guest(OP_GUEST_STATE, 1);
	disk.disk = op_of("convert").disk;
	assert_int_equal(fixture_ask(sim, disk).state, STATE_PRESENT);
}

/* The installer. */

static void
an_interrupted_upgrade_is_continued(void **state)
{
	struct op upgrade;
	uint32_t row;

	(void)state;
	begin();
	walk("convert");
	upgrade = op_of("upgrade");
	row = start(upgrade);
	fixture_pass(sim, 30 * MINUTE);
	assert_int_equal(image_now(1), STATE_INTERRUPTED);
	type(at_guest(OP_GUEST_STOP, 1));
	assert_int_equal(ended(row).outcome, UNKNOWN);
	assert_int_equal(image_now(1), STATE_INTERRUPTED);
	fixture_run(sim, op_of("convert"));
	fixture_done(sim, upgrade);
	assert_int_equal(image_now(1), STATE_UPGRADED);
	assert_true(disk0()->content == p2v_expected(sim, guest, 0));
}

static void
power_that_goes_in_the_upgrade_leaves_it_interrupted(void **state)
{
	uint32_t row;

	(void)state;
	begin();
	walk("convert");
	row = start(op_of("upgrade"));
	fixture_pass(sim, 30 * MINUTE);
	node_power_off(sim, 1);
	assert_int_equal(ended(row).outcome, UNKNOWN);
	fixture_pass(sim, HOUR);
	fixture_done(sim, (struct op){ .kind = OP_POOL_IMPORT, .on = 2,
	    .pool = site->guests[guest].pool, .forced = 1 });
	assert_int_equal(image_now(2), STATE_INTERRUPTED);
	assert_true(is_whole());
}

static void
an_image_that_is_not_upgraded_does_not_boot(void **state)
{
	(void)state;
	begin();
	forget("upgrade");
	walk_before("up-upgraded");
	fixture_pass(sim, 10 * MINUTE);
	assert_int_equal(guest_now(1), STATE_AT_OK);
}

static struct op
initial(void)
{
	struct op op = op_of("upgrade");

	op.value = text("initial");
	return op;
}

static void
initial_wipes_the_disks(void **state)
{
	(void)state;
	begin();
	walk("convert");
	type(initial());
	assert_true(is_heard("F4_Initial"));
	assert_int_equal(image_now(1), STATE_ABSENT);
	assert_true(disk0()->content != p2v_expected(sim, guest, 0));
	assert_false(sim_source_touched(sim, 1));
	fixture_fails(sim, op_of("upgrade"), ERR_REFUSED);
	at = posts_step(plan, "stop-upgraded");
	walk("accept");
	assert_true(sim_violated(sim, "data-intact"));
}

/* The owner forgets to disable them. */
static struct op
only_stopped(void)
{
	struct op op = op_of("freeze");

	op.value = text("stopped");
	return op;
}

static void
applications_that_are_only_stopped_start_at_the_next_boot(void **state)
{
	const struct op start = { .kind = OP_SOURCE_START, .source = 1 };

	(void)state;
	begin();
	walk_before("freeze");
	type(only_stopped());
	assert_int_equal(source_now(TEXT_APPLICATIONS), STATE_STOPPED);
	type(op_of("source-stop"));
	type(start);
	assert_int_equal(source_now(TEXT_APPLICATIONS), STATE_WRITING);
	type(op_of("freeze"));
	type(op_of("source-stop"));
	type(start);
	assert_int_equal(source_now(TEXT_APPLICATIONS), STATE_FROZEN);
}

static void
what_the_freeze_has_disabled_lets_nobody_in(void **state)
{
	(void)state;
	begin();
	walk("accept");
	assert_false(sim_violated(sim, "no-users-before-accept"));
	assert_true(sim_guest_up(sim, guest));
}

static void
what_was_only_stopped_lets_users_in_at_the_first_boot(void **state)
{
	(void)state;
	begin();
	walk_before("freeze");
	type(only_stopped());
	at++;
	walk_before("start-upgraded");
	assert_false(sim_violated(sim, "no-users-before-accept"));
	walk("up-upgraded");
	assert_true(sim_violated(sim, "no-users-before-accept"));
}

/* An interrupted initial installation is no upgrade to continue. */
static void
initial_broken_off_has_wiped_them_all_the_same(void **state)
{
	struct result res;
	struct op op;

	(void)state;
	begin();
	walk("convert");
	op = initial();
	assert_int_not_equal(fixture_type(sim, op, &res), 0);
	fixture_pass(sim, MINUTE);
	fixture_done(sim, at_guest(OP_GUEST_STOP, 1));
	assert_int_equal(image_now(1), STATE_ABSENT);
	fixture_run(sim, op_of("convert"));
	fixture_fails(sim, op_of("upgrade"), ERR_REFUSED);
}

static void
a_medium_that_is_left_boots_again(void **state)
{
	struct op mount;

	(void)state;
	begin();
	forget("iso-disk");
	forget("iso-volume");
	forget("boot-device");
	fixture_done(sim, (struct op){ .kind = OP_GUEST_VARIABLE, .on = 1,
	    .guest = guest, .value = text("boot-device=@iso:f disk0:a") });
	walk_before("up-upgraded");
	fixture_pass(sim, 10 * MINUTE);
	assert_int_equal(guest_now(1), STATE_RUNNING);
	assert_int_equal(world_domain(sim_world(sim), world_domain_of(
	    sim_world(sim), guest, 1))->soft, SOFT_MEDIA);
	mount = op_of("share@guest");
	assert_int_equal(fixture_run(sim, mount).outcome, UNKNOWN);
	assert_false(sim_guest_up(sim, guest));
}

static void
a_medium_that_is_left_does_no_harm_beside_the_disk(void **state)
{
	(void)state;
	begin();
	forget("iso-disk");
	forget("iso-volume");
	walk("up-upgraded");
	assert_int_equal(fixture_run(sim, op_of("share@guest")).outcome,
	    DONE);
}

/* Inside the guest. */

static void
data_want_a_file_system_and_the_share(void **state)
{
	(void)state;
	begin();
	walk_before("share@guest");
	fixture_fails(sim, op_of("restore"), ERR_PATH_MISSING);
	walk("share@guest");
	fixture_fails(sim, op_of("restore"), ERR_PATH_MISSING);
	walk("restore");
}

static void
a_tar_that_is_broken_off_has_not_the_sums(void **state)
{
	(void)state;
	begin();
	walk_before("restore");
	assert_true(archive_truncate(sim, path("/mnt/system1/data.tar")));
	fixture_run(sim, op_of("restore"));
	assert_int_equal(fixture_ask(sim, sums()).state, STATE_DIFFERENT);
}

static void
nobody_is_let_into_a_guest_that_is_down(void **state)
{
	(void)state;
	begin();
	walk_before("accept");
	sim_stop_guest(sim, guest);
	fixture_fails(sim, op_of("accept"), ERR_NOT_RUNNING);
	assert_int_equal(fixture_ask(sim, (struct op){ .kind = OP_WORD_STATE,
	    .guest = guest, .value = op_of("accept").value }).state,
	    STATE_ABSENT);
}

static void
forgotten_data_is_reported_when_users_are_let_in(void **state)
{
	(void)state;
	begin();
	forget("restore");
	walk_before("accept");
	assert_true(is_whole());
	walk("accept");
	assert_true(fixture_violated(sim, "data-intact"));
}

/* Files that are written, texts and keys. */

static void
what_was_written_can_be_written_back(void **state)
{
	struct op op, ask = { .kind = OP_DISK_STATE, .on = 1 };
	uint32_t was;

	(void)state;
	begin();
	op = op_of("conf");
	ask.file = op.file;
	was = text("VSW=\"somebody's\"\n");
	fixture_done(sim, (struct op){ .kind = OP_FILE_WRITE, .on = 1,
	    .file = op.file, .value = was });
	assert_int_equal(fixture_ask(sim, ask).value, was);
	fixture_done(sim, op);
	assert_int_equal(fixture_ask(sim, ask).value, op.value);
	op.value = was;
	fixture_done(sim, op);
	assert_int_equal(fixture_ask(sim, ask).value, was);
}

static void
a_snapshot_goes_on_alike(void **state)
{
	struct key one = { 0, 0 }, other = { 0, 0 };
	struct world *copy;

	(void)state;
	begin();
	walk("convert");
	copy = malloc(sim_world(sim)->bytes);
	assert_non_null(copy);
	memcpy(copy, sim_world(sim), sim_world(sim)->bytes);
	walk("upgrade");
	sim_key(sim, &one);
	sim_restore(sim, copy);
	free(copy);
	at = posts_step(plan, "upgrade");
	walk("upgrade");
	sim_key(sim, &other);
	assert_true(one.a == other.a && one.b == other.b);
}

/* Two conversions, an hour apart, are one to the explorer. */
static void
a_key_does_not_know_the_time(void **state)
{
	struct key one = { 0, 0 }, other = { 0, 0 };

	(void)state;
	begin();
	walk("sums");
	sim_key(sim, &one);
	fixture_pass(sim, HOUR);
	sim_key(sim, &other);
	assert_true(one.a == other.a && one.b == other.b);
	archive_answers(sim, 1, false);
	other = (struct key){ 0, 0 };
	sim_key(sim, &other);
	assert_false(one.a == other.a && one.b == other.b);
}

static void
who_was_converted_long_ago_is_up(void **state)
{
	(void)state;
	site = posts_site(&arena);
	guest = fixture_name(site, KIND_GUEST, "system1");
	sim = sim_make(site, SITE_READY, 1);
	sim_put(sim, guest, NOW_CLUSTERED, 1);
	assert_int_equal(sim_guest_node(sim, guest), 1);
	assert_int_equal(source_now(0), STATE_OFF);
	assert_int_equal(image_now(1), STATE_UPGRADED);
	assert_true(is_whole());
	switch_to(2);
	fixture_pass(sim, 10 * MINUTE);
	assert_int_equal(sim_guest_node(sim, guest), 2);
	assert_true(is_whole());
}

#define T(name) cmocka_unit_test_teardown(name, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(the_plan_takes_effect_operation_by_operation),
		T(states_on_the_way),
		T(what_was_on_the_source_is_what_the_guest_has),
		T(prepare_narrates_as_in_the_post),
		T(the_installer_talks_on_the_console),
		T(collecting_without_the_share_writes_on_the_source),
		T(an_archive_written_without_the_share_is_not_on_it),
		T(a_node_without_the_share_writes_on_its_own_root),
		T(an_archive_of_who_writes_is_torn),
		T(an_archive_begun_before_the_freeze_is_torn_as_well),
		T(an_archive_over_which_somebody_wrote_for_a_while_is_torn),
		T(a_live_tar_does_not_have_the_sums),
		T(a_torn_archive_is_found_when_users_are_let_in),
		T(what_is_written_after_the_mark_is_newer),
		T(a_source_that_is_down_says_nothing_of_its_applications),
		T(a_source_that_goes_down_cuts_what_was_typed_on_it),
		T(a_source_started_again_has_its_applications_kept_down),
		T(a_source_that_is_held_waits_at_the_ok_prompt),
		T(a_source_that_is_not_held_comes_up_with_its_applications),
		T(a_duplicate_address_is_reported),
		T(a_command_that_reads_a_dead_archive_hangs),
		T(an_archive_may_be_said_to_be_back_twice),
		T(sums_are_not_compared_while_the_archive_is_down),
		T(who_has_not_mounted_it_does_not_hang),
		T(a_path_that_only_begins_alike_is_not_on_the_share),
		T(a_full_share_leaves_a_partial_archive),
		T(what_is_broken_off_is_not_restored),
		T(a_guest_that_goes_down_has_no_share),
		T(a_mount_does_not_outlive_the_guest_in_which_it_was_typed),
		T(a_node_that_goes_down_has_no_share),
		T(prepare_wants_its_configuration),
		T(prepare_wants_the_share),
		T(prepare_wants_the_services),
		T(prepare_puts_all_nets_on_one_switch),
		T(prepare_cut_off_leaves_disks_and_no_domain),
		T(clean_takes_away_what_prepare_has_made),
		T(clean_refuses_a_domain_that_is_active),
		T(convert_times_out_and_the_guest_boots_nevertheless),
		T(convert_with_patience_is_done),
		T(convert_of_a_guest_that_was_stopped_meanwhile_is_not_done),
		T(convert_that_cannot_bind_leaves_its_medium),
		T(an_interrupted_upgrade_is_continued),
		T(power_that_goes_in_the_upgrade_leaves_it_interrupted),
		T(an_image_that_is_not_upgraded_does_not_boot),
		T(initial_wipes_the_disks),
		T(applications_that_are_only_stopped_start_at_the_next_boot),
		T(what_the_freeze_has_disabled_lets_nobody_in),
		T(what_was_only_stopped_lets_users_in_at_the_first_boot),
		T(initial_broken_off_has_wiped_them_all_the_same),
		T(a_medium_that_is_left_boots_again),
		T(a_medium_that_is_left_does_no_harm_beside_the_disk),
		T(data_want_a_file_system_and_the_share),
		T(a_tar_that_is_broken_off_has_not_the_sums),
		T(nobody_is_let_into_a_guest_that_is_down),
		T(forgotten_data_is_reported_when_users_are_let_in),
		T(what_was_written_can_be_written_back),
		T(a_snapshot_goes_on_alike),
		T(a_key_does_not_know_the_time),
		T(who_was_converted_long_ago_is_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
