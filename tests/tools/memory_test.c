/*
 * Every allocation fails once, in whatever library it is, and the verb either
 * ends with an error or has done what it does otherwise: what it prints is the
 * same, and so is what its journal says.
 *
 * An allocation is known by the functions that led to it; of those that were
 * led to alike, the first fails.
 */
#define _DEFAULT_SOURCE		/* memory that is shared without a file */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/sparse.h"

#if defined(__GLIBC__) && !defined(SANITIZED)

#include <dirent.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "tools/file.h"
#include "tools/memory.h"
#include "tools/program.h"

enum { MOST = 1 << 18, FRAMES = 24, WORDS = 16, ABORTED = 134 };

/* Shared with the children. */
struct shared {
	uint32_t	count;
	uint32_t	path[MOST];	/* a hash of the way to each */
};

static struct shared *shared;
static bool counting, inside;
static uint32_t fails_at;		/* from 1; 0: none does */

void	*__libc_malloc(size_t);
void	*__libc_calloc(size_t, size_t);
void	*__libc_realloc(void *, size_t);

static uint32_t
path_hash(void)
{
	void *frame[FRAMES];
	uint32_t h = 2166136261u;
	int n;

	inside = true;
	n = backtrace(frame, FRAMES);
	inside = false;
	for (int i = 0; i < n; i++)
		h = (h ^ (uint32_t)((uintptr_t)frame[i] & 0xffffffff)) *
		    16777619u;
	return h;
}

static bool
fails(void)
{
	if (!counting || inside)
		return false;
	shared->count++;
	if (fails_at == 0 && shared->count < MOST)
		shared->path[shared->count] = path_hash();
	if (shared->count != fails_at)
		return false;
	errno = ENOMEM;
	return true;
}

void *
malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	return fails() ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *memory, size_t size)
{
	return fails() ? NULL : __libc_realloc(memory, size);
}

/* What a verb does when nothing fails. */
struct row {
	int		 status;
	const char	*words;		/* DIR is the test's folder */
	const char	*before;	/* a folder to copy, or NULL */
	const char	*made;		/* what has to be the same, or NULL */
	bool		 journals;	/* in DIR/run */
};

static char folder[] = "/tmp/domferry-XXXXXX";
static struct arena arena;

static const char *
path(const char *name)
{
	return arena_format(&arena, "%s/%s", folder, name);
}

/* The words, with the folder for DIR and blanks for underlines. */
static int
words_make(char *text, char *words[WORDS])
{
	char *rest = text;
	int n = 0;

	words[n++] = (char[]){ "domferry" };
	while ((words[n] = strtok_r(rest, " ", &rest)) != NULL) {
		if (strncmp(words[n], "DIR", 3) == 0)
			words[n] = (char *)(uintptr_t)path(words[n] + 4);
		for (char *c = strchr(words[n], '_'); c != NULL;
		    c = strchr(c, '_'))
			*c = ' ';
		n++;
	}
	return n;
}

static void
printed_to(int fd, const char *name)
{
	int file = open(path(name), O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (file < 0 || dup2(file, fd) < 0)
		_exit(99);
	close(file);
}

/* What crashes is no status: cmocka would catch it and end with 1. */
static void
crashes_plainly(void)
{
	static const int crashes[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL };
	const struct rlimit none = { 0, 0 };

	setrlimit(RLIMIT_CORE, &none);
	for (size_t i = 0; i < sizeof(crashes) / sizeof(crashes[0]); i++)
		signal(crashes[i], SIG_DFL);
}

static void
child(const char *line, uint32_t nth)
{
	char *words[WORDS];
	int n, status;

	crashes_plainly();
	n = words_make(arena_text(&arena, line, strlen(line)), words);
	printed_to(STDOUT_FILENO, "out");
	printed_to(STDERR_FILENO, "err");
	shared->count = 0;
	fails_at = nth;
	counting = true;
	status = program_play(n, words);
	counting = false;
	_exit(status);
}

static int
waited(pid_t pid)
{
	int status;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) :
	    WEXITSTATUS(status);
}

