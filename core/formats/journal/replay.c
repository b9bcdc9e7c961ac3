/*
 * A run is told again what its journal says.
 */
#include <assert.h>
#include <string.h>

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

/* The first one counts: what follows it follows from it. */
static void
mismatch(struct replay *replay, const char *expected)
{
	const char *name = json_string_value(json_object_get(json_object_get(
	    record_at(replay, replay->next), "op"), "name"));

	if (replay->err.code == ERR_NONE)
		err_set(&replay->err, ERR_JOURNAL_MISMATCH,
		    "%s: line %u: the "
		    "run would %s here; the journal has \"%s\"%s%s",
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

/* What is not done has a code and says why; what is done has neither. */
static bool
result_read(struct replay *replay, const json_t *record, const struct op *op,
    struct result *res)
{
	const char *code = json_string_value(json_object_get(record, "code"));
	const char *text = json_string_value(json_object_get(record, "text"));
	struct result read = { .at_ms = json_integer_value(
	    json_object_get(record, "at_ms")) };

	if (!outcome_read(json_string_value(json_object_get(record,
	    "outcome")), &read.outcome) ||
	    (read.outcome == DONE) != (code == NULL))
		return false;
	if (code != NULL)
		err_set(&read.err, err_find(code), "%s",
		    text != NULL ? text : "");
	if ((code != NULL && read.err.code == ERR_NONE) ||
	    (op_table[op->kind].question && read.outcome == DONE &&
	    !answer_read(replay->names, op, record, &read.answer)))
		return false;
	*res = read;
	return true;
}

/* Is it this operation that the record tells of? */
static bool
is_of(struct replay *replay, const json_t *record, const struct op *op)
{
	struct op read;

	return op_read(replay->names, json_object_get(record, "op"), &read) &&
	    op_equal(&read, op);
}

/* The world is asked the same, and has to answer the same. */
static void
below_compare(struct replay *replay, const struct op *op, int64_t limit_ms,
    const struct result *res)
{
	struct result other = { 0 };

	if (replay->door.below == NULL)
		return;
	backend_execute(replay->door.below, op, limit_ms, &other);
	if (other.outcome != res->outcome || other.at_ms != res->at_ms ||
	    other.err.code != res->err.code || (res->outcome == DONE &&
	    op_table[op->kind].question && memcmp(&other.answer,
	    &res->answer, sizeof(other.answer)) != 0))
		mismatch(replay, "be answered otherwise");
}

/* Who takes a run up may die too, before it has said more than what it cut. */
static size_t
past_cuts(const struct replay *replay, size_t i)
{
	while (strcmp(type_at(replay, i), "cut") == 0)
		i++;
	return i;
}

/* Lost is told when the run is taken up. */
static void
replay_lost(struct replay *replay, const struct op *op, struct result *res)
{
	const json_t *resumed =
	    record_at(replay, past_cuts(replay, replay->next));

	*res = (struct result){ .outcome = UNKNOWN, .at_ms =
	    json_integer_value(json_object_get(resumed, "at_ms")) };
	err_set(&res->err, ERR_NO_ANSWER, "domferry ended before the answer "
	    "came");
	if (replay->lose != NULL)
		replay->lose(replay->door.below, op);
}

/* Only who took the run up again can go on after a command that was lost. */
static bool
is_broken_off(const struct replay *replay)
{
	return strcmp(type_at(replay, past_cuts(replay, replay->next)),
	    "resumed") == 0;
}

static void
replay_change(struct replay *replay, const struct op *op, int64_t limit_ms,
    struct result *res)
{
	const json_t *record = record_at(replay, replay->next);

	if (strcmp(type_at(replay, replay->next), "intent") != 0 ||
	    !is_of(replay, record, op) || json_integer_value(json_object_get(
	    record, "try")) != run_try(replay->run)) {
		mismatch(replay, op_table[op->kind].name);
		return;
	}
	replay->next++;
	if (is_broken_off(replay)) {
		replay_lost(replay, op, res);
		return;
	}
	if (strcmp(type_at(replay, replay->next), "outcome") != 0 ||
	    !result_read(replay, record_at(replay, replay->next), op, res)) {
		mismatch(replay, "read an outcome");
		return;
	}
	below_compare(replay, op, limit_ms, res);
	replay->next++;
}

static void
replay_execute(struct backend *door, const struct op *op, int64_t limit_ms,
    struct result *res)
{
	struct replay *replay = (struct replay *)door;
	const json_t *record = record_at(replay, replay->next);

	*res = (struct result){ .outcome = UNKNOWN, .at_ms =
	    replay->run->at_ms };
	err_set(&res->err, ERR_JOURNAL_MISMATCH, "not in the journal");
	if (!op_table[op->kind].question && op->kind != OP_PAUSE) {
		replay_change(replay, op, limit_ms, res);
		return;
	}
	if (strcmp(type_at(replay, replay->next), "answer") != 0 ||
	    !is_of(replay, record, op) ||
	    !result_read(replay, record, op, res)) {
		mismatch(replay, op_table[op->kind].name);
		return;
	}
	below_compare(replay, op, limit_ms, res);
	replay->next++;
}

/* What follows from the rest, for people: the run says it again. */
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
resumed_tell(struct replay *replay, struct run *run, struct sink *sink)
{
	const json_t *record = record_at(replay, replay->next);
	const char *by = json_string_value(json_object_get(record, "by"));
	bool back = by != NULL && strcmp(by, "rollback") == 0;
	struct err why = { 0 };

	if ((!back && (by == NULL || strcmp(by, "resume") != 0)) ||
	    !drive_decide(replay->plan, run, back ? DECIDE_ROLLBACK :
	    DECIDE_RESUME, json_integer_value(json_object_get(record,
	    "at_ms")), sink, &why)) {
		mismatch(replay, "not be taken up");
		return false;
	}
	replay->next++;
	return true;
}

/* An intent is the last record: nobody has been told what came of it. */
static bool
is_open(const struct replay *replay)
{
	return strcmp(type_at(replay, replay->next), "intent") == 0 &&
	    past_cuts(replay, replay->next + 1) == replay->journal->count;
}

static bool
record_tell(struct replay *replay, struct run *run, struct sink *sink)
{
	const char *type = type_at(replay, replay->next);

	if (is_derived(type))
		replay->next++;
	else if (strcmp(type, "resumed") == 0)
		return resumed_tell(replay, run, sink);
	else if (!drive_step(replay->plan, run, &replay->door, sink))
		mismatch(replay, "have ended");
	return replay->err.code == ERR_NONE;
}

/* What became of it is for the world to say, if there is one. */
static bool
open_tell(struct replay *replay)
{
	struct op op;
	int64_t limit_ms;

	if (!run_next(replay->plan, replay->run, &op, &limit_ms) ||
	    op_table[op.kind].question || op.kind == OP_PAUSE ||
	    !is_of(replay, record_at(replay, replay->next), &op)) {
		mismatch(replay, "do something else");
		return false;
	}
	if (replay->lose != NULL)
		replay->lose(replay->door.below, &op);
	return replay->lost = true;
}

bool
journal_tell(struct replay *replay, struct run *run, const struct plan *plan,
    struct sink *sink, struct err *err)
{
	assert(replay->names == plan->site->names);
	replay->door.name = "journal";
	replay->door.execute = replay_execute;
	replay->plan = plan;
	replay->run = run;
	replay->next = 2;
	drive_begin(plan, run, json_integer_value(json_object_get(
	    record_at(replay, 1), "at_ms")), sink);
	while (replay->next < replay->journal->count && !is_open(replay))
		if (!record_tell(replay, run, sink)) {
			*err = replay->err;
			return false;
		}
	if (is_open(replay) && !open_tell(replay))
		*err = replay->err;
	return replay->err.code == ERR_NONE;
}

bool
journal_take_up(bool lost, const struct plan *plan, struct run *run,
    enum decision decision, int64_t at_ms, struct sink *sink,
    struct err *err)
{
	struct result res = { .outcome = UNKNOWN, .at_ms = at_ms };

	if (lost) {
		err_set(&res.err, ERR_NO_ANSWER, "domferry ended before the "
		    "answer came");
		run_apply(plan, run, &res);
	}
	return drive_decide(plan, run, decision, at_ms, sink, err);
}
