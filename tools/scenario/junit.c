#include "tools/scenario/junit.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "tools/say.h"
#include "tools/scenario/body.h"

/* Something that went wrong in the scenario, not an expectation. */
struct junit_reason {
	struct junit_reason *next;
	enum err_code	 code;
	int64_t		 at_ms;		/* -1: unknown */
	const char	*text;
};

static const char scenario_promise[] = "the jobs of begin arrive, every fault "
    "strikes, every wait comes true, every command is known, no invariant is "
    "violated unless an expectation names it";

static const char *
copy(struct junit *junit, const char *text)
{
	return text == NULL ? "" :
	    arena_text(&junit->arena, text, strlen(text));
}

/* What every body begins with. */
static struct body
body_begin(struct junit *junit, const char *expected)
{
	struct body body = { &junit->arena, NULL };

	body_add(&body, "scenario", junit->suite->name);
	body_add(&body, "why", junit->play->scenario->why);
	body_add(&body, "file", junit->suite->file);
	body_add(&body, "expected", expected);
	return body;
}

/* And what it ends with. */
static const char *
body_end(const struct junit *junit, struct body *body)
{
	body_add_again(body, junit->suite->file, junit->play);
	return body->text;
}

static struct junit_case *
case_make(struct junit *junit, enum verdict verdict, const char *what)
{
	struct junit_suite *suite = junit->suite;
	struct junit_case *made = arena_take(&junit->arena, 1,
	    sizeof(*made));

	made->verdict = verdict;
	made->name = arena_format(&junit->arena, "%s: %s", suite->name, what);
	suite->count[verdict]++;
	return made;
}

/* Expectations stand in the order in which they are judged. */
static struct junit_case *
expectation_add(struct junit *junit, enum verdict verdict, const char *text)
{
	struct junit_case *made = case_make(junit, verdict, text);

	if (junit->judged == NULL)
		junit->suite->cases = made;
	else
		junit->judged->next = made;
	junit->judged = made;
	junit->judged_count++;
	return made;
}

static void
skip(struct junit *junit, struct junit_case *made, const char *text,
    const char *because)
{
	struct body body = body_begin(junit, text);

	made->message = because;
	body_add(&body, "seen", because);
	made->body = body_end(junit, &body);
}

static void
on_expectation(struct junit *junit, const struct event *event)
{
	struct junit_case *made = expectation_add(junit, event->met ?
	    VERDICT_MET : event->pending ? VERDICT_SKIPPED : VERDICT_FAILED,
	    event->text);
	const char *observed = copy(junit, event->word);
	struct body body;

	if (event->pending)
		skip(junit, made, event->text,
		    "the scenario was stopped before");
	if (event->met || event->pending)
		return;
	made->type = err_table[ERR_EXPECTATION].name;
	made->message = arena_format(&junit->arena, "not met: %s; seen: %s",
	    event->text, observed);
	body = body_begin(junit, event->text);
	body_add(&body, "seen", observed);
	body_add_time(&body, event->at_ms);
	made->body = body_end(junit, &body);
}

/* The same of the same object is one reason, however often it happens. */
static void
reason_add(struct junit *junit, enum err_code code, int64_t at_ms,
    const char *text)
{
	struct junit_reason *reason;

	for (reason = junit->reasons; reason != NULL; reason = reason->next)
		if (strcmp(reason->text, text) == 0)
			return;
	reason = arena_take(&junit->arena, 1, sizeof(*reason));
	*reason = (struct junit_reason){ junit->reasons, code, at_ms, text };
	junit->reasons = reason;
}

static bool
has_reason(const struct junit *junit, enum err_code code)
{
	const struct junit_reason *reason = junit->reasons;

	while (reason != NULL && reason->code != code)
		reason = reason->next;
	return reason != NULL;
}

static void
junit_on_event(struct sink *sink, const struct event *event)
{
	struct junit *junit = (struct junit *)sink;

	sink_emit(junit->next, event);
	sink_emit(&junit->golden.sink, event);
	if (event->type == EVENT_EXPECTATION)
		on_expectation(junit, event);
	else if (event->type == EVENT_FAULT &&
	    strcmp(event->word, "never struck") == 0)
		reason_add(junit, ERR_FAULT_NEVER_STRUCK, event->at_ms,
		    arena_format(&junit->arena, "the fault \"%s\" never "
		    "struck", event->text));
	else if (event->type == EVENT_VIOLATION &&
	    !scenario_violates(junit->play->scenario, event->word))
		reason_add(junit, ERR_VIOLATION, event->at_ms,
		    arena_format(&junit->arena, "%s: %s", event->word,
		    event->text));
}

static struct junit_suite *
suite_make(struct junit *junit, const char *name, const char *file)
{
	struct junit_suite *suite = arena_take(&junit->arena, 1,
	    sizeof(*suite));

	suite->name = copy(junit, name);
	suite->file = copy(junit, file);
	if (junit->last == NULL)
		junit->suites = suite;
	else
		junit->last->next = suite;
	junit->last = suite;
	return suite;
}

void
junit_make(struct junit *junit)
{
	*junit = (struct junit){ .sink.emit = junit_on_event };
}

void
junit_drop(struct junit *junit)
{
	arena_drop(&junit->arena);
}

