/*
 * The way back of remaining.txt, typed line by line as it is printed, leads
 * where a rollback leads: from every change of a job, whether the command that
 * was under way took effect or not.
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
#include "backends/sim/changes.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "core/run/moment.h"
#include "tests/play_fixture.h"
#include "tests/posts_fixture.h"
#include "tests/sparse.h"
#include "tools/explore/branch.h"
#include "tools/report/printed.h"
#include "tools/session/remaining.h"

enum { CALLS = 6000 };

/* What became of the command that was under way. */
enum fate { NOT_BEGUN, TOOK_EFFECT, FATES };

/* The change that comes now; false if something else does. */
static bool
change_is_next(const struct branch *branch, struct op *op)
{
	int64_t limit_ms;

	return run_next(branch->plan, &branch->run, op, &limit_ms) &&
	    op_is_change((enum op_kind)op->kind);
}

static void
step(struct play *play)
{
	int64_t next_ms = sim_next_ms(play->branch.sim);

	assert_true(next_ms >= 0);
	sandbox_advance(&play->sandbox, next_ms);
}

static void
wait_for(struct play *play, uint32_t handle, struct result *res)
{
	while (handle != 0 && !sim_ended(play->branch.sim, handle, res))
		step(play);
	branch_quiet(&play->branch);
}

static void
carry_out(struct play *play, const struct op *op, enum cause cause)
{
	struct result res;

	wait_for(play, simulated_begin(&play->sandbox.simulated, op, cause,
	    &res), &res);
}

/* PLACE, a tab, COMMAND. */
static void
type(struct play *play, const struct op *op, const char *line)
{
	const char *tab = strchr(line, '\t');
	char place[80];
	struct call call;

	assert_non_null(tab);
	site_place(play->site->names, op_place(op), place, sizeof(place));
	assert_int_equal(strlen(place), tab - line);
	assert_memory_equal(place, line, strlen(place));
	if (!simulated_feed(&play->sandbox.simulated, op_place(op),
	    &(struct typed){ .text = tab + 1 }, &call))
		do
			step(play);
		while (!call_go_on(&call));
	branch_quiet(&play->branch);
	if (call.unknown)
		fail_msg("%s: %s", line, buffer_text(&call.err));
	call_drop(&call);
}

/* The text of remaining.txt. */
static char *
remaining(struct arena *arena, const struct branch *branch)
{
	char *text = NULL, *kept;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	remaining_print(out, branch->plan, &branch->run);
	fclose(out);
	kept = arena_take(arena, size + 1, 1);
	memcpy(kept, text, size);
	free(text);
	return kept;
}

/* The next line of the text; the line is cut off from what follows. */
static char *
line_next(char **text)
{
	char *line = *text, *end = strchr(line, '\n');

	if (end == NULL)
		return NULL;
	*end = '\0';
	*text = end + 1;
	return line;
}

/* What a comment says that a person does is done; which comment it is, the
 * operations say in their order. */
static void
type_all(struct play *play, char *at)
{
	struct arena arena = { 0 };
	struct printed printed;
	struct op op, last = { .kind = OP_NONE };
	struct run unwound;
	char *line;

	run_unwind(play->branch.plan, &play->branch.run, &unwound);
	for (unsigned n = 0; run_undo_plan(play->branch.plan, &unwound, n,
	    &op); n++, last = op) {
		const char *text = command_text(&arena, play->site, &op);

		if (op_equal(&op, &last))
			continue;
		printed_op(&arena, play->site, &op, &printed);
		for (unsigned i = 0; i < printed.count; i++) {
			while ((line = line_next(&at)) != NULL &&
			    strcmp(line, printed.line[i]) != 0)
				assert_true(line[0] == '#');
			assert_non_null(line);
			if (line[0] != '#')
				type(play, &op, line);
			else if (strcmp(line, text) == 0)
				carry_out(play, &op, CAUSE_PERSON);
		}
	}
	while ((line = line_next(&at)) != NULL)
		fail_msg("nobody knows what this is for: %s", line);
	arena_drop(&arena);
}

/* The world after the way back was typed. */
static char *
home_by_hand(struct play *play)
{
	struct arena arena = { 0 };
	char *at = strstr(remaining(&arena, &play->branch),
	    "# to undo what is done");

	if (at != NULL) {
		line_next(&at);
		type_all(play, at);
	}
	arena_drop(&arena);
	return sim_text(play->branch.sim, NULL);
}

/* The world after a rollback; NULL if it did not return: what may not be
 * repeated stops it on its way back. */
