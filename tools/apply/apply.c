#include "tools/apply/apply.h"

#include <stddef.h>
#include <string.h>

#include "core/procedures/procedure.h"
#include "tools/apply/copied.h"
#include "tools/apply/hooked.h"
#include "tools/apply/reached.h"
#include "tools/apply/recording.h"
#include "tools/apply/uncopied.h"
#include "tools/report/account.h"
#include "tools/report/places.h"
#include "tools/say.h"
#include "tools/session/claim.h"
#include "tools/session/stop.h"

static void
heard_on_event(struct sink *sink, const struct event *event)
{
	struct apply *apply = (struct apply *)((char *)sink -
	    offsetof(struct apply, heard));

	sink_emit(&apply->outage.sink, event);
	sink_emit(&apply->logged.sink, event);
	sink_emit(&apply->live.sink, event);
	sink_emit(&apply->handover.sink, event);
}

void
apply_make(struct apply *apply, struct execution *execution,
    const struct around *around)
{
	struct site *site = execution->site.site;

	memset(apply, 0, sizeof(*apply));
	apply->execution = execution;
	apply->around = around;
	apply->ask = around->ask;
	watcher_make(&apply->watcher, around->reach, site->names);
	hand_make(&apply->hand, site, &around->ask);
	apply->watcher.consents = &apply->consents;
	if (!around->people)
		apply->watcher.hand = &apply->hand;
	hearing_make(&apply->hearing, &apply->watcher.reach);
	transcript_make(&apply->transcript, site);
	recording_make(apply);
	real_make(&apply->real, site, site->names, &apply->hearing.reach);
	session_make(&apply->session, &execution->arena, site,
	    &apply->real.backend);
	apply->uncopied = arena_take(&execution->arena, 1,
	    sizeof(*apply->uncopied));
	execution->session = &apply->session;
	logged_make(&apply->logged, execution, around->log, around->with);
	live_make(&apply->live, execution);
	handover_make(&apply->handover, execution, &apply->gate);
	apply->heard.emit = heard_on_event;
	outage_make(&apply->outage, &apply->session, &execution->run);
}

void
apply_drop(struct apply *apply)
{
	struct reach *reach = apply->watcher.below;

	/* It may be used by another run, and these are of this one. */
	reach->run = reach->lock_text = NULL;
	reach->gone = NULL;
	reach->said = NULL;
	reach->uncopied = NULL;
	reach->journal = NULL;
	real_drop(&apply->real);
	hand_drop(&apply->hand);
	hearing_end(&apply->hearing);
	hearing_drop(&apply->hearing);
	transcript_close(&apply->transcript);
}

void
apply_run(struct apply *apply, const char *host, long pid, const char *time)
{
	struct execution *execution = apply->execution;
	struct reach *reach = apply->watcher.below;

	reach->run = arena_format(&execution->arena, "%s.%ld.%s", host, pid,
	    time);
	reach->lock_text = claim_line(&execution->arena, reach->run,
	    &execution->holder);
	if (execution->folder.path != NULL) {
		reach->journal = copied_journal;
		reach->journal_with = &execution->folder;
	}
	reach->uncopied = uncopied_note;
	reach->uncopied_with = apply->uncopied;
	reach->said = live_said;
	reach->said_with = &apply->live;
}

bool
apply_named(struct apply *apply, struct err *err)
{
	return consents_name(&apply->consents, apply->execution->options,
	    err) && (apply->around->hook != NULL || hooked_ready(
	    &apply->execution->site.site->hooks, err));
}

bool
apply_unlocked(struct apply *apply, struct err *err)
{
	struct execution *execution = apply->execution;

	holders_ask(&apply->holders, &execution->arena, execution->plan,
	    apply->watcher.below, &execution->holder);
	return holders_allow(&apply->holders, execution->plan,
	    execution->options->take_over, err);
}

