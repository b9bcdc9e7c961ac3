/*
 * A run is replayed from its journal.
 */
#include <assert.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/formats/journal/journal.h"
#include "core/formats/json/op_json.h"
#include "core/run/drive.h"

static const json_t *
record_at(const struct replay *replay, size_t i)
{
	return i < replay->journal->count ? replay->journal->record[i] : NULL;
}

static const char *
type_at(const struct replay *replay, size_t i)
{
	return i < replay->journal->count ? journal_type(replay->journal, i)
					  : "";
}

/* Only the first difference is kept: it causes the later ones. */
static void
mismatch(struct replay *replay, const char *expected)
{
	const char *name = json_string_value(json_object_get(json_object_get(
	    record_at(replay, replay->next), "op"), "name"));

	if (replay->err.code == ERR_NONE)
		err_set(&replay->err, ERR_JOURNAL_MISMATCH,
		    "%s: line %u: the run expects %s here; the journal has "
		    "\"%s\"%s%s",
		    replay->journal->path, (unsigned)(replay->next + 1),
		    expected, type_at(replay, replay->next),
		    name != NULL ? " of " : "", name != NULL ? name : "");
}

static bool
outcome_read(const char *text, enum outcome *outcome)
{
	static const char *const words[] = { "done", "failed", "unknown" };

	for (*outcome = DONE; text != NULL && *outcome <= UNKNOWN; ++*outcome)
		if (strcmp(words[*outcome], text) == 0)
			return true;
	return false;
}

/* A result that is not "done" has a code and a text; "done" has neither. */
static bool
result_read(struct replay *replay, const json_t *record, const struct op *op,
    struct result *res)
{
	const char *code = json_string_value(json_object_get(record, "code"));
	const char *text = json_string_value(json_object_get(record, "text"));
	enum err_code known = code != NULL ? err_find(code) : ERR_NONE;
	struct result read = { .at_ms = json_integer_value(
	    json_object_get(record, "at_ms")) };

	/* No backend's clock goes back. */
	if (read.at_ms < replay->at_ms ||
	    !outcome_read(json_string_value(json_object_get(record,
	    "outcome")), &read.outcome) ||
	    (read.outcome == DONE) != (code == NULL) ||
	    (code != NULL && known == ERR_NONE))
		return false;
	if (code != NULL)
		err_set(&read.err, known, "%s", text != NULL ? text : "");
	if (op_table[op->kind].question && read.outcome == DONE &&
	    !answer_read(replay->names, op, record, &read.answer))
		return false;
	*res = read;
	replay->at_ms = read.at_ms;
	return true;
}

/* Is the record about this operation? */
static bool
is_of(struct replay *replay, const json_t *record, const struct op *op)
{
	struct op read;

	return op_read(replay->names, json_object_get(record, "op"), &read) &&
	    op_equal(&read, op);
}

/* The backend below executed the same operation: is its result the same? */
static void
below_compare(struct replay *replay, const struct result *other)
{
	const struct result *res = &replay->result;

	if (other->outcome != res->outcome || other->at_ms != res->at_ms ||
	    other->err.code != res->err.code || (res->outcome == DONE &&
	    op_table[replay->op.kind].question && memcmp(&other->answer,
	    &res->answer, sizeof(other->answer)) != 0))
		mismatch(replay, "another answer");
}

/* The outcome of the command is missing: the backend below begins it and is not
 * waited for, so that it takes effect there as it may have then. */
static void
below_lose(struct replay *replay, const struct op *op)
{
	struct backend *below = replay->backend.below;
	struct result res;
	uint64_t handle;

	if (below == NULL)
		return;
	handle = backend_begin(below, op, &res);
	if (handle != HANDLE_OVER)
		backend_leave(below, handle);
}