/* A line of the shell. */
static int
typed(const char *line)
{
	pid_t pid = fork();

	if (pid == 0) {
		execl("/bin/sh", "sh", "-c", line, (char *)NULL);
		_exit(127);
	}
	return pid > 0 ? waited(pid) : -1;
}

/* Play it, with that allocation failing; 0: none. */
static int
played(const char *line, uint32_t nth)
{
	pid_t pid;

	fflush(NULL);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		child(line, nth);
	return waited(pid);
}

static const char *
held(const char *name)
{
	struct err err = { 0 };
	size_t n;
	const char *text = file_read(&arena, path(name), LIMIT_JOURNAL_BYTES,
	    &n, &err);

	return text != NULL ? text : "";
}

static const char *
below(const char *name, const struct dirent *entry)
{
	return arena_format(&arena, "%s/%s", name, entry->d_name);
}

static void
emptied(const char *name)
{
	DIR *listed = opendir(path(name));
	struct dirent *entry;

	while (listed != NULL && (entry = readdir(listed)) != NULL)
		unlink(path(below(name, entry)));
	if (listed != NULL)
		closedir(listed);
	rmdir(path(name));
}

/* It is done hundreds of times: with few processes. */
static void
prepared(const struct row *row)
{
	emptied("run");
	unlink(path("file"));
	if (row->before != NULL)
		assert_int_equal(typed(arena_format(&arena, "exec cp -r %s %s",
		    path(row->before), path("run"))), 0);
}

/* What a report says after who was where and when. */
static const char *
reported(int *status)
{
	const char *begin;

	*status = played("report DIR/run", 0);
	begin = strstr(held("out"), "\n\n");
	return begin != NULL ? begin : "";
}

struct usual {
	int		 status;
	const char	*out, *made, *report;
};

static struct usual
usual_make(const struct row *row)
{
	struct usual usual = { .made = "", .report = "" };
	int status;

	prepared(row);
	usual.status = played(row->words, 0);
	if (usual.status != row->status)
		fail_msg("%s: status %d: %s", row->words, usual.status,
		    held("err"));
	usual.out = held("out");
	if (row->made != NULL)
		usual.made = held(row->made);
	if (row->journals)
		usual.report = reported(&status);
	return usual;
}

/* A journal that has begun can be read whatever has failed. */
static bool
journal_reads(void)
{
	const char *second = strchr(held("run/journal.jsonl"), '\n');
	int status;

	if (second == NULL || strchr(second + 1, '\n') == NULL)
		return true;
	return *reported(&status) != '\0' &&
	    strstr(held("err"), "journal-") == NULL;
}

/* What it makes is the same, or it says that there is none. */
static bool
made_or_said(const struct row *row, const struct usual *usual)
{
	return row->made == NULL || strcmp(held(row->made), usual->made) == 0 ||
	    strstr(held("err"), arena_format(&arena,
	    "/%s could not be written", row->made)) != NULL;
}

/* Did it end with an error, or do what it always does? */
static bool
is_honest(const struct row *row, const struct usual *usual, int status)
{
	int again;

	if (status == usual->status)
		return strcmp(held("out"), usual->out) == 0 &&
		    made_or_said(row, usual) && (!row->journals ||
		    strcmp(reported(&again), usual->report) == 0);
	if (status != ABORTED && strstr(held("err"), "domferry: ") == NULL)
		return false;
	return !row->journals || journal_reads();
}

/* Those that were met: the table is never full, for there are fewer. */
static uint32_t met[2 * MOST];

static bool
is_first(uint32_t hash)
{
	uint32_t i = hash % (2 * MOST);

	/* 0 is an empty place. */
	hash = hash != 0 ? hash : 1;
	while (met[i] != 0 && met[i] != hash)
		i = (i + 1) % (2 * MOST);
	if (met[i] == hash)
		return false;
	met[i] = hash;
	return true;
}