/* What to type where nobody can be asked. */
static bool
unasked(struct apply *apply, struct err *err)
{
	const char *text = apply->execution->options->yes ? "" : " -y";
	struct arena *arena = &apply->execution->arena;
	struct consents *consents = &apply->consents;

	for (unsigned i = 0; i < consents->count; i++)
		if (consents_is_missing(&consents->list[i]))
			text = arena_format(arena, "%s %s", text,
			    consent_option(arena, &consents->list[i]));
	return err_set(err, ERR_NOT_CONFIRMED, "nobody is asked (%s): say it "
	    "by options:%s", apply->execution->options->yes ? "-y, which "
	    "covers nothing that destroys" : "standard input and error are no "
	    "terminal", text);
}

static bool
declined(struct err *err, const char *name)
{
	return err_set(err, ERR_NOT_CONFIRMED, "\"%s\" was not typed", name);
}

/* The guest; the site, for a job without one. */
static const char *
confirmed_name(const struct plan *plan)
{
	return plan->guest != 0 ? names_text(plan->site->names, KIND_GUEST,
	    plan->guest) : plan->site->name;
}

static bool
name_typed(struct apply *apply, struct err *err)
{
	struct execution *execution = apply->execution;
	const char *name = confirmed_name(execution->plan);
	char word[ASK_WORD];

	if (!ask_for(&apply->ask, arena_format(&execution->arena, "To %s "
	    "%s on site %s, type %s:", execution->verb, execution->plan->job,
	    execution->plan->site->name, name), word) ||
	    strcmp(word, name) != 0)
		return declined(err, name);
	apply->confirmed = name;
	return true;
}

bool
apply_confirm(struct apply *apply, struct err *err)
{
	struct execution *execution = apply->execution;
	struct consent *missing;

	if (!apply->ask.can && (!execution->options->yes ||
	    consents_missing(&apply->consents) != NULL))
		return unasked(apply, err);
	while ((missing = consents_missing(&apply->consents)) != NULL)
		if (!consent_ask(missing, execution->plan, &apply->ask))
			return declined(err, missing->name);
	if (!holders_confirm(&apply->holders, &execution->arena, &apply->ask,
	    err))
		return false;
	apply->watcher.below->gone = holders_gone(&apply->holders);
	return !apply->ask.can || name_typed(apply, err);
}

static bool
may_go_on(struct execution *execution)
{
	struct apply *apply = execution->may_go_on_with;
	const struct around *around = apply->around;

	if (around->stops != NULL && around->stops(around->recorded_with))
		return false;
	return cancelled_take(&apply->cancelled, &execution->session->writer,
	    execution->run.at_ms) && uncopied_say(apply->uncopied,
	    execution) && gate_open(&apply->gate, execution);
}

/* A change is typed on a node only while the run has its lock there. */
static const char *
lock_needed(void *with, uint32_t place)
{
	const struct execution *execution = ((struct apply *)with)->execution;
	const struct plan *plan = execution->plan;

	for (uint32_t i = 0; i < plan->lock_steps; i++)
		if (plan->steps[i].op.on == place && (execution->run.done[i] ==
		    STEP_DONE || execution->run.done[i] == STEP_ALREADY))
			return names_text(plan->site->names, KIND_FILE,
			    plan->steps[i].op.file);
	return NULL;
}

void
apply_ready(struct apply *apply)
{
	struct execution *execution = apply->execution;

	apply->gate.consents = &apply->consents;
	apply->gate.costs = &apply->costs;
	apply->gate.people = apply->around->people;
	apply->gate.ask = apply->ask;
	execution_sinks(execution);
	apply->hand.meter = &execution->account->meter;
	stop_says(NULL);
	apply->outage.counters[0] = &apply->session.downtime;
	apply->outage.counters[1] = &execution->account->downtime;
	apply->outage.counters[2] = execution->options->json ?
	    &execution->lines.downtime : NULL;
	execution->tee.listener = &apply->heard;
	apply->watcher.tick = live_tick;
	apply->watcher.with = &apply->live;
	apply->watcher.sink = &apply->session.listener;
	apply->watcher.lock = lock_needed;
	apply->watcher.lock_with = apply;
	execution->may_go_on = may_go_on;
	execution->may_go_on_with = apply;
}

