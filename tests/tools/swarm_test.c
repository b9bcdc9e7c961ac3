/*
 * Every job on a swarm of sites, with locks and without: it arrives; what is
 * written of its plan is read back; killed at any record it arrives when it is
 * resumed and returns when it is rolled back; so it does when it is killed once
 * more on its way back; and after a return the job can be run again.
 *
 * In make check every so many records of each; THOROUGH=yes (make explore)
 * takes all of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/observers/invariants.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "core/formats/journal/journal.h"
#include "core/formats/journal/plan_json.h"
#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "tests/sparse.h"
#include "tests/swarm_fixture.h"
#include "tools/explore/branch.h"
#include "tools/report/lines.h"
#include "tools/scenario/happened.h"

enum { CALLS = 20000, WRONGS = 12 };

static const char *const jobs[] = { "services", "create g1",
    "create g1 --no-test", "switch g1", "migrate g1",
    "maintain g1 --set hostid=1f", "maintain g1 --set vcpus=16",
    "retire g1", "retire g1 --destroy-data d1", "p2v old",
    "p2v old --keep-iso", "p2v old --phase collect" };

enum { JOBS = sizeof(jobs) / sizeof(jobs[0]) };

struct swarm {
	struct arena	 arena;
	struct site	*site;
	struct sandbox	*sandbox;
	struct job	 job;
	struct branch	 branch;
	struct branch_copy at, middle, end;
	char		*first;		/* the site where the job begins */
	char		 name[160];	/* of site and job, for messages */
	unsigned	 every;		/* so many records are one sample, */
	unsigned	 shift;		/* each site begins with another */
	unsigned	 rides;		/* runs to an ending */
};

static unsigned wrongs, printed;

/* What went wrong is printed, and the test fails when all have been tried. */
static void
wrong(const struct swarm *swarm, const char *what)
{
	const struct run *run = &swarm->branch.run;
	const struct plan *plan = swarm->branch.plan;
	static char last[512];
	char text[512];

	wrongs++;
	snprintf(text, sizeof(text), "%s: %s: %s, step %s: %s\n", swarm->name,
	    what, ending_name((enum ending)run->ending),
	    run->step < plan->step_count ? plan->steps[run->step].name : "-",
	    run->why.text);
	if (printed < WRONGS && strncmp(text, last,
	    strlen(swarm->name)) != 0) {
		print_message("%s", text);
		memcpy(last, text, sizeof(last));
		printed++;
	}
}

static bool
is_sample(const struct swarm *swarm, unsigned k)
{
	return (k + swarm->shift) % swarm->every == 0;
}

static char *
text_of(const struct swarm *swarm)
{
	size_t size;

	return sim_text(swarm->sandbox->simulated.sim, &size);
}

/* The definition that a retirement saves has no undo. */
static bool
is_saved(const char *line)
{
	return strncmp(line, "file ", 5) == 0;
}

static bool
same_site(const char *one, const char *other)
{
	for (;;) {
		size_t n = strcspn(one, "\n"), m = strcspn(other, "\n");

		if (is_saved(one) && (n != m || memcmp(one, other, n) != 0)) {
			one += n + 1;
			continue;
		}
		if (n != m || memcmp(one, other, n) != 0)
			return false;
		if (one[n] == '\0')
			return true;
		one += n + 1;
		other += n + 1;
	}
}

static void
first_verify(struct swarm *swarm, const char *what)
{
	char *text = text_of(swarm);

	if (!same_site(text, swarm->first))
		wrong(swarm, what);
	free(text);
}

