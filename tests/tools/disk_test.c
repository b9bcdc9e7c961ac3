/*
 * The disk fails under a rehearsal and under a resume: every call on a file, in
 * every way; or domferry is killed.  No such failure crashes it, damages the
 * journal, or leaves a run that cannot go on: when the disk works again, the
 * run in the directory is resumed, or a new one is started if there is none.
 * Both arrive in the world of an undisturbed run.  A run that was killed is
 * also rolled back, to the world in which it began.
 *
 * The program is linked, and its verbs are called: to start it each time would
 * take ten times as long.  tests/strace_test.sh and tests/kill_test.sh do some
 * of it to the program that is shipped.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "core/base/err.h"
#include "core/formats/json/digest.h"
#include "tests/disk_fixture.h"
#include "tests/sparse.h"
#include "tools/file.h"
#include "tools/journal-check/check.h"
#include "tools/verbs.h"

enum { PATH = 128, WORDS = 16, WORLD = 96, KILLED = 128 + SIGKILL,
    KNOWN = 8192, SHOWN = 8, RECORDS = 256, NEVER = 1000000 };

#define POSTS "scenarios/sites/posts.json"

/* Where it is played, and what was found. */
struct ground {
	char		 top[PATH], run[PATH], back[PATH], other[PATH],
	    broken[PATH], out[PATH], err[PATH];
	struct disk	*disk;		/* seen by children too */
	size_t		 bytes;		/* a file may have; 0: no limit */
	bool		 left_open;	/* a descriptor */
	const char	*job;
	const char	*verb;
	char		 arrived[WORLD], untouched[WORLD];
	char		(*known)[DIGEST_SIZE];	/* healed already */
	size_t		 known_count;
	unsigned	 tries, healed, bad, turn;
};

static void
path_put(char path[PATH], const char *top, const char *name)
{
	int n = snprintf(path, PATH, "%s/%s", top, name);

	assert_in_range(n, 1, PATH - 1);
}

/* In memory, if there is a place: nothing here proves anything about a disk. */
static int
ground_make(void **state)
{
	struct ground *ground = calloc(1, sizeof(*ground));
	struct stat about;

	assert_non_null(ground);
	path_put(ground->top, stat("/dev/shm", &about) == 0 ? "/dev/shm" :
	    "/tmp", "domferry-XXXXXX");
	assert_non_null(mkdtemp(ground->top));
	path_put(ground->run, ground->top, "run");
	path_put(ground->back, ground->top, "back");
	path_put(ground->other, ground->top, "other");
	path_put(ground->broken, ground->top, "broken");
	path_put(ground->out, ground->top, "out");
	path_put(ground->err, ground->top, "err");
	ground->known = calloc(KNOWN, sizeof(*ground->known));
	ground->disk = disk_make();
	assert_true(ground->known != NULL && ground->disk != NULL);
	unsetenv("DOMFERRY_SITE");
	*state = ground;
	return 0;
}

/* The entries of a directory, one after the other. */
static bool
entry_next(DIR *folder, const char *path, char entry[PATH], char **name)
{
	struct dirent *found;

	do
		found = folder != NULL ? readdir(folder) : NULL;
	while (found != NULL && found->d_name[0] == '.');
	if (found == NULL)
		return false;
	path_put(entry, path, found->d_name);
	*name = found->d_name;
	return true;
}

static void
folder_drop(const char *path)
{
	DIR *folder = opendir(path);
	char entry[PATH], *name;

	while (entry_next(folder, path, entry, &name))
		unlink(entry);
	if (folder != NULL)
		closedir(folder);
	rmdir(path);
}

static int
ground_drop(void **state)
{
	struct ground *ground = *state;

	folder_drop(ground->run);
	folder_drop(ground->back);
	folder_drop(ground->other);
	folder_drop(ground->broken);
	folder_drop(ground->top);
	disk_drop(ground->disk);
	free(ground->known);
	free(ground);
	return 0;
}

