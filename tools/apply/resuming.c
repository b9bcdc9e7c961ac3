/*
 * resume, rollback: from the journal alone, also on another machine that has
 * the run directory.
 */
#include <stdio.h>
#include <time.h>

#include "core/base/limits.h"
#include "tools/apply/apply.h"
#include "tools/apply/copied.h"
#include "tools/apply/reached.h"
#include "tools/apply/since.h"
#include "tools/say.h"
#include "tools/session/claim.h"
#include "tools/session/remaining.h"
#include "tools/session/resumed.h"

/* The clock goes on: by the clock of this machine since the run was begun, or,
 * where that is behind the journal, from its last record. */
static int64_t
continue_at_ms(const struct execution *execution)
{
	const char *time_of = json_string_value(json_object_get(
	    execution->journal.record[0], "time"));
	int64_t at_ms = execution->run.at_ms, wall_ms = 0;

	if (time_of != NULL && since_ms(time_of, (int64_t)time(NULL),
	    &wall_ms)) {
		wall_ms += execution->opening.at_ms;
		if (wall_ms > at_ms && wall_ms < LIMIT_CLOCK_MS)
			return wall_ms;
	}
	return at_ms;
}

static void
run_name(struct apply *apply)
{
	const json_t *open = apply->execution->journal.record[0];
	const char *host = json_string_value(json_object_get(open, "host"));

	apply_run(apply, host != NULL ? host : "", (long)json_integer_value(
	    json_object_get(open, "pid")), claim_time(
	    &apply->execution->arena, open));
}

static bool
replayed(struct apply *apply, bool *lost, struct err *err)
{
	struct execution *execution = apply->execution;
	struct replay replay = { .journal = &execution->journal,
	    .names = execution->site.site->names };

	apply_ready(apply);
	return execution_replay(execution, &replay, lost, err);
}

/* What is still ahead has to be said yes to; going back only that a machine
 * loses its power: else only what this run has made is removed. */
static bool
consented(struct apply *apply, enum decision decision, struct err *err)
{
	struct execution *execution = apply->execution;
	const struct run *run = &execution->run;
	const struct plan *plan = execution->plan;
	bool back = decision == DECIDE_ROLLBACK || run->way == WAY_BACK;
	uint32_t first = run->way == WAY_CHECK ? 0 : run->step;

	if (!gate_make(&apply->gate, plan, execution->options,
	    session_now_ms(&apply->session), err))
		return false;
	apply->gate.consents = &apply->consents;
	apply->gate.costs = &apply->costs;
	apply->gate.people = apply->around->people;
	apply->gate.ask = apply->ask;
	consents_list(&apply->consents, plan, &execution->job, back ||
	    first > apply->gate.until ? apply->gate.until : first,
	    apply->gate.until);
	if (back)
		consents_list_back(&apply->consents, plan);
	consents_recall(&apply->consents, &execution->journal);
	return apply_named(apply, err) && ((run->ending == ARRIVED && !back) ||
	    apply_unlocked(apply, err));
}

static int
go_on(struct apply *apply, enum decision decision, bool lost)
{
	struct execution *execution = apply->execution;
	struct err err = { 0 };
	int status;

	session_continue_at(&apply->session,
	    continue_at_ms(execution));
	if (!execution->options->dry_run && !reached_plan(execution->plan,
	    apply->ask.can || apply->around->people, &err))
		return err_print(&err);
	if (!copied_allow(execution, apply->watcher.below, &err) ||
	    !consented(apply, decision, &err))
		return err_print(&err);
	if (execution->options->dry_run) {
		remaining_print(stdout, execution->plan, &execution->run);
		return EXIT_OK;
	}
	if (!apply_confirm(apply, &err))
		return err_print(&err);
	apply_begins(apply);
	costs_ask(&apply->costs, &execution->arena, execution->plan,
	    &apply->hearing.reach);
	if (!execution_resume(execution, decision, lost, &status))
		return status;
	if (!apply_said(apply, session_now_ms(&apply->session)))
		return execution_broken(execution);
	holders_renew(execution->plan, &apply->hearing.reach);
	return apply_go(apply);
}

int
apply_resume(struct execution *execution, enum decision decision,
    const struct around *around)
{
	struct apply *apply = arena_take(&execution->arena, 1, sizeof(*apply));
	struct err err = { 0 };
	bool lost = false;
	int status;

	apply_make(apply, execution, around);
	run_name(apply);
	status = replayed(apply, &lost, &err) ?
	    go_on(apply, decision, lost) : err_print(&err);
	apply_drop(apply);
	return status;
}
