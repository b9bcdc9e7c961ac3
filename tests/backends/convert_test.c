/*
 * What the engine makes of a conversion and of the options of jobs.  The world
 * of conversions has its own tests: tests/p2v_sim_test.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "backends/commands/commands.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/observers/uptime.h"
#include "backends/sim/p2v/source.h"
#include "backends/sim/session/incidents.h"
#include "backends/sim/session/simulated.h"
#include "core/base/arena.h"
#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "core/run/moment.h"
#include "core/run/picture.h"
#include "core/run/settle.h"
#include "tests/posts_fixture.h"
#include "tools/session/remaining.h"

enum { LIMIT_MS = 8 * 3600 * 1000, HOUR_MS = 3600 * 1000, PHASES = 4,
    JOB_BYTES = 160 };

struct play {
	struct arena	 arena;
	struct site	*site;
	struct simulated *simulated;
	struct sim	*sim;		/* of it */
	struct plan	*plan;
	struct run	*run;
};

static void
begin_on(struct play *play, struct site *site, const char *job)
{
	play->site = site;
	play->plan = posts_plan(&play->arena, site, job);
	play->run = arena_take(&play->arena, 1, sizeof(*play->run));
	play->simulated = arena_take(&play->arena, 1,
	    sizeof(*play->simulated));
	simulated_make(play->simulated, &(struct simulated_from){
	    .site = site, .names = site->names, .now = SITE_READY,
	    .seed = 1 }, NULL);
	play->sim = play->simulated->sim;
	drive_begin(play->plan, play->run, 0, NULL);
}

static void
begin(struct play *play, const char *job)
{
	*play = (struct play){ 0 };
	begin_on(play, posts_site(&play->arena), job);
}

static void
end(struct play *play)
{
	simulated_drop(play->simulated);
	arena_drop(&play->arena);
}

/* Up to the change of a step, or to the ending. */
static void
come_to(struct play *play, const char *step)
{
	uint32_t index = step != NULL ? posts_step(play->plan, step) :
	    play->plan->step_count;

	while (play->run->ending == GOING &&
	    (play->run->way == WAY_CHECK || play->run->step < index ||
	    step == NULL) && drive_step(play->plan, play->run,
	    &play->simulated->backend, NULL))
		continue;
}

static struct op
op_of(const struct play *play, const char *step)
{
	return play->plan->steps[posts_step(play->plan, step)].op;
}

static struct result
done(struct play *play, struct op op, int64_t limit_ms)
{
	struct result res;

	backend_execute(&play->simulated->backend, &op, limit_ms, &res);
	return res;
}

static enum state
asked(struct play *play, struct op op)
{
	struct result res = done(play, op, HOUR_MS);

	assert_int_equal(res.outcome, DONE);
	return (enum state)res.answer.state;
}

static enum state
image(struct play *play)
{
	return asked(play, (struct op){ .kind = OP_IMAGE_STATE, .on = 1,
	    .guest = 2 });
}

static enum state
source(struct play *play)
{
	return asked(play, (struct op){ .kind = OP_SOURCE_STATE,
	    .source = 1 });
}

static void
nothing_violated(struct play *play)
{
	const char *name = "", *text = "";

	sim_check_all(play->sim);
	if (sim_violations(play->sim, &name, &text) != 0)
		fail_msg("%s: %s", name, text);
}

static void
a_conversion_arrives_and_nothing_is_lost(void **state)
{
	struct play play;

	(void)state;
	begin(&play, "p2v system1");
	come_to(&play, NULL);
	assert_int_equal(play.run->ending, ARRIVED);
	nothing_violated(&play);
	assert_int_equal(image(&play), STATE_UPGRADED);
	assert_int_equal(source(&play), STATE_OFF);
	assert_false(sim_source_touched(play.sim, 1));
	assert_true(sim_guest_up(play.sim, 2));
	end(&play);
}

static void
a_source_that_writes_again_is_not_stopped(void **state)
{
	struct play play;

	(void)state;
	begin(&play, "p2v system1");
	come_to(&play, "fresh");
	source_up(play.sim, 1);
	come_to(&play, NULL);
	assert_int_equal(play.run->ending, STUCK);
	assert_int_equal(play.run->why.code, ERR_WORLD_MOVED);
	assert_int_equal(source(&play), STATE_RUNNING);
	nothing_violated(&play);
	end(&play);
}

