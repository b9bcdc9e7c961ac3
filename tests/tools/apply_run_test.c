/*
 * A run at a real site: saved plans, its clock, what stops it before a step,
 * and what is left when domferry dies in its middle.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "core/formats/journal/plan_json.h"
#include "tests/apply_fixture.h"
#include "tests/posts_fixture.h"
#include "tools/apply/since.h"
#include "tools/apply/window.h"

enum { LINE = 300 };

/* The plan of a job, as "domferry plan JOB -w" saves it. */
static const char *
plan_save(struct stand *stand, const char *job, const char *edit)
{
	const char *path = folder_path(&stand->arena, stand->folder,
	    "plan.json");
	struct site_text site = { 0 };
	struct lines lines;
	struct wording wording;
	struct err err = { 0 };
	json_t *whole;
	char *text;

	assert_int_equal(site_open(&stand->arena,
	    "scenarios/sites/posts.json", &site), EXIT_OK);
	lines_make(&stand->arena, &lines, &(struct stream){
	    .site = site.site, .mode = "plan", .site_digest = site.digest,
	    .seed = 1 });
	wording = lines_wording(&lines);
	whole = plan_json(posts_plan(&stand->arena, site.site, job), &wording,
	    site.digest);
	if (edit != NULL)
		json_object_set_new(json_array_get(json_object_get(whole,
		    "steps"), 0), "why", json_string(edit));
	text = json_dumps(whole, JSON_SORT_KEYS | JSON_COMPACT);
	unlink(path);
	assert_true(file_write(path, text, &err));
	json_decref(whole);
	free(text);
	return path;
}

static int
types_plan(struct stand *stand, const char *path, const char *more)
{
	char line[LINE];

	snprintf(line, sizeof(line), "apply %s -r RUN %s", path, more);
	return stand_types(stand, line);
}

static void
a_saved_plan_is_carried_out_if_it_fits(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	const char *path = plan_save(stand, "switch ldom1 --locks", NULL);

	assert_int_equal(types_plan(stand, path, "-y"), EXIT_OK);
	stand_printed(stand, "arrived after ");
	unlink(folder_path(&stand->arena, stand->run, "lock"));
	snprintf(stand->run, sizeof(stand->run), "%s/again", stand->folder);
	/* The guest is on the other node now. */
	assert_int_equal(types_plan(stand, path, "-y"), EXIT_REFUSED);
	stand_complained(stand, "plan-old: ");
	stand_complained(stand, "no longer fits: group on the cluster: "
	    "expected: ldom1-rg is online on node1; found: online on node2");
	stand_untouched(stand);
}

/* The digest of that plan, as "plan -j" and a plan's file have it. */
static void
a_plan_is_carried_out_that_was_approved(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	const char *path = plan_save(stand, "switch ldom1 --locks", NULL);
	struct err err = { 0 };
	size_t n;
	const char *text = file_read(&stand->arena, path, 1 << 20, &n, &err);
	const char *digest = strstr(text, "\"digest\":\"sha256:");
	char approved[100];

	assert_non_null(digest);
	snprintf(approved, sizeof(approved), "-y --approved sha256:%064d", 0);
	assert_int_equal(types_plan(stand, path, approved), EXIT_REFUSED);
	stand_complained(stand, "and sha256:000000000000... was approved");
	stand_untouched(stand);
	snprintf(approved, sizeof(approved), "-y --approved %.71s",
	    digest + strlen("\"digest\":\""));
	assert_int_equal(types_plan(stand, path, approved), EXIT_OK);
}

static void
a_plan_that_was_edited_or_takes_no_locks_is_refused(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	const char *path = plan_save(stand, "switch ldom1 --locks",
	    "because");

	assert_int_equal(types_plan(stand, path, "-y"), EXIT_REFUSED);
	stand_complained(stand, "was edited after it was made");
	stand_untouched(stand);
	path = plan_save(stand, "switch ldom1", NULL);
	assert_int_equal(types_plan(stand, path, "-y"), EXIT_REFUSED);
	stand_complained(stand, "takes no locks: domferry plan switch ldom1 "
	    "--locks -w FILE makes one that does");
	stand_untouched(stand);
}

