/*
 * Every line that is printed to be typed, run by dash and by ksh: each program
 * is called with just the words, the standard input and the output that the
 * operation means.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "backends/commands/commands.h"
#include "backends/commands/words.h"
#include "backends/sim/sim.h"
#include "core/base/list.h"
#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "core/run/owed.h"
#include "tests/posts_fixture.h"
#include "tests/sparse.h"
#include "tools/report/printed.h"
#include "tools/scenario/happened.h"
#include "tools/scenario/sandbox.h"
#include "tools/session/remaining.h"

enum { RECORD_BYTES = 1 << 16, LINES = 1024, PATH_BYTES = 256 };

static const char *const shells[] = { "dash", "ksh" };
enum { SHELLS = sizeof(shells) / sizeof(shells[0]) };

static char folder[] = "/tmp/domferry-printed-XXXXXX";

/*
 * Every program is this script under another name: it writes down each word and
 * its standard input, each with its end, and says what ldm says to who asks for
 * a console port or a disk.
 */
static const char program[] =
    "#!/bin/dash\n"
    "name=${0##*/}\n"
    "case \"$name $1 $2\" in\n"
    "'ldm list-domain -p') printf 'DOMAIN|name=%s|state=bound|flags=------|"
    "cons=5003|ncpu=8\\n' \"$3\"; exit ;;\n"
    "'ldm list-constraints -p') printf 'VDISK|name=disk0|vol=%s-vol0@vds\\n"
    "VDISK|name=disk7|vol=%s-solarisdvd@vds\\n' \"$3\" \"$3\"; exit ;;\n"
    "esac\n"
    "{\n"
    "	printf '%s\\0' $(($# + 1)) \"$name\" \"$@\"\n"
    "	[ -c /dev/fd/0 ] || /bin/cat\n"
    "	printf '\\0'\n"
    "} >> \"$RECORD\"\n"
    "echo \"output of $name\"\n";

static char *
path_of(const char *name)
{
	static char path[4][PATH_BYTES];
	static unsigned n;

	n = (n + 1) % 4;
	snprintf(path[n], PATH_BYTES, "%s/%s", folder, name);
	return path[n];
}

/* What the n-th line has left; its length goes to *size. */
static const char *
left(unsigned n, const char *what, size_t *size)
{
	static char bytes[RECORD_BYTES];
	char name[32];
	FILE *file;

	snprintf(name, sizeof(name), "%u%s", n, what);
	file = fopen(path_of(name), "r");

	*size = file == NULL ? 0 : fread(bytes, 1, RECORD_BYTES - 1, file);
	bytes[*size] = '\0';
	if (file != NULL)
		fclose(file);
	return bytes;
}

static void
program_put(const char *name)
{
	char path[PATH_BYTES];

	snprintf(path, sizeof(path), "%s/bin/%s", folder, name);
	if (access(path, X_OK) != 0)
		assert_int_equal(symlink(path_of("program"), path), 0);
}

/* What is expected of a line */

struct expected {
	char	 bytes[RECORD_BYTES];
	size_t	 size;
};

static void
expect_text(struct expected *expected, const char *text)
{
	size_t n = strlen(text) + 1;

	assert_true(expected->size + n < RECORD_BYTES);
	memcpy(expected->bytes + expected->size, text, n);
	expected->size += n;
}

/* The program's name without its folder, and what only the machine tells. */
static const char *
word_of(const struct command *command, unsigned i)
{
	const char *word = command->word[i];

	if (i == 0 && strchr(word, '/') != NULL)
		return strrchr(word, '/') + 1;
	return strcmp(word, "@port") == 0 ? "5003" :
	    strcmp(word, "@iso") == 0 ? "disk7" : word;
}

static void
expect(struct expected *expected, const struct command *command)
{
	char count[16];

	expected->size = 0;
	if (command->makes != NULL) {
		program_put("mkdir");
		expect_text(expected, "3");
		expect_text(expected, "mkdir");
		expect_text(expected, "-p");
		expect_text(expected, command->makes);
		expect_text(expected, "");
	}
	snprintf(count, sizeof(count), "%u", command->count);
	expect_text(expected, count);
	for (unsigned i = 0; i < command->count; i++)
		expect_text(expected, word_of(command, i));
	expect_text(expected, command->input != NULL ? command->input : "");
	program_put(word_of(command, 0));
}