static void
a_stop_of_an_unknown_time_is_taken_back(void **state)
{
	struct result lost = { .outcome = UNKNOWN };
	struct play play;

	(void)state;
	begin(&play, "p2v system1");
	come_to(&play, "source-stop");
	while (play.run->moment != MOMENT_DO)
		drive_step(play.plan, play.run, &play.simulated->backend,
		    NULL);
	done(&play, op_of(&play, "source-stop"), LIMIT_MS);
	err_set(&lost.err, ERR_NO_ANSWER, "lost");
	lost.at_ms = sim_now_ms(play.sim);
	run_apply(play.plan, play.run, &lost);
	come_to(&play, NULL);
	assert_int_equal(play.run->ending, RETURNED);
	assert_int_equal(play.run->why.code, ERR_NOT_PROVED);
	assert_int_equal(source(&play), STATE_RUNNING);
	end(&play);
}

/* Right address, wrong wire: until it is mended. */
static void
every_net_comes_up_on_the_first_switch_until_it_is_moved(void **state)
{
	struct op net = { .kind = OP_GUEST_STATE, .on = 1, .guest = 2 };
	struct play play = { 0 };
	struct site *site = posts_site(&play.arena);
	struct result res;

	(void)state;
	site->guests[2].net[0].vsw = 2;
	begin_on(&play, site, "p2v system1");
	net.net = site->guests[2].net[0].net;
	come_to(&play, "vnet:vnet0");
	res = done(&play, net, HOUR_MS);
	assert_int_equal(res.answer.value, 1);
	come_to(&play, "master");
	res = done(&play, net, HOUR_MS);
	assert_int_equal(res.answer.value, 2);
	come_to(&play, NULL);
	assert_int_equal(play.run->ending, ARRIVED);
	end(&play);
}

static void
a_debt_that_is_left_to_another_phase_is_no_hindrance(void **state)
{
	struct play play;
	struct op closing;

	(void)state;
	begin(&play, "p2v system1 --phase collect --phase prepare");
	come_to(&play, NULL);
	assert_int_equal(play.run->ending, ARRIVED);
	assert_true(run_debt(play.plan, play.run, 0, &closing));
	assert_false(run_leaves_open(play.plan, play.run, ARRIVED, &closing));
	end(&play);
}

/* A requested rollback of a phase closes its debts; all the way back, all
 * are closed. */
static void
by_hand_the_debts_of_the_phase_are_paid(void **state)
{
	struct play play;
	struct op closing;

	(void)state;
	begin(&play, "p2v system1");
	come_to(&play, "description");
	assert_true(run_debt_here(play.plan, play.run, 0, &closing));
	assert_int_equal(closing.kind, OP_GROUP_RESUME);
	assert_false(run_debt_here(play.plan, play.run, 1, &closing));
	play.run->way = WAY_BACK;
	play.run->floor = 0;
	assert_true(run_debt_here(play.plan, play.run, 0, &closing));
	assert_int_equal(closing.kind, OP_SHARE_UNMOUNT);
	end(&play);
}

static void
a_requested_rollback_never_crosses_the_users_step(void **state)
{
	struct play play;
	struct op op;

	(void)state;
	begin(&play, "p2v system1");
	come_to(&play, "accept");
	assert_true(run_undo_phase(play.plan, play.run, 0, &op));
	come_to(&play, NULL);
	assert_false(run_undo_phase(play.plan, play.run, 0, &op));
	end(&play);
}

/* A person who was asked to start a machine is not at work on it. */
static void
what_a_person_does_is_not_at_work_anywhere(void **state)
{
	const struct op start = { .kind = OP_SOURCE_START, .source = 1,
	    .on = PLACE_SOURCE | 1 };
	const struct op stop = { .kind = OP_SOURCE_STOP, .source = 1,
	    .on = PLACE_SOURCE | 1 };

	(void)state;
	assert_int_equal(run_quiesce_ask(&start).on, 0);
	assert_int_equal(run_quiesce_ask(&stop).on, PLACE_SOURCE | 1);
}

