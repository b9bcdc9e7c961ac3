#include "tests/readiness_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "backends/readiness/processor.h"
#include "tests/posts_fixture.h"

void
ready_begin(struct ready *ready)
{
	static const char *const begin[] = { "create ldom1" };
	struct err err;

	*ready = (struct ready){ .site = NULL };
	ready->site = posts_site(&ready->arena);
	for (uint32_t n = 1; n <= 2; n++) {
		ready->site->nodes[n].hostid = 0x84fb5a00 + n;
		ready->site->nodes[n].sp = (struct site_sp){
		    .host = n == 1 ? "node1-sp" : "node2-sp", .by = "ilom" };
	}
	if (!prompt_make(&ready->prompt, &ready->arena, &(struct stage_from){
	    ready->site, begin, 1 }, &err))
		fail_msg("%s", err.text);
}

static void
found_drop(struct ready *ready)
{
	if (ready->survey.nodes == 0)
		return;
	readiness_drop(&ready->readiness);
	survey_drop(&ready->survey);
}

void
ready_end(struct ready *ready)
{
	found_drop(ready);
	prompt_drop(&ready->prompt);
	arena_drop(&ready->arena);
}

void
ready_type(struct ready *ready, const char *line)
{
	const char *colon = strstr(line, ": ");
	struct err err;

	if (!prompt_go(&ready->prompt, colon != NULL && strncmp(line, "node",
	    4) == 0 ? arena_text(&ready->arena, line, (size_t)(colon - line)) :
	    "node1", &err))
		fail_msg("%s", err.text);
	prompt_line(&ready->prompt, colon != NULL && strncmp(line, "node",
	    4) == 0 ? colon + 2 : line);
	if (ready->prompt.caller.status != 0)
		fail_msg("%s: %s", line,
		    buffer_text(&ready->prompt.caller.err));
}

/* The text with the first such part replaced, if it has one. */
static const char *
replaced(struct arena *arena, const char *text, const struct forged *forged)
{
	const char *at = strstr(text, forged->from);

	return at == NULL ? text : arena_format(arena, "%.*s%s%s",
	    (int)(at - text), text, forged->to, at + strlen(forged->from));
}

/* What nobody can type at the simulated site: copies of the definition. */
static const struct {
	enum survey_line line;
	uint32_t	 node;
	const char	*about, *says;
} there[] = {
	{ SURVEY_COPY, 2, "ldom1", "-rw-r--r--   1 root     root        4096 "
	    "Jan  1 00:00 /var/domferry/ldom1.xml\n" },
	{ SURVEY_POOL_COPY, 1, "zpool_ldom1", "total 8\n-rw-r--r--   1 root  "
	    "   root        4096 Jan  1 00:00 ldom1.xml\n" },
};

static const char *
answer_of(const struct surveyed *one, struct caller *caller)
{
	for (unsigned i = 0; i < sizeof(there) / sizeof(there[0]); i++)
		if (there[i].line == one->line && there[i].node ==
		    one->output.place && strcmp(there[i].about, one->about) ==
		    0) {
			caller->status = 0;
			return there[i].says;
		}
	return buffer_text(&caller->out);
}

static void
one_ask(struct ready *ready, struct survey *survey, struct surveyed *one)
{
	struct caller *caller = &ready->prompt.caller;
	const struct forged *forged = &ready->forged;
	const char *out, *was, *err;

	caller->place = surveyed_place(one);
	prompt_call(&ready->prompt, one->output.line);
	if (caller->status == STATUS_NO_ANSWER) {
		survey_lost(survey, one, "no route to host");
		return;
	}
	was = out = answer_of(one, caller);
	if (forged->from != NULL && forged->line == one->line &&
	    forged->node == one->output.place) {
		out = replaced(&ready->arena, out, forged);
		ready->forged_once |= out != was;
		/* A file that is not there is made. */
		if (*forged->from == '\0')
			caller->status = 0;
	}
	err = caller->status == 0 ? "" : buffer_text(&caller->err);
	survey_heard(survey, one, &(struct ended){ caller->status, out, err,
	    strlen(out), strlen(err) });
}

void
ready_survey(struct ready *ready, struct survey *survey, unsigned purposes)
{
	const char *node[SITE_NODES + 1];
	struct surveyed *one;

	for (uint32_t n = 1; n <= ready->site->node_count; n++)
		node[n] = names_text(ready->site->names, KIND_NODE, n);
	survey_make(survey, node, ready->site->node_count, purposes);
	if (purposes == FOR_CHECK)
		processors_ask(survey, ready->site);
	while ((one = survey_next(survey)) != NULL)
		one_ask(ready, survey, one);
}

void
ready_ask(struct ready *ready, const char *line)
{
	struct job job, *wanted = NULL;
	struct err err;

	found_drop(ready);
	ready_survey(ready, &ready->survey, FOR_CHECK);
	assert_int_equal(ready->forged_once, ready->forged.from != NULL);
	if (line != NULL) {
		if (!job_read_line(&ready->arena, ready->site, line, &job,
		    &err))
			fail_msg("%s", err.text);
		wanted = &job;
	}
	readiness_judge(&ready->readiness, &(struct readiness_of){
	    &ready->survey, ready->site, wanted, NULL, 0 });
}

const struct finding *
finding_of(const struct readiness *readiness, const char *id, const char *on)
{
	for (uint32_t i = 0; i < readiness->count; i++)
		if (strcmp(readiness->finding[i].row->id, id) == 0 &&
		    strcmp(readiness->finding[i].on, on) == 0)
			return &readiness->finding[i];
	return NULL;
}

const struct finding *
ready_find(const struct ready *ready, const char *id, const char *on)
{
	return finding_of(&ready->readiness, id, on);
}

/* What was printed without that line of it. */
static const char *
line_removed(struct arena *arena, const struct quote *quote)
{
	const struct ended *ended = &quote->from->output.ended;
	const char *out = quote->error ? ended->err : ended->out, *at = out;
	const char *end;

	for (uint32_t line = 1; line < quote->line; line++)
		at = strchr(at, '\n') + 1;
	/* What it says may begin behind blanks. */
	end = at + (strncmp(at, quote->text, quote->size) == 0 ? 0 :
	    strspn(at, " "));
	assert_memory_equal(end, quote->text, quote->size);
	end += quote->size;
	return arena_format(arena, "%.*s%s", (int)(at - out), out,
	    *end == '\n' ? end + 1 : "");
}

void
without_make(struct without *without, const struct survey *was,
    const struct site *site, const struct quote *quote)
{
	struct survey *survey = &without->survey;
	struct surveyed *one;

	survey_make(survey, was->node, was->nodes, was->purposes);
	processors_ask(survey, site);
	while ((one = survey_next(survey)) != NULL) {
		const struct surveyed *old = survey_find(was,
		    one->output.place, one->line, one->about);
		struct ended ended;

		if (old == NULL || old->output.lost) {
			survey_lost(survey, one, "not asked");
			continue;
		}
		ended = old->output.ended;
		if (old == quote->from && quote->error) {
			ended.err = line_removed(&survey->arena, quote);
			ended.err_size = strlen(ended.err);
		} else if (old == quote->from) {
			ended.out = line_removed(&survey->arena, quote);
			ended.out_size = strlen(ended.out);
		}
		survey_heard(survey, one, &ended);
	}
	readiness_judge(&without->readiness, &(struct readiness_of){ survey,
	    site, NULL, NULL, 0 });
}

void
without_drop(struct without *without)
{
	readiness_drop(&without->readiness);
	survey_drop(&without->survey);
}