static bool
begin(struct swarm *swarm, const struct swarm_shape *shape, const char *line,
    bool locks, struct err *err)
{
	struct session *session;

	memset(swarm, 0, sizeof(*swarm));
	snprintf(swarm->name, sizeof(swarm->name), "%u nodes, %u guests%s: "
	    "%s%s", shape->nodes, shape->guests, shape->agent ? "" :
	    " without agent", line, locks ? " --locks" : "");
	swarm->site = swarm_site(&swarm->arena, shape);
	swarm->sandbox = arena_take(&swarm->arena, 1, sizeof(*swarm->sandbox));
	if (!job_read_line(&swarm->arena, swarm->site, arena_format(
	    &swarm->arena, "%s%s", line, locks ? " --locks" : ""), &swarm->job,
	    err))
		fail_msg("%s: %s", swarm->name, err->text);
	sandbox_make(swarm->sandbox, &swarm->arena, swarm->site,
	    swarm->job.procedure->begin, 1);
	if (swarm->job.procedure->guest_begin != NOW_ABSENT)
		sim_put(swarm->sandbox->simulated.sim, swarm->job.guest,
		    shape->agent ? swarm->job.procedure->guest_begin :
		    NOW_RUNNING, 1);
	assert_true(happened_play(swarm->sandbox, &swarm->job, err));
	session = &swarm->sandbox->session;
	session_ask_bottom(session);
	swarm->branch = (struct branch){ .sandbox = swarm->sandbox,
	    .sim = swarm->sandbox->simulated.sim,
	    .plan = session_plan(session, &swarm->job, err) };
	sandbox_zero(swarm->sandbox);
	swarm->first = text_of(swarm);
	if (swarm->branch.plan != NULL)
		drive_begin(swarm->branch.plan, &swarm->branch.run, 0, NULL);
	return swarm->branch.plan != NULL;
}

static void
end(struct swarm *swarm)
{
	branch_copy_drop(&swarm->at);
	branch_copy_drop(&swarm->middle);
	branch_copy_drop(&swarm->end);
	sandbox_drop(swarm->sandbox);
	free(swarm->first);
	arena_drop(&swarm->arena);
}

/* To its ending; no invariant may be broken on the way. */
static void
ride(struct swarm *swarm)
{
	const char *name, *text;

	swarm->branch.calls = 0;
	swarm->rides++;
	while (swarm->branch.calls < CALLS && branch_step(&swarm->branch))
		continue;
	sim_check_all(swarm->branch.sim);
	if (sim_violations(swarm->branch.sim, &name, &text) != 0)
		wrong(swarm, text);
}

/* Domferry ends before the operation that comes now or, if it is a change,
 * after its beginning; and is started again. */
static bool
die(struct swarm *swarm, bool begun, enum decision decision)
{
	struct branch *branch = &swarm->branch;
	struct session *session = &swarm->sandbox->session;
	struct resumption resumption = { .decision = decision };
	struct err err = { 0 };
	struct result res;
	struct op op;
	int64_t limit_ms;
	uint64_t handle;

	if (begun) {
		run_next(branch->plan, &branch->run, &op, &limit_ms);
		handle = backend_begin(session->top, &op, &res);
		if (handle != HANDLE_OVER)
			backend_leave(session->top, handle);
		resumption.lost = true;
	}
	resumption.at_ms = session_now_ms(session);
	if (!journal_resume(branch->plan, &branch->run, &resumption, NULL,
	    &err))
		return false;
	ride(swarm);
	return true;
}

static bool
is_change_next(const struct swarm *swarm)
{
	struct op op;
	int64_t limit_ms;

	return run_next(swarm->branch.plan, &swarm->branch.run, &op,
	    &limit_ms) && op_is_change(op.kind);
}

static bool
has_no_way_back(const struct swarm *swarm)
{
	return swarm->branch.run.step >= swarm->branch.plan->no_return_step;
}

/* Killed once more on the way back, at each record of it. */
static void
back_again(struct swarm *swarm)
{
	struct branch *branch = &swarm->branch;

	for (unsigned k = 0; branch->run.ending == GOING; k++) {
		branch_save(branch, &swarm->middle);
		for (unsigned way = 0; is_sample(swarm, k) && way < 4;
		    way++) {
			if (way >= 2 && !is_change_next(swarm))
				continue;
			if (!die(swarm, way >= 2, way % 2 == 0 ?
			    DECIDE_ROLLBACK : DECIDE_RESUME) ||
			    branch->run.ending != RETURNED)
				wrong(swarm, way % 2 == 0 ? "killed on the way "
				    "back, rolled back" : "killed on the way "
				    "back, resumed");
			else
				first_verify(swarm, "killed on the way back: "
				    "another site");
			branch_return(branch, &swarm->middle);
		}
		if (!branch_step(branch))
			break;
	}
}