static char *
home_by_rollback(struct play *play, const struct op *op)
{
	bool is_leap = play->branch.run.way == WAY_BACK &&
	    op_table[op->kind].again == AGAIN_NEVER;
	struct branch *branch = &play->branch;
	struct result lost = { .outcome = UNKNOWN };
	struct err err = { 0 };

	lost.at_ms = sandbox_now_ms(&play->sandbox);
	run_apply(branch->plan, &branch->run, &lost);
	if (!drive_decide(branch->plan, &branch->run,
	    (struct decided){ DECIDE_ROLLBACK, lost.at_ms }, NULL, &err))
		return NULL;
	for (unsigned i = 0; i < CALLS && branch_step(branch); i++)
		continue;
	if (branch->run.ending == STUCK && is_leap)
		return NULL;
	if (branch->run.ending != RETURNED)
		fail_msg("%s: %s", ending_name((enum ending)
		    branch->run.ending), branch->run.why.text);
	branch_quiet(branch);
	return sim_text(branch->sim, NULL);
}

static void
texts_equal(const struct play *play, enum fate fate, const char *one,
    const char *other)
{
	const char *a = one, *b = other;

	while (*a != '\0' && *a == *b)
		a++, b++;
	if (*a == *b)
		return;
	while (a > one && a[-1] != '\n')
		a--, b--;
	fail_msg("%s at %s, %s: by hand \"%.*s\", by rollback \"%.*s\"",
	    play->job.text, play->branch.plan->steps[
	    play->branch.run.step].name, fate == NOT_BEGUN ? "not begun" :
	    "begun", (int)strcspn(a, "\n"), a, (int)strcspn(b, "\n"), b);
}

static void
both_lead_home(struct play *play, const struct op *op)
{
	struct branch_copy copy = { 0 };

	branch_save(&play->branch, &copy);
	for (enum fate fate = NOT_BEGUN; fate < FATES; fate++) {
		char *hand, *rollback;

		/* After the point of no return there is no way home. */
		if (fate == TOOK_EFFECT && play->branch.run.step ==
		    play->branch.plan->no_return_step)
			continue;
		if (fate == TOOK_EFFECT)
			carry_out(play, op, CAUSE_OP);
		hand = home_by_hand(play);
		branch_return(&play->branch, &copy);
		if (fate == TOOK_EFFECT)
			carry_out(play, op, CAUSE_OP);
		rollback = home_by_rollback(play, op);
		branch_return(&play->branch, &copy);
		if (rollback != NULL) {
			texts_equal(play, fate, hand, rollback);
			play->seen[0]++;
		}
		free(hand);
		free(rollback);
	}
	branch_copy_drop(&copy);
}

/* To the ending, with a look home before each change. */
static void
look_home(struct play *play, enum ending ending)
{
	const struct run *run = &play->branch.run;
	unsigned changes = 0;
	struct op op;

	do {
		if (change_is_next(&play->branch, &op) &&
		    changes++ % SPARSE == 0)
			both_lead_home(play, &op);
	} while (branch_step(&play->branch));
	if (run->ending != ending)
		fail_msg("%s: %s", play->job.text, run->why.text);
}

/* Who has turned for home does not go on. */
static void
nothing_is_to_go_on_with(const struct play *play)
{
	struct arena arena = { 0 };

	assert_null(strstr(remaining(&arena, &play->branch),
	    "to continue by hand"));
	arena_drop(&arena);
}

/* From every change of a job, and from every change of its rollback.  How often
 * a way back was compared. */
static unsigned
ways_home(const char *job)
{
	struct play *play = malloc(sizeof(*play));
	struct err err = { 0 };
	unsigned compared;

	play_begin(play, job);
	look_home(play, ARRIVED);
	if (drive_decide(play->branch.plan, &play->branch.run,
	    (struct decided){ DECIDE_ROLLBACK,
	    sandbox_now_ms(&play->sandbox) }, NULL, &err)) {
		nothing_is_to_go_on_with(play);
		look_home(play, RETURNED);
		nothing_is_to_go_on_with(play);
	}
	compared = play->seen[0];
	play_end(play);
	free(play);
	return compared;
}

static void
the_printed_way_back_leads_where_a_rollback_leads(void **state)
{
	static const struct {
		const char	*job;
		unsigned	 compared;
	} jobs[] = {
		{ "services", 52 },
		{ "create ldom1", 160 },
		{ "create ldom1 --locks", 192 },
		{ "switch ldom1", 8 },
		{ "migrate ldom1", 36 },
		{ "maintain ldom1", 22 },
		{ "maintain ldom1 --set vcpus=16 --set memory=24G", 16 },
		{ "retire ldom1", 66 },
		{ "p2v system1", 129 },
		{ "p2v system1 --keep-iso", 127 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(jobs) / sizeof(jobs[0]); i++) {
		unsigned compared = ways_home(jobs[i].job);

		if (SPARSE == 1)
			assert_int_equal(compared, jobs[i].compared);
		else
			assert_true(compared > 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_printed_way_back_leads_where_a_rollback_leads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