/* The line with its program and its output inside the folder of the test. */
static const char *
moved(struct arena *arena, const struct command *command, const char *line)
{
	const char *to = strstr(line, " > /");

	if (command->output != NULL) {
		assert_non_null(to);
		return arena_format(arena, "%.*s > \"$RECORD.kept\"",
		    (int)(to - line), line);
	}
	if (command->word[0][0] == '/' && strncmp(line, command->word[0],
	    strlen(command->word[0])) == 0)
		return arena_format(arena, "%s%s", word_of(command, 0),
		    line + strlen(command->word[0]));
	return line;
}

/* Lines to be run, all of them by one shell. */
struct batch {
	struct arena	 arena;
	FILE		*script;
	unsigned	 count;
	struct due {
		const char	*line;
		const char	*record;	/* calls and their input */
		size_t		 size;
		const char	*output;
		bool		 is_kept;	/* in a file */
		const char	*folder;
	}		 due[LINES];
};

static struct batch batch;

static void
batch_begin(void)
{
	batch = (struct batch){ .script = fopen(path_of("script"), "w") };
	assert_non_null(batch.script);
	fprintf(batch.script, "cd() { printf %%s \"$1\" > \"$RECORD.cd\"; }\n"
	    "export RECORD\n");
}

/* A file that the word means if it is not protected: where none fits, a shell
 * leaves a pattern as it is. */
static void
trap_put(const char *word)
{
	char name[PATH_BYTES];
	FILE *file;

	if (strpbrk(word, "?*") == NULL || strchr(word, '/') != NULL ||
	    *word == '-')
		return;
	snprintf(name, sizeof(name), "trap/%.200s", word);
	for (char *at = name; *at != '\0'; at++)
		if (*at == '?' || *at == '*')
			*at = 'x';
	file = fopen(path_of(name), "w");
	if (file != NULL)
		fclose(file);
}

/* The n-th line is run, and leaves what was called, the status, the output. */
static void
line_means(const struct site *site, const struct op *op, const char *line)
{
	static struct expected expected;
	struct arena *arena = &batch.arena;
	struct command command;

	assert_true(batch.count < LINES);
	command_words(arena, site, op, &command);
	for (unsigned i = 0; i < command.count; i++)
		trap_put(command.word[i]);
	expect(&expected, &command);
	batch.due[batch.count] = (struct due){
		.line = arena_text(arena, line, strlen(line)),
		.record = memcpy(arena_take(arena, expected.size + 1, 1),
		    expected.bytes, expected.size),
		.size = expected.size,
		.output = arena_format(arena, "output of %s\n",
		    word_of(&command, 0)),
		.is_kept = command.output != NULL,
		.folder = command.folder == NULL ? "" : arena_text(arena,
		    command.folder, strlen(command.folder)),
	};
	fprintf(batch.script, "RECORD=%s/%u\n{ %s\n} > $RECORD.out\n"
	    "echo $? > $RECORD.status\n", folder, batch.count++,
	    moved(arena, &command, line));
}

static void
line_judge(unsigned n, const char *shell)
{
	const struct due *due = &batch.due[n];
	const char *found;
	size_t size;

	found = left(n, "", &size);
	if (size != due->size || memcmp(found, due->record, size) != 0)
		fail_msg("%s calls something else with %s", due->line, shell);
	found = left(n, due->is_kept ? ".kept" : ".out", &size);
	if (size < strlen(due->output) || strcmp(found + size -
	    strlen(due->output), due->output) != 0)
		fail_msg("%s: its output goes elsewhere with %s", due->line,
		    shell);
	if (strcmp(left(n, ".cd", &size), due->folder) != 0)
		fail_msg("%s: another folder with %s", due->line, shell);
	if (strcmp(left(n, ".status", &size), "0\n") != 0)
		fail_msg("%s: ends with another status with %s", due->line,
		    shell);
}