/* Every STEP-th of the different allocations; all of them with THOROUGH. */
static void
row_try(const struct row *row, uint32_t step)
{
	struct usual usual = usual_make(row);
	uint32_t count, *hashes, different = 0, tried = 0;

	prepared(row);
	played(row->words, 0);
	count = shared->count;
	assert_true(count > 10 && count < MOST);
	hashes = arena_take(&arena, count + 1, sizeof(*hashes));
	memcpy(hashes, shared->path, (count + 1) * sizeof(*hashes));
	memset(met, 0, sizeof(met));
	for (uint32_t n = 1; n <= count; n++) {
		int status;

		if (!is_first(hashes[n]) || different++ % step != 0)
			continue;
		tried++;
		prepared(row);
		status = played(row->words, n);
		if (!is_honest(row, &usual, status))
			fail_msg("%s: allocation %u of %u fails, and the "
			    "status is %d", row->words, (unsigned)n,
			    (unsigned)count, status);
	}
	printf("%s: %u allocations, %u different, %u failed\n", row->words,
	    (unsigned)count, (unsigned)different, (unsigned)tried);
}

#define POSTS	" -s scenarios/sites/posts.json"

static const struct row rows[] = {
	{ 0, "check -j scenarios/sites/posts.json", NULL, NULL, false },
	{ 0, "plan create ldom1 -j -w DIR/file" POSTS, NULL, "file", false },
	{ 0, "rehearse switch ldom1 --run DIR/run" POSTS, NULL,
	    "run/events.jsonl", true },
	{ 0, "rehearse p2v system1 -j" POSTS, NULL, NULL, false },
	{ 0, "resume DIR/run", "broken", NULL, true },
	{ 1, "rollback -j DIR/run", "broken", NULL, true },
	{ 9, "report DIR/run", "broken", NULL, true },
	{ 0, "run --junit DIR/file --tap scenarios/no-room.json", NULL, "file",
	    false },
	{ 0, "explore switch ldom1 --faults 0" POSTS, NULL, NULL, false },
};

static void
no_allocation_that_fails_is_overlooked(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		row_try(&rows[i], every(151));
}

/* Take as much as a few scenarios do, write to it, and free it all: how much
 * the heap ends lower then. */
static ptrdiff_t
returned(void)
{
	enum { PIECES = 512, PIECE = 16 << 10 };
	char *piece[PIECES], *end;

	for (int i = 0; i < PIECES; i++) {
		piece[i] = malloc(PIECE);
		assert_non_null(piece[i]);
		memset(piece[i], i, PIECE);
	}
	end = sbrk(0);
	for (int i = 0; i < PIECES; i++)
		free(piece[i]);
	return end - (char *)sbrk(0);
}

/* It is the first test: what others have taken could end the heap, and then
 * nothing is ever returned. */
static void
what_is_freed_stays_for_what_comes_next(void **state)
{
	(void)state;
	memory_keep();
	assert_int_equal(returned(), 0);
	assert_int_equal(returned(), 0);
}

/* The first call of backtrace needs memory of its own; the first look for a
 * user takes some inside glibc, which crashes if it gets none. */
static int
make(void **state)
{
	(void)state;
	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED)
		return -1;
	path_hash();
	getpwuid(geteuid());
	if (mkdtemp(folder) == NULL)
		return -1;
	return played("rehearse switch ldom1 --run DIR/broken" POSTS
	    " -F crash_after_group-switch", 0) == 6 ? 0 : -1;
}

static int
drop(void **state)
{
	(void)state;
	return typed(arena_format(&arena, "rm -rf %s", folder));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_freed_stays_for_what_comes_next),
		cmocka_unit_test(
		    no_allocation_that_fails_is_overlooked),
	};

	return cmocka_run_group_tests_name("memory", tests, make, drop);
}

#else

#include <jansson.h>

#include "tools/memory.h"

/* The sanitizers have an allocator of their own, in which nothing fails. */
static void
the_library_asks_the_guard(void **state)
{
	json_malloc_t before, after;
	json_free_t unused;

	json_t *one;

	(void)state;
	json_get_alloc_funcs(&before, &unused);
	memory_guard();
	json_get_alloc_funcs(&after, &unused);
	assert_true(before != after);
	one = json_string("x");
	assert_non_null(one);
	json_decref(one);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_library_asks_the_guard),
	};

	return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}

#endif
