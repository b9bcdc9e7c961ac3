/*
 * resume and rollback: take a run up where its journal ends.
 */
#include <stdio.h>
#include <string.h>

#include "tools/rehearsal/rehearsal.h"
#include "tools/say.h"
#include "tools/session/unbegun.h"
#include "tools/verbs.h"

static bool
reading_read(struct rehearsal *rehearsal, const char *path, struct err *err)
{
	struct reading reading;
	bool made = reading_make(&rehearsal->arena, path, &reading, err);

	rehearsal->journal = reading.journal;
	rehearsal->site = reading.site;
	rehearsal->plan = reading.plan;
	rehearsal->opening = reading.opening;
	if (!made)
		return false;
	if (strcmp(rehearsal->opening.mode, "rehearse") != 0)
		return err_set(err, ERR_UNSUPPORTED, "%s: this version cannot "
		    "continue a run of mode \"%s\"", path,
		    rehearsal->opening.mode);
	if (rehearsal->opening.through != NULL && !through_find(
	    rehearsal->opening.through, &rehearsal->through))
		return err_set(err, ERR_UNSUPPORTED, "%s: this version cannot "
		    "continue a run through \"%s\"", path,
		    rehearsal->opening.through);
	return job_read_line(&rehearsal->arena, rehearsal->site.site,
	    rehearsal->plan->job, &rehearsal->job, err);
}

static void
forget(void *with)
{
	session_forget(with);
}

/* The simulated site is made again: what the journal says was asked of it is
 * asked once more. */
static bool
tries_spent(struct rehearsal *rehearsal, bool *lost, struct err *err)
{
	struct session *session = &rehearsal->sandbox.session;
	struct replay replay = { .journal = &rehearsal->journal,
	    .names = rehearsal->site.site->names,
	    .resumed = forget, .with = session };
	bool same;

	rehearsal->resumed = true;
	if (!rehearsal_site(rehearsal, err))
		return false;
	rehearsal_sinks(rehearsal);
	/* Listeners have seen these events; only events.jsonl is made again. */
	rehearsal->tee.one = NULL;
	sandbox_zero(&rehearsal->sandbox);
	if (!rehearsal_faults(rehearsal, err))
		return false;
	replay.backend.below = session->top;
	same = journal_replay(&replay, &rehearsal->run, rehearsal->plan,
	    &rehearsal->tee.sink, err);
	*lost = replay.lost;
	session->faults.ended = false;
	/* They go on where the run stopped: with a guest that is up or down. */
	if (rehearsal->options->json)
		downtime_copy(&rehearsal->lines.downtime, &session->downtime);
	downtime_copy(&rehearsal->account.downtime, &session->downtime);
	rehearsal->tee.one = rehearsal->options->json ?
	    &rehearsal->lines.sink : &rehearsal->account.sink;
	return same;
}

/* The process ended before the first record: there is nothing to go on with,
 * and nothing to take back. */
static int
not_begun(const struct err *err, enum decision decision)
{
	if (decision != DECIDE_ROLLBACK)
		return err_print(err);
	say("%s\n", err->text);
	return EXIT_OK;
}

/* Nothing is left to do: a message, and nothing is written. */
static int
nothing_left(const struct rehearsal *rehearsal, const struct err *err)
{
	if (rehearsal->run.ending != ARRIVED &&
	    rehearsal->run.ending != RETURNED)
		return err_print(err);
	say_to(stderr, "domferry: %s: %s\n", err_table[err->code].name,
	    err->text);
	return (int)rehearsal->run.exit;
}

static int
take_up(struct rehearsal *rehearsal, enum decision decision, bool lost,
    struct err *err)
{
	struct session *session = &rehearsal->sandbox.session;
	struct writer *writer = &session->writer;
	struct resumption resumption = { .lost = lost, .decision = decision };
	struct run trial = rehearsal->run;
	int64_t at_ms;

	session_resume_at(session, trial.at_ms);
	at_ms = resumption.at_ms = session_now_ms(session);
	if (!journal_resume(rehearsal->plan, &trial, &resumption, NULL, err))
		return err->code == ERR_RUN_ENDED ?
		    nothing_left(rehearsal, err) : err_print(err);
	session->folder = &rehearsal->folder;
	session_write(session, &rehearsal->tee.sink, rehearsal->plan,
	    &rehearsal->run);
	writer->wording = lines_wording(&rehearsal->lines);
	if (!writer_resume(writer, &rehearsal->journal, &rehearsal->holder,
	    decision == DECIDE_ROLLBACK ? "rollback" : "resume", at_ms))
		return err_print(&writer->err);
	sink_emit(rehearsal->tee.one, &(struct event){ .type = EVENT_RUN,
	    .plan = rehearsal->plan, .at_ms = at_ms });
	journal_resume(rehearsal->plan, &rehearsal->run, &resumption,
	    &writer->sink, err);
	rehearsal_go(rehearsal);
	return rehearsal_close(rehearsal);
}

static int
play(const struct options *options, enum decision decision)
{
	struct rehearsal rehearsal = { .options = options,
	    .folder.journal = -1, .folder.lock.fd = -1,
	    .transcript.file = -1 };
	const char *path = options->operand[0];
	struct err err = { 0 }, full = { 0 };
	bool lost = false;
	int status;

	rehearsal.verb = decision == DECIDE_ROLLBACK ? "rollback" : "resume";
	holder_ask(&rehearsal.arena, &rehearsal.holder);
	if (!folder_open(&rehearsal.folder, path, &rehearsal.holder, &err) ||
	    !reading_read(&rehearsal, path, &err)) {
		status = err.code == ERR_NOT_BEGUN ||
		    (err.code == ERR_NOT_A_RUN && unbegun(path, &err)) ?
		    not_begun(&err, decision) : err_print(&err);
	} else {
		lines_make(&rehearsal.arena, &rehearsal.lines, &(struct stream){
		    .site = rehearsal.site.site, .mode = "rehearse",
		    .site_digest = rehearsal.site.digest,
		    .seed = rehearsal.opening.seed });
		/* A started run is not stranded by a disk that is full. */
		if (!rehearsal.folder.reserved &&
		    !folder_reserve(&rehearsal.folder,
		    writer_need(rehearsal.plan), &full))
			say_to(stderr, "domferry: note: no disk space could "
			    "be reserved: %s\n",
			    full.text);
		status = tries_spent(&rehearsal, &lost, &err) ?
		    take_up(&rehearsal, decision, lost, &err) :
		    err_print(&err);
	}
	rehearsal_drop(&rehearsal);
	return status;
}

static int
one_run(const struct options *options, const char *verb,
    enum decision decision)
{
	if (options->operand_count != 1) {
		say_to(stderr, "domferry: usage: %s needs a run directory\n"
		    "        domferry %s RUN\n", verb, verb);
		return EXIT_USAGE;
	}
	return play(options, decision);
}

int
cmd_resume(const struct options *options)
{
	return one_run(options, "resume", DECIDE_RESUME);
}

int
cmd_rollback(const struct options *options)
{
	return one_run(options, "rollback", DECIDE_ROLLBACK);
}
