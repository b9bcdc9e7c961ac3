#include "tools/session/resumed.h"

#include <stdio.h>

#include "tools/report/account.h"
#include "tools/say.h"
#include "tools/session/execution.h"

bool
execution_read(struct execution *execution, struct err *err)
{
	const char *path = execution->folder.path;
	struct readback reading;
	bool made = reading_make(&execution->arena, path,
	    execution->site.site != NULL ? &execution->site : NULL, &reading,
	    err);

	execution->journal = reading.journal;
	execution->site = reading.site;
	execution->plan = reading.plan;
	execution->opening = reading.opening;
	if (!made)
		return false;
	execution->resumed = true;
	execution->mode = reading.opening.mode;
	return job_read_line(&execution->arena, execution->site.site,
	    execution->plan->job, &execution->job, err);
}

bool
execution_replay(struct execution *execution, struct replay *replay,
    bool *lost, struct err *err)
{
	const struct downtime *was = &execution->session->downtime;
	bool same;

	execution->tee.one = NULL;
	same = journal_replay(replay, &execution->run, execution->plan,
	    &execution->tee.sink, err);
	*lost = replay->lost;
	/* They go on where the run stopped: with a guest that is up or down. */
	if (execution->options->json)
		downtime_copy(&execution->lines.downtime, was);
	downtime_copy(&execution->account->downtime, was);
	execution->tee.one = execution->options->json ?
	    &execution->lines.sink : &execution->account->sink;
	return same;
}

/* Nothing is left to do: a message, and nothing is written. */
static int
nothing_left(const struct execution *execution, const struct err *err)
{
	if (execution->run.ending != ARRIVED &&
	    execution->run.ending != RETURNED)
		return err_print(err);
	say_to(stderr, "domferry: %s: %s\n", err_table[err->code].name,
	    err->text);
	return (int)execution->run.exit;
}

bool
execution_resume(struct execution *execution, enum decision decision,
    bool lost, int *status)
{
	struct session *session = execution->session;
	struct writer *writer = &session->writer;
	int64_t at_ms = session_now_ms(session);
	const struct resumption resumption = { .lost = lost,
	    .decision = decision, .at_ms = at_ms };
	struct run trial = execution->run;
	struct err err = { 0 };

	if (!journal_resume(execution->plan, &trial, &resumption, NULL,
	    &err)) {
		*status = err.code == ERR_RUN_ENDED ?
		    nothing_left(execution, &err) : err_print(&err);
		return false;
	}
	session->folder = &execution->folder;
	session_write(session, &execution->tee.sink, execution->plan,
	    &execution->run);
	writer->wording = lines_wording(&execution->lines);
	if (!writer_resume(writer, &execution->journal, &execution->holder,
	    decision == DECIDE_ROLLBACK ? "rollback" : "resume", at_ms)) {
		*status = err_print(&writer->err);
		return false;
	}
	sink_emit(execution->tee.one, &(struct event){ .type = EVENT_RUN,
	    .plan = execution->plan, .at_ms = at_ms });
	journal_resume(execution->plan, &execution->run, &resumption,
	    &writer->sink, &err);
	return true;
}