/* The whole file with an end after it; of what is only room, its size. */
static char *
text_of(const char *path, size_t *size)
{
	FILE *file = fopen(path, "r");
	char *text = NULL;
	struct stat about;

	*size = 0;
	if (file != NULL && fstat(fileno(file), &about) == 0) {
		text = calloc(1, (size_t)about.st_size + 1);
		assert_non_null(text);
		*size = fread(text, 1, (size_t)about.st_size, file);
	}
	if (file != NULL)
		fclose(file);
	return text;
}

static bool
is_room(const char *name)
{
	return strcmp(name, "reserve") == 0;
}

static void
file_copy(const char *from, const char *to, const char *name)
{
	FILE *copy = fopen(to, "w");
	struct stat about;
	size_t size;
	char *text;

	assert_non_null(copy);
	if (is_room(name)) {
		assert_int_equal(stat(from, &about), 0);
		assert_int_equal(ftruncate(fileno(copy), about.st_size), 0);
	} else {
		text = text_of(from, &size);
		assert_int_equal(fwrite(text, 1, size, copy), size);
		free(text);
	}
	assert_int_equal(fclose(copy), 0);
}

static void
folder_copy(const char *from, const char *to)
{
	DIR *folder = opendir(from);
	char entry[PATH], copy[PATH], *name;

	folder_drop(to);
	assert_int_equal(mkdir(to, 0700), 0);
	while (entry_next(folder, from, entry, &name)) {
		path_put(copy, to, name);
		file_copy(entry, copy, name);
	}
	closedir(folder);
}

/* Of all that is in a run directory: what a resume can depend on. */
static void
folder_digest(const char *path, char digest[DIGEST_SIZE])
{
	char *all = NULL, entry[PATH], *name;
	DIR *folder = opendir(path);
	size_t total, size;
	FILE *into = open_memstream(&all, &total);
	struct stat about;

	while (entry_next(folder, path, entry, &name)) {
		char *text = is_room(name) ? NULL : text_of(entry, &size);

		assert_int_equal(stat(entry, &about), 0);
		fprintf(into, "%s %lld\n", name, (long long)about.st_size);
		if (text != NULL)
			fwrite(text, 1, size, into);
		free(text);
	}
	if (folder != NULL)
		closedir(folder);
	fclose(into);
	digest_hex(all, total, digest);
	free(all);
}

/* What follows "world" on standard output, or nothing. */
static void
world_of(const struct ground *ground, char world[WORLD])
{
	size_t size;
	char *text = text_of(ground->out, &size);
	const char *line = text != NULL ? strstr(text, "\nworld ") : NULL;

	world[0] = '\0';
	if (line != NULL)
		sscanf(line, " world %90s", world);
	free(text);
}

static bool
has_said(const struct ground *ground, const char *words)
{
	size_t size;
	char *text = text_of(ground->err, &size);
	bool said = text != NULL && strstr(text, words) != NULL;

	free(text);
	return said;
}

static void
show(const struct ground *ground)
{
	size_t size;
	char *text = text_of(ground->err, &size);

	if (ground->bad < SHOWN && text != NULL)
		print_error("%s\n", text);
	free(text);
}

__attribute__((format(printf, 2, 3)))
static void
wrong(struct ground *ground, const char *format, ...)
{
	const struct blow *blow = &ground->disk->blow;
	char text[160];
	va_list list;

	va_start(list, format);
	vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	if (ground->bad < SHOWN)
		print_error("%s, %s, %s %u%s, error %d: %s\n", ground->job,
		    ground->verb, call_names[blow->call], blow->at,
		    blow->for_ever ? " and later" : "", blow->error, text);
	show(ground);
	ground->bad++;
}

/* Not the handlers of cmocka: they would go on here, as a second test. */
static void
signals_default(void)
{
	static const int signals[] = { SIGFPE, SIGILL, SIGSEGV, SIGBUS,
	    SIGSYS, SIGABRT };

	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		signal(signals[i], SIG_DFL);
}