/* Who is sent to a place that has no way there types nothing on the others. */
static void
a_place_without_a_way_there_is_refused_before_it_is_asked(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	const char *path = folder_path(&stand->arena, stand->folder,
	    "site.json");
	static const char reach[] = "\"reach\": { \"by\": \"ssh\", "
	    "\"host\": \"node2\"";
	struct err err = { 0 };
	char line[LINE];
	size_t n;
	char *text = file_read(&stand->arena, "scenarios/sites/posts.json",
	    1 << 20, &n, &err), *at;

	assert_non_null(text);
	at = strstr(text, reach);
	assert_non_null(at);
	/* A comment, to its end. */
	memcpy(at, "/*", 2);
	at = strchr(at, '}');
	memcpy(at - 1, "*/", 2);
	assert_true(file_write(path, text, &err));
	snprintf(line, sizeof(line), "apply switch ldom1 -y -r RUN -s %s",
	    path);
	assert_int_equal(stand_types(stand, line), EXIT_REFUSED);
	stand_complained(stand, "no-reach: node2: the site file has no "
	    "\"reach\" for it");
	assert_int_equal(stand->begun, 0);
	stand_untouched(stand);
}

static void
it_asks_before_the_step_that_is_named(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);

	assert_int_equal(stand_types(stand, "apply switch ldom1 -r RUN -y "
	    "--pause-before halt"), EXIT_STUCK);
	stand_complained(stand, "stopped: before step halt: as --pause-before "
	    "asked");
	assert_int_equal(stand->changes, 3);
	stand->types = "ldom1\nno\n";
	assert_int_equal(stand_types(stand, "resume RUN --pause-before halt"),
	    EXIT_STUCK);
	stand_complained(stand, "before step halt: yes was not typed");
	assert_int_equal(stand->changes, 0);
	stand->types = "ldom1\nyes\n";
	assert_int_equal(stand_types(stand, "resume RUN --pause-before halt"),
	    EXIT_OK);
	assert_int_equal(stand_records(stand, "Before step halt.  To go on, "
	    "type yes:"), 1);
}

static void
an_outage_that_does_not_fit_into_the_window_does_not_begin(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);

	assert_int_equal(stand_types(stand, "apply switch ldom1 -r RUN -y "
	    "--window 4m"), EXIT_STUCK);
	stand_complained(stand, "stopped: before step halt: an outage begins "
	    "here that takes 6m06s with its way back, and 3m57s of the window "
	    "are left");
	assert_int_equal(stand->changes, 3);
	assert_int_equal(stand_types(stand, "resume RUN -y --window 4m "
	    "--override window"), EXIT_OK);
	assert_int_equal(stand_records(stand, "\"type\":\"override\""), 1);
	assert_int_equal(stand_records(stand, "\"guard\":\"window\""), 1);
}

/* What a person at the phone asks. */
static void
the_downtime_is_counted_from_the_command(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);

	assert_int_equal(stand_types(stand, "apply switch ldom1 -r RUN -y"),
	    EXIT_OK);
	stand_printed(stand, "  +00:00:03  guest:ldom1  down (stop)\n"
	    "  +00:00:03  guest:ldom1  shutdown -y -g0 -i0\n");
	stand_printed(stand, "up: was down 3m07s (stop 3m07s)");
	stand_printed(stand, "downtime\n  ldom1        3m07s\n");
}

static void
an_outage_that_fits_needs_no_override(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);

	assert_int_equal(stand_types(stand, "apply switch ldom1 -r RUN -y "
	    "--window 1h --override window"), EXIT_OK);
	assert_int_equal(stand_records(stand, "\"type\":\"override\""), 0);
}

/* The whole of a conversion is done by persons and programs; before its last
 * step there is a way back. */
