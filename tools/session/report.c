#include "tools/session/report.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tools/descriptor.h"
#include "tools/report/account.h"
#include "tools/say.h"
#include "tools/session/reading.h"
#include "tools/session/remaining.h"

static void
opening_print(const struct reading *reading)
{
	const json_t *open = reading->journal.record[0];
	const char *words[] = { "mode", "program", "who", "host", "time" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		say("%-10s %s\n", words[i], json_string_value(
		    json_object_get(open, words[i])));
	for (unsigned i = 0; i < reading->opening.fault_count; i++)
		say("%-10s %s\n", "fault", reading->opening.faults[i]);
	say("%-10s %u records%s\n", "journal",
	    (unsigned)reading->journal.count, reading->journal.torn != 0 ?
	    ", and an incomplete line after them" : "");
}

static bool
replay_print(struct arena *arena, struct reading *reading, bool questions,
    int *status, struct err *err)
{
	struct run *run = arena_take(arena, 1, sizeof(*run));
	struct replay replay = { .journal = &reading->journal,
	    .names = reading->site.site->names };
	struct account account;

	opening_print(reading);
	account_make(arena, &account, reading->site.site, questions);
	if (!journal_replay(&replay, run, reading->plan, &account.sink, err))
		return false;
	say("\n");
	if (replay.lost)
		say("the last command was started; its outcome is "
		    "unknown\n");
	remaining_print(stdout, reading->plan, run);
	*status = run->ending != GOING ? (int)run->exit :
	    replay.lost ? EXIT_UNKNOWN : EXIT_STUCK;
	return true;
}

bool
report_print(struct arena *arena, const char *path, bool questions,
    int *status, struct err *err)
{
	struct reading reading;
	bool printed = reading_make(arena, path, &reading, err) &&
	    replay_print(arena, &reading, questions, status, err);

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