static void
a_check_that_is_not_met_leads_back_at_once(void **state)
{
	struct result res = { .outcome = DONE,
	    .answer.state = STATE_WOULD_FAIL };
	struct play play;

	(void)state;
	begin(&play, "migrate ldom1");
	play.run->way = WAY_FORWARD;
	run_forward(play.plan, play.run, posts_step(play.plan, "dry-run"));
	run_apply(play.plan, play.run, &res);
	assert_int_equal(play.run->way, WAY_BACK);
	assert_int_equal(play.run->why.code, ERR_CHECK_NOT_MET);
	end(&play);
}

static void
a_mount_that_a_reboot_has_dropped_is_mounted_again(void **state)
{
	struct result res = { .outcome = DONE, .answer.state = STATE_ABSENT };
	struct play play;

	(void)state;
	begin(&play, "p2v system1");
	play.run->way = WAY_FORWARD;
	play.run->done[posts_step(play.plan, "share@node1")] = STEP_DONE;
	moment_begin(play.run, MOMENT_VERIFY_RESUME);
	run_apply(play.plan, play.run, &res);
	assert_int_equal(play.run->moment, MOMENT_RELOCK);
	end(&play);
}

/* The last phase unmounts what an earlier one has mounted; going back it was
 * mounted again, and then its node was down. */
static void
a_mount_that_an_undo_had_brought_back_is_mounted_again(void **state)
{
	struct result res = { .outcome = DONE, .answer.state = STATE_ABSENT };
	struct play play;
	int64_t limit_ms;
	struct op op;
	uint32_t off;

	(void)state;
	begin(&play, "p2v system1 --phase cluster");
	off = posts_step(play.plan, "share-off@node1");
	play.run->way = WAY_BACK;
	play.run->done[off] = STEP_UNDONE;
	play.run->found[play.plan->steps[off].decide.first].state =
	    STATE_PRESENT;
	moment_begin(play.run, MOMENT_VERIFY_RESUME);
	run_verify(play.plan, play.run);
	assert_true(run_next(play.plan, play.run, &op, &limit_ms));
	assert_int_equal(op.kind, OP_SHARE_STATE);
	run_apply(play.plan, play.run, &res);
	assert_int_equal(play.run->moment, MOMENT_RELOCK);
	assert_true(run_next(play.plan, play.run, &op, &limit_ms));
	assert_int_equal(op.kind, OP_SHARE_MOUNT);
	assert_true(op_valid(&op));
	end(&play);
}

static void
going_back_no_archive_and_no_partial_undo_is_verified(void **state)
{
	struct play play;

	(void)state;
	begin(&play, "p2v system1");
	play.run->way = WAY_FORWARD;
	play.run->done[posts_step(play.plan, "collect")] = STEP_DONE;
	moment_begin(play.run, MOMENT_VERIFY);
	assert_int_not_equal(picture_next(play.plan, play.run, 0), PLAN_NONE);
	play.run->way = WAY_BACK;
	assert_int_equal(picture_next(play.plan, play.run, 0), PLAN_NONE);
	play.run->done[0] = STEP_DONE;
	play.run->step = 0;
	assert_int_not_equal(picture_next(play.plan, play.run, 0), PLAN_NONE);
	play.run->undo = 1;
	assert_int_equal(picture_next(play.plan, play.run, 0), PLAN_NONE);
	end(&play);
}

static void
the_words_of_a_person_are_one_line_without_a_place(void **state)
{
	struct play play;
	struct op op;

	(void)state;
	begin(&play, "p2v system1");
	op = op_of(&play, "freeze");
	assert_string_equal(command_text(&play.arena, play.site, &op),
	    "# the owner stops the applications of system1, disables them, "
	    "cron and all listeners so that no boot starts them, and lists "
	    "what was enabled; downtime begins");
	assert_int_equal(op_place(&op), 0);
	op = op_of(&play, "collect");
	assert_string_equal(command_text(&play.arena, play.site, &op),
	    "/mnt/tools/ldmp2v collect -v -d /mnt/system1 -x /data");
	assert_int_equal(op_place(&op), PLACE_SOURCE | 1);
	end(&play);
}

/* How many checks of that name the job has, for that code. */
static unsigned
checks(const char *job, const char *name, enum err_code code)
{
	struct play play;
	unsigned n = 0;

	begin(&play, job);
	for (uint32_t i = 0; i < play.plan->check_count; i++)
		n += strcmp(play.plan->checks[i].name, name) == 0 &&
		    play.plan->checks[i].code == code;
	end(&play);
	return n;
}