/* Resumed, and rolled back. */
static void
killed_here(struct swarm *swarm, bool begun)
{
	struct branch *branch = &swarm->branch;
	bool there = has_no_way_back(swarm), kept;

	if (!die(swarm, begun, DECIDE_RESUME) ||
	    (branch->run.ending != ARRIVED &&
	    !(begun && branch->run.ending == RETURNED)))
		wrong(swarm, "killed, resumed");
	branch_return(branch, &swarm->at);
	kept = die(swarm, begun, DECIDE_ROLLBACK);
	if (kept && branch->run.ending == RETURNED)
		first_verify(swarm, "killed, rolled back: another site");
	else if (!there)
		wrong(swarm, "killed, rolled back");
	branch_return(branch, &swarm->at);
}

/* The way back from here, with every record of it. */
static void
way_back(struct swarm *swarm)
{
	struct err err = { 0 };

	if (!run_decide(swarm->branch.plan, &swarm->branch.run,
	    DECIDE_ROLLBACK, session_now_ms(&swarm->sandbox->session), &err))
		wrong(swarm, err.text);
	back_again(swarm);
	branch_return(&swarm->branch, &swarm->at);
}

static void
record_try(struct swarm *swarm, unsigned k)
{
	if (swarm->branch.run.ending != GOING)
		return;
	branch_save(&swarm->branch, &swarm->at);
	if (is_sample(swarm, k))
		killed_here(swarm, false);
	if (is_sample(swarm, k + 1) && is_change_next(swarm))
		killed_here(swarm, true);
	if (is_thorough() && k % 7 == 3 && !has_no_way_back(swarm))
		way_back(swarm);
}

/* Forward, killed at each record; then the way back from its end, or from its
 * point of no return. */
static void
records_try(struct swarm *swarm)
{
	struct branch *branch = &swarm->branch;
	struct err err = { 0 };
	bool turned = false;

	for (unsigned k = 0;; k++) {
		record_try(swarm, k);
		if (!turned && branch->run.ending == GOING &&
		    branch->run.way == WAY_FORWARD &&
		    branch->run.step == branch->plan->no_return_step) {
			turned = true;
			branch_save(branch, &swarm->at);
			way_back(swarm);
		}
		if (!branch_step(branch))
			break;
	}
	if (branch->run.ending != ARRIVED)
		wrong(swarm, "undisturbed");
	branch_save(branch, &swarm->at);
	if (has_no_way_back(swarm) &&
	    branch->plan->no_return_step < branch->plan->step_count) {
		assert_false(run_decide(branch->plan, &branch->run,
		    DECIDE_ROLLBACK, 0, &err));
		return;
	}
	way_back(swarm);
}

/* The next command is refused: nothing has changed. */
static void
refuse(struct swarm *swarm)
{
	struct result res = { .outcome = FAILED,
	    .at_ms = session_now_ms(&swarm->sandbox->session) };

	err_set(&res.err, ERR_REFUSED, "refused");
	run_apply(swarm->branch.plan, &swarm->branch.run, &res);
	ride(swarm);
}

/* The job once more.  A conversion goes on with the phase that was undone. */
static void
job_again(struct swarm *swarm, struct arena *arena, struct job *job)
{
	const struct plan *plan = swarm->branch.plan;
	const char *line = plan->job;
	struct err err = { 0 };

	*job = swarm->job;
	if (!plan->procedure->takes_source || strstr(line, "--phase") != NULL)
		return;
	for (uint32_t i = plan->steps[swarm->branch.run.home].phase;
	    i < plan->phase_count; i++)
		if (plan->phases[i].first >= plan->locks &&
		    plan->phases[i].first < plan->verified)
			line = arena_format(arena, "%s --phase %s", line,
			    plan->phases[i].name);
	if (!job_read_line(arena, swarm->site, line, job, &err))
		fail_msg("%s: %s", line, err.text);
}

/* May it be refused?  It is when the run went back to a savepoint within its
 * phase, and where the guest is no longer as the job needs it at first. */
