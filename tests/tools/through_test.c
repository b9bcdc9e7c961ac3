/*
 * Every scenario of the library, over operations and over the programs of the
 * site: the same operations with the same outcomes, answers, codes and times,
 * the same ending and the same world.  Texts may differ.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/real/real.h"
#include "core/base/buffer.h"
#include "tools/scenario/sandbox.h"
#include "tools/scenario/scenario.h"
#include "tools/scenario_open.h"
#include "tools/through/programs.h"

struct told {
	struct sink	 sink;		/* first */
	const struct site *site;
	struct buffer	 text;
	bool		 through;
	struct programs	 programs;
	struct real	 real;
	char		 digest[SANDBOX_DIGEST];
};

static void
op_note(struct told *told, const struct event *event)
{
	const struct names *names = told->site->names;
	const struct op *op = event->op;
	const struct result *res = event->result;
	enum kind kind;
	uint32_t object = op_object(op, &kind);

	buffer_print(&told->text, " %s %s on %u", op_table[op->kind].name,
	    names_text(names, kind, object), (unsigned)op->on);
	if (res == NULL)
		return;
	buffer_print(&told->text, " = %d %s", (int)res->outcome,
	    err_table[res->err.code].name);
	if (op_table[op->kind].question)
		buffer_print(&told->text, " %s on %u \"%s\" %lld", state_name(
		    (enum state)res->answer.state), (unsigned)res->answer.on,
		    names_text(names, op_answer_kind(op), res->answer.value),
		    (long long)res->answer.number);
}

static void
on_event(struct sink *sink, const struct event *event)
{
	struct told *told = (struct told *)sink;

	if (event->type == EVENT_OUTPUT)
		return;
	buffer_print(&told->text, "%lld %d step %u", (long long)
	    event->at_ms, (int)event->type, (unsigned)event->step);
	if (event->op != NULL)
		op_note(told, event);
	if (event->type == EVENT_CHANGE)
		buffer_print(&told->text, " %s on %u %s to %s", names_text(
		    told->site->names, event->kind, event->name),
		    (unsigned)event->on, state_name(event->was),
		    state_name(event->is));
	buffer_print(&told->text, " met %d ending %u took %lld\n", event->met,
	    (unsigned)event->ending, (long long)event->took_ms);
}

static void
begun(void *with, struct sandbox *sandbox)
{
	struct told *told = with;
	struct session *session = &sandbox->session;

	if (!told->through)
		return;
	programs_make(&told->programs, &sandbox->simulated);
	real_make(&told->real, session->site, session->site->names,
	    &told->programs.reach);
	session->bottom = session->requests.backend.below =
	    &told->real.backend;
}

static void
over(void *with, struct sandbox *sandbox)
{
	struct told *told = with;

	sandbox_digest(sandbox, told->digest);
	if (!told->through)
		return;
	real_drop(&told->real);
	programs_drop(&told->programs);
}

static void
told_play(const char *path, struct told *told, bool through)
{
	struct arena arena = { 0 };
	struct mistakes mistakes = { 0 };
	struct err err;
	struct scenario *scenario = scenario_try(&arena, path, &mistakes,
	    &err);
	struct scenario_result result;

	*told = (struct told){ .sink = { on_event }, .through = through };
	if (scenario == NULL)
		return;
	told->site = scenario->site;
	scenario_play(&arena, &(struct scenario_play){ .scenario = scenario,
	    .seed = scenario->seed, .sink = &told->sink, .stop_at_ms = -1,
	    .begun = begun, .over = over, .with = told }, &result);
	buffer_print(&told->text, "passed %d world %s\n", result.passed,
	    told->digest);
	arena_drop(&arena);
}

static bool
is_equal(const char *path, const struct told *op, const struct told *through)
{
	const char *one = buffer_text(&op->text);
	const char *other = buffer_text(&through->text);
	size_t line = 0, at = 0;

	while (one[at] != '\0' && one[at] == other[at])
		if (one[at++] == '\n')
			line = at;
	if (one[at] == other[at])
		return true;
	if (getenv("DUMP") != NULL) { FILE *f = fopen("/tmp/w/d.op", "w"); fputs(one, f); fclose(f); f = fopen("/tmp/w/d.pr", "w"); fputs(other, f); fclose(f); }
	printf("%s:\n  op:       %.*s\n  programs: %.*s\n", path,
	    (int)strcspn(one + line, "\n"), one + line,
	    (int)strcspn(other + line, "\n"), other + line);
	return false;
}

int
main(void)
{
	unsigned equal = 0, differ = 0;
	DIR *dir = opendir("scenarios");
	struct dirent *entry;

	while ((entry = readdir(dir)) != NULL) {
		struct told *op, *through;
		char path[400];
		size_t n = strlen(entry->d_name);

		if (n < 6 || strcmp(entry->d_name + n - 5, ".json") != 0 || (getenv("ONLY") != NULL && strstr(entry->d_name, getenv("ONLY")) == NULL))
			continue;
		snprintf(path, sizeof(path), "scenarios/%s", entry->d_name);
		op = calloc(1, sizeof(*op));
		through = calloc(1, sizeof(*through));
		told_play(path, op, false);
		told_play(path, through, true);
		if (is_equal(path, op, through))
			equal++;
		else
			differ++;
		fflush(stdout);
	}
	printf("%u equal, %u differ\n", equal, differ);
	return 0;
}