static void
no_yes_covers_the_point_of_no_return(void **state)
{
	struct stand *stand = stand_of(state, NULL, "p2v system1");

	assert_int_equal(stand_types(stand, "apply p2v system1 -y --destroy "
	    "d11 -r RUN"), EXIT_STUCK);
	stand_complained(stand, "stopped: before step accept: after it there "
	    "is no way back, and nobody has said yes to it: domferry resume ");
	stand_complained(stand, " -y --accept");
	assert_int_equal(stand_types(stand, "resume RUN -y"), EXIT_STUCK);
	assert_int_equal(stand->changes, 0);
	stand->types = "system1\naccepted\n";
	assert_int_equal(stand_types(stand, "resume RUN"), EXIT_STUCK);
	stand_complained(stand, "Step accept: after it there is no way back.  "
	    "To go on, type accept:");
	assert_int_equal(stand->changes, 0);
	assert_int_equal(stand_types(stand, "resume RUN -y --accept"),
	    EXIT_OK);
	assert_int_equal(stand_records(stand, "\"option\":\"accept\""), 1);
}

/* A busy export would cost the node with all that runs there. */
static void
what_a_stop_may_cost_is_said_before_it(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);

	assert_int_equal(stand_types(stand, "apply switch ldom1 -n"),
	    EXIT_OK);
	assert_null(strstr(stand->out, "\ncosts "));
	stand->instead[0].line = "clnode show -v";
	stand->instead[0].out = "";
	assert_int_equal(stand_types(stand, "apply switch ldom1 -n"),
	    EXIT_OK);
	stand_printed(stand, "costs      not known for a path that is lost "
	    "(reboot_on_path_failure): clnode show -v was not understood");
	stand->instead[0].line = "clrs show -v";
	stand->instead[0].out = "\n=== Resources ===\n\n"
	    "Resource:                                       ldom1-fs-rs\n"
	    "  Failover_mode:                                   HARD\n"
	    "\n"
	    "Resource:                                       other-rs\n"
	    "  Failover_mode:                                   HARD\n\n";
	stand->instead[1].line = "clnode show -v";
	stand->instead[1].out = "\n=== Cluster Nodes ===\n\n"
	    "Node Name:                                      node1\n"
	    "  reboot_on_path_failure:                          enabled\n\n"
	    "Node Name:                                      node2\n"
	    "  reboot_on_path_failure:                          disabled\n\n";
	assert_int_equal(stand_types(stand, "apply switch ldom1 -y -r RUN"),
	    EXIT_OK);
	assert_null(strstr(stand->out, "not known"));
	assert_null(strstr(stand->out, "other-rs"));
	stand_printed(stand, "costs      step switch: node1 reboots if this "
	    "fails (Failover_mode=HARD of ldom1-fs-rs, reboot_on_path_failure)"
	    "; with it go down: ldom1\n");
	stand_printed(stand, "  +00:00:41  node1        node1 reboots if this "
	    "fails (Failover_mode=HARD of ldom1-fs-rs, reboot_on_path_failure)"
	    "; with it go down: ldom1\n  +00:00:41  node1        clrg switch");
}

/* A colleague moves the group at the same time: what the manager of the cluster
 * does then counts as the outcome of the step. */
static void
colleague(struct stand *stand)
{
	static const struct order order = { .place = 1,
	    .line = "clrg switch -n node2 ldom1-rg" };
	struct reach *reach = &stand->programs.reach;
	struct heard heard;
	uint64_t handle = reach->begin(reach, &order, &heard);

	if (handle != HANDLE_OVER)
		reach->leave(reach, handle);
	stand->at_change = 0;
	stand->waits_for = "ldom1-rg";
}

static void
while_the_group_is_pending_nothing_is_typed_but_questions(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);

	stand->at_change = 4;
	stand->does = colleague;
	assert_int_equal(stand_types(stand, "apply switch ldom1 -y -r RUN"),
	    EXIT_OK);
	assert_true(stand->pending > 0);
	assert_int_equal(stand->typed_while_pending, 0);
	stand_printed(stand, "ldom1-rg is pending: nothing is typed until the "
	    "cluster is done with it");
	stand_printed(stand, "(already done) clrg switch");
}

/* The process ends here, as by SIGKILL, while the command is under way. */
static void
die(struct stand *stand)
{
	(void)stand;
	_exit(77);
}

