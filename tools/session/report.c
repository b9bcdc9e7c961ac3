#include "tools/session/report.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tools/descriptor.h"
#include "tools/report/account.h"
#include "tools/report/lines.h"
#include "tools/say.h"
#include "tools/session/aside_lines.h"
#include "tools/session/cancelled.h"
#include "tools/session/execution.h"
#include "tools/session/questioned.h"
#include "tools/session/remaining.h"

static const char *
seconds(int64_t ms, char text[24])
{
	snprintf(text, 24, "%lld.%llds", (long long)ms / 1000,
	    (long long)ms % 1000 / 100);
	return text;
}

/* On a simulated site an answer may take no time: then there is nothing to
 * say. */
static void
questioned_print(const struct journal *journal)
{
	struct questioned all = questioned_count(journal);
	char took[24], longest[24];

	say("%-10s %u question%s", "asked", all.count, plural(all.count));
	if (all.longest != NULL)
		say(", answered in %s; the slowest, %s%s%s, took %s",
		    seconds(all.ms, took), all.longest,
		    *all.place != '\0' ? " at " : "", all.place,
		    seconds(all.longest_ms, longest));
	say("\n");
}

static void
opening_print(const struct readback *reading)
{
	const json_t *open = reading->journal.record[0];
	const char *words[] = { "mode", "program", "who", "host", "time" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		say("%-10s %s\n", words[i], json_string_value(
		    json_object_get(open, words[i])));
	for (unsigned i = 0; i < reading->opening.fault_count; i++)
		say("%-10s %s\n", "fault", reading->opening.faults[i]);
	if (reading->opening.through != NULL)
		say("%-10s %s\n", "through", reading->opening.through);
	say("%-10s %u record%s%s\n", "journal",
	    (unsigned)reading->journal.count,
	    plural(reading->journal.count), reading->journal.torn != 0 ?
	    ", and an incomplete line after them" : "");
	questioned_print(&reading->journal);
}

static void
cancel_print(void *with, const struct holder *holder, const char *step,
    const char *text)
{
	(void)with;
	say("%-10s step %s, at %s, by %s on %s: %s\n", "cancel", step,
	    holder->time, holder->who, holder->host, text);
}

/* A run that has not ended was interrupted. */
static int
status_of(const struct run *run, bool lost)
{
	if (run->ending != GOING)
		return (int)run->exit;
	return lost ? EXIT_UNKNOWN : EXIT_STUCK;
}

void
report_head(const struct readback *reading)
{
	opening_print(reading);
	cancelled_each(reading->folder, 0, cancel_print, NULL);
	asides_print(&reading->journal);
}

void
report_tail(const struct readback *reading, const struct run *run, bool lost,
    int *status)
{
	say("\n");
	if (lost)
		say("the last command was started; its outcome is "
		    "unknown\n");
	remaining_print(stdout, reading->plan, run);
	*status = status_of(run, lost);
}

static bool
replay_print(struct arena *arena, struct readback *reading, bool questions,
    int *status, struct err *err)
{
	struct run *run = arena_take(arena, 1, sizeof(*run));
	struct replay replay = { .journal = &reading->journal,
	    .names = reading->site.site->names };
	struct account account;

	report_head(reading);
	account_make(arena, &account, reading->site.site, questions);
	account.real = execution_is_real(reading->opening.mode);
	if (!journal_replay(&replay, run, reading->plan, &account.sink, err))
		return false;
	report_tail(reading, run, replay.lost, status);
	return true;
}

bool
report_print(struct arena *arena, const char *path, bool questions,
    int *status, struct err *err)
{
	struct readback reading;
	bool printed = reading_make(arena, path, NULL, &reading, err) &&
	    replay_print(arena, &reading, questions, status, err);

	journal_drop(&reading.journal);
	return printed;
}

/* It has no end of its own: how far it has come. */
static void
going_emit(struct sink *sink, const struct plan *plan,
    const struct run *run, bool lost)
{
	struct err err = { 0 };

	err_set(&err, ERR_STOPPED, lost ? "the last command was started; its "
	    "outcome is unknown" : "the run has not ended");
	sink_emit(sink, &(struct event){ .type = EVENT_END,
	    .at_ms = run->at_ms, .plan = plan, .step = run->step,
	    .ending = GOING, .exit = (uint32_t)status_of(run, lost),
	    .run = run, .err = &err, .took_ms = run->at_ms - run->begun_ms });
}

static bool
replay_stream(struct arena *arena, struct readback *reading, int *status,
    struct err *err)
{
	struct run *run = arena_take(arena, 1, sizeof(*run));
	struct replay replay = { .journal = &reading->journal,
	    .names = reading->site.site->names };
	const struct next next = { .plan = reading->plan, .run = run,
	    .begin = reading->opening.begin,
	    .begin_count = reading->opening.begin_count,
	    .faults = reading->opening.faults,
	    .fault_count = reading->opening.fault_count,
	    .seed = reading->opening.seed,
	    .through = reading->opening.through,
	    .real = execution_is_real(reading->opening.mode) };
	struct aside_lines asides;
	struct lines lines;

	lines_make(arena, &lines, &(struct stream){
	    .site = reading->site.site, .mode = reading->opening.mode,
	    .site_digest = reading->site.digest,
	    .seed = reading->opening.seed,
	    .faults = reading->opening.faults,
	    .fault_count = reading->opening.fault_count });
	lines.next = &next;
	lines_version("report");
	aside_lines_make(&asides, &lines, &reading->journal,
	    reading->folder);
	if (!journal_replay(&replay, run, reading->plan, &asides.sink,
	    err))
		return false;
	if (run->ending == GOING)
		going_emit(&asides.sink, reading->plan, run, replay.lost);
	*status = status_of(run, replay.lost);
	return true;
}

bool
report_stream(struct arena *arena, const char *path, int *status,
    struct err *err)
{
	struct readback reading;
	bool printed = reading_make(arena, path, NULL, &reading, err) &&
	    replay_stream(arena, &reading, status, err);

	journal_drop(&reading.journal);
	return printed;
}

/* The account is printed on standard output; for a moment that is the file.  An
 * error that standard output had before stays: it is reported at the end. */
static bool
account_put(struct arena *arena, const struct folder *folder, int file)
{
	bool broken = fflush(stdout) != 0 || ferror(stdout) != 0;
	struct err err = { 0 };
	int kept = dup(STDOUT_FILENO), status;
	bool whole;

	if (kept < 0)
		return false;
	if (!broken)
		clearerr(stdout);
	whole = dup2(file, STDOUT_FILENO) >= 0 &&
	    report_print(arena, folder->path, false, &status, &err);
	whole = fflush(stdout) == 0 && whole && (broken ||
	    ferror(stdout) == 0) && descriptor_sync(file);
	dup2(kept, STDOUT_FILENO);
	close(kept);
	if (!broken)
		clearerr(stdout);
	return whole;
}

bool
report_write(const struct folder *folder)
{
	struct arena arena = { 0 };
	const char *path = folder_path(&arena, folder->path, "report.txt");
	const char *beside = arena_format(&arena, "%s.new", path);
	int file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW |
	    O_CLOEXEC, 0600);
	bool whole = file >= 0 && account_put(&arena, folder, file);

	if (file >= 0 && close(file) != 0)
		whole = false;
	whole = whole && rename(beside, path) == 0;
	if (file >= 0 && !whole)
		unlink(beside);
	arena_drop(&arena);
	return whole;
}