static void
a_later_phase_checks_what_earlier_phases_must_leave(void **state)
{
	static const struct {
		const char	*job;
		unsigned	 whole, other;
	} jobs[] = {
		{ "p2v system1", 0, 0 },
		{ "p2v system1 --phase collect", 0, 0 },
		{ "p2v system1 --phase collect --phase prepare", 0, 0 },
		{ "p2v system1 --phase collect --phase prepare "
		    "--phase convert", 0, 0 },
		/* the archive; the share */
		{ "p2v system1 --phase prepare", 1, 1 },
		/* nothing newer, the pool here, no guest there, the share,
		 * the script on it */
		{ "p2v system1 --phase convert", 0, 5 },
		/* no guest there, the source down */
		{ "p2v system1 --phase cluster", 0, 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(jobs) / sizeof(jobs[0]); i++) {
		assert_int_equal(checks(jobs[i].job, "hand-over",
		    ERR_PATH_MISSING), jobs[i].whole);
		assert_int_equal(checks(jobs[i].job, "hand-over",
		    ERR_WRONG_STATE), jobs[i].other);
	}
}

static void
a_medium_that_stays_is_wanted_on_every_node(void **state)
{
	(void)state;
	assert_int_equal(checks("p2v system1", "image", ERR_PATH_MISSING), 1);
	assert_int_equal(checks("p2v system1 --keep-iso", "image",
	    ERR_PATH_MISSING), 2);
	assert_int_equal(checks("p2v system1 --phase collect", "image",
	    ERR_PATH_MISSING), 0);
}

/* The phases from one to another, as a job; returns the one after. */
static unsigned
phases_job(unsigned from, unsigned cuts, char job[JOB_BYTES])
{
	static const char *const phases[] = { "collect", "prepare",
	    "convert", "cluster" };
	size_t n = (size_t)snprintf(job, JOB_BYTES, "p2v system1");

	do
		n += (size_t)snprintf(job + n, JOB_BYTES - n, " --phase %s",
		    phases[from]);
	while (++from < PHASES && (cuts >> (from - 1) & 1) == 0);
	return from;
}

/* In one run, or cut anywhere into several: they arrive at the same. */
static void
phases_arrive_together_wherever_they_are_cut(void **state)
{
	(void)state;
	for (unsigned cuts = 0; cuts < 1u << (PHASES - 1); cuts++) {
		char job[JOB_BYTES];
		unsigned next = phases_job(0, cuts, job);
		struct play play;

		begin(&play, job);
		come_to(&play, NULL);
		while (next < PHASES) {
			assert_int_equal(play.run->ending, ARRIVED);
			next = phases_job(next, cuts, job);
			play.plan = posts_plan(&play.arena, play.site, job);
			drive_begin(play.plan, play.run,
			    sim_now_ms(play.sim), NULL);
			come_to(&play, NULL);
		}
		assert_int_equal(play.run->ending, ARRIVED);
		assert_true(sim_guest_up(play.sim, 2));
		assert_int_equal(source(&play), STATE_OFF);
		nothing_violated(&play);
		end(&play);
	}
}

/* How often it stands in the list of what remains. */
static unsigned
remains(const struct play *play, const char *what)
{
	size_t size;
	char *text;
	FILE *out = open_memstream(&text, &size);
	unsigned n = 0;

	remaining_print(out, play->plan, play->run);
	fclose(out);
	for (const char *at = text; (at = strstr(at, what)) != NULL; at++)
		n++;
	free(text);
	return n;
}

static void
the_manual_steps_say_what_the_commands_do_not(void **state)
{
	struct play play;

	(void)state;
	begin(&play, "p2v system1");
	come_to(&play, "vdisk:disk1");
	assert_int_equal(remains(&play, "\n# check on source:system1: is "
	    "anything on the source newer than the mark of the freeze? "
	    "/mnt/system1/.frozen\n"),
	    1);
	assert_int_equal(remains(&play, "\n# wait until system1 is up on "
	    "node"), 4);
	assert_int_equal(remains(&play, "never F4_Initial"), 1);
	assert_int_equal(remains(&play, "sums -c /data "
	    "/mnt/system1/data.cksum says \"equal\""), 1);
	assert_int_equal(remains(&play, "may be under way"), 0);
	end(&play);
}

/* It may have taken effect: the way back begins with its undo. */
static void
a_command_that_is_under_way_is_listed_on_both_ways(void **state)
{
	struct play play;
	struct op op;
	int64_t limit_ms;

	(void)state;
	begin(&play, "p2v system1");
	come_to(&play, "pool");
	assert_int_equal(remains(&play, "\nnode1\tzpool destroy "), 0);
	while (!run_next(play.plan, play.run, &op, &limit_ms) ||
	    op.kind != OP_POOL_CREATE)
		assert_true(drive_step(play.plan, play.run,
		    sim_backend(play.sim), NULL));
	assert_int_equal(remains(&play, "the command of pool may be under "
	    "way"), 1);
	assert_int_equal(remains(&play, "already\nnode1\tzpool create "
	    "zpool_system1 /dev/did/dsk/d11s6\n"), 1);
	assert_int_equal(remains(&play, "go on\nnode1\tzpool destroy "
	    "zpool_system1\nnode1\tprintf "), 1);
	end(&play);
}

/* A node with an older ldm than the others decides: the guest may be there. */
static void
memory_is_changed_unbound_where_ldm_is_too_old(void **state)
{
	const char *job = "maintain ldom1 --set memory=24G";
	struct play play = { 0 };
	struct site *site = posts_site(&play.arena);

	(void)state;
	begin_on(&play, site, job);
	assert_true(posts_has_step(play.plan, "unmonitor"));
	assert_true(posts_has_step(play.plan, "memory"));
	assert_false(posts_has_step(play.plan, "unbind"));
	assert_false(posts_has_step(play.plan, "vcpus"));
	simulated_drop(play.simulated);
	site->nodes[2].ldm = 103;
	begin_on(&play, site, job);
	assert_false(posts_has_step(play.plan, "unmonitor"));
	assert_true(posts_has_step(play.plan, "suspend"));
	assert_true(posts_has_step(play.plan, "unbind"));
	assert_true(posts_has_step(play.plan, "bind"));
	simulated_drop(play.simulated);
	begin_on(&play, site, "maintain ldom1 --set vcpus=16");
	assert_false(posts_has_step(play.plan, "unbind"));
	end(&play);
}

static void
a_kind_of_migration_is_refused_for_release_and_storage(void **state)
{
	static const struct {
		uint32_t	 ldm;
		const char	*kind, *says;
	} kinds[] = {
		{ 200, "live", "needs ldm 2.1" },
		{ 201, "live", "a live migration needs the disks" },
		{ 200, "warm", "a warm migration needs the disks" },
		{ 201, "warm", "have live migration instead" },
	};
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct job job;

	(void)state;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct err err = { 0 };
		char line[80];

		site->nodes[1].ldm = site->nodes[2].ldm = kinds[i].ldm;
		snprintf(line, sizeof(line), "migrate --kind %s ldom1",
		    kinds[i].kind);
		assert_false(job_read_line(&arena, site, line, &job, &err));
		assert_int_equal(err.code, ERR_UNSUPPORTED);
		assert_non_null(strstr(err.text, kinds[i].says));
		assert_non_null(strstr(err.text, "imported on one"));
		assert_int_equal(strstr(err.text, "; besides, ") != NULL,
		    i % 3 == 0);
	}
	arena_drop(&arena);
}

