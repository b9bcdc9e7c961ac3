#include "tools/session/report.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tools/report/account.h"
#include "tools/session/reading.h"
#include "tools/session/remaining.h"

static void
opening_print(const struct reading *reading)
{
	const json_t *open = reading->journal.record[0];
	const char *words[] = { "mode", "program", "who", "host", "time" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		printf("%-10s %s\n", words[i], json_string_value(
		    json_object_get(open, words[i])));
	for (unsigned i = 0; i < reading->opening.fault_count; i++)
		printf("%-10s %s\n", "fault", reading->opening.faults[i]);
	printf("%-10s %u records%s\n", "journal",
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
	putchar('\n');
	if (replay.lost)
		printf("the last command was started; its outcome is "
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

/* The account is printed on standard output; for a moment that is the file. */
void
report_write(const struct folder *folder)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	int file, kept, status;

	fflush(stdout);
	file = open(folder_path(&arena, folder->path, "report.txt"),
	    O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	kept = file >= 0 ? dup(STDOUT_FILENO) : -1;
	if (kept >= 0 && dup2(file, STDOUT_FILENO) >= 0) {
		report_print(&arena, folder->path, false, &status, &err);
		fflush(stdout);
		dup2(kept, STDOUT_FILENO);
	}
	if (kept >= 0)
		close(kept);
	if (file >= 0)
		close(file);
	clearerr(stdout);
	arena_drop(&arena);
}