/* Where the descriptor went before. */
static int
output_to(const char *path, int fd)
{
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	int before = dup(fd);

	if (file < 0 || before < 0 || dup2(file, fd) != fd)
		abort();
	close(file);
	return before;
}

static void
output_back(int fd, int before)
{
	if (dup2(before, fd) != fd)
		abort();
	close(before);
}

/* domferry with these words, as its main does it. */
static int
verb_play(char **words)
{
	const struct verb *verb = verbs;
	struct options options;
	struct err err = { 0 };

	while (strcmp(verb->name, words[0]) != 0)
		verb++;
	if (!options_read(&options, verb->bit, verb->job, words + 1, &err)) {
		err_print(&err);
		return EXIT_USAGE;
	}
	return verb->play(&options);
}

/* The lowest descriptor that is free: the same before and after. */
static int
descriptor_free(void)
{
	int fd = dup(STDIN_FILENO);

	close(fd);
	return fd;
}

static int
verb_watched(struct ground *ground, char **words)
{
	int out = output_to(ground->out, STDOUT_FILENO);
	int err = output_to(ground->err, STDERR_FILENO);
	int before = descriptor_free(), status;

	disk_attach(ground->disk);
	status = verb_play(words);
	disk_detach();
	ground->left_open = descriptor_free() != before;
	output_back(STDOUT_FILENO, out);
	output_back(STDERR_FILENO, err);
	return status;
}

/* What may end this process is done in another.  A file may have so many bytes;
 * 0: as many as there are. */
static int
verb_forked(struct ground *ground, char **words)
{
	struct rlimit most = { ground->bytes, ground->bytes };
	pid_t child = fork();
	int status = 0;

	if (child != 0) {
		assert_int_equal(waitpid(child, &status, 0), child);
		return WIFEXITED(status) ? WEXITSTATUS(status) :
		    128 + WTERMSIG(status);
	}
	signals_default();
	if (ground->bytes != 0 && (signal(SIGXFSZ, SIG_IGN) == SIG_ERR ||
	    setrlimit(RLIMIT_FSIZE, &most) != 0))
		abort();
	_exit(verb_watched(ground, words));
}

/* The words, split at blanks, then one that may have blanks in it. */
static int
play_with(struct ground *ground, const char *line, const char *last)
{
	char text[4 * PATH], *words[WORDS] = { NULL };
	unsigned n = 0;

	snprintf(text, sizeof(text), "%s", line);
	for (char *word = strtok(text, " "); word != NULL && n < WORDS - 2;
	    word = strtok(NULL, " "))
		words[n++] = word;
	words[n] = (char *)(uintptr_t)last;
	disk_zero(ground->disk);
	fflush(NULL);
	return ground->bytes != 0 || ground->disk->blow.error == BLOW_KILL ?
	    verb_forked(ground, words) : verb_watched(ground, words);
}

__attribute__((format(printf, 2, 3)))
static int
play(struct ground *ground, const char *format, ...)
{
	char line[4 * PATH];
	va_list list;

	va_start(list, format);
	vsnprintf(line, sizeof(line), format, list);
	va_end(list);
	return play_with(ground, line, NULL);
}

static void
works(struct ground *ground)
{
	ground->disk->blow.error = BLOW_NONE;
}

static size_t
lines_of(const char *folder)
{
	char path[PATH];
	size_t size, lines = 0;
	char *text;

	path_put(path, folder, "journal.jsonl");
	text = text_of(path, &size);
	for (size_t i = 0; i < size; i++)
		lines += text[i] == '\n';
	free(text);
	return lines;
}

static bool
is_sound(const char *folder)
{
	return journal_check(folder, true) == JOURNAL_SOUND;
}

/* A run that has ended prints no world. */
static bool
is_in(const struct ground *ground, const char *world)
{
	char found[WORLD];

	world_of(ground, found);
	return strcmp(found, world) == 0 ||
	    (has_said(ground, "run-ended: ") &&
	    has_said(ground, " has arrived\n"));
}

