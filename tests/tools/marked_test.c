/*
 * Text from outside stays text: every text of a site, a scenario, a plan, a
 * journal and a lock, and every argument, gets a mark with all that a terminal,
 * a shell or a reader of lines obeys.  Every verb prints it, and in what is
 * printed none of that is left.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include "core/formats/json/chain.h"
#include "tests/sparse.h"
#include "tools/program.h"

enum { OUTPUT = 1 << 20, WORDS = 16, TEXT = 1024, SEEN = 4096 };

/* A newline, the other controls, C1, what turns the order of letters, quotes;
 * FORGED would begin a line. */
#define MARK	"M\nFORGED\tT\rR\033[31mE\302\233" "31mC\aB\177D\342\200\256O" \
		"\342\200\250L\"'Q"
static const char mark[] = MARK;
/* An argument may have bytes that are no characters, too. */
static const char mark_of_arguments[] = MARK "\233" "31m\302";

static char folder[] = "/tmp/domferry-marked-XXXXXX";
static int home;

static char output[OUTPUT];
static unsigned shown;		/* how often the mark was printed */
static unsigned failures;

/* Printing and judging */

/* What stands here and must not, in words; NULL: nothing. */
static const char *
raw_at(const unsigned char *at)
{
	static const struct {
		const char	*bytes, *last, *what;
	} raw[] = {
		{ "\302\200", "\302\237", "C1" },
		{ "\342\200\216", "\342\200\217", "a mark of direction" },
		{ "\342\200\250", "\342\200\256", "a bidirectional control" },
		{ "\342\201\246", "\342\201\251", "an isolate" },
		{ "\330\234", "\330\234", "an Arabic mark" },
	};

	if ((*at < ' ' && *at != '\n' && *at != '\t') || *at == 0x7f)
		return "a control character";
	for (size_t i = 0; i < sizeof(raw) / sizeof(raw[0]); i++) {
		size_t n = strlen(raw[i].bytes);

		if (memcmp(at, raw[i].bytes, n) >= 0 &&
		    memcmp(at, raw[i].last, n) <= 0)
			return raw[i].what;
	}
	return NULL;
}

/* How long the character is; 0: it is none. */
static size_t
length_of(const unsigned char *at)
{
	size_t n = *at < 0x80 ? 1 : *at < 0xc0 ? 0 : *at < 0xe0 ? 2 :
	    *at < 0xf0 ? 3 : 4;

	for (size_t i = 1; i < n; i++)
		if (at[i] >> 6 != 2)
			return 0;
	return n;
}

static void
fails(const char *where, char *const *words, const char *what,
    const char *line)
{
	if (failures++ > 8)
		return;
	print_error("%s:", where);
	for (; *words != NULL; words++)
		print_error(" %s", *words);
	print_error(": %s: ", what);
	for (size_t i = 0; line[i] != '\0' && line[i] != '\n' && i < 100; i++)
		print_error(line[i] < ' ' || line[i] == 0x7f ? "<%02x>" : "%c",
		    (unsigned char)line[i]);
	print_error("\n");
}

/* A line that is to be typed has one tab, after its place. */
static bool
may_have_tab(const char *line, const char *at)
{
	size_t blanks = strspn(line, " ");
	size_t place = strspn(line + blanks, "abcdefghijklmnopqrstuvwxyz:");

	return place != 0 && line + blanks + place == at;
}

static void
judge(const char *where, char *const *words)
{
	const char *line = output;

	for (const char *at = output; *at != '\0';) {
		size_t n = length_of((const unsigned char *)at);
		const char *what = raw_at((const unsigned char *)at);

		if (*at == '\t' && !may_have_tab(line, at))
			what = "a tab";
		if (n == 0)
			what = "a byte that is no character";
		if (at == line && strncmp(at + strspn(at, " "), "FORGED", 6)
		    == 0)
			what = "a line that was forged";
		if (what != NULL)
			fails(where, words, what, line);
		if (strncmp(at, "FORGED", 6) == 0)
			shown++;
		at += n != 0 ? n : 1;
		if (at[-1] == '\n')
			line = at;
	}
}