/* Nothing is in the PATH but the programs that write down how they are
 * called, and sed. */
static void
process_run(const char *path, const char *one, const char *other)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		if (freopen("/dev/null", "r", stdin) == NULL ||
		    freopen("/dev/null", "w", stdout) == NULL ||
		    setenv("PATH", path_of("bin"), 1) != 0 ||
		    chdir(path_of("trap")) != 0)
			_exit(127);
		execl(path, path, one, other, (char *)NULL);
		_exit(127);
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
}

static void
shell_run(const char *shell)
{
	static const char *const what[] = { "", ".out", ".kept", ".cd",
	    ".status" };
	char name[32];

	for (unsigned n = 0; n < batch.count; n++)
		for (size_t i = 0; i < sizeof(what) / sizeof(what[0]); i++) {
			snprintf(name, sizeof(name), "%u%s", n, what[i]);
			unlink(path_of(name));
		}
	process_run(path_of(shell), path_of("script"), NULL);
	for (unsigned n = 0; n < batch.count; n++)
		line_judge(n, shell);
}

static void
batch_end(void)
{
	assert_int_equal(fclose(batch.script), 0);
	for (size_t i = 0; i < SHELLS; i++)
		shell_run(shells[i]);
	arena_drop(&batch.arena);
}

/* Lines that are known to be right */

struct known_lines {
	struct arena	 arena;
	const char	*line[LINES];
	unsigned	 count;
};

static bool
is_known(const struct known_lines *known, const char *line)
{
	unsigned n = 0;

	while (n < known->count && strcmp(known->line[n], line) != 0)
		n++;
	return n < known->count;
}

static bool
is_plain(const char *line)
{
	for (; *line != '\0'; line++)
		if ((unsigned char)*line < ' ' && *line != '\t')
			return false;
	return true;
}

/* PLACE, a tab, COMMAND. */
static void
line_look(struct known_lines *known, const struct site *site,
    const struct op *op, const char *line)
{
	const char *tab = strchr(line, '\t');
	char place[80];

	assert_true(is_plain(line));
	if (line[0] == '#' || is_known(known, line))
		return;
	assert_non_null(tab);
	site_place(site->names, op_place(op), place, sizeof(place));
	assert_int_equal(strlen(place), tab - line);
	assert_memory_equal(place, line, strlen(place));
	if (known->count % SPARSE == 0)
		line_means(site, op, tab + 1);
	assert_true(known->count < LINES);
	known->line[known->count++] = arena_text(&known->arena, line,
	    strlen(line));
}

static void
op_look(struct known_lines *known, const struct site *site,
    const struct op *op)
{
	struct arena arena = { 0 };
	struct printed printed;

	printed_op(&arena, site, op, &printed);
	for (unsigned i = 0; i < printed.count; i++)
		line_look(known, site, op, printed.line[i]);
	arena_drop(&arena);
}

/* A text, line by line: nothing but comments, and lines that are known. */
static void
text_look(const struct known_lines *known, char *text)
{
	for (char *end; *text != '\0'; text = end + 1) {
		end = strchr(text, '\n');
		assert_non_null(end);
		*end = '\0';
		if (*text != '#' && !is_known(known, text))
			fail_msg("\"%s\" is neither a comment nor a line of "
			    "an operation", text);
	}
}

/* What is printed about a run that has come so far. */
static void
run_look(struct known_lines *known, const struct plan *plan,
    const struct run *run)
{
	struct run unwound;
	size_t size;
	char *text = NULL;
	FILE *out;
	struct op op;
	struct owed owed;

	for (unsigned n = 0; run_undo_phase(plan, run, n, &op); n++)
		op_look(known, plan->site, &op);
	run_unwind(plan, run, &unwound);
	for (unsigned n = 0; run_undo_plan(plan, &unwound, n, &op); n++)
		op_look(known, plan->site, &op);
	for (unsigned n = 0; run_debt(plan, run, n, &op); n++)
		op_look(known, plan->site, &op);
	if (run_owed(plan, run, &owed))
		for (unsigned n = 0; n < owed.count; n++)
			op_look(known, plan->site, &owed.pay[n]);
	out = open_memstream(&text, &size);
	remaining_print(out, plan, run);
	fclose(out);
	text_look(known, text);
	free(text);
}