static bool
is_known(struct ground *ground)
{
	size_t i = 0;

	assert_true(ground->known_count < KNOWN);
	folder_digest(ground->run, ground->known[ground->known_count]);
	while (memcmp(ground->known[i], ground->known[ground->known_count],
	    DIGEST_SIZE) != 0)
		i++;
	if (i < ground->known_count)
		return true;
	ground->known_count++;
	return false;
}

/* The disk works again.  The same bytes in the directory go on in the same way:
 * it is done once. */
static void
heal(struct ground *ground)
{
	struct blow blow = ground->disk->blow;
	bool begun = lines_of(ground->run) >= 2;
	int status;

	if (is_known(ground))
		return;
	if (begun && !is_sound(ground->run))
		wrong(ground, "not sound");
	works(ground);
	if (begun)
		status = play(ground, "resume %s", ground->run);
	else
		status = play(ground, "rehearse %s -s " POSTS " --run %s",
		    ground->job, ground->other);
	ground->disk->blow = blow;
	if (status != 0 || !is_in(ground, ground->arrived))
		wrong(ground, "%s: status %d, or another world",
		    begun ? "resumed" : "a new run", status);
	if (!is_sound(begun ? ground->run : ground->other))
		wrong(ground, "not sound at the end");
	folder_drop(ground->other);
	ground->healed++;
}

/* The verb begins without a run, or with one that was interrupted in the middle
 * of a line. */
static int
verb_try(struct ground *ground)
{
	char line[4 * PATH];

	folder_drop(ground->run);
	if (strcmp(ground->verb, "resume") == 0) {
		folder_copy(ground->broken, ground->run);
		snprintf(line, sizeof(line), "resume %s", ground->run);
	} else {
		snprintf(line, sizeof(line), "rehearse %s -s " POSTS
		    " --run %s", ground->job, ground->run);
	}
	return play_with(ground, line, NULL);
}

static void
strike(struct ground *ground, const struct blow *blow)
{
	int status;

	ground->disk->blow = *blow;
	status = verb_try(ground);
	ground->tries++;
	if (!ground->disk->struck)
		wrong(ground, "it did not come about");
	if (status != EXIT_OK && status != EXIT_FILE &&
	    status != EXIT_STUCK)
		wrong(ground, "status %d", status);
	else if (status != EXIT_OK && !has_said(ground, "domferry: "))
		wrong(ground, "status %d, and nothing was said", status);
	if (ground->left_open)
		wrong(ground, "a descriptor was left open");
	if (ground->disk->asked_again)
		wrong(ground, "a failed fsync was asked again");
	if (ground->disk->journal_lost && status != EXIT_STUCK)
		wrong(ground, "status %d after a failed fsync of the journal",
		    status);
	heal(ground);
}

/* What is interrupted for ever never ends; what is written is half taken. */
static void
strike_all(struct ground *ground, enum call call, unsigned at, bool each)
{
	static const struct { int error; bool for_ever; } ways[] = {
		{ ENOSPC, false }, { EIO, false }, { EDQUOT, false },
		{ EROFS, false }, { EINTR, false }, { ENOSPC, true },
		{ EIO, true }, { BLOW_HALF, false },
	};
	size_t count = sizeof(ways) / sizeof(ways[0]) -
	    (call != CALL_WRITE && call != CALL_PWRITE);

	for (size_t i = 0; i < count; i++)
		if (each || i == ground->turn % count)
			strike(ground, &(struct blow){ call, at,
			    ways[i].for_ever, ways[i].error });
	ground->turn++;
}

static void
verb_strike(struct ground *ground, unsigned step, bool each)
{
	unsigned count[CALL_KINDS], before = ground->tries, calls = 0;

	works(ground);
	ground->healed = 0;
	assert_int_equal(verb_try(ground), 0);
	memcpy(count, ground->disk->count, sizeof(count));
	for (unsigned call = 0; call < CALL_JOURNAL_FSYNC; call++) {
		calls += count[call];
		for (unsigned at = 1; at <= count[call]; at += step)
			strike_all(ground, (enum call)call, at, each);
	}
	print_message("%s, %s: %u calls, %u failures, %u endings\n",
	    ground->job, ground->verb, calls, ground->tries - before,
	    ground->healed);
	assert_in_range(count[CALL_JOURNAL_FSYNC], 2, calls);
}

