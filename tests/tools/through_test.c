/*
 * The engine on operations and on the programs of the site: every scenario of
 * the library, and random schedules of faults, give the same operations with
 * the same outcomes, answers, codes and times, the same ending and the same
 * world.  Wording may differ.
 *
 * SCHEDULES=N says how many of the random ones, FIRST=N where to begin.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/buffer.h"
#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "tests/life_fixture.h"
#include "tests/posts_fixture.h"
#include "tests/sparse.h"
#include "tools/scenario/sandbox.h"
#include "tools/scenario/scenario.h"
#include "tools/scenario_open.h"
#include "tools/swarm/draw.h"

enum { SCHEDULES = SPARSE == 1 ? 60 : 4, FAULTS = 3, PATH = 400 };

/* One way that is gone, and what was told on it. */
struct trip {
	struct sink	 sink;		/* first */
	const struct site *site;
	struct buffer	 told;
	enum through	 through;
	char		 digest[SANDBOX_DIGEST];
};

static void
op_note(struct trip *trip, const struct event *event)
{
	const struct names *names = trip->site->names;
	const struct op *op = event->op;
	const struct result *res = event->result;
	enum kind kind;
	uint32_t object = op_object(op, &kind);

	buffer_print(&trip->told, " %s %s on %u", op_table[op->kind].name,
	    names_text(names, kind, object), (unsigned)op->on);
	if (res == NULL)
		return;
	buffer_print(&trip->told, " = %d %s", (int)res->outcome,
	    err_table[res->err.code].name);
	if (op_table[op->kind].question)
		buffer_print(&trip->told, " %s on %u \"%s\" %lld",
		    state_name((enum state)res->answer.state),
		    (unsigned)res->answer.on, names_text(names,
		    op_answer_kind(op), res->answer.value),
		    (long long)res->answer.number);
}

/* What a command prints is wording. */
static void
on_event(struct sink *sink, const struct event *event)
{
	struct trip *trip = (struct trip *)sink;

	if (event->type == EVENT_OUTPUT)
		return;
	buffer_print(&trip->told, "%lld: event %d step %u",
	    (long long)event->at_ms, (int)event->type,
	    (unsigned)event->step);
	if (event->op != NULL)
		op_note(trip, event);
	if (event->type == EVENT_CHANGE)
		buffer_print(&trip->told, " %s on %u %s to %s",
		    names_text(trip->site->names, event->kind,
		    event->name), (unsigned)event->on,
		    state_name(event->was), state_name(event->is));
	buffer_print(&trip->told, " met %d ending %u took %lld\n",
	    event->met, (unsigned)event->ending, (long long)event->took_ms);
}

static void
over(void *with, struct sandbox *sandbox)
{
	struct trip *trip = with;

	sandbox_digest(sandbox, trip->digest);
	buffer_print(&trip->told, "world %s\n", trip->digest);
}

/* The first line in which they differ, in *line; -1: they are equal. */
static bool
is_equal(const struct trip *one, const struct trip *other, size_t *line)
{
	const char *a = buffer_text(&one->told);
	const char *b = buffer_text(&other->told);
	size_t at = 0;

	for (*line = 0; a[at] != '\0' && a[at] == b[at]; at++)
		if (a[at] == '\n')
			*line = at + 1;
	return a[at] == b[at];
}

static const char *
line_at(const struct trip *trip, size_t line)
{
	const char *text = buffer_text(&trip->told) + line;
	static char buffer[2][512];
	static unsigned n;

	n ^= 1;
	snprintf(buffer[n], sizeof(buffer[n]), "%.*s", (int)strcspn(text,
	    "\n"), text);
	return buffer[n];
}

/*
 * Where programs tell less than the world, or tell it otherwise: the part of
 * the line by which it is known.  docs/fidelity.md has the reasons.
 */
static const struct {
	const char	*scenario;	/* NULL: any, and random schedules */
	const char	*line;		/* of the way by operations */
} known[] = {
	{ "goes-from-node-to-node", " group-state ldom1-rg " },
	{ "archive-truncated-in-prepare", " archive-remove " },
	{ "retire-with-its-data", " pool-destroy " },
	{ "reboot-in-the-export", " pool-state zpool_ldom1 " },
	{ "reboot-in-the-maintenance", " pool-state zpool_web1 " },
	{ "share-full", " source-collect " },
	{ "memory-not-aligned", ": event 16 " },
};

