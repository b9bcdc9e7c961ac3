#include "tests/apply_fixture.h"

#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "backends/sim/sim.h"
#include "core/procedures/procedure.h"
#include "tests/posts_fixture.h"
#include "tools/apply/cancel.h"
#include "tools/replay/replayed.h"
#include "tools/session/report.h"
#include "tools/session/resumed.h"
#include "tools/session/stop.h"
#include "tools/ways/ways.h"

enum { WORDS = 40, LINE = 400 };

static struct programs *
programs_of(struct reach *reach)
{
	return &((struct stand *)reach)->programs;
}

static int64_t
now_ms(struct reach *reach)
{
	return programs_of(reach)->reach.now_ms(&programs_of(reach)->reach);
}

static void
pending_count(struct stand *stand, bool change)
{
	struct simulated *simulated = &stand->sandbox.simulated;
	const struct op ask = { .kind = OP_GROUP_STATE,
	    .group = names_find(simulated->translation.engine, KIND_GROUP,
	    stand->waits_for) };
	struct result res;

	simulated_ask(simulated, &ask, &res);
	if (res.answer.state == STATE_PENDING && change)
		stand->typed_while_pending++;
	else if (res.answer.state == STATE_PENDING)
		stand->pending++;
}

static uint64_t
begin(struct reach *reach, const struct order *order, struct heard *heard)
{
	struct stand *stand = (struct stand *)reach;
	uint64_t handle;

	stand->begun++;
	if (stand->waits_for != NULL)
		pending_count(stand, order->change);
	for (size_t i = 0; i < 2; i++)
		if (stand->instead[i].line != NULL &&
		    strcmp(stand->instead[i].line, order->line) == 0) {
			*heard = (struct heard){ .ended = { .out =
			    stand->instead[i].out, .err = "", .out_size =
			    strlen(stand->instead[i].out) } };
			return HANDLE_OVER;
		}
	if (order->change && ++stand->changes == stand->at_change)
		stand->does(stand);
	handle = stand->programs.reach.begin(&stand->programs.reach, order,
	    heard);
	if (stand->under_way != NULL && strncmp(order->line, stand->under_way,
	    strlen(stand->under_way)) == 0)
		stand->handle = handle;
	return handle;
}

static uint64_t
pause_for(struct reach *reach, int64_t ms)
{
	return programs_of(reach)->reach.pause(&programs_of(reach)->reach, ms);
}

static bool
wait(struct reach *reach, uint64_t handle, int64_t until_ms,
    struct heard *heard)
{
	struct stand *stand = (struct stand *)reach;

	if (stand->under_way != NULL && handle == stand->handle) {
		stand->under_way = NULL;
		stand->during(stand);
	}
	return programs_of(reach)->reach.wait(&programs_of(reach)->reach,
	    handle, until_ms, heard);
}

static void
leave(struct reach *reach, uint64_t handle)
{
	programs_of(reach)->reach.leave(&programs_of(reach)->reach, handle);
}

static bool
kept(struct reach *reach, const struct op *ask, struct answer *answer)
{
	return programs_of(reach)->reach.kept(&programs_of(reach)->reach, ask,
	    answer);
}

static const char *
holder_of(struct reach *reach, uint32_t node, const char *path)
{
	const struct stand *stand = (const struct stand *)reach;

	assert_true(node != 0 && *path == '/');
	return stand->said != NULL ? stand->said : "";
}

void
stand_make(struct stand *stand, const char *before, const char *first)
{
	static const int heard[] = { SIGINT, SIGTERM, SIGHUP };
	struct site *site = posts_site(&stand->arena);
	struct err err = { 0 };
	struct job job;

	/* Who starts the test may have made it deaf to them. */
	for (size_t i = 0; i < sizeof(heard) / sizeof(heard[0]); i++)
		signal(heard[i], SIG_DFL);
	snprintf(stand->folder, sizeof(stand->folder),
	    "/tmp/domferry-apply-XXXXXX");
	assert_non_null(mkdtemp(stand->folder));
	snprintf(stand->run, sizeof(stand->run), "%s/run", stand->folder);
	assert_true(job_read_line(&stand->arena, site, before != NULL ?
	    before : first, &job, &err));
	sandbox_make(&stand->sandbox, &stand->arena, site,
	    job.procedure->begin, 1);
	assert_true(before == NULL || sandbox_begin(&stand->sandbox, before,
	    &err));
	sandbox_zero(&stand->sandbox);
	programs_make(&stand->programs, &stand->sandbox.simulated);
	stand->reach = (struct reach){ now_ms, begin, pause_for, wait, leave,
	    kept, holder_of, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
	    NULL, NULL, NULL, NULL };
}

/* A folder with all that is in it. */
static void
folder_remove(const char *path)
{
	struct arena arena = { 0 };
	DIR *folder = opendir(path);
	struct dirent *entry;

	assert_non_null(folder);
	while ((entry = readdir(folder)) != NULL) {
		const char *inside = folder_path(&arena, path, entry->d_name);

		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0 && unlink(inside) != 0)
			folder_remove(inside);
	}
	closedir(folder);
	assert_int_equal(rmdir(path), 0);
	arena_drop(&arena);
}