static void
plan_look(struct known_lines *known, const struct plan *plan)
{
	struct arena arena = { 0 };
	struct printed printed;

	for (uint32_t i = 0; i < plan->step_count; i++)
		for (unsigned open = 0; open < 2; open++) {
			printed_step(&arena, plan, i, open != 0 ? NUMBER_OPEN :
			    NUMBER_AS_ASKED, &printed);
			for (unsigned n = 0; n < printed.count; n++)
				line_look(known, plan->site,
				    &plan->steps[i].op, printed.line[n]);
		}
	arena_drop(&arena);
}

static void
way_look(struct known_lines *known, const struct plan *plan, struct run *run,
    struct sandbox *sandbox)
{
	unsigned records = 0;

	do
		if (records++ % FEW == 0)
			run_look(known, plan, run);
	while (drive_step(plan, run, sandbox->session.top, NULL));
}

/* The job, and its rollback as far as there is one. */
static void
job_look(struct known_lines *known, const char *line, bool rolls_back)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct sandbox *sandbox = arena_take(&arena, 1, sizeof(*sandbox));
	struct run *run = arena_take(&arena, 1, sizeof(*run));
	struct err err = { 0 };
	struct plan *plan;
	struct job job;

	assert_true(job_read_line(&arena, site, line, &job, &err));
	sandbox_make(sandbox, &arena, site, SITE_READY, 1);
	if (job.procedure->guest_begin != NOW_ABSENT)
		sim_put(sandbox->simulated.sim, job.guest,
		    job.procedure->guest_begin, 1);
	assert_true(happened_play(sandbox, &job, &err));
	plan = session_plan(&sandbox->session, &job, &err);
	assert_non_null(plan);
	plan_look(known, plan);
	drive_begin(plan, run, 0, NULL);
	way_look(known, plan, run, sandbox);
	assert_int_equal(run->ending, ARRIVED);
	if (rolls_back && drive_decide(plan, run, (struct decided){
	    DECIDE_ROLLBACK, sandbox_now_ms(sandbox) }, NULL, &err))
		way_look(known, plan, run, sandbox);
	sandbox_drop(sandbox);
	arena_drop(&arena);
}

static void
every_printed_line_does_what_its_operation_means(void **state)
{
	static const struct {
		const char	*job;
		bool		 rolls_back;
	} jobs[] = {
		{ "services", true }, { "create ldom1", true },
		{ "create ldom1 --locks", true }, { "switch ldom1", true },
		{ "migrate ldom1", true }, { "maintain ldom1", true },
		{ "maintain ldom1 --set vcpus=16 --set memory=24G", true },
		{ "maintain ldom1 --set hostid=1f --set vcpus=12", true },
		{ "retire ldom1", true },
		{ "retire ldom1 --destroy-data d14", false },
		{ "p2v system1", false }, { "p2v system1 --keep-iso", false },
	};
	static struct known_lines known;

	(void)state;
	batch_begin();
	for (size_t i = 0; i < sizeof(jobs) / sizeof(jobs[0]); i++)
		job_look(&known, jobs[i].job, jobs[i].rolls_back);
	batch_end();
	assert_true(known.count > 130);
	arena_drop(&known.arena);
}

/* Names that a shell, a terminal or printf would change. */
static const char *const hard[] = {
	"a b", " ", "it's", "\"q\"", "$HOME", "`id`", "$(id)", "\\n", "\\\\",
	"a;b", "a&b", "a|b", "a>b", "<a", "*", "?", "[a]", "{a,b}", "~", "#a",
	"!x", "^a", "%d%s", "%", "=", "-n", "--", "a\tb", "a\nb", "\n", "b\n",
	"\033[2J", "\x7f", ("\xc2\x9b" "31m"), "\xc3\xa9\xe2\x82\xac",
	"a\\", "'",
	"\\0101", "\\c", "a  b", "''", ".", "1&2",
};