/* Time has passed between an interruption and the resume. */
static void
below_pass(struct replay *replay, int64_t at_ms)
{
	struct backend *below = replay->backend.below;
	int64_t ms = below != NULL ? at_ms - backend_now_ms(below) : 0;
	struct result res;

	if (ms > 0)
		backend_execute(below, &(struct op){ .kind = OP_PAUSE,
		    .number = ms }, 2 * ms, &res);
}

/* A resume may be interrupted, too, after its record of the torn line. */
static size_t
past_cuts(const struct replay *replay, size_t i)
{
	while (strcmp(type_at(replay, i), "cut") == 0)
		i++;
	return i;
}

/* The outcome of a lost command becomes known when the run is resumed. */
static void
replay_lost(struct replay *replay, const struct op *op)
{
	const json_t *resumed =
	    record_at(replay, past_cuts(replay, replay->next));

	below_lose(replay, op);
	replay->at_ms = json_integer_value(json_object_get(resumed, "at_ms"));
	replay->result = (struct result){ .outcome = UNKNOWN,
	    .at_ms = replay->at_ms };
	err_set(&replay->result.err, ERR_NO_ANSWER, "domferry ended before "
	    "the answer came");
}

/* Was domferry interrupted before the outcome?  Then a resume follows. */
static bool
is_interrupted(const struct replay *replay)
{
	return strcmp(type_at(replay, past_cuts(replay, replay->next)),
	    "resumed") == 0;
}

/* Read the records of a change.  true: there is an outcome, to be compared with
 * that of the backend below. */
static bool
change_read(struct replay *replay, const struct op *op)
{
	const json_t *record = record_at(replay, replay->next);

	if (strcmp(type_at(replay, replay->next), "intent") != 0 ||
	    !is_of(replay, record, op) || json_integer_value(json_object_get(
	    record, "try")) != run_try(replay->run)) {
		mismatch(replay, op_table[op->kind].name);
		return false;
	}
	replay->next++;
	if (is_interrupted(replay)) {
		replay_lost(replay, op);
		return false;
	}
	if (strcmp(type_at(replay, replay->next), "outcome") == 0 &&
	    result_read(replay, record_at(replay, replay->next), op,
	    &replay->result))
		return true;
	mismatch(replay, "an outcome");
	return false;
}

static bool
answer_found(struct replay *replay, const struct op *op)
{
	const json_t *record = record_at(replay, replay->next);

	if (strcmp(type_at(replay, replay->next), "answer") == 0 &&
	    is_of(replay, record, op) &&
	    result_read(replay, record, op, &replay->result))
		return true;
	mismatch(replay, op_table[op->kind].name);
	return false;
}

/* The next record is read only when the operation is over below. */
static uint64_t
replay_begin(struct backend *backend, const struct op *op, struct result *res)
{
	struct replay *replay = (struct replay *)backend;
	bool question = !op_is_change(op->kind);
	uint64_t handle = HANDLE_OVER;
	struct result other;

	replay->op = *op;
	replay->result = (struct result){ .outcome = UNKNOWN };
	err_set(&replay->result.err, ERR_JOURNAL_MISMATCH,
	    "not in the journal");
	if (question ? answer_found(replay, op) : change_read(replay, op)) {
		if (backend->below != NULL)
			handle = backend_begin(backend->below, op, &other);
		if (backend->below != NULL && handle == HANDLE_OVER)
			below_compare(replay, &other);
		if (handle == HANDLE_OVER)
			replay->next++;
	}
	*res = replay->result;
	return handle;
}

static bool
replay_wait(struct backend *backend, uint64_t handle, int64_t until_ms,
    struct result *res)
{
	struct replay *replay = (struct replay *)backend;
	struct result other;

	if (!backend_wait(backend->below, handle, until_ms, &other)) {
		backend_leave(backend->below, handle);
		backend_timeout(backend->below, &other);
	}
	below_compare(replay, &other);
	replay->next++;
	*res = replay->result;
	return true;
}

static int64_t
replay_now_ms(struct backend *backend)
{
	return ((struct replay *)backend)->at_ms;
}

