/*
 * What is printed when a node dies in the middle of a job, at any step: nothing
 * that starts the guest without the proof that it needs, nothing that needs
 * what was left out, and each list below its title.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/cluster/failure.h"
#include "backends/sim/sim.h"
#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "tests/play_fixture.h"
#include "tools/explore/branch.h"
#include "tools/report/gone.h"
#include "tools/report/next.h"
#include "tools/session/remaining.h"

enum { CALLS = 6000 };

/* How often nothing was proved, and how often a command was held back. */
enum { UNPROVED, HELD };

/* The text of remaining.txt, to be freed. */
static char *
remaining(const struct branch *branch)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	assert_non_null(out);
	remaining_print(out, branch->plan, &branch->run);
	fclose(out);
	return text;
}

/* What follows when a run has ended, one line each, to be freed. */
static char *
what_next(const struct branch *branch)
{
	struct arena arena = { 0 };
	const struct next next = { .plan = branch->plan, .run = &branch->run,
	    .run_path = "run1", .site_path = "site.json", .seed = 1 };
	const struct next_line *line = next_lines(&arena, &next);
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	assert_non_null(out);
	for (; line != NULL; line = line->next) {
		bool here = strncmp(line->text, "domferry ", 9) == 0;

		if (line->kind == NEXT_BY_HAND)
			assert_true(line->text[0] == '#' ||
			    strchr(line->text, '\t') != NULL);
		else
			assert_true(here == (line->kind == NEXT_HERE));
		fprintf(out, "%s%s\n", line->kind == NEXT_WHY ? "# " : "",
		    line->text);
	}
	fclose(out);
	arena_drop(&arena);
	return text;
}

static bool
has(const char *line, size_t n, const char *words)
{
	const char *at = strstr(line, words);

	return at != NULL && at < line + n;
}

/* The line that breaks it, or NULL. */
static const char *
starts_unproved(const char *text)
{
	bool proved = false;

	for (size_t n; *text != '\0'; text += n + 1) {
		n = strcspn(text, "\n");
		proved |= has(text, n, "show /SYS power_state");
		if (!proved && (has(text, n, "ldm start-domain") ||
		    has(text, n, "type boot")))
			return text;
	}
	return NULL;
}

/* A command in the same list after a step that waits for a dead node, or
 * NULL. */
static const char *
goes_on_without(const char *text)
{
	bool waits = false;

	for (size_t n; *text != '\0'; text += n + 1) {
		n = strcspn(text, "\n");
		waits = n != 1 && (waits || has(text, n, "# not now"));
		if (waits && *text != '#')
			return text;
	}
	return NULL;
}

/* Is there an undo that a person types now? */
static bool
is_undone(const struct branch *branch)
{
	struct run unwound;
	struct op op;

	run_unwind(branch->plan, &branch->run, &unwound);
	for (unsigned n = 0; run_undo_plan(branch->plan, &unwound, n, &op); n++)
		if (gone_undo(&branch->run, &op) != UNDO_NEEDLESS)
			return gone_undo(&branch->run, &op) == UNDO_TYPED;
	return false;
}

static void
assert_none(const struct play *play, const char *step, const char *line)
{
	if (line != NULL)
		fail_msg("%s, a node dies at %s, %s: \"%.*s\"",
		    play->branch.plan->job, step,
		    ending_name((enum ending)play->branch.run.ending),
		    (int)strcspn(line, "\n"), line);
}

static void
look(struct play *play, const char *step)
{
	const struct branch *branch = &play->branch;
	char *text = remaining(branch), *next = what_next(branch);

	if (gone_unproved(branch->plan, &branch->run)) {
		assert_none(play, step, starts_unproved(text));
		assert_none(play, step, starts_unproved(next));
		play->seen[UNPROVED]++;
	}
	if (branch->plan->guest != 0)
		assert_none(play, step, goes_on_without(text));
	if (branch->run.step <= branch->plan->no_return_step)
		assert_int_equal(strstr(text, "# to undo what is done") != NULL,
		    is_undone(branch));
	play->seen[HELD] += strstr(text, "# not now") != NULL;
	free(text);
	free(next);
}

/* The node dies when that step comes, or in the middle of its command. */
static void
dies_at(struct play *play, uint32_t node, uint32_t step, bool in_command)
{
	struct branch *branch = &play->branch;

	while ((branch->run.way != WAY_FORWARD || branch->run.step != step ||
	    (in_command && branch->run.moment != MOMENT_DO)) &&
	    branch_step(branch))
		assert_true(branch->calls < CALLS);
	if (branch->run.ending != GOING)
		return;
	node_power_off(branch->sim, node);
	while (branch->calls < CALLS && branch_step(branch))
		continue;
	assert_int_not_equal(branch->run.ending, GOING);
	look(play, branch->plan->steps[step].name);
}

static void
dies_everywhere(struct play *play, const char *job)
{
	struct branch_copy copy = { 0 };
	uint32_t nodes;

	play_begin(play, job);
	nodes = play->branch.plan->site->node_count;
	branch_save(&play->branch, &copy);
	for (uint32_t i = 0; i < play->branch.plan->step_count; i++)
		for (uint32_t n = 0; n < 2 * nodes; n++) {
			dies_at(play, 1 + n % nodes, i, n >= nodes);
			branch_return(&play->branch, &copy);
		}
	branch_copy_drop(&copy);
	play_end(play);
}

static void
nothing_is_typed_without_its_proof_wherever_a_node_dies(void **state)
{
	static const struct {
		const char	*job;
		bool		 unproved;
	} rows[] = {
		{ "switch ldom1", false }, { "maintain ldom1", false },
		{ "migrate ldom1 --locks", true }, { "retire ldom1", true },
		{ "services --locks", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct play play = { 0 };

		dies_everywhere(&play, rows[i].job);
		print_message("%s: %u without a proof, %u wait\n", rows[i].job,
		    play.seen[UNPROVED], play.seen[HELD]);
		assert_int_equal(play.seen[UNPROVED] != 0, rows[i].unproved);
		assert_true(play.seen[HELD] != 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    nothing_is_typed_without_its_proof_wherever_a_node_dies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