enum { HARD = sizeof(hard) / sizeof(hard[0]) };

/* An operation with that text in every field that may have any name; devices,
 * guests, sources and places are declared. */
static struct op
hard_op(struct site *site, enum op_kind kind, const char *text)
{
	const struct op_info *info = &op_table[kind];
	struct op op = { .kind = kind, .number = 1024 * 1024 };

	for (enum field f = 0; f < FIELDS; f++) {
		bool any = f != F_ON && f != F_GUEST && f != F_SOURCE &&
		    f != F_DEVICE && f != F_TO;

		if (((info->takes | info->optional) & TAKES(f)) != 0)
			op.field[f] = any ? names_put(site->names,
			    field_kind[f], text) : 1;
	}
	return op;
}

static void
hard_look(struct site *site, enum op_kind kind, const char *text)
{
	struct arena arena = { 0 };
	struct op op = hard_op(site, kind, text);
	struct printed printed;
	const char *place;

	/* A list of two words. */
	if (kind == OP_RESOURCE_CREATE)
		op.value = names_put(site->names, KIND_TEXT, list_add(&arena,
		    list_add(&arena, "-d", arena_format(&arena, "A=%s", text)),
		    arena_format(&arena, "B=%s", text)));
	printed_op(&arena, site, &op, &printed);
	for (unsigned i = 0; i < printed.count; i++) {
		if (strchr(printed.line[i], '\n') != NULL ||
		    !is_plain(printed.line[i]))
			fail_msg("%s: \"%s\" is not one line",
			    op_table[kind].name, printed.line[i]);
		place = strchr(printed.line[i], '\t');
		if (printed.line[i][0] != '#')
			line_means(site, &op, place + 1);
	}
	arena_drop(&arena);
}

/* A value is typed on its way into a file, and so is a label. */
static void
a_hard_name_comes_to_its_program_as_it_is(void **state)
{
	static const enum op_kind kinds[] = { OP_GROUP_SET, OP_POOL_CREATE,
	    OP_RESOURCE_CREATE, OP_FILE_WRITE, OP_SHARE_MOUNT, OP_DISK_REMOVE };
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);

	(void)state;
	batch_begin();
	for (size_t i = 0; i < HARD; i++)
		for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
			if ((i + k) % (every(2) * SPARSE) == 0)
				hard_look(site, kinds[k], hard[i]);
	batch_end();
	arena_drop(&arena);
}

/* One text with all of it in every operation. */
static void
no_operation_forgets_to_protect_a_word(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);

	(void)state;
	batch_begin();
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++)
		if (op_is_change(kind) && command_around[kind].output == NULL &&
		    kind != OP_GUEST_VDISK_REMOVE && kind != OP_ASK)
			hard_look(site, kind, "a  'b' \"$c\" `d` \\e;*?&|<^>"
			    "\xc3\xa9-f");
	batch_end();
	arena_drop(&arena);
}

static int
begin(void **state)
{
	static const char *const real[] = { "dash", "ksh", "sed" };
	FILE *file;

	(void)state;
	if (mkdtemp(folder) == NULL || mkdir(path_of("bin"), 0700) != 0 ||
	    mkdir(path_of("trap"), 0700) != 0 ||
	    (file = fopen(path_of("program"), "w")) == NULL)
		return -1;
	fputs(program, file);
	fchmod(fileno(file), 0700);
	fclose(file);
	for (size_t i = 0; i < sizeof(real) / sizeof(real[0]); i++) {
		char from[PATH_BYTES];

		snprintf(from, sizeof(from), "/bin/%s", real[i]);
		if (symlink(from, path_of(i < SHELLS ? real[i] : "bin/sed")) !=
		    0)
			return -1;
	}
	return 0;
}

static int
end(void **state)
{
	(void)state;
	process_run("/bin/rm", "-rf", folder);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_printed_line_does_what_its_operation_means),
		cmocka_unit_test(a_hard_name_comes_to_its_program_as_it_is),
		cmocka_unit_test(no_operation_forgets_to_protect_a_word),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