/* A run that ends in the middle of a line. */
static void
broken_make(struct ground *ground, int record)
{
	char path[PATH], line[4 * PATH], fault[40];
	FILE *journal;

	folder_drop(ground->broken);
	snprintf(line, sizeof(line), "rehearse %s -s " POSTS " --run %s "
	    "--fault", ground->job, ground->broken);
	snprintf(fault, sizeof(fault), "crash after record %d", record);
	assert_int_equal(play_with(ground, line, fault), EXIT_STUCK);
	path_put(path, ground->broken, "journal.jsonl");
	journal = fopen(path, "a");
	assert_non_null(journal);
	fputs("{\"n\":44,\"type\":\"outco", journal);
	fclose(journal);
}

static void
job_begin(struct ground *ground, const char *job)
{
	char line[PATH];

	works(ground);
	ground->job = job;
	ground->known_count = 0;
	assert_int_equal(play(ground, "rehearse %s -s " POSTS, job), 0);
	world_of(ground, ground->arrived);
	/* It is refused by its checks: nothing is done or undone. */
	snprintf(line, sizeof(line), "rehearse %s -s " POSTS " --fault", job);
	assert_int_equal(play_with(ground, line,
	    "lose node-state, times always"), EXIT_REFUSED);
	world_of(ground, ground->untouched);
	assert_true(ground->arrived[0] != '\0' && ground->untouched[0] != '\0');
	assert_string_not_equal(ground->arrived, ground->untouched);
}

/* A run of the job is interrupted after that record.  Every step-th call fails,
 * in each way, or the first in one way, the second in another. */
static const struct struck {
	const char	*job;
	int		 record;
	unsigned	 step;
	bool		 each;
} struck[] = {
	{ "switch ldom1", 43, 3, false }, { "create ldom1", 257, 29, false },
};

/* The long one is struck at the same calls, only more often. */
enum { STRUCK = SPARSE == 1 ? sizeof(struck) / sizeof(struck[0]) : 1 };

static void
no_failing_call_on_a_file_strands_a_run(void **state)
{
	struct ground *ground = *state;

	for (size_t i = 0; i < STRUCK; i++) {
		struct struck now = struck[i];

		now.each = now.each && SPARSE == 1;
		if (is_thorough())
			now = (struct struck){ now.job, now.record, 1, true };
		job_begin(ground, now.job);
		broken_make(ground, now.record);
		ground->verb = "rehearse";
		verb_strike(ground, now.step * SPARSE, now.each);
		ground->verb = "resume";
		verb_strike(ground, now.step * SPARSE, now.each);
	}
	assert_int_equal(ground->bad, 0);
}

/* The last byte of the journal is the end of a line. */
static bool
is_whole(const char *folder)
{
	char path[PATH];
	size_t size;
	char *text;
	bool whole;

	path_put(path, folder, "journal.jsonl");
	text = text_of(path, &size);
	whole = size != 0 && text[size - 1] == '\n';
	free(text);
	return whole;
}

/* A file may grow to so many bytes and no further: the system takes half a line
 * and refuses the rest.  What it has taken of the line is cut off again. */
static unsigned
sizes_try(struct ground *ground, size_t first, size_t step)
{
	unsigned full = 0;
	int status;

	works(ground);
	for (ground->bytes = first; (status = verb_try(ground)) != 0;
	    ground->bytes += step, full++) {
		ground->disk->blow.at = (unsigned)ground->bytes;
		if (status != EXIT_STUCK || ground->left_open)
			wrong(ground, "status %d", status);
		if (!is_whole(ground->run))
			wrong(ground, "half a line was left");
		ground->bytes = 0;
		heal(ground);
		ground->bytes = first + full * step;
	}
	ground->bytes = 0;
	return full;
}