/* What the program prints on both streams for those words; its status. */
static int
printed(char **words)
{
	int out, err, status, count = 0;
	FILE *into = fopen("printed", "w+");

	assert_non_null(into);
	while (words[count] != NULL)
		count++;
	fflush(NULL);
	out = dup(1);
	err = dup(2);
	dup2(fileno(into), 1);
	dup2(fileno(into), 2);
	status = program_play(count, words);
	fflush(NULL);
	dup2(out, 1);
	dup2(err, 2);
	close(out);
	close(err);
	rewind(into);
	output[fread(output, 1, OUTPUT - 8, into)] = '\0';
	fclose(into);
	return status;
}

/* The words of a line, in each of which "@@" stands for the text. */
static int
played(const char *where, const char *line, const char *text)
{
	static char rooms[WORDS][TEXT];
	char *words[WORDS + 1], copy[TEXT];
	int count = 0, status;

	snprintf(copy, sizeof(copy), "domferry %s", line);
	for (char *at = strtok(copy, " "); at != NULL; at = strtok(NULL, " "))
	{
		char *hole = strstr(at, "@@");

		assert_true(count < WORDS);
		if (hole == NULL)
			snprintf(rooms[count], TEXT, "%s", at);
		else
			snprintf(rooms[count], TEXT, "%.*s%s%s",
			    (int)(hole - at), at, text, hole + 2);
		for (char *c = rooms[count]; *c != '\0'; c++)
			*c = *c == '~' ? ' ' : *c;
		words[count] = rooms[count];
		count++;
	}
	words[count] = NULL;
	status = printed(words);
	judge(where, words);
	return status;
}

/* Files */

static json_t *
loaded(const char *path)
{
	json_error_t error;
	json_t *value = json_load_file(path, 0, &error);

	if (value == NULL)
		fail_msg("%s:%d: %s", path, error.line, error.text);
	return value;
}

static void
json_put(const char *path, json_t *value)
{
	assert_int_equal(json_dump_file(value, path, JSON_PRESERVE_ORDER |
	    JSON_COMPACT), 0);
}

/* A walk over every text of a document: each is replaced, in turn. */
struct walk {
	json_t		*root;
	void		(*play)(const struct walk *, const char *where);
	char		*seen[SEEN];	/* of each list, a few of a kind */
	unsigned	 count, most;
};

/* Is it the turn of this text: were there none, or few, at such a place? */
static bool
is_new(struct walk *walk, const char *where)
{
	unsigned times = 0;
	char kind[TEXT];
	size_t n = 0;

	for (; *where != '\0' && n + 1 < sizeof(kind); where++)
		if (*where < '0' || *where > '9')
			kind[n++] = *where;
	kind[n] = '\0';
	for (unsigned i = 0; i < walk->count; i++)
		times += strcmp(walk->seen[i], kind) == 0;
	if (times >= walk->most)
		return false;
	assert_true(walk->count < SEEN);
	walk->seen[walk->count++] = strdup(kind);
	return walk->count % SPARSE == 0;
}

static void
text_marked(struct walk *walk, json_t *value, const char *where)
{
	char was[OUTPUT / 64], now[OUTPUT / 64 + TEXT];
	char *hole;

	if (json_string_length(value) >= sizeof(was) || !is_new(walk, where))
		return;
	snprintf(was, sizeof(was), "%s", json_string_value(value));
	hole = strstr(was, "@@");
	if (hole != NULL) {
		/* Quotes end the text of a phrase. */
		snprintf(now, sizeof(now), "%.*s%.*s%s", (int)(hole - was),
		    was, (int)strcspn(mark, "\"'"), mark, hole + 2);
		json_string_set(value, now);
		walk->play(walk, where);
	} else {
		json_string_set(value, mark);
		walk->play(walk, where);
		snprintf(now, sizeof(now), "%s%s", was, mark);
		json_string_set(value, now);
		walk->play(walk, where);
	}
	json_string_set(value, was);
}

static void
walk_at(struct walk *walk, json_t *at, const char *where)
{
	char below[TEXT], key_marked[] = MARK;
	const char *key;
	json_t *part;
	void *next;
	size_t i;

	if (json_is_string(at))
		text_marked(walk, at, where);
	json_array_foreach(at, i, part) {
		snprintf(below, sizeof(below), "%s[%u]", where, (unsigned)i);
		walk_at(walk, part, below);
	}
	if (!json_is_object(at))
		return;
	json_object_foreach_safe(at, next, key, part) {
		snprintf(below, sizeof(below), "%s.%s", where, key);
		walk_at(walk, part, below);
	}
	snprintf(below, sizeof(below), "%s.KEY", where);
	if (is_new(walk, below)) {
		json_object_set_new(at, key_marked, json_string("1"));
		walk->play(walk, below);
		json_object_del(at, key_marked);
	}
}

