#include "tools/session/execution.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tools/report/account.h"
#include "tools/report/next.h"
#include "tools/say.h"
#include "tools/session/report.h"
#include "tools/session/stop.h"

bool
execution_is_real(const char *mode)
{
	return strcmp(mode, "apply") == 0;
}

void
execution_make(struct execution *execution, const struct options *options,
    const char *verb, const char *mode)
{
	memset(execution, 0, sizeof(*execution));
	execution->options = options;
	execution->verb = verb;
	execution->mode = mode;
	execution->folder.journal = -1;
	execution->folder.lock.fd = -1;
}

void
execution_drop(struct execution *execution)
{
	if (execution->stored.out != NULL)
		fclose(execution->stored.out);
	if (execution->folder.path != NULL)
		folder_close(&execution->folder);
	journal_drop(&execution->journal);
	arena_drop(&execution->arena);
}

bool
execution_job(struct execution *execution, struct err *err)
{
	const struct options *options = execution->options;
	struct site *site = execution->site.site;

	if (!plan_file_is(options))
		return job_read(&execution->arena, site, (struct job_words){
		    options->operand, options->operand_count, 0 },
		    &execution->job, err);
	if (!plan_file_open(&execution->arena, site, options->operand[0],
	    &execution->file, err))
		return false;
	execution->plan = execution->file.plan;
	return job_read_line(&execution->arena, site, execution->plan->job,
	    &execution->job, err);
}

static void
tee_on_event(struct sink *sink, const struct event *event)
{
	struct tee *tee = (struct tee *)sink;

	sink_emit(tee->one, event);
	sink_emit(tee->other, event);
	sink_emit(tee->listener, event);
}

/* How it came about, for what is to be typed next. */
static struct next
next_of(const struct execution *execution, const char *site_path,
    const char *run_path)
{
	const struct opening *opening = &execution->opening;
	const char *from = opening->start != NULL && !execution->resumed ?
	    execution->options->from : NULL;

	/* A run that is resumed does not know its capture. */
	return (struct next){ execution->plan, &execution->run,
	    execution->file.path, opening->start == NULL ? site_path : NULL,
	    from, run_path, opening->begin,
	    opening->begin_count, opening->faults, opening->fault_count,
	    opening->seed, opening->through,
	    execution_is_real(execution->mode) };
}

void
execution_lines(struct execution *execution)
{
	lines_make(&execution->arena, &execution->lines, &(struct stream){
	    .site = execution->site.site, .mode = execution->mode,
	    .site_digest = execution->site.digest,
	    .seed = execution->opening.seed });
}

/* The stream of a run is the same in whatever directory the run is; a run that
 * is resumed has its site there. */
static void
lines_begin(struct execution *execution, struct lines *lines)
{
	struct next *next = arena_take(&execution->arena, 1, sizeof(*next));

	*next = next_of(execution, lines == &execution->lines &&
	    !execution->resumed ? execution->site.path : NULL, NULL);
	lines_make(&execution->arena, lines, &(struct stream){
	    .site = execution->site.site, .mode = execution->mode,
	    .site_digest = execution->site.digest,
	    .seed = execution->opening.seed });
	lines->asked = execution->asked;
	lines->digest = execution->digest;
	lines->with = execution->with;
	lines->next = next;
	lines->stream.faults = execution->opening.faults;
	lines->stream.fault_count = execution->opening.fault_count;
}

/* Events can be made again from the journal: a full disk costs them only. */
static void
stored_open(struct execution *execution)
{
	int file;

	if (execution->folder.path == NULL)
		return;
	lines_begin(execution, &execution->stored);
	file = open(folder_path(&execution->arena, execution->folder.path,
	    "events.jsonl"), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW |
	    O_CLOEXEC, 0600);
	execution->stored.out = file >= 0 ? fdopen(file, "w") : NULL;
	if (execution->stored.out == NULL)
		return;
	lines_version_to(execution->stored.out, execution->mode);
	execution->tee.other = &execution->stored.sink;
}

void
execution_shown(struct execution *execution)
{
	execution->account = arena_take(&execution->arena, 1,
	    sizeof(*execution->account));
	account_make(&execution->arena, execution->account,
	    execution->site.site, execution->options->verbose);
	execution->account->real = execution_is_real(execution->mode);
	if (execution->options->json) {
		lines_begin(execution, &execution->lines);
		if (!execution->part)
			lines_version(execution->verb);
		execution->tee.one = &execution->lines.sink;
	} else {
		execution->tee.one = &execution->account->sink;
	}
}

/* Before the first line is printed: a run that has a journal is ended by no
 * signal. */