static void
a_file_that_can_grow_no_more_strands_no_run(void **state)
{
	struct ground *ground = *state;

	ground->verb = "resume";
	for (size_t i = 0; i < STRUCK; i++) {
		char path[PATH];
		unsigned full;
		size_t size;

		job_begin(ground, struck[i].job);
		broken_make(ground, struck[i].record);
		path_put(path, ground->broken, "journal.jsonl");
		free(text_of(path, &size));
		full = sizes_try(ground, size + 1, is_thorough() ? 97 :
		    size / 9 * SPARSE);
		print_message("%s: %u sizes of a file that can grow no "
		    "more\n", struck[i].job, full);
		assert_in_range(full, 1, KNOWN);
	}
	assert_int_equal(ground->bad, 0);
}

/* The records of a journal that are synced to disk, by number; which of them
 * begins a stop of the source, and which asks for the point of no return. */
struct records {
	unsigned	 synced[RECORDS], count;
	unsigned	 prompt, point, last;
};

static bool
is_synced(const char *line)
{
	static const char *const types[] = { "plan", "intent", "turn",
	    "resumed", "end" };
	char type[16] = "";

	sscanf(line, "{\"n\":%*u,\"type\":\"%15[a-z]", type);
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(type, types[i]) == 0)
			return true;
	return false;
}

static void
first_of(const char *line, const char *op, unsigned n, unsigned *first)
{
	if (*first == NEVER && strstr(line, "\"type\":\"intent\"") != NULL &&
	    strstr(line, op) != NULL)
		*first = n;
}

static void
records_read(struct ground *ground, struct records *records)
{
	char path[PATH];
	size_t size;
	char *text;

	folder_drop(ground->run);
	assert_int_equal(play(ground, "rehearse %s -s " POSTS " --run %s",
	    ground->job, ground->run), 0);
	path_put(path, ground->run, "journal.jsonl");
	text = text_of(path, &size);
	*records = (struct records){ .prompt = NEVER, .point = NEVER };
	for (char *line = strtok(text, "\n"); line != NULL;
	    line = strtok(NULL, "\n"), records->last++) {
		if (is_synced(line) && records->count < RECORDS)
			records->synced[records->count++] = records->last;
		first_of(line, "\"op\":{\"name\":\"source-stop\"",
		    records->last, &records->prompt);
		first_of(line, "\"op\":{\"name\":\"ask\"", records->last,
		    &records->point);
	}
	records->last--;
	free(text);
	assert_in_range(records->count, 3, RECORDS - 1);
}

/* Resume or roll back: what it ends with, and in which world. */
static void
go_on(struct ground *ground, const char *verb, const char *folder,
    int wanted, const char *world)
{
	int status = play(ground, "%s %s", verb, folder);

	if (status != wanted)
		wrong(ground, "%s: status %d, wanted %d", verb, status,
		    wanted);
	else if (!is_in(ground, world))
		wrong(ground, "%s: another world", verb);
	if (!is_sound(folder))
		wrong(ground, "%s: not sound at the end", verb);
}

/* It has died at record n: what it has left is taken up both ways. */
static void
survive(struct ground *ground, const struct records *records, unsigned n)
{
	struct blow blow = ground->disk->blow;

	works(ground);
	if (lines_of(ground->run) != n + 1)
		wrong(ground, "another number of records");
	if (!is_sound(ground->run))
		wrong(ground, "not sound");
	folder_copy(ground->run, ground->back);
	/* What came about at an unknown time, and must not have, is taken back
	 * first: then it is tried again. */
	if (n == records->prompt && play(ground, "resume %s", ground->run) !=
	    EXIT_RETURNED)
		wrong(ground, "it is believed");
	go_on(ground, "resume", ground->run, EXIT_OK, ground->arrived);
	if (n < records->point)
		go_on(ground, "rollback", ground->back, EXIT_RETURNED,
		    ground->untouched);
	else if (n == records->point)
		go_on(ground, "rollback", ground->back, EXIT_STUCK,
		    ground->arrived);
	else
		go_on(ground, "rollback", ground->back, EXIT_REFUSED, "");
	ground->disk->blow = blow;
	ground->tries++;
}