/* Records for people, which follow from the others: replay skips them. */
static bool
is_derived(const char *type)
{
	static const char *const types[] = { "check", "turn", "end", "cut",
	    "ask", "proof", "override" };

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(types[i], type) == 0)
			return true;
	return false;
}

static bool
resumed_replay(struct replay *replay, struct run *run, struct sink *sink)
{
	const json_t *record = record_at(replay, replay->next);
	const char *by = json_string_value(json_object_get(record, "by"));
	bool back = by != NULL && strcmp(by, "rollback") == 0;
	int64_t at_ms = json_integer_value(json_object_get(record, "at_ms"));
	struct err why = { 0 };

	if ((!back && (by == NULL || strcmp(by, "resume") != 0)) ||
	    at_ms < replay->at_ms || at_ms > LIMIT_CLOCK_MS ||
	    !drive_decide(replay->plan, run, (struct decided){ back ?
	    DECIDE_ROLLBACK : DECIDE_RESUME, at_ms }, sink, &why)) {
		mismatch(replay, "no resume");
		return false;
	}
	below_pass(replay, at_ms);
	if (replay->resumed != NULL)
		replay->resumed(replay->with);
	replay->at_ms = at_ms;
	replay->next++;
	return true;
}

/* An intent is the last record: its outcome is unknown. */
static bool
is_open(const struct replay *replay)
{
	return strcmp(type_at(replay, replay->next), "intent") == 0 &&
	    past_cuts(replay, replay->next + 1) == replay->journal->count;
}

static bool
record_replay(struct replay *replay, struct run *run, struct sink *sink)
{
	const char *type = type_at(replay, replay->next);

	if (is_derived(type))
		replay->next++;
	else if (strcmp(type, "resumed") == 0)
		return resumed_replay(replay, run, sink);
	else if (!drive_step(replay->plan, run, &replay->backend, sink))
		mismatch(replay, "the end");
	return replay->err.code == ERR_NONE;
}

/* The last change has no outcome: it is begun below and left. */
static bool
open_replay(struct replay *replay)
{
	struct op op;
	int64_t limit_ms;

	if (!run_next(replay->plan, replay->run, &op, &limit_ms) ||
	    !op_is_change(op.kind) ||
	    !is_of(replay, record_at(replay, replay->next), &op)) {
		mismatch(replay, "another operation");
		return false;
	}
	below_lose(replay, &op);
	return replay->lost = true;
}

bool
journal_replay(struct replay *replay, struct run *run, const struct plan *plan,
    struct sink *sink, struct err *err)
{
	assert(replay->names == plan->site->names);
	replay->backend.name = "journal";
	replay->backend.now_ms = replay_now_ms;
	replay->backend.begin = replay_begin;
	replay->backend.wait = replay_wait;
	assert(replay->journal->count >= 2);
	replay->plan = plan;
	replay->run = run;
	replay->next = 2;
	replay->at_ms = json_integer_value(json_object_get(
	    record_at(replay, 1), "at_ms"));
	drive_begin(plan, run, replay->at_ms, sink);
	while (replay->next < replay->journal->count && !is_open(replay))
		if (!record_replay(replay, run, sink)) {
			*err = replay->err;
			return false;
		}
	if (is_open(replay) && !open_replay(replay))
		*err = replay->err;
	return replay->err.code == ERR_NONE;
}

bool
journal_resume(const struct plan *plan, struct run *run,
    const struct resumption *resumption, struct sink *sink, struct err *err)
{
	struct result res = { .outcome = UNKNOWN,
	    .at_ms = resumption->at_ms };

	if (resumption->lost) {
		err_set(&res.err, ERR_NO_ANSWER, "domferry ended before the "
		    "answer came");
		run_apply(plan, run, &res);
	}
	return drive_decide(plan, run, (struct decided){ resumption->decision,
	    resumption->at_ms }, sink, err);
}