static void
options_of_jobs_are_read_and_bad_ones_are_reported(void **state)
{
	static const struct {
		const char	*line;
		enum err_code	 code;
	} lines[] = {
		{ "p2v system1 --phase", ERR_JOB_INVALID },
		{ "p2v system1 --phase nowhere", ERR_JOB_INVALID },
		{ "p2v ldom1", ERR_JOB_INVALID },
		{ "p2v", ERR_JOB_INVALID },
		{ "p2v system1 --to node2", ERR_JOB_INVALID },
		{ "migrate ldom1 --t node2", ERR_JOB_INVALID },
		{ "p2v system1 --jumpstart", ERR_UNSUPPORTED },
		{ "create ldom1 --keep-iso", ERR_JOB_INVALID },
		{ "create ldom1 --kind cold", ERR_JOB_INVALID },
		{ "migrate ldom1 --kind live", ERR_UNSUPPORTED },
		{ "migrate ldom1 --kind tepid", ERR_JOB_INVALID },
		{ "maintain ldom1 --set", ERR_JOB_INVALID },
		{ "maintain ldom1 --set vcpus=0", ERR_JOB_INVALID },
		{ "maintain ldom1 --set vcpus=4097", ERR_JOB_INVALID },
		{ "maintain ldom1 --set vcpus=1a", ERR_JOB_INVALID },
		{ "maintain ldom1 --set hostid=xyz", ERR_JOB_INVALID },
		{ "maintain ldom1 --set hostid=123456789", ERR_JOB_INVALID },
		{ "maintain ldom1 --set memory=16", ERR_JOB_INVALID },
		{ "maintain ldom1 --set memory=3M", ERR_JOB_INVALID },
		{ "maintain ldom1 --set memory=G", ERR_JOB_INVALID },
		{ "maintain ldom1 --set memory=16GB", ERR_JOB_INVALID },
		{ "maintain ldom1 --set colour=red", ERR_JOB_INVALID },
	};
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct job job;

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct err err = { 0 };

		if (job_read_line(&arena, site, lines[i].line, &job, &err))
			fail_msg("%s: taken", lines[i].line);
		assert_int_equal(err.code, lines[i].code);
	}
	arena_drop(&arena);
}

