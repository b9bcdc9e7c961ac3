#include "tools/report/next.h"

#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/scenario/scenario_file.h"
#include "core/procedures/procedure.h"
#include "tools/report/gone.h"
#include "tools/report/owing.h"
#include "tools/report/printed.h"
#include "tools/report/word.h"
#include "tools/say.h"

/* The lines, as they are added. */
struct adding {
	struct arena	*arena;
	struct next_line *first, *last;
};

static void
add(struct adding *adding, enum next_kind kind, const char *text)
{
	struct next_line *line = arena_take(adding->arena, 1, sizeof(*line));

	*line = (struct next_line){ NULL, kind, text };
	if (adding->first == NULL)
		adding->first = line;
	else
		adding->last->next = line;
	adding->last = line;
}

/* What for, and what to type here; nothing without a command. */
static void
here(struct adding *adding, const char *what_for, const char *command)
{
	if (command == NULL)
		return;
	add(adding, NEXT_WHY, what_for);
	add(adding, NEXT_HERE, command);
}

static const char *
with_word(struct arena *arena, const char *command, const char *option,
    const char *word)
{
	return arena_format(arena, "%s %s%s%s", command, option,
	    *option != '\0' ? " " : "", word_typed(arena, word));
}

/* A verb and its run directory, or its scenario. */
static const char *
verb(struct arena *arena, const char *name, const char *path)
{
	return with_word(arena, arena_format(arena, "domferry %s", name), "",
	    path);
}

/* Where the site is known from. */
static const char *
with_site(struct arena *arena, const char *line, const struct next *next)
{
	return next->from != NULL ? with_word(arena, line, "--from",
	    next->from) : with_word(arena, line, "-s", next->site_path);
}

/* The jobs before it. */
static const char *
with_begin(struct arena *arena, const char *line, const struct next *next)
{
	for (unsigned i = 0; i < next->begin_count; i++)
		line = with_word(arena, line, "--begin", next->begin[i]);
	return line;
}

/* The verb that this was, with its job; NULL if its site's path is not
 * known. */
static const char *
again(struct arena *arena, const struct next *next, const char *more)
{
	const char *line = next->real ? "domferry apply" :
	    "domferry rehearse";

	if (next->site_path == NULL && next->from == NULL)
		return NULL;
	line = next->plan_path != NULL ?
	    with_word(arena, line, "", next->plan_path) :
	    arena_format(arena, "%s %s", line, next->plan->job);
	line = with_site(arena, line, next);
	line = with_begin(arena, line, next);
	for (unsigned i = 0; i < next->fault_count; i++)
		line = with_word(arena, line, "-F", next->faults[i]);
	if (next->seed != 1 && !next->real)
		line = arena_format(arena, "%s -S %llu", line,
		    (unsigned long long)next->seed);
	if (next->through != NULL)
		line = with_word(arena, line, "--through", next->through);
	return arena_format(arena, "%s%s", line, more);
}

static void
explain(struct adding *adding, const struct run *run)
{
	here(adding, "what stopped it, and what to do about it",
	    arena_format(adding->arena, "domferry explain %s",
	    err_table[run->why.code].name));
}

/* Of what the run owes. */
static void
by_hand_line(void *with, const char *text)
{
	add(with, NEXT_BY_HAND, text);
}

static void
back_title(struct adding *adding, const struct plan *plan,
    const struct run *run)
{
	uint32_t last = run->step < plan->step_count ? run->step :
	    plan->step_count - 1;

	add(adding, NEXT_BY_HAND, arena_format(adding->arena, "# or find out "
	    "the state at %s, then go back to the beginning of phase %s by "
	    "hand", plan->steps[last].name,
	    plan->phases[plan->steps[last].phase].name));
	if (gone_unproved(plan, run))
		add(adding, NEXT_BY_HAND, "# only with that proof");
}

/* To the beginning of the phase, by hand. */
static void
back(struct adding *adding, const struct plan *plan, const struct run *run)
{
	bool begun = false;
	struct op op;

	for (unsigned n = 0; run_undo_phase(plan, run, n, &op); n++) {
		enum gone_undo undo = gone_undo(run, &op);

		if (undo == UNDO_NEEDLESS)
			continue;
		if (undo == UNDO_WAITS) {
			add(adding, NEXT_BY_HAND, "# there is more to undo "
			    "when the dead node is back");
			return;
		}
		if (!begun)
			back_title(adding, plan, run);
		begun = true;
		printed_lines(adding->arena, plan->site, &op, by_hand_line,
		    adding);
	}
}

static void
stuck(struct adding *adding, const struct next *next)
{
	const struct run *run = next->run;
	struct arena *arena = adding->arena;

	owing_guest(arena, next->plan, run, by_hand_line, adding);
	explain(adding, run);
	owing_debts(arena, next->plan, run, by_hand_line, adding);
	gone_lines(arena, next->plan, run, by_hand_line, adding);
	if (next->run_path != NULL)
		here(adding, "when that is mended, go on",
		    verb(arena, "resume", next->run_path));
	else
		here(adding, "the same again, with every question",
		    again(arena, next, " -v"));
	if (run->why.code == ERR_NO_WAY_BACK)
		return;
	if (next->run_path != NULL && run->step <= next->plan->no_return_step)
		here(adding, "or undo all of it",
		    verb(arena, "rollback", next->run_path));
	back(adding, next->plan, run);
}