void
stand_drop(struct stand *stand)
{
	programs_drop(&stand->programs);
	sandbox_drop(&stand->sandbox);
	arena_drop(&stand->arena);
	folder_remove(stand->folder);
}

int
stand_set_up(void **state)
{
	*state = test_calloc(1, sizeof(struct stand));
	return 0;
}

int
stand_tear_down(void **state)
{
	stand_drop(*state);
	test_free(*state);
	return 0;
}

struct stand *
stand_of(void **state, const char *begin, const char *first)
{
	stand_make(*state, begin, first);
	return *state;
}

/* The site speaks with a process that has read the site by itself. */
static void
names_take(struct stand *stand, struct names *names)
{
	struct simulated *simulated = &stand->sandbox.simulated;
	struct sink *next = simulated->translation.next;

	translation_drop(&simulated->translation);
	translation_make(&simulated->translation, names,
	    sim_names(simulated->sim), next);
}

static void
ask_of(const struct stand *stand, const struct options *options,
    struct ask *ask)
{
	*ask = (struct ask){ .out = stderr, .can = stand->types != NULL &&
	    !options->yes };
	if (!ask->can)
		return;
	ask->in = tmpfile();
	assert_non_null(ask->in);
	fputs(stand->types, ask->in);
	rewind(ask->in);
}

/* The run over the ways that the site file has, or at the stand. */
static int
carried(struct stand *stand, struct execution *execution,
    struct around *around, unsigned begun,
    int (*go)(struct execution *, const struct around *))
{
	struct ways ways;
	struct err err = { 0 };
	int status;

	if (!stand->recorded)
		return go(execution, around);
	if (!ways_open(&ways, execution->site.site, &(struct ways_for){
	    .beside = begun == 0 ? execution->site.path : NULL,
	    .begun = begun }, &err))
		return err_print(&err);
	around->reach = ways.reach;
	if (ways.recorded)
		replayed_around(around, (struct recorded *)ways.reach);
	status = ways_status(&ways, go(execution, around),
	    !execution->options->dry_run);
	ways_close(&ways);
	return status;
}

static int
goes_on(struct execution *execution, const struct around *around)
{
	return apply_resume(execution, strcmp(execution->verb, "rollback") ==
	    0 ? DECIDE_ROLLBACK : DECIDE_RESUME, around);
}

/* What goes to the log of the machine. */
static void
note(void *with, const char *line)
{
	struct stand *stand = with;

	stand->log = arena_format(&stand->arena, "%s%s\n", stand->log != NULL ?
	    stand->log : "", line);
}

static int
applied(struct stand *stand, const struct options *options)
{
	struct execution execution;
	struct around around = { .reach = &stand->reach, .log = note,
	    .with = stand, .people = !stand->alone };
	int status;

	execution_make(&execution, options, "apply", "apply");
	status = site_open(&execution.arena, options->site != NULL ?
	    options->site : "scenarios/sites/posts.json", &execution.site);
	assert_int_equal(status, EXIT_OK);
	names_take(stand, execution.site.site->names);
	ask_of(stand, options, &around.ask);
	status = carried(stand, &execution, &around, 0, apply_play);
	if (around.ask.in != NULL)
		fclose(around.ask.in);
	names_take(stand, stand->sandbox.session.site->names);
	execution_drop(&execution);
	return status;
}

static int
resumed(struct stand *stand, const struct options *options, const char *verb)
{
	struct execution execution;
	struct around around = { .reach = &stand->reach, .log = note,
	    .with = stand, .people = !stand->alone };
	struct err err = { 0 };
	int status;

	execution_make(&execution, options, verb, "");
	holder_ask(&execution.arena, &execution.holder);
	if (!folder_open(&execution.folder, options->operand[0],
	    folder_journal, &execution.holder, &err) ||
	    !execution_read(&execution, &err))
		fail_msg("%s", err.text);
	execution_lines(&execution);
	names_take(stand, execution.site.site->names);
	ask_of(stand, options, &around.ask);
	status = carried(stand, &execution, &around, transcript_begun(
	    &execution.arena, execution.folder.path), goes_on);
	if (around.ask.in != NULL)
		fclose(around.ask.in);
	names_take(stand, stand->sandbox.session.site->names);
	execution_drop(&execution);
	return status;
}

/* A stream, for a moment: a file. */
struct capture {
	FILE	*stream, *file;
	int	 kept;
};

static void
capture_begin(struct capture *capture, FILE *stream)
{
	capture->stream = stream;
	fflush(stream);
	capture->file = tmpfile();
	assert_non_null(capture->file);
	capture->kept = dup(fileno(stream));
	dup2(fileno(capture->file), fileno(stream));
}

static void
capture_end(struct capture *capture, char text[STAND_TEXT])
{
	size_t n;

	fflush(capture->stream);
	dup2(capture->kept, fileno(capture->stream));
	close(capture->kept);
	rewind(capture->file);
	n = fread(text, 1, STAND_TEXT - 1, capture->file);
	text[n] = '\0';
	fclose(capture->file);
}