/* SIGKILL at the k-th record that is synced. */
static void
die_killed(struct ground *ground, const struct records *records, unsigned k)
{
	int status;

	ground->verb = "rehearse";
	ground->disk->blow = (struct blow){ CALL_JOURNAL_FSYNC, k + 1, false,
	    BLOW_KILL };
	status = verb_try(ground);
	if (status != KILLED)
		wrong(ground, "status %d, wanted %d", status, KILLED);
	survive(ground, records, records->synced[k]);
}

static int
crash_at(struct ground *ground, const char *at, unsigned n)
{
	char line[4 * PATH], fault[40];

	works(ground);
	ground->disk->blow.at = n;
	ground->verb = at;
	folder_drop(ground->run);
	snprintf(line, sizeof(line), "rehearse %s -s " POSTS " --run %s "
	    "--fault", ground->job, ground->run);
	snprintf(fault, sizeof(fault), "crash %s record %u", at, n);
	return play_with(ground, line, fault);
}

static void
die_crashed(struct ground *ground, const struct records *records, unsigned k)
{
	int status = crash_at(ground, "after", records->synced[k]);

	if (status != EXIT_STUCK)
		wrong(ground, "status %d", status);
	survive(ground, records, records->synced[k]);
}

/* All is done, and only the word of it is missing. */
static void
die_last(struct ground *ground, const struct records *records)
{
	if (crash_at(ground, "after", records->last - 1) != EXIT_STUCK)
		wrong(ground, "it reports that it has arrived");
	go_on(ground, "resume", ground->run, EXIT_OK, ground->arrived);
	if (crash_at(ground, "before", records->last) != EXIT_STUCK)
		wrong(ground, "it reports that it has arrived");
	go_on(ground, "resume", ground->run, EXIT_OK, ground->arrived);
}

/* Of a long journal every step-th, of a short one every third. */
static bool
is_sampled(const struct records *records, unsigned k, unsigned step)
{
	return is_thorough() || k % (records->count < 40 ? 3 : step) == 1 ||
	    records->synced[k] == records->point ||
	    records->synced[k] == records->prompt;
}

static const char *const jobs[] = { "services", "switch ldom1",
    "create ldom1", "migrate ldom1", "maintain ldom1 --set hostid=1f",
    "retire ldom1", "p2v system1" };

static void
a_run_killed_at_any_synced_record_is_resumed_or_rolled_back(void **state)
{
	struct ground *ground = *state;

	for (size_t i = 0; i < sizeof(jobs) / sizeof(jobs[0]); i += FEW) {
		unsigned before = ground->tries;
		struct records records;

		job_begin(ground, jobs[i]);
		records_read(ground, &records);
		for (unsigned k = 0; k < records.count; k += SPARSE) {
			if (is_sampled(&records, k, 13))
				die_killed(ground, &records, k);
			/* The fault is armed when there is a run already. */
			if (k != 0 && is_sampled(&records, k, 29))
				die_crashed(ground, &records, k);
		}
		die_last(ground, &records);
		print_message("%s: %u records are synced, %u deaths, each "
		    "resumed and rolled back\n", jobs[i], records.count,
		    ground->tries - before);
	}
	assert_int_equal(ground->bad, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    no_failing_call_on_a_file_strands_a_run,
		    ground_make, ground_drop),
		cmocka_unit_test_setup_teardown(
		    a_file_that_can_grow_no_more_strands_no_run,
		    ground_make, ground_drop),
		cmocka_unit_test_setup_teardown(
		    a_run_killed_at_any_synced_record_is_resumed_or_rolled_back,
		    ground_make, ground_drop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
