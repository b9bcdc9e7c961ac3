#include "tools/replay/part.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tools/apply/apply.h"
#include "tools/file.h"
#include "tools/replay/replayed.h"
#include "tools/say.h"
#include "tools/session/folder.h"
#include "tools/session/resumed.h"
#include "tools/session/stop.h"

/* How the process of a part ends, beside the status of its verb. */
enum { PART_DIFFERS = 100, PART_DIED = 101, PART_WORDS = 600,
    SAID_BYTES = 200, PIECE = 4096, JOURNAL_MOST = 1 << 28 };

static void
leave(int status)
{
	fflush(NULL);
	_exit(status);
}

/* Whoever recorded it was killed with what comes now. */
static void
died(void *with)
{
	(void)with;
	leave(PART_DIED);
}

/* A signal had come before the next operation. */
static bool
stops(void *with)
{
	const struct recorded *recorded = with;
	const struct recorded_line *end = recorded_part(recorded,
	    RECORDED_ENDS, recorded->begun + 1);

	if (end == NULL || end->signal == NULL ||
	    !recorded_is_spent(recorded))
		return false;
	raise(SIGINT);
	return true;
}

static const struct part_verb {
	const char	*name;
	unsigned	 bit;
	enum decision	 decision;	/* of those that take a run up */
} verbs_played[] = {
	{ "apply", VERB_APPLY, DECIDE_RESUME },
	{ "resume", VERB_RESUME, DECIDE_RESUME },
	{ "rollback", VERB_ROLLBACK, DECIDE_ROLLBACK },
	{ NULL, 0, DECIDE_RESUME },
};

static const struct part_verb *
verb_find(const char *name)
{
	const struct part_verb *verb = verbs_played;

	while (verb->name != NULL && strcmp(verb->name, name) != 0)
		verb++;
	return verb->name != NULL ? verb : NULL;
}

/* As they were recorded, and where the new run is. */
static bool
options_take(struct night *night, const struct part_verb *verb,
    const struct recorded_line *line, struct options *options,
    struct err *err)
{
	bool begins = verb->bit == VERB_APPLY;
	const char *word[PART_WORDS];
	unsigned n = 0;

	if (begins)
		word[n++] = "--run";
	word[n++] = night->run;
	for (size_t i = 0; i < json_array_size(line->words); i++) {
		const char *text = json_string_value(json_array_get(
		    line->words, i));

		if (n + 1 < PART_WORDS)
			word[n++] = night->plan != NULL &&
			    strcmp(text, "plan.json") == 0 ? night->plan :
			    text;
	}
	word[n] = NULL;
	return options_read(options, verb->bit, begins,
	    (char **)(uintptr_t)word, err);
}

static bool
execution_take(struct night *night, struct execution *execution,
    const struct part_verb *verb, struct err *err)
{
	if (verb->bit == VERB_APPLY)
		return site_open(&execution->arena, night->site,
		    &execution->site) == EXIT_OK;
	holder_ask(&execution->arena, &execution->holder);
	if (!folder_open(&execution->folder, night->run, folder_journal,
	    &execution->holder,
	    err) || !execution_read(execution, err)) {
		err_print(err);
		return false;
	}
	execution_lines(execution);
	return true;
}

static int
carry_out(struct night *night, struct execution *execution,
    const struct part_verb *verb, unsigned part)
{
	struct recorded *recorded = arena_take(&execution->arena, 1,
	    sizeof(*recorded));
	struct around around = { .stops = stops };
	struct err err = { 0 };
	int status;

	if (!recorded_open(recorded, execution->site.site, night->transcript,
	    part - 1, &err))
		return err_print(&err);
	recorded->died = died;
	replayed_around(&around, recorded);
	replayed_ask(&around, recorded);
	status = verb->bit == VERB_APPLY ? apply_play(execution, &around) :
	    apply_resume(execution, verb->decision, &around);
	if (recorded_over(recorded, status == EXIT_OK ||
	    status == EXIT_RETURNED, &err))
		return status;
	say_to(stderr, "domferry: %s\n", err.text);
	return PART_DIFFERS;
}

/* In the process of the part. */
static void
play(struct night *night, const struct recorded_line *line, unsigned part)
{
	const struct part_verb *verb = verb_find(line->begins);
	struct execution *execution = arena_take(&night->arena, 1,
	    sizeof(*execution));
	struct options *options = arena_take(&night->arena, 1,
	    sizeof(*options));
	struct err err = { 0 };

	if (!options_take(night, verb, line, options, &err))
		leave(err_print(&err));
	execution_make(execution, options, verb->name, "apply");
	if (!execution_take(night, execution, verb, &err))
		leave(EXIT_FILE);
	leave(carry_out(night, execution, verb, part));
}