static void
words_part(char *line, const char *run, char *words[WORDS])
{
	unsigned n = 0;

	for (char *at = strtok(line, " "); at != NULL; at = strtok(NULL, " "))
		words[n++] = strcmp(at, "RUN") == 0 ? (char *)(uintptr_t)run :
		    at;
	words[n] = NULL;
}

int
stand_types(struct stand *stand, const char *typed)
{
	struct capture out, err_out = { NULL, NULL, -1 };
	struct options options;
	char line[LINE], *words[WORDS];
	struct err err = { 0 };
	bool apply;
	int status;

	snprintf(line, sizeof(line), "%s", typed);
	words_part(line, stand->run, words);
	apply = strcmp(words[0], "apply") == 0;
	stand->begun = stand->changes = 0;
	if (!options_read(&options, apply ? VERB_APPLY :
	    strcmp(words[0], "resume") == 0 ? VERB_RESUME : VERB_ROLLBACK,
	    apply, words + 1, &err))
		fail_msg("%s", err.text);
	capture_begin(&out, stdout);
	if (!stand->shows)
		capture_begin(&err_out, stderr);
	simulated_at_work(&stand->sandbox.simulated, true);
	status = apply ? applied(stand, &options) :
	    resumed(stand, &options, words[0]);
	simulated_at_work(&stand->sandbox.simulated, false);
	stop_forget();
	if (!stand->shows)
		capture_end(&err_out, stand->err);
	capture_end(&out, stand->out);
	return status;
}

void
stand_reports(struct stand *stand, bool json)
{
	struct capture out = { NULL, NULL, -1 };
	struct arena arena = { 0 };
	struct err err = { 0 };
	int status;

	capture_begin(&out, stdout);
	if (!(json ? report_stream(&arena, stand->run, &status, &err) :
	    report_print(&arena, stand->run, false, &status, &err)))
		fail_msg("%s", err.text);
	capture_end(&out, stand->out);
	arena_drop(&arena);
}

const char *
stand_site(struct stand *stand, const char *keys)
{
	const char *at, *path = folder_path(&stand->arena, stand->folder,
	    "site.json");
	struct err err = { 0 };
	size_t n;
	char *site = file_read(&stand->arena, "scenarios/sites/posts.json",
	    1 << 20, &n, &err);
	FILE *file = fopen(path, "w");

	assert_true(site != NULL && file != NULL);
	at = strstr(site, "  \"timing\"");
	assert_non_null(at);
	fprintf(file, "%.*s  ", (int)(at - site), site);
	for (; *keys != '\0'; keys++)
		if (*keys == '@')
			fputs(stand->folder, file);
		else
			putc(*keys, file);
	fprintf(file, ",\n%s", at);
	assert_int_equal(fclose(file), 0);
	return path;
}

int
stand_cancels(struct stand *stand, const char *typed)
{
	struct cancel *cancel = arena_take(&stand->arena, 1, sizeof(*cancel));
	struct around around = { .reach = &stand->reach };
	struct options options;
	char line[LINE], *words[WORDS];
	struct err err = { 0 };

	snprintf(line, sizeof(line), "%s", typed);
	words_part(line, stand->run, words);
	if (!options_read(&options, VERB_CANCEL, false, words + 1, &err))
		fail_msg("%s", err.text);
	ask_of(stand, &options, &around.ask);
	stand->cancelled = cancel_read(cancel, options.operand[0], &err) ?
	    cancel_play(cancel, &options, &around) : err_print(&err);
	if (around.ask.in != NULL)
		fclose(around.ask.in);
	cancel_drop(cancel);
	return stand->cancelled;
}

unsigned
stand_records(struct stand *stand, const char *text)
{
	const char *path = folder_path(&stand->arena, stand->run,
	    "journal.jsonl");
	struct err err = { 0 };
	unsigned count = 0;
	size_t n;
	const char *at = file_read(&stand->arena, path, 1 << 26, &n, &err);

	if (at == NULL)
		fail_msg("%s", err.text);
	while ((at = strstr(at, text)) != NULL) {
		count++;
		at++;
	}
	return count;
}

void
stand_printed(const struct stand *stand, const char *text)
{
	if (strstr(stand->out, text) == NULL)
		fail_msg("not printed: %s\nbut:\n%s\n%s", text, stand->out,
		    stand->err);
}

void
stand_complained(const struct stand *stand, const char *text)
{
	if (strstr(stand->err, text) == NULL)
		fail_msg("not said: %s\nbut:\n%s\n%s", text, stand->err,
		    stand->out);
}

void
stand_untouched(const struct stand *stand)
{
	assert_int_equal(stand->changes, 0);
	assert_int_not_equal(access(stand->run, F_OK), 0);
}

const char *
stand_digest(struct stand *stand, char digest[SANDBOX_DIGEST])
{
	sandbox_digest(&stand->sandbox, digest);
	return digest;
}
