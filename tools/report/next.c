#include "tools/report/next.h"

#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/procedures/procedure.h"
#include "tools/report/gone.h"
#include "tools/report/printed.h"
#include "tools/report/word.h"
#include "tools/say.h"

/* What for. */
static void
title(const char *text)
{
	say("# %s\n", text);
}

static void
word_print(const char *word)
{
	struct arena arena = { 0 };

	say(" %s", word_typed(&arena, word));
	arena_drop(&arena);
}

static void
option_print(const char *option, const char *word)
{
	say(" %s", option);
	word_print(word);
}

/* A verb and its run directory, or its scenario. */
static void
verb_print(const char *verb, const char *run_path)
{
	say("domferry %s", verb);
	word_print(run_path);
	say("\n");
}

/* The rehearsal that this was. */
static void
again_print(const struct next *next, const char *more)
{
	say("domferry rehearse");
	if (next->plan_path != NULL)
		word_print(next->plan_path);
	else
		say(" %s", next->plan->job);
	option_print("-s", next->site_path);
	for (unsigned i = 0; i < next->begin_count; i++)
		option_print("--begin", next->begin[i]);
	for (unsigned i = 0; i < next->fault_count; i++)
		option_print("-F", next->faults[i]);
	if (next->seed != 1)
		say(" -S %llu", (unsigned long long)next->seed);
	say("%s\n", more);
}

static void
explain_print(const struct run *run)
{
	title("what stopped it, and what to do about it");
	say("domferry explain %s\n", err_table[run->why.code].name);
}

/* What is true until this operation closes the debt. */
static const char *
op_leaves_open(const struct op *closing)
{
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++)
		if (op_table[kind].closed_by == closing->kind)
			return op_table[kind].open_text;
	return "has a debt open";
}

/* What is typed by hand stands at the beginning of its lines: PLACE, a tab,
 * and the command. */
static void
op_print(const struct site *site, const struct op *op)
{
	struct arena arena = { 0 };
	struct printed printed;

	printed_op(&arena, site, op, &printed);
	printed_put(stdout, &printed, "");
	arena_drop(&arena);
}

static void
debts_print(const struct plan *plan, const struct run *run)
{
	struct op closing;
	enum kind kind;

	for (unsigned n = 0; run_debt(plan, run, n, &closing); n++) {
		uint32_t name = op_object(&closing, &kind);

		say("# %s %s; whatever else is done:\n", names_text(
		    plan->site->names, kind, name), op_leaves_open(&closing));
		op_print(plan->site, &closing);
	}
}

/* To the beginning of the phase, by hand. */
static void
back_print(const struct plan *plan, const struct run *run)
{
	uint32_t last = run->step < plan->step_count ? run->step :
	    plan->step_count - 1;
	struct op op;

	for (unsigned n = 0; run_undo_phase(plan, run, n, &op); n++) {
		if (gone_needed(run, &op) &&
		    op_table[op.kind].lost_by_reboot)
			continue;
		if (gone_needed(run, &op)) {
			title("there is more to undo when the dead node is "
			    "back");
			return;
		}
		if (n == 0)
			say("# or find out the state at %s, then go back "
			    "to the beginning of phase %s by hand\n",
			    plan->steps[last].name,
			    plan->phases[plan->steps[last].phase].name);
		op_print(plan->site, &op);
	}
}

static void
stuck_print(const struct next *next)
{
	const struct run *run = next->run;
	bool forward = run->why.code == ERR_NO_WAY_BACK;

	explain_print(run);
	debts_print(next->plan, run);
	gone_print(next->plan, run);
	if (next->run_path != NULL) {
		title("when that is mended, go on");
		verb_print("resume", next->run_path);
	} else {
		title("the same again, with every question");
		again_print(next, " -v");
	}
	if (forward)
		return;
	if (next->run_path != NULL &&
	    run->step <= next->plan->no_return_step) {
		title("or undo all of it");
		verb_print("rollback", next->run_path);
	}
	back_print(next->plan, run);
}

static void
returned_print(const struct next *next)
{
	bool asked_for = next->run->why.code == ERR_ROLLED_BACK;

	if (!asked_for)
		explain_print(next->run);
	if (next->run_path != NULL) {
		title(asked_for ? "start the job again" :
		    "when that is mended, go on");
		verb_print("resume", next->run_path);
	} else {
		title("the same again, with every question");
		again_print(next, " -v");
	}
}

static void
refused_print(const struct next *next)
{
	explain_print(next->run);
	title("when that is mended, begin again");
	again_print(next, "");
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
arrived_print(const struct next *next)
{
	const struct plan *plan = next->plan;
	const char *guest = names_text(plan->site->names, KIND_GUEST,
	    plan->guest);

	title("its commands");
	say("domferry plan %s", plan->job);
	option_print("-s", next->site_path);
	say(" --commands\n");
	if (phase_next(plan) != NULL) {
		title("its next phase");
		say("domferry plan %s %s --phase %s",
		    plan->procedure->name, guest, phase_next(plan));
		option_print("-s", next->site_path);
	} else if (plan->guest != 0 && plan->procedure->stays_clustered) {
		title("a switch after it");
		say("domferry rehearse switch %s", guest);
		option_print("-s", next->site_path);
		say(" --begin '%.*s'", (int)job_length(plan), plan->job);
	} else {
		title("is the site as it should be");
		say("domferry check");
		word_print(next->site_path);
	}
	say("\n");
}

void
next_print(const struct next *next)
{
	static void (*const prints[])(const struct next *) = {
		[GOING] = arrived_print, [ARRIVED] = arrived_print,
		[RETURNED] = returned_print, [STUCK] = stuck_print,
		[REFUSED] = refused_print,
	};

	say("next\n");
	prints[next->run->ending](next);
}

void
next_scenario(const struct scenario *scenario, const char *path)
{
	const char *last = NULL;

	say("next\n");
	for (uint32_t i = 0; i < scenario->entry_count; i++) {
		const char *job = scenario->entries[i].kind == ENTRY_RUN ?
		    scenario->entries[i].job.text : NULL;

		if (job == NULL || scenario->site_path == NULL ||
		    (last != NULL && strcmp(job, last) == 0))
			continue;
		if (last == NULL)
			title("its plans");
		last = job;
		say("domferry plan %s", job);
		option_print("-s", scenario->site_path);
		say("\n");
	}
	title("the same again");
	verb_print("run", path);
}

void
next_stopped(const char *run_path)
{
	say("next\n");
	title("go on");
	verb_print("resume", run_path);
	title("or undo all of it");
	verb_print("rollback", run_path);
}