/* The document as it is; then every text of it, and a key of each object. */
static void
walk_all(json_t *root, unsigned most,
    void (*play)(const struct walk *, const char *where))
{
	static struct walk walk;

	walk = (struct walk){ .root = root, .play = play, .most = most };
	play(&walk, "");
	walk_at(&walk, root, "");
	for (unsigned i = 0; i < walk.count; i++)
		free(walk.seen[i]);
	json_decref(root);
}

static int
setup(void **state)
{
	(void)state;
	home = open(".", O_RDONLY);
	assert_non_null(mkdtemp(folder));
	unsetenv("DOMFERRY_SITE");
	return home < 0;
}

static int
teardown(void **state)
{
	pid_t pid;
	int status;

	(void)state;
	assert_int_equal(fchdir(home), 0);
	pid = fork();
	if (pid == 0) {
		execlp("rm", "rm", "-rf", folder, (char *)NULL);
		_exit(1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static int
each(void **state)
{
	(void)state;
	failures = shown = 0;
	return fchdir(home);
}

/* The tests */

enum { USAGE_IS_WRONG = 2, FILE_IS_WRONG = 3 };

/* As long as nothing is marked, each line does what it is here for. */
static int
walk_played(const char *where, const char *line)
{
	int status = played(where, line, "");

	if (*where == '\0' && (status == USAGE_IS_WRONG ||
	    status == FILE_IS_WRONG))
		fail_msg("%s: status %d: %s", line, status, output);
	return status;
}

static void
site_play(const struct walk *walk, const char *where)
{
	static const char *const lines[] = {
		"plan create db -s file", "plan create db -s file --commands",
		"plan create db -s file -j", "plan create db -s file -w -",
		"rehearse create db -s file -v",
		"plan p2v old -s file",
		"plan p2v old -s file --commands",
		"run story", "run --tap story", "run --junit - story",
		"check -j file",
	};

	json_put("file", walk->root);
	if (walk_played(where, "check file") == FILE_IS_WRONG)
		return;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		walk_played(where, lines[i]);
}

static void
no_text_of_a_site_reaches_a_terminal_raw(void **state)
{
	json_t *site = loaded("tests/keys/site.json");
	json_t *story = json_pack("{s:s,s:s,s:s,s:[{s:s}],s:[s]}",
	    "scenario", "a story", "why", "a site", "site", "file", "do",
	    "run", "create db", "expect", "run arrived");

	(void)state;
	assert_int_equal(chdir(folder), 0);
	json_put("story", story);
	json_decref(story);
	walk_all(site, 1, site_play);
	assert_int_equal(failures, 0);
	assert_in_range(shown, SPARSE == 1 ? 60 : 0, 100000);
}

static void
scenario_play_marked(const struct walk *walk, const char *where)
{
	static const char *const lines[] = { "run -v story", "run --tap story",
	    "run --junit - story", "run -j story" };

	json_put("story", walk->root);
	if (walk_played(where, "run story") == FILE_IS_WRONG)
		return;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		walk_played(where, lines[i]);
}

static void
no_text_of_a_scenario_reaches_a_terminal_raw(void **state)
{
	json_t *site = loaded("tests/keys/site.json");
	json_t *story = json_pack("{s:s,s:s,s:s,s:[s],s:[{s:s,s:s},"
	    "{s:s,s:s},{s:s,s:s},{s:s,s:b},{s:s}],s:[s,s]}",
	    "scenario", "a story", "why", "of texts", "site", "file",
	    "begin", "create db", "do",
	    "run", "switch db", "note", "a note",
	    "type", "ldm set-variable nvramrc='@@' db", "on", "alpha",
	    "type", "clrg set -p RG_description='@@' db-rg", "on", "beta",
	    "fault", "refuse group-switch", "may", 1,
	    "wait", "1h",
	    "expect", "run arrived", "says \"@@\"");

	(void)state;
	assert_non_null(story);
	assert_int_equal(chdir(folder), 0);
	json_put("file", site);
	json_decref(site);
	walk_all(story, 9, scenario_play_marked);
	assert_int_equal(failures, 0);
	assert_in_range(shown, SPARSE == 1 ? 40 : 0, 100000);
}

static void
plan_play(const struct walk *walk, const char *where)
{
	json_put("plan.json", walk->root);
	walk_played(where, "rehearse ./plan.json -s file -v");
}

static void
no_text_of_a_saved_plan_reaches_a_terminal_raw(void **state)
{
	json_t *site = loaded("tests/keys/site.json");

	(void)state;
	assert_int_equal(chdir(folder), 0);
	json_put("file", site);
	json_decref(site);
	unlink("saved");
	assert_int_equal(played("", "plan create db -s file -w saved", ""), 0);
	walk_all(loaded("saved"), 1, plan_play);
	assert_int_equal(failures, 0);
	assert_in_range(shown, SPARSE == 1 ? 20 : 0, 100000);
}

/* A journal whose records follow from each other, whatever is in them. */
static void
journal_put(json_t *records)
{
	FILE *file = fopen("run/journal.jsonl", "w");
	struct chain chain;
	json_t *record;
	size_t i;

	assert_non_null(file);
	chain_start(&chain);
	json_array_foreach(records, i, record) {
		struct text text = { 0 };
		const char *key, *line;
		json_t *value;
		size_t size;

		chain_begin(&chain, &text, json_string_value(
		    json_object_get(record, "type")), json_integer_value(
		    json_object_get(record, "at_ms")));
		json_object_foreach(record, key, value)
			if (strcmp(key, "n") != 0 && strcmp(key, "type") != 0 &&
			    strcmp(key, "at_ms") != 0 &&
			    strcmp(key, "hash") != 0 && key[0] != 'M')
				text_json(&text, key, value);
		line = chain_end(&chain, &text, &size);
		fwrite(line, 1, size, file);
		text_drop(&text);
	}
	assert_int_equal(fclose(file), 0);
}

static void
journal_play(const struct walk *walk, const char *where)
{
	/* Chained anew; the steps of its plan are those of a saved plan. */
	if (strstr(where, ".hash") != NULL || strstr(where, ".type") != NULL ||
	    (strstr(where, ".steps[") != NULL &&
	    strstr(where, ".why") == NULL))
		return;
	journal_put(walk->root);
	if (walk_played(where, "report -v run") == FILE_IS_WRONG)
		return;
	walk_played(where, "resume run");
	journal_put(walk->root);
	walk_played(where, "rollback run -j");
}

static void
no_text_of_a_journal_reaches_a_terminal_raw(void **state)
{
	json_t *site = loaded("tests/keys/site.json");
	json_t *records = json_array();
	char line[OUTPUT / 8];
	FILE *file;

	(void)state;
	assert_int_equal(chdir(folder), 0);
	json_put("file", site);
	json_decref(site);
	played("", "rehearse switch db -s file --run run -F @@",
	    "crash after group-switch db-rg");
	file = fopen("run/journal.jsonl", "r");
	assert_non_null(file);
	while (fgets(line, sizeof(line), file) != NULL)
		json_array_append_new(records, json_loads(line, 0, NULL));
	fclose(file);
	assert_true(json_array_size(records) > 10);
	walk_all(records, 1, journal_play);
	assert_int_equal(failures, 0);
	assert_in_range(shown, SPARSE == 1 ? 20 : 0, 100000);
}

/* Another process has the lock; what it says of itself is marked. */
static pid_t
locker(int ready)
{
	struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	json_t *holder = json_pack("{s:s,s:s,s:s,s:i}", "who", mark, "host",
	    mark, "since", mark, "pid", 1);
	pid_t pid;
	int fd;

	json_put("run/lock", holder);
	json_decref(holder);
	fflush(NULL);
	pid = fork();
	if (pid != 0)
		return pid;
	/* An earlier verb may have left a handler for it, which would be called
	 * before the pause. */
	signal(SIGTERM, SIG_DFL);
	fd = open("run/lock", O_RDWR);
	if (fcntl(fd, F_SETLK, &whole) != 0 || write(ready, "", 1) != 1)
		_exit(1);
	pause();
	_exit(0);
}

static void
no_text_of_a_lock_reaches_a_terminal_raw(void **state)
{
	int ready[2];
	pid_t pid;
	char byte;

	(void)state;
	assert_int_equal(chdir(folder), 0);
	assert_int_equal(pipe(ready), 0);
	pid = locker(ready[1]);
	close(ready[1]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	assert_int_equal(played("lock", "resume run", ""), 8);
	kill(pid, SIGTERM);
	waitpid(pid, NULL, 0);
	assert_int_equal(failures, 0);
	assert_in_range(shown, 1, 9);
}

static void
no_argument_reaches_a_terminal_raw(void **state)
{
	static const char *const lines[] = {
		"@@", "--@@", "help @@", "explain @@", "new @@", "new site @@",
		"check @@", "check -s @@", "check --@@", "check file @@",
		"plan @@ -s file", "plan switch @@ -s file",
		"plan switch db @@ -s file", "plan switch db --to @@ -s file",
		"plan switch db --@@ -s file", "plan switch db -s @@",
		"plan maintain db --set @@ -s file",
		"plan maintain db --set vcpus=@@ -s file",
		"plan migrate plain --kind @@ -s file",
		"plan p2v old --phase @@ -s file", "plan p2v @@ -s file",
		"plan services @@ -s file", "plan switch db -s file -w /@@/x",
		"rehearse @@ -s file", "rehearse switch db -s file -F @@",
		"rehearse switch db -s file --begin @@",
		"rehearse switch db -s file --seed @@",
		"rehearse switch db -s file --run /@@/x",
		"rehearse switch db -s file -F fail~@@",
		"resume @@", "rollback @@", "report @@", "report run @@",
		"explore @@ -s file", "explore switch db -s file --faults @@",
		"explore switch db -s file --shard @@",
		"explore switch db -s file --begin @@",
		"run @@", "run --stop-at @@ story", "run --junit /@@/x story",
		"run --seed @@ story", "run --tap @@", "run --junit - @@",
		"run -j @@",
	};
	const char *const texts[] = { mark, mark_of_arguments };

	(void)state;
	assert_int_equal(chdir(folder), 0);
	for (size_t t = 0; t < 2; t++)
		for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
			played("argument", lines[i], texts[t]);
	setenv("DOMFERRY_SITE", mark_of_arguments, 1);
	played("DOMFERRY_SITE", "check", "");
	unsetenv("DOMFERRY_SITE");
	assert_int_equal(failures, 0);
	assert_in_range(shown, 60, 1000);
}

/* Files that are there, under such a name. */
static void
no_name_of_a_file_reaches_a_terminal_raw(void **state)
{
	static const char *const lines[] = {
		"check @@site", "rehearse create db -s @@site",
		"rehearse create db -s @@site -j", "plan create db -s @@site",
		"rehearse create db -s @@site --run @@run",
		"report @@run", "resume @@run", "rollback @@run",
		"explore create db -s @@site --faults 0",
		"run @@story", "run -v @@story", "run --tap @@story",
		"run -j @@story", "run --junit - @@story",
		"run --junit @@report @@story", "run --junit @@site @@story",
		"plan create db -s file -w @@site",
		"rehearse create db -s @@site --run @@run",
	};
	json_t *site = loaded("tests/keys/site.json");
	json_t *story = json_pack("{s:s,s:s,s:s,s:[{s:s}],s:[s]}",
	    "scenario", "a story", "why", "a site", "site", "file", "do",
	    "run", "create db", "expect", "run returned");

	(void)state;
	assert_int_equal(chdir(folder), 0);
	json_put("file", site);
	json_put(MARK "site", site);
	json_put(MARK "story", story);
	json_decref(site);
	json_decref(story);
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		played("name", lines[i], mark);
	assert_int_equal(failures, 0);
	assert_in_range(shown, 10, 1000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(
		    no_text_of_a_site_reaches_a_terminal_raw, each),
		cmocka_unit_test_setup(
		    no_text_of_a_scenario_reaches_a_terminal_raw, each),
		cmocka_unit_test_setup(
		    no_text_of_a_saved_plan_reaches_a_terminal_raw, each),
		cmocka_unit_test_setup(
		    no_text_of_a_journal_reaches_a_terminal_raw, each),
		cmocka_unit_test_setup(
		    no_text_of_a_lock_reaches_a_terminal_raw, each),
		cmocka_unit_test_setup(
		    no_argument_reaches_a_terminal_raw, each),
		cmocka_unit_test_setup(
		    no_name_of_a_file_reaches_a_terminal_raw, each),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
