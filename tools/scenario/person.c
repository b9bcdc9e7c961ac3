#include "tools/scenario/person.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "backends/commands/commands.h"
#include "core/base/arena.h"

static struct line *
line_add(struct person *person, struct line **lines, uint32_t place,
    const char *text)
{
	struct line *line = arena_take(person->arena, 1, sizeof(*line));

	line->place = place;
	line->text = line->bare = arena_text(person->arena, text,
	    strlen(text));
	line->next = *lines;
	*lines = line;
	return line;
}

void
person_printed(struct person *person, const char *text)
{
	line_add(person, &person->printed, 0, text);
}

void
person_forget(struct person *person)
{
	person->printed = person->typed = NULL;
}

static void
person_on_event(struct sink *sink, const struct event *event)
{
	struct person *person = (struct person *)((char *)sink -
	    offsetof(struct person, sink));

	if (event->type == EVENT_OUTPUT)
		person_printed(person, event->text);
	else if (event->type == EVENT_TYPED)
		line_add(person, &person->typed, event->on, event->text);
	sink_emit(person->next, event);
}

/* "initial" is for an installer that would upgrade, "stopped" for applications
 * that were to be disabled, too. */
static const char *const answers[REPLY_WORDS] = {
	[REPLY_YES] = "yes", [REPLY_NO] = "no", [REPLY_INITIAL] = "initial",
	[REPLY_STOPPED] = "stopped",
};

const char *
person_answer(unsigned n)
{
	return n < REPLY_WORDS ? answers[n] : NULL;
}

bool
person_reply(struct person *person, const char *step, enum reply_word word,
    struct err *err)
{
	assert(word < REPLY_WORDS);
	if (person->reply_count == PERSON_REPLIES)
		return err_set(err, ERR_TOO_MANY, "a scenario has at most %d "
		    "answers", PERSON_REPLIES);
	person->replies[person->reply_count++] = (struct reply){ step, word,
	    false };
	return true;
}

const char *
person_idle_reply(const struct person *person)
{
	for (uint32_t i = 0; i < person->reply_count; i++)
		if (!person->replies[i].given)
			return person->replies[i].step;
	return NULL;
}

static const char *
step_of(const struct person *person, const struct op *op)
{
	const struct plan *plan = person->plan;

	for (uint32_t i = 0; plan != NULL && i < plan->step_count; i++)
		if (plan->steps[i].kind == STEP_CHANGE &&
		    op_equal(&plan->steps[i].op, op))
			return plan->steps[i].name;
	return op_table[op->kind].name;
}

/* The operations that some words are for; the others are for all. */
static const enum op_kind meant_for[REPLY_WORDS] = {
	[REPLY_INITIAL] = OP_GUEST_UPGRADE,
	[REPLY_STOPPED] = OP_SOURCE_FREEZE,
};

static bool
fits(const struct reply *reply, const struct op *op)
{
	enum op_kind kind = meant_for[reply->word];

	return kind == OP_NONE || kind == op->kind;
}

/* The reply that is prepared for the step of this operation, or NULL.  One that
 * does not fit is never given, and reported as that. */
static struct reply *
reply_to(struct person *person, const struct op *op)
{
	bool asks = op_table[op->kind].person ||
	    op_table[op->kind].at_console;
	const char *step;

	if (!asks || person->reply_count == 0)
		return NULL;
	step = step_of(person, op);
	for (uint32_t i = 0; i < person->reply_count; i++)
		if (!person->replies[i].given &&
		    fits(&person->replies[i], op) &&
		    strcmp(person->replies[i].step, step) == 0)
			return &person->replies[i];
	return NULL;
}

/* A person needs time to answer no. */
static void
refuse(struct person *person, const struct op *op, struct result *res)
{
	int64_t ms = person->site->timing.timed[TIMED_PERSON].fixed_ms;
	struct op pause = { .kind = OP_PAUSE, .number = ms };

	if (ms > 0)
		backend_execute(person->backend.below, &pause, ms, res);
	memset(res, 0, sizeof(*res));
	res->outcome = FAILED;
	err_set(&res->err, ERR_PERSON_REFUSED, "%s: the answer was no",
	    step_of(person, op));
}

/* What is printed when it was not done. */
static void
result_print(struct person *person, const struct result *res)
{
	if (res->outcome != DONE)
		person_printed(person, res->err.text);
}

static uint64_t
change_begin(struct person *person, const struct op *op, struct result *res)
{
	struct reply *reply = reply_to(person, op);
	enum reply_word word = reply != NULL ? reply->word : REPLY_YES;
	uint64_t handle = HANDLE_OVER;
	struct op given = *op;

	if (reply != NULL)
		reply->given = true;
	if (word == REPLY_INITIAL || word == REPLY_STOPPED)
		given.value = names_put(person->site->names, KIND_TEXT,
		    answers[word]);
	if (word == REPLY_NO)
		refuse(person, op, res);
	else
		handle = filter_begin(&person->backend, &given, res);
	if (person->faults->ended && person->faults->ended_before)
		return handle;
	line_add(person, &person->typed, op_place(op),
	    command_text(person->arena, person->site, op))->bare =
	    command_bare(person->arena, person->site, op);
	if (handle == HANDLE_OVER)
		result_print(person, res);
	return handle;
}

static uint64_t
person_begin(struct backend *backend, const struct op *op, struct result *res)
{
	if (op_table[op->kind].question || op->kind == OP_PAUSE)
		return filter_begin(backend, op, res);
	return change_begin((struct person *)backend, op, res);
}

static bool
person_wait(struct backend *backend, uint64_t handle, int64_t until_ms,
    struct result *res)
{
	if (!filter_wait(backend, handle, until_ms, res))
		return false;
	result_print((struct person *)backend, res);
	return true;
}

static void
person_leave(struct backend *backend, uint64_t handle)
{
	struct result res;

	filter_leave(backend, handle);
	backend_timeout(backend, &res);
	result_print((struct person *)backend, &res);
}

void
person_make(struct person *person, struct arena *arena, struct site *site,
    struct backend *below, const struct faults *faults)
{
	assert(below != NULL && faults != NULL);
	*person = (struct person){ .backend = { "person", filter_now_ms,
	    person_begin, person_wait, person_leave, below, NULL, NULL },
	    .sink = { person_on_event }, .arena = arena, .site = site,
	    .faults = faults };
}