static bool
is_known(const char *scenario, const char *line)
{
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strstr(scenario, known[i].scenario) != NULL &&
		    strstr(line, known[i].line) != NULL)
			return true;
	return false;
}

static void
scenario_go(const char *path, struct trip *trip)
{
	struct arena arena = { 0 };
	struct mistakes mistakes = { 0 };
	struct err err;
	struct scenario *scenario = scenario_try(&arena, path, &mistakes,
	    &err);
	struct scenario_result result;

	trip->sink = (struct sink){ on_event };
	assert_non_null(scenario);
	trip->site = scenario->site;
	scenario_play(&arena, &(struct scenario_play){ .scenario = scenario,
	    .seed = scenario->seed, .sink = &trip->sink,
	    .stop_at_ms = -1, .has_through = true,
	    .through = trip->through, .over = over, .with = trip },
	    &result);
	arena_drop(&arena);
}

/* Both accounts, for a person: TOLD=DIR. */
static void
trips_keep(const char *name, const struct trip *one, const struct trip *other)
{
	const char *folder = getenv("TOLD");
	const struct trip *trips[] = { one, other };

	for (unsigned i = 0; folder != NULL && i < 2; i++) {
		char path[2 * PATH];
		FILE *file;

		snprintf(path, sizeof(path), "%s/%s.%s", folder, name,
		    through_words[trips[i]->through]);
		file = fopen(path, "w");
		assert_non_null(file);
		fputs(buffer_text(&trips[i]->told), file);
		fclose(file);
	}
}

/* Are both ways equal?  They may only differ where that is known. */
static bool
scenario_both_ways(const char *path)
{
	struct trip *op = test_calloc(1, sizeof(*op));
	struct trip *through = test_calloc(1, sizeof(*through));
	size_t line;
	bool equal;

	through->through = THROUGH_SHELL;
	scenario_go(path, op);
	scenario_go(path, through);
	equal = is_equal(op, through, &line);
	if (!equal)
		trips_keep(strrchr(path, '/') + 1, op, through);
	if (!equal && !is_known(path, line_at(op, line)))
		fail_msg("%s:\nby operations: %s\nby programs:   %s", path,
		    line_at(op, line), line_at(through, line));
	buffer_drop(&op->told);
	buffer_drop(&through->told);
	test_free(op);
	test_free(through);
	return equal;
}

static bool
is_scenario(const char *name)
{
	size_t n = strlen(name);

	return n > 5 && strcmp(name + n - 5, ".json") == 0;
}

static void
every_scenario_is_the_same_both_ways(void **state)
{
	DIR *folder = opendir("scenarios");
	struct dirent *entry;
	unsigned equal = 0, count = 0, n = 0;

	(void)state;
	assert_non_null(folder);
	while ((entry = readdir(folder)) != NULL) {
		char path[PATH];

		if (!is_scenario(entry->d_name) || n++ % SPARSE != 0)
			continue;
		snprintf(path, sizeof(path), "scenarios/%s", entry->d_name);
		equal += scenario_both_ways(path);
		count++;
	}
	closedir(folder);
	print_message("%u of %u scenarios are equal both ways\n", equal,
	    count);
	assert_true(count > 0 && count - equal <=
	    sizeof(known) / sizeof(known[0]));
}

/* What a schedule plays, and what is so before. */
static const struct {
	const char	*begin, *job;
} jobs[] = {
	{ NULL, "create ldom1" },
	{ "create ldom1", "switch ldom1" },
	{ "create ldom1", "maintain ldom1 --set vcpus=4" },
	{ "create ldom1", "retire ldom1" },
	{ NULL, "p2v system1" },
	{ NULL, "services" },
};

static const struct {
	enum strike	 strike;
	int64_t		 amount;
} strikes[] = {
	{ STRIKE_REFUSE, 0 }, { STRIKE_LOSE, 0 }, { STRIKE_LIE, 0 },
	{ STRIKE_HANG, 0 }, { STRIKE_LATE, 5000 }, { STRIKE_LATE, 1200000 },
	{ STRIKE_DENY, 0 },
};