struct sink *
junit_begin(struct junit *junit, const struct scenario_play *play,
    const char *file)
{
	const struct scenario *scenario = play->scenario;

	junit->play = play;
	junit->next = play->sink;
	junit->suite = suite_make(junit, scenario->name, file);
	junit->judged = NULL;
	junit->judged_count = 0;
	junit->reasons = NULL;
	junit->unasked = NULL;
	junit->golden_file = open_memstream(&junit->golden_text,
	    &junit->golden_size);
	if (junit->golden_file == NULL)
		abort();
	say_to(junit->golden_file, "%s\n", scenario->name);
	golden_make(&junit->arena, &junit->golden, scenario->site, file,
	    play->seed);
	junit->golden.out = junit->golden_file;
	return &junit->sink;
}

/* Has the first reason a test of its own, or a place in one? */
static bool
has_test(const struct junit *junit, const struct err *err)
{
	if (err->code == ERR_EXPECTATION)
		return junit->suite->count[VERDICT_FAILED] != 0;
	return has_reason(junit, err->code);
}

/* In the order in which they came. */
static void
reasons_write(struct body *body, const struct junit_reason *reason)
{
	if (reason == NULL)
		return;
	reasons_write(body, reason->next);
	body_add(body, "seen", arena_format(body->arena, "%s: %s",
	    err_table[reason->code].name, reason->text));
	body_add_time(body, reason->at_ms);
}

static void
scenario_blame(struct junit *junit, struct junit_case *whole)
{
	const struct junit_reason *first = junit->reasons;
	struct body body = body_begin(junit, scenario_promise);

	reasons_write(&body, first);
	while (first->next != NULL)
		first = first->next;
	whole->type = err_table[first->code].name;
	whole->message = first->text;
	body_add(&body, "next", err_table[first->code].hint);
	whole->body = body_end(junit, &body);
}

/* The test of the scenario itself comes before those of its expectations. */
static void
scenario_add(struct junit *junit, const struct scenario_result *result)
{
	bool blamed = !result->passed && junit->reasons != NULL;
	struct junit_case *whole = case_make(junit, !blamed ? VERDICT_MET :
	    result->exit == EXIT_FILE ? VERDICT_ERROR : VERDICT_FAILED,
	    "the scenario itself");

	whole->took_ms = result->took_ms;
	whole->next = junit->suite->cases;
	junit->suite->cases = whole;
	if (blamed)
		scenario_blame(junit, whole);
}

/* A scenario that does not begin is not judged. */
static void
skipped_add(struct junit *junit)
{
	const struct scenario *scenario = junit->play->scenario;

	while (junit->judged_count < scenario->expect_count) {
		const char *text = scenario->expect[junit->judged_count].text;

		skip(junit, expectation_add(junit, VERDICT_SKIPPED, text),
		    text, "the scenario was never judged");
	}
}

static void
golden_keep(struct junit *junit, const struct scenario_result *result)
{
	golden_result(junit->golden_file, result->passed, &result->err);
	if (ferror(junit->golden_file) != 0 ||
	    fclose(junit->golden_file) != 0)
		abort();
	if (!result->passed)
		junit->suite->out = copy(junit, junit->golden_text);
	free(junit->golden_text);
	junit->golden_file = NULL;
	junit->golden_text = NULL;
}

void
junit_end(struct junit *junit, const struct scenario_result *result)
{
	struct junit_suite *suite = junit->suite;

	if (junit->unasked != NULL)
		reason_add(junit, ERR_FAULT_NEVER_STRUCK, result->took_ms,
		    arena_format(&junit->arena, "the step \"%s\" never asked "
		    "for its answer", junit->unasked));
	/* A job of begin that does not arrive ends the scenario. */
	if (!result->passed && !has_test(junit, &result->err))
		reason_add(junit, result->err.code, result->err.code ==
		    ERR_EXPECTATION ? result->took_ms : -1,
		    copy(junit, result->err.text));
	skipped_add(junit);
	scenario_add(junit, result);
	golden_keep(junit, result);
	suite->took_ms = result->took_ms;
	assert(result->passed == (suite->count[VERDICT_FAILED] +
	    suite->count[VERDICT_ERROR] == 0));
}

void
junit_unread(struct junit *junit, const char *file,
    const struct mistakes *mistakes, const struct err *err)
{
	struct junit_suite *suite = suite_make(junit, file, file);
	struct junit_case *unread;
	struct body body = { &junit->arena, NULL };

	junit->suite = suite;
	unread = suite->cases = case_make(junit, VERDICT_ERROR,
	    "the scenario can be read");
	unread->type = err_table[err->code].name;
	unread->message = copy(junit, err->text);
	body_add(&body, "file", suite->file);
	body_add(&body, "seen", arena_format(&junit->arena, "%s: %s",
	    unread->type, unread->message));
	for (size_t i = 0; i < mistakes->count; i++)
		body_add(&body, "mistake", arena_format(&junit->arena,
		    "%s:%u:%u: %s", mistakes->list[i].spot.file,
		    (unsigned)mistakes->list[i].spot.line,
		    (unsigned)mistakes->list[i].spot.column,
		    mistakes->list[i].text));
	body_add(&body, "next", err_table[err->code].hint);
	unread->body = body.text;
}