/* Standard output goes nowhere, standard error into the pipe, unless both are
 * shown. */
static void
streams_turn(const struct night *night, int to)
{
	int nowhere;

	if (!night->shown) {
		nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
		dup2(nowhere, STDOUT_FILENO);
	}
	dup2(to, STDERR_FILENO);
}

/* What went wrong is a line of its own, with a hint below it. */
static void
line_take(const struct night *night, struct buffer *line,
    char last[SAID_BYTES + 1])
{
	static const char mark[] = "domferry: ";

	if (night->shown)
		say_to(stderr, "%s\n", buffer_text(line));
	if (strncmp(buffer_text(line), mark, strlen(mark)) == 0)
		snprintf(last, SAID_BYTES + 1, "%.*s", SAID_BYTES,
		    line->bytes + strlen(mark));
	buffer_drop(line);
}

/* The last of those lines; all of them are for who looks. */
static void
said_read(const struct night *night, int from, char last[SAID_BYTES + 1])
{
	struct buffer line = { 0 };
	char piece[PIECE];
	ssize_t n;

	last[0] = '\0';
	while ((n = read(from, piece, sizeof(piece))) > 0 ||
	    (n < 0 && errno == EINTR)) {
		for (ssize_t i = 0; i < n; i++)
			if (piece[i] != '\n')
				buffer_put(&line, &piece[i], 1);
			else
				line_take(night, &line, last);
	}
	buffer_drop(&line);
}

/* How it ended, against what is recorded. */
static bool
judge(const struct night *night, unsigned part, int status, const char *said,
    struct err *err)
{
	const struct recorded_line *end = recorded_part(&night->recorded,
	    RECORDED_ENDS, part);
	int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;

	if (code == PART_DIFFERS)
		return err_set(err, ERR_NOT_AS_RECORDED, "%s", said);
	if ((end == NULL && code == PART_DIED) ||
	    (end != NULL && code == end->status))
		return true;
	if (code == PART_DIED || end == NULL)
		return err_set(err, ERR_NOT_AS_RECORDED, "%.100s: the run was "
		    "killed then, and has ended with status %d now: %.60s",
		    night->transcript, code, said);
	return err_set(err, ERR_NOT_AS_RECORDED, "%.60s:%u: status %d then, "
	    "%d now: %.100s", night->transcript, end->number, end->status,
	    code, said);
}

/* Whoever was killed had written so many records: those that the new run has
 * written beyond them were never on that disk. */
static bool
journal_cut(struct night *night, unsigned part, struct err *err)
{
	const struct recorded_line *next = recorded_part(&night->recorded,
	    RECORDED_BEGINS, part + 1);
	const char *path = folder_path(&night->arena, night->run,
	    "journal.jsonl"), *text, *at;
	json_int_t records = 0;
	size_t size;

	if (next == NULL || recorded_part(&night->recorded, RECORDED_ENDS,
	    part) != NULL)
		return true;
	text = file_read(&night->arena, path, JOURNAL_MOST, &size, err);
	if (text == NULL)
		return false;
	for (at = text; *at != '\0' && records < next->records; at++)
		records += *at == '\n';
	if (records < next->records)
		return err_set(err, ERR_NOT_AS_RECORDED, "%.100s:%u: the "
		    "journal had %lld records then, and has %lld now",
		    night->transcript, next->number, (long long)next->records,
		    (long long)records);
	return truncate(path, at - text) == 0 || err_set(err,
	    ERR_FILE_UNWRITABLE, "%.150s: %s", path, strerror(errno));
}

bool
part_play(struct night *night, unsigned part, struct err *err)
{
	const struct recorded_line *line = recorded_part(&night->recorded,
	    RECORDED_BEGINS, part);
	char said[SAID_BYTES + 1];
	int ends[2], status = 0;
	pid_t child;

	if (verb_find(line->begins) == NULL)
		return err_set(err, ERR_UNSUPPORTED, "%.100s:%u: \"%.30s\" is "
		    "no verb of a run", night->transcript, line->number,
		    line->begins);
	fflush(NULL);
	if (pipe(ends) != 0 || (child = stop_fork()) < 0)
		return err_set(err, ERR_PROGRAM_FAILED, "no process can be "
		    "begun: %s", strerror(errno));
	if (child == 0) {
		streams_turn(night, ends[1]);
		close(ends[0]);
		close(ends[1]);
		play(night, line, part);
	}
	close(ends[1]);
	said_read(night, ends[0], said);
	close(ends[0]);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		continue;
	return judge(night, part, status, said, err) &&
	    journal_cut(night, part, err);
}