static bool
may_refuse(const struct plan *plan, uint32_t home)
{
	return plan->procedure->guest_begin != NOW_ABSENT ||
	    plan->phases[plan->steps[home].phase].first != home;
}

/* With a plan and a run of its own. */
static void
again(struct swarm *swarm)
{
	struct session *session = &swarm->sandbox->session;
	const struct plan *plan = swarm->branch.plan;
	struct arena arena = { 0 };
	struct err err = { 0 };
	uint32_t ending, home = swarm->branch.run.home;
	struct job job;

	job_again(swarm, &arena, &job);
	session->arena = &arena;
	swarm->branch.plan = session_plan(session, &job, &err);
	session->arena = &swarm->arena;
	if (swarm->branch.plan == NULL) {
		swarm->branch.plan = plan;
		wrong(swarm, err.text);
	} else {
		drive_begin(swarm->branch.plan, &swarm->branch.run,
		    session_now_ms(session), NULL);
		ride(swarm);
		ending = swarm->branch.run.ending;
		if (ending != ARRIVED &&
		    (ending != REFUSED || !may_refuse(plan, home)))
			wrong(swarm, "run again after its return");
	}
	swarm->branch.plan = plan;
	arena_drop(&arena);
}

/* A command was refused, so the run has returned: it is resumed, rolled back,
 * and run again. */
static void
returned_try(struct swarm *swarm)
{
	struct branch *branch = &swarm->branch;
	struct err err = { 0 };

	branch_save(branch, &swarm->end);
	if (!die(swarm, false, DECIDE_RESUME) ||
	    branch->run.ending != ARRIVED)
		wrong(swarm, "resumed after its return");
	branch_return(branch, &swarm->end);
	if (run_decide(branch->plan, &branch->run, DECIDE_ROLLBACK,
	    session_now_ms(&swarm->sandbox->session), &err)) {
		ride(swarm);
		if (branch->run.ending != RETURNED)
			wrong(swarm, "rolled back after its return");
	}
	first_verify(swarm, "rolled back after its return: another site");
	again(swarm);
	branch_return(branch, &swarm->end);
	again(swarm);
}

static void
refusals_try(struct swarm *swarm)
{
	struct branch *branch = &swarm->branch;
	unsigned k = 0;

	for (;;) {
		if (branch->run.ending == GOING &&
		    branch->run.way == WAY_FORWARD &&
		    branch->run.moment == MOMENT_DO &&
		    is_sample(swarm, k++)) {
			branch_save(branch, &swarm->at);
			refuse(swarm);
			if (branch->run.ending == RETURNED)
				returned_try(swarm);
			else if (branch->run.verified == 0 &&
			    !has_no_way_back(swarm))
				wrong(swarm, "refused");
			branch_return(branch, &swarm->at);
		}
		if (!branch_step(branch))
			break;
	}
}

/* Written, read back, written: the same. */
static void
plan_verify(struct swarm *swarm, const struct plan *plan)
{
	struct lines *lines = arena_take(&swarm->arena, 1, sizeof(*lines));
	struct err err = { 0 };
	struct wording wording;
	struct plan *other;
	json_t *one, *two;
	bool same = false;

	lines_make(&swarm->arena, lines, &(struct stream){
	    .site = swarm->site, .mode = "plan", .site_digest = "",
	    .seed = 1 });
	wording = lines_wording(lines);
	one = plan_json(plan, &wording, "");
	other = plan_read(&swarm->arena, swarm->site, one, &same, &err);
	if (other == NULL || !same) {
		wrong(swarm, err.code != ERR_NONE ? err.text :
		    "its plan has another digest");
	} else {
		two = plan_json(other, &wording, "");
		if (!json_equal(one, two))
			wrong(swarm, "its plan is read as another one");
		json_decref(two);
	}
	json_decref(one);
}

/* A plan that asked nobody gets its numbers when the site is asked: then it is
 * the plan that had asked. */