/* Whose locks are broken, and by what its end is known. */
static bool
holders_said(struct apply *apply, int64_t at_ms)
{
	struct execution *execution = apply->execution;

	for (unsigned i = 0; i < apply->holders.count; i++) {
		const struct lock_holder *holder = &apply->holders.list[i];

		if (!writer_ask(&apply->session.writer, &(struct word_given){
		    "take-over", arena_format(&execution->arena, "%s on %s is "
		    "a lock of %s on %s, process %ld, since %s: %s",
		    holder->lock, names_text(execution->plan->site->names,
		    KIND_NODE, holder->node), holder->who, holder->host,
		    holder->pid, holder->since, holder->proof), holder->run,
		    execution->holder.who }, at_ms))
			return false;
	}
	return true;
}

/* Which plan was approved, and by whom, as it is claimed. */
static bool
approval_said(struct apply *apply, int64_t at_ms)
{
	struct execution *execution = apply->execution;
	const struct options *options = execution->options;

	return options->approved_by == NULL || writer_ask(
	    &apply->session.writer, &(struct word_given){ "approved-by",
	    arena_format(&execution->arena, "who has approved the plan %s",
	    options->approved), options->approved_by,
	    execution->holder.who }, at_ms);
}

void
apply_begins(struct apply *apply)
{
	struct execution *execution = apply->execution;

	recording_begins(apply);
	transcript_open(&apply->transcript, &execution->arena,
	    execution->folder.path, execution->verb,
	    session_now_ms(&apply->session));
}

bool
apply_said(struct apply *apply, int64_t at_ms)
{
	struct execution *execution = apply->execution;
	struct writer *writer = &apply->session.writer;
	const char *who = execution->holder.who;

	for (unsigned i = 0; i < apply->consents.count; i++) {
		const struct consent *consent = &apply->consents.list[i];

		if ((consent->by == BY_OPTION || consent->by == BY_WORD) &&
		    !writer_ask(writer, &(struct word_given){
		    consent_name(consent), consent_text(&execution->arena,
		    consent), consent->name, who }, at_ms))
			return false;
	}
	return approval_said(apply, at_ms) && holders_said(apply, at_ms) &&
	    writer_ask(writer, &(struct word_given){ "", apply->confirmed !=
	    NULL ? "the name of what it is done to" : "by the option --yes",
	    apply->confirmed != NULL ? apply->confirmed : "yes", who }, at_ms);
}

static int
run_close(struct apply *apply)
{
	struct execution *execution = apply->execution;
	struct session *session = &apply->session;
	int status;

	execution->transcript_old = apply->transcript.old;
	execution_store(execution);
	status = execution_broken(execution);
	if (status != EXIT_OK)
		return status;
	if (!execution->options->json && !execution->part) {
		session->following.ends = true;
		/* No person types only for what is printed. */
		if (reached_by_hand(execution->site.site,
		    &apply->hearing.reach))
			places_downtime(execution->site.site,
			    &session->downtime, session_now_ms(session));
		else
			places_print(session->top, execution->site.site,
			    &session->downtime);
		session->following.ends = false;
		execution_next(execution);
	}
	return (int)execution->run.exit;
}

int
apply_go(struct apply *apply)
{
	int status;

	logged_begin(&apply->logged);
	apply->handover.begun = true;
	cancelled_make(&apply->cancelled, apply->execution->folder.path,
	    &apply->execution->journal);
	execution_go(apply->execution);
	gate_after(&apply->gate, apply->execution);
	status = run_close(apply);
	logged_end(&apply->logged, status);
	recording_ends(apply, status);
	return status;
}