void
execution_sinks(struct execution *execution)
{
	stop_listen();
	if (execution->folder.path != NULL)
		stop_outlive_pipe();
	execution->tee.sink.emit = tee_on_event;
	execution_shown(execution);
	stored_open(execution);
	execution->session->sink = &execution->tee.sink;
}

/* Its files, and the first records of its journal. */
static bool
folder_fill(struct execution *execution, const json_t *plan, const char *text,
    struct err *err)
{
	struct session *session = execution->session;
	struct folder *folder = &execution->folder;
	const char *start = execution->opening.start;
	bool made = folder_put(folder, "site.json", execution->site.text,
	    execution->site.size, err) && (start == NULL ||
	    folder_put(folder, "start.txt", start, strlen(start), err)) &&
	    folder_put(folder, "plan.json", text, strlen(text), err) &&
	    folder_reserve(folder, writer_need(execution->plan), err);

	if (!made)
		return false;
	session->folder = folder;
	session_write(session, &execution->tee.sink, execution->plan,
	    &execution->run);
	session->writer.wording = lines_wording(&execution->lines);
	made = writer_open(&session->writer, &execution->opening, plan) &&
	    folder_sync(folder, err);
	if (session->writer.err.code != ERR_NONE)
		*err = session->writer.err;
	/* A fault may have ended it: that is no error of the folder. */
	return made || err->code == ERR_NONE;
}

bool
execution_folder(struct execution *execution, const char *path,
    struct err *err)
{
	struct folder *folder = &execution->folder;
	struct wording wording = lines_wording(&execution->lines);
	json_t *plan = plan_json(execution->plan, &wording,
	    execution->site.digest);
	char *text = json_dumps(plan, JSON_SORT_KEYS | JSON_COMPACT);
	bool made;

	if (text == NULL)
		abort();
	holder_ask(&execution->arena, &execution->holder);
	made = plan_file_fits(execution->plan, text, err) &&
	    folder_make(folder, path, folder_journal, &execution->holder,
	    err) &&
	    folder_fill(execution, plan, text, err);
	if (!made && folder->lock.fd >= 0) {
		folder_discard(folder);
		folder->path = NULL;
	}
	free(text);
	json_decref(plan);
	return made;
}

static bool
may_go_on(struct execution *execution)
{
	return execution->may_go_on == NULL ||
	    execution->may_go_on(execution);
}

void
execution_go(struct execution *execution)
{
	struct session *session = execution->session;

	while (!stop_asked() && may_go_on(execution) && session_step(session,
	    execution->plan, &execution->run, &execution->tee.sink))
		continue;
	if (execution->run.ending != GOING && session->writing &&
	    !session->writer.over)
		folder_unreserve(session->folder);
}

static bool
is_broken(const struct execution *execution)
{
	return execution->run.ending == GOING ||
	    execution->session->writer.over;
}

int
execution_broken(const struct execution *execution)
{
	const char *path = execution->folder.path;
	struct err err = execution->session->writer.err;
	int status;

	if (!is_broken(execution))
		return EXIT_OK;
	if (err.code == ERR_NONE)
		err = execution->halt;
	if (err.code == ERR_NONE && stop_asked())
		err_set(&err, ERR_STOPPED, "%s: stopped before the next "
		    "operation", stop_signal());
	else if (err.code == ERR_NONE)
		err_set(&err, ERR_STOPPED, "the fault ended domferry here");
	status = err_print(&err);
	if (path != NULL && !execution->options->json)
		next_stopped(execution->plan, &execution->run, path);
	return status;
}

/* Files that are for people: a full disk costs them, and no run. */
static void
note_old(const struct execution *execution, bool old, const char *name)
{
	const char *path = execution->folder.path;

	if (old)
		say_to(stderr, "domferry: note: %s/%s could not be written; "
		    "domferry report %s prints what the journal has\n", path,
		    name, path);
}

void
execution_store(struct execution *execution)
{
	FILE *stored = execution->stored.out;
	bool old = stored == NULL || ferror(stored) != 0;

	execution->stored.out = NULL;
	if (execution->folder.path == NULL)
		return;
	old |= stored != NULL && fclose(stored) != 0;
	note_old(execution, old, "events.jsonl");
	note_old(execution, execution->transcript_old, "transcript.jsonl");
	note_old(execution, execution->session->writer.page_old,
	    "remaining.txt");
	note_old(execution, !report_write(&execution->folder), "report.txt");
}

void
execution_next(const struct execution *execution)
{
	const struct next next = next_of(execution, execution->site.path,
	    execution->folder.path);

	next_print(&next);
}