static void
numbers_try(struct swarm *swarm)
{
	struct lines *lines = arena_take(&swarm->arena, 1, sizeof(*lines));
	struct view view = { .saved = { 0, 2, 0, 11 } };
	struct err err = { 0 };
	struct wording wording;
	struct plan *asked, *open;
	json_t *one, *two, *before;

	view.group_at = swarm->job.procedure->guest_begin != NOW_ABSENT;
	asked = plan_make(&swarm->arena, swarm->site, &swarm->job, &view, &err);
	open = plan_make(&swarm->arena, swarm->site, &swarm->job, NULL, &err);
	lines_make(&swarm->arena, lines, &(struct stream){
	    .site = swarm->site, .mode = "plan", .site_digest = "",
	    .seed = 1 });
	wording = lines_wording(lines);
	before = plan_json(open, &wording, "");
	assert_string_equal(json_string_value(json_object_get(before,
	    "view_digest")), "");
	plan_number(&swarm->arena, open, swarm->site->names, &view);
	one = plan_json(asked, &wording, "");
	two = plan_json(open, &wording, "");
	if (!json_equal(one, two))
		wrong(swarm, "its numbers are not those of the site");
	if (json_equal(before, two))
		wrong(swarm, "its numbers stay open");
	/* Once it has them, another view changes nothing. */
	view.saved[1] = 40;
	plan_number(&swarm->arena, open, swarm->site->names, &view);
	json_decref(two);
	two = plan_json(open, &wording, "");
	if (!json_equal(one, two))
		wrong(swarm, "its numbers move");
	json_decref(one);
	json_decref(two);
	json_decref(before);
}

/* Is the job one that this site has no place for? */
static bool
is_left_out(const struct swarm_shape *shape, const char *line)
{
	bool moves = strncmp(line, "switch", 6) == 0 ||
	    strncmp(line, "migrate", 7) == 0;
	bool guarded = strncmp(line, "switch", 6) == 0 ||
	    strncmp(line, "maintain", 8) == 0;

	return (shape->nodes == 1 && moves) || (!shape->agent && guarded);
}

static void
sites_try(void (*try)(struct swarm *), unsigned every)
{
	struct swarm *swarm = test_malloc(sizeof(*swarm));
	unsigned n = 0, rides = 0;

	wrongs = printed = 0;
	for (unsigned i = 0; i < JOBS * SWARM_NODES * 4; i += FEW) {
		struct swarm_shape shape = { .nodes = i / JOBS % SWARM_NODES +
		    1, .guests = i % SWARM_GUESTS + 1,
		    .agent = i / (JOBS * SWARM_NODES) % 2 == 0 };
		const char *line = jobs[i % JOBS];
		bool locks = i / (JOBS * SWARM_NODES) / 2 == 0, made;
		struct err err = { 0 };

		made = begin(swarm, &shape, line, locks, &err);
		swarm->every = is_thorough() ? 1 : every * SPARSE;
		swarm->shift = i / JOBS + i / (JOBS * SWARM_NODES);
		assert_true(made != is_left_out(&shape, line));
		if (made) {
			try(swarm);
			n++;
		} else {
			assert_int_equal(err.code, ERR_JOB_INVALID);
		}
		rides += swarm->rides;
		end(swarm);
	}
	print_message("%u jobs, %u runs to an ending, %u wrong\n", n, rides,
	    wrongs);
	test_free(swarm);
	assert_int_equal(wrongs, 0);
}

static void
plan_try(struct swarm *swarm)
{
	plan_verify(swarm, swarm->branch.plan);
}

static void
every_plan_is_read_back_as_it_was(void **state)
{
	(void)state;
	sites_try(plan_try, 1);
}

static void
a_plan_that_asked_nobody_gets_its_numbers_from_the_site(void **state)
{
	(void)state;
	sites_try(numbers_try, 1);
}

static void
every_job_killed_at_any_record_arrives_or_returns(void **state)
{
	(void)state;
	sites_try(records_try, 3);
}

static void
after_a_return_a_job_is_resumed_or_run_again(void **state)
{
	(void)state;
	sites_try(refusals_try, 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_plan_is_read_back_as_it_was),
	    cmocka_unit_test(
	    a_plan_that_asked_nobody_gets_its_numbers_from_the_site),
	    cmocka_unit_test(every_job_killed_at_any_record_arrives_or_returns),
	    cmocka_unit_test(after_a_return_a_job_is_resumed_or_run_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