static void
returned(struct adding *adding, const struct next *next)
{
	bool asked_for = next->run->why.code == ERR_ROLLED_BACK;

	if (!asked_for)
		explain(adding, next->run);
	if (next->run_path != NULL)
		here(adding, asked_for ? "start the job again" :
		    "when that is mended, go on",
		    verb(adding->arena, "resume", next->run_path));
	else
		here(adding, "the same again, with every question",
		    again(adding->arena, next, " -v"));
}

static void
refused(struct adding *adding, const struct next *next)
{
	explain(adding, next->run);
	here(adding, "when that is mended, begin again",
	    again(adding->arena, next, ""));
}

/* How much of the job is not about its phases. */
static size_t
job_length(const struct plan *plan)
{
	const char *phases = strstr(plan->job, " --phase");

	return phases != NULL ? (size_t)(phases - plan->job) :
	    strlen(plan->job);
}

static bool
has_phase(const struct plan *plan, const char *name)
{
	for (uint32_t i = 0; i < plan->phase_count; i++)
		if (strcmp(plan->phases[i].name, name) == 0)
			return true;
	return false;
}

/* The phase of the procedure after the plan's last one, where phases were
 * named.  A plan also has phases that no procedure has: its locks. */
static const char *
phase_next(const struct plan *plan)
{
	const char *next = NULL;

	if (plan->job[job_length(plan)] == '\0')
		return NULL;
	for (const struct procedure_phase *phase = plan->procedure->phases;
	    phase->name != NULL; phase++)
		if (has_phase(plan, phase->name))
			next = phase[1].name;
	return next;
}

static void
arrived(struct adding *adding, const struct next *next)
{
	const struct plan *plan = next->plan;
	const char *guest = names_text(plan->site->names, KIND_GUEST,
	    plan->guest);
	struct arena *arena = adding->arena;

	if (next->real && next->run_path != NULL)
		here(adding, "what it did, and when", verb(arena, "report",
		    next->run_path));
	if (next->site_path == NULL && next->from == NULL)
		return;
	here(adding, "its commands", arena_format(arena, "%s --commands",
	    with_site(arena, arena_format(arena, "domferry plan %s",
	    plan->job), next)));
	if (phase_next(plan) != NULL)
		here(adding, "its next phase", with_site(arena, arena_format(
		    arena, "domferry plan %s %s --phase %s",
		    plan->procedure->name, guest, phase_next(plan)), next));
	else if (plan->guest != 0 && plan->procedure->stays_clustered &&
	    !next->real)
		here(adding, "a switch after it", with_word(arena, with_begin(
		    arena, with_site(arena, arena_format(arena, "domferry "
		    "rehearse switch %s", guest), next), next),
		    "--begin", arena_format(arena, "%.*s",
		    (int)job_length(plan), plan->job)));
	else if (next->site_path != NULL)
		here(adding, "is the site as it should be",
		    verb(arena, "check", next->site_path));
}

const struct next_line *
next_lines(struct arena *arena, const struct next *next)
{
	static void (*const adds[])(struct adding *, const struct next *) = {
		[GOING] = arrived, [ARRIVED] = arrived,
		[RETURNED] = returned, [STUCK] = stuck, [REFUSED] = refused,
	};
	struct adding adding = { arena, NULL, NULL };

	adds[next->run->ending](&adding, next);
	return adding.first;
}

const struct next_line *
next_of_scenario(struct arena *arena, const struct scenario *scenario,
    const char *path, const char *through)
{
	struct adding adding = { arena, NULL, NULL };
	const char *last = NULL;

	for (uint32_t i = 0; i < scenario->entry_count; i++) {
		const char *job = scenario->entries[i].kind == ENTRY_RUN ?
		    scenario->entries[i].job.text : NULL;

		if (job == NULL || scenario->site_path == NULL ||
		    (last != NULL && strcmp(job, last) == 0))
			continue;
		if (last == NULL)
			add(&adding, NEXT_WHY, "its plans");
		last = job;
		add(&adding, NEXT_HERE, with_word(arena, arena_format(arena,
		    "domferry plan %s", job), "-s", scenario->site_path));
	}
	here(&adding, "the same again", through == NULL ?
	    verb(arena, "run", path) : with_word(arena, verb(arena, "run",
	    path), "--through", through));
	return adding.first;
}

static const struct next_line *
next_of_stopped(struct arena *arena, const struct plan *plan,
    const struct run *run, const char *run_path)
{
	struct adding adding = { arena, NULL, NULL };

	owing_guest(arena, plan, run, by_hand_line, &adding);
	owing_debts(arena, plan, run, by_hand_line, &adding);
	here(&adding, "go on", verb(arena, "resume", run_path));
	here(&adding, "or undo all of it", verb(arena, "rollback", run_path));
	return adding.first;
}

static void
print(const struct next_line *line)
{
	say("next\n");
	for (; line != NULL; line = line->next)
		if (line->kind == NEXT_BY_HAND)
			printed_line(stdout, line->text);
		else
			say("%s%s\n", line->kind == NEXT_WHY ? "# " : "",
			    line->text);
}

void
next_print(const struct next *next)
{
	struct arena arena = { 0 };

	print(next_lines(&arena, next));
	arena_drop(&arena);
}

void
next_scenario(const struct scenario *scenario, const char *path,
    const char *through)
{
	struct arena arena = { 0 };

	print(next_of_scenario(&arena, scenario, path, through));
	arena_drop(&arena);
}

void
next_stopped(const struct plan *plan, const struct run *run,
    const char *run_path)
{
	struct arena arena = { 0 };

	print(next_of_stopped(&arena, plan, run, run_path));
	arena_drop(&arena);
}