static void
what_is_set_is_what_was_typed_or_what_the_site_says(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct err err = { 0 };
	struct job job;

	(void)state;
	assert_true(job_read_line(&arena, site, "maintain ldom1 --set "
	    "vcpus=12 --set=memory=24G --set hostid=1F", &job, &err));
	assert_int_equal(job.vcpus, 12);
	assert_int_equal(job.memory, (int64_t)24 << 30);
	assert_int_equal(job.hostid, 0x1f);
	assert_true(job_read_line(&arena, site, "maintain ldom1", &job,
	    &err));
	assert_int_equal(job.hostid, 0x82a85641);
	assert_int_equal(job.vcpus, 0);
	assert_true(job_read_line(&arena, site, "create ldom1", &job, &err));
	assert_int_equal(job.hostid, 0);
	assert_true(job_read_line(&arena, site, "maintain ldom1 --set "
	    "memory=1T", &job, &err));
	assert_int_equal(job.memory, (int64_t)1 << 40);
	assert_true(job_read_line(&arena, site, "migrate ldom1 --kind cold",
	    &job, &err));
	assert_string_equal(job.kind, "cold");
	assert_true(job_read_line(&arena, site, "p2v system1 --phase prepare "
	    "--phase convert --keep-iso", &job, &err));
	assert_int_equal(job.phases, 6);
	assert_int_equal(job.guest, 2);
	assert_true(job.keep_iso);
	arena_drop(&arena);
}

#define T(test)	cmocka_unit_test(test)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_conversion_arrives_and_nothing_is_lost),
		T(a_source_that_writes_again_is_not_stopped),
		T(a_stop_of_an_unknown_time_is_taken_back),
		T(every_net_comes_up_on_the_first_switch_until_it_is_moved),
		T(a_debt_that_is_left_to_another_phase_is_no_hindrance),
		T(by_hand_the_debts_of_the_phase_are_paid),
		T(a_requested_rollback_never_crosses_the_users_step),
		T(what_a_person_does_is_not_at_work_anywhere),
		T(a_check_that_is_not_met_leads_back_at_once),
		T(a_mount_that_a_reboot_has_dropped_is_mounted_again),
		T(a_mount_that_an_undo_had_brought_back_is_mounted_again),
		T(going_back_no_archive_and_no_partial_undo_is_verified),
		T(the_words_of_a_person_are_one_line_without_a_place),
		T(a_later_phase_checks_what_earlier_phases_must_leave),
		T(a_medium_that_stays_is_wanted_on_every_node),
		T(phases_arrive_together_wherever_they_are_cut),
		T(memory_is_changed_unbound_where_ldm_is_too_old),
		T(a_kind_of_migration_is_refused_for_release_and_storage),
		T(the_manual_steps_say_what_the_commands_do_not),
		T(a_command_that_is_under_way_is_listed_on_both_ways),
		T(options_of_jobs_are_read_and_bad_ones_are_reported),
		T(what_is_set_is_what_was_typed_or_what_the_site_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