/* A fault that can strike some operation of the plan. */
static void
fault_draw(struct draw draw, const struct plan *plan, struct fault *fault)
{
	size_t n = draw_of(draw, "strike", sizeof(strikes) /
	    sizeof(strikes[0]));
	const struct step *step = &plan->steps[draw_of(draw, "step",
	    plan->step_count)];
	enum op_kind asked = step->decide.count == 0 ? OP_NONE :
	    (enum op_kind)
	    plan->facts[step->decide.first].fact.ask.kind;


	*fault = (struct fault){ .class = FAULT_OPERATION, .text = "drawn",
	    .strike = strikes[n].strike, .amount = strikes[n].amount,
	    .op = strikes[n].strike == STRIKE_DENY ? asked :
	    (enum op_kind)step->op.kind, .at_ms = -1, .record = -1,
	    .times = (int64_t)draw_of(draw, "times", 3), .may = true };
	if (fault->op == OP_NONE || !strike_fits(fault->strike, fault->op))
		fault->op = OP_NONE;
}

static void
schedule_go(uint64_t seed, struct trip *trip)
{
	struct draw draw = draw_begin(seed);
	size_t n = draw_of(draw, "job", sizeof(jobs) / sizeof(jobs[0]));
	struct sandbox *sandbox = test_calloc(1, sizeof(*sandbox));
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan;
	struct err err;
	struct job job;
	struct run run;

	trip->sink = (struct sink){ on_event };
	trip->site = site;
	assert_true(job_read_line(&arena, site, jobs[n].begin != NULL ?
	    jobs[n].begin : jobs[n].job, &job, &err));
	sandbox_make(sandbox, &arena, site, job.procedure->begin, 1);
	assert_true(jobs[n].begin == NULL || sandbox_begin(sandbox,
	    jobs[n].begin, &err));
	sandbox_through(sandbox, trip->through);
	sandbox_zero(sandbox);
	assert_true(job_read_line(&arena, site, jobs[n].job, &job, &err));
	plan = session_plan(&sandbox->session, &job, &err);
	assert_non_null(plan);
	for (uint64_t i = 0; i <= draw_of(draw, "faults", FAULTS); i++) {
		struct fault fault;

		fault_draw(draw_part(draw, "fault", i), plan, &fault);
		if (fault.op != OP_NONE)
			assert_true(sandbox_arm(sandbox, &fault, &err));
	}
	drive_begin(plan, &run, 0, &trip->sink);
	drive(plan, &run, sandbox->session.top, &trip->sink);
	over(trip, sandbox);
	sandbox_drop(sandbox);
	test_free(sandbox);
	arena_drop(&arena);
}

/* While a resource is enabled or disabled its group is busy, which no status
 * shows. */
static bool
is_busy_unseen(const char *line)
{
	return strstr(line, " none stopping ") != NULL ||
	    strstr(line, " none starting ") != NULL ||
	    strstr(line, " none pending ") != NULL;
}

/* A command that finds its work done fails, and the question after it says that
 * all is well; an operation says so itself. */
static bool
is_so_already(const char *op, const char *through)
{
	return strstr(op, " = 0 none ") != NULL &&
	    strstr(through, " = 1 ") != NULL;
}

static bool
schedule_both_ways(uint64_t seed)
{
	struct trip *op = test_calloc(1, sizeof(*op));
	struct trip *through = test_calloc(1, sizeof(*through));
	char name[32];
	size_t line;
	bool equal;

	through->through = THROUGH_SHELL;
	schedule_go(seed, op);
	schedule_go(seed, through);
	equal = is_equal(op, through, &line);
	snprintf(name, sizeof(name), "%llu", (unsigned long long)seed);
	if (!equal)
		trips_keep(name, op, through);
	if (!equal && !is_busy_unseen(line_at(op, line)) &&
	    !is_so_already(line_at(op, line), line_at(through, line)))
		fail_msg("schedule %llu:\nby operations: %s\nby programs:   "
		    "%s", (unsigned long long)seed, line_at(op, line),
		    line_at(through, line));
	buffer_drop(&op->told);
	buffer_drop(&through->told);
	test_free(op);
	test_free(through);
	return equal;
}

static void
random_schedules_are_the_same_both_ways(void **state)
{
	uint64_t first = life_number("FIRST", 0), equal = 0;
	uint64_t count = life_number("SCHEDULES", SCHEDULES);

	(void)state;
	for (uint64_t seed = first; seed < first + count; seed++)
		equal += schedule_both_ways(seed);
	print_message("%llu of %llu random schedules are equal both ways\n",
	    (unsigned long long)equal, (unsigned long long)count);
	assert_true(equal >= count * 9 / 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_scenario_is_the_same_both_ways),
	    cmocka_unit_test(random_schedules_are_the_same_both_ways),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