/* In a process of its own, which shares nothing but the folder. */
static int
types_in_child(struct stand *stand, const char *line)
{
	int status;
	pid_t child;

	fflush(NULL);
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		_exit(stand_types(stand, line));
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/* Of the site that the child worked at nothing is left here: as if its command
 * had never arrived.  It is asked, and done again. */
static void
what_was_under_way_when_it_died_is_asked_first(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);

	stand->at_change = 1;
	stand->does = die;
	assert_int_equal(types_in_child(stand, "apply switch ldom1 -y "
	    "-r RUN"), 77);
	assert_int_equal(stand_records(stand, "\"type\":\"intent\""), 1);
	assert_int_equal(stand_records(stand, "\"type\":\"outcome\""), 0);
	stand->at_change = 0;
	assert_int_equal(stand_types(stand, "resume RUN -y"), EXIT_OK);
	stand_printed(stand, "arrived after ");
}

static void
tell_twice(struct stand *stand)
{
	(void)stand;
	raise(SIGHUP);
	raise(SIGINT);
}

/* What it says stands on the terminal, and nothing waits for the site. */
static void
a_second_signal_ends_it_and_says_what_still_runs(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	FILE *said = tmpfile();
	int kept = dup(STDERR_FILENO);
	size_t n;

	stand->at_change = 4;
	stand->does = tell_twice;
	stand->shows = true;
	dup2(fileno(said), STDERR_FILENO);
	assert_int_equal(types_in_child(stand, "apply switch ldom1 -y "
	    "-r RUN"), EXIT_STUCK);
	dup2(kept, STDERR_FILENO);
	close(kept);
	rewind(said);
	n = fread(stand->err, 1, STAND_TEXT - 1, said);
	stand->err[n] = '\0';
	fclose(said);
	stand_complained(stand, "\ndomferry: ended at once, as by a crash.  "
	    "This may still run on guest:ldom1:\nguest:ldom1\tshutdown -y -g0 "
	    "-i0\n");
	assert_int_equal(stand_records(stand, "\"type\":\"intent\""), 4);
	assert_int_equal(stand_records(stand, "\"type\":\"outcome\""), 3);
}

static void
a_resumed_run_goes_on_by_the_clock(void **state)
{
	int64_t ms;

	(void)state;
	assert_true(since_ms("2026-11-28T00:00:00Z", 1795824000 + 61, &ms));
	assert_int_equal(ms, 61000);
	assert_true(since_ms("2026-11-28T00:00:00Z", 1795824000 - 5, &ms));
	assert_int_equal(ms, 0);
	assert_true(since_ms("1970-01-01T00:00:00Z", 951782400, &ms));
	assert_int_equal(ms, 951782400000);
	assert_false(since_ms("2026-13-28T00:00:00Z", 0, &ms));
	assert_false(since_ms("2026-11-28 00:00:00", 0, &ms));
	assert_false(since_ms("2026-11-28T00:00:00+", 0, &ms));
	assert_false(since_ms("", 0, &ms));
}

static void
a_window_is_a_time_of_day_or_a_duration(void **state)
{
	static const char *const wrong[] = { "", "24:00", "4:30", "04:60",
	    "04:30:00", "soon", "90" };
	struct err err = { 0 };
	int64_t ms;

	(void)state;
	assert_true(window_read("2h30m", &ms, &err));
	assert_int_equal(ms, 9000000);
	assert_true(window_read("04:30", &ms, &err));
	assert_true(ms > 0 && ms <= 24 * 3600 * 1000);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_false(window_read(wrong[i], &ms, &err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    applies(a_saved_plan_is_carried_out_if_it_fits),
	    applies(a_plan_is_carried_out_that_was_approved),
	    applies(a_plan_that_was_edited_or_takes_no_locks_is_refused),
	    applies(a_place_without_a_way_there_is_refused_before_it_is_asked),
	    applies(it_asks_before_the_step_that_is_named),
	    applies(an_outage_that_does_not_fit_into_the_window_does_not_begin),
	    applies(the_downtime_is_counted_from_the_command),
	    applies(an_outage_that_fits_needs_no_override),
	    applies(no_yes_covers_the_point_of_no_return),
	    applies(what_a_stop_may_cost_is_said_before_it),
	    applies(while_the_group_is_pending_nothing_is_typed_but_questions),
	    applies(what_was_under_way_when_it_died_is_asked_first),
	    applies(a_second_signal_ends_it_and_says_what_still_runs),
	    cmocka_unit_test(a_resumed_run_goes_on_by_the_clock),
	    cmocka_unit_test(a_window_is_a_time_of_day_or_a_duration),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
