/*
 * A run is told again what its journal says.
 */
#include <string.h>

#include "core/formats/journal/journal.h"
#include "core/formats/json/op_json.h"
#include "core/run/drive.h"

static const json_t *
record_at(const struct told *told, size_t i)
{
	return i < told->journal->count ? told->journal->record[i] : NULL;
}

static const char *
type_at(const struct told *told, size_t i)
{
	return i < told->journal->count ? journal_type(told->journal, i) : "";
}

/* The first one counts: what follows it follows from it. */
static void
mismatch(struct told *told, const char *expected)
{
	const char *name = json_string_value(json_object_get(json_object_get(
	    record_at(told, told->next), "op"), "name"));

	if (told->err.code == ERR_NONE)
		err_set(&told->err, ERR_JOURNAL_MISMATCH, "%s: line %u: the "
		    "run would %s here; the journal has \"%s\"%s%s",
		    told->journal->path, (unsigned)(told->next + 1), expected,
		    type_at(told, told->next), name != NULL ? " of " : "",
		    name != NULL ? name : "");
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
result_read(struct told *told, const json_t *record, const struct op *op,
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
	    !answer_read(told->names, op, record, &read.answer)))
		return false;
	*res = read;
	return true;
}

/* Is it this operation that the record tells of? */
static bool
is_of(struct told *told, const json_t *record, const struct op *op)
{
	struct op read;

	return op_read(told->names, json_object_get(record, "op"), &read) &&
	    op_equal(&read, op);
}

/* The world is asked the same, and has to answer the same. */
static void
below_compare(struct told *told, const struct op *op, int64_t limit_ms,
    const struct result *res)
{
	struct result other = { 0 };

	if (told->door.below == NULL)
		return;
	backend_execute(told->door.below, op, limit_ms, &other);
	if (other.outcome != res->outcome || other.at_ms != res->at_ms ||
	    other.err.code != res->err.code || (res->outcome == DONE &&
	    op_table[op->kind].question && memcmp(&other.answer,
	    &res->answer, sizeof(other.answer)) != 0))
		mismatch(told, "be answered otherwise");
}

/* Who takes a run up may die too, before it has said more than what it cut. */
static size_t
past_cuts(const struct told *told, size_t i)
{
	while (strcmp(type_at(told, i), "cut") == 0)
		i++;
	return i;
}

/* Lost is told when the run is taken up. */
static void
told_lost(struct told *told, const struct op *op, struct result *res)
{
	const json_t *resumed = record_at(told, past_cuts(told, told->next));

	*res = (struct result){ .outcome = UNKNOWN, .at_ms =
	    json_integer_value(json_object_get(resumed, "at_ms")) };
	err_set(&res->err, ERR_NO_ANSWER, "domferry ended before the answer "
	    "came");
	if (told->lose != NULL)
		told->lose(told->door.below, op);
}

/* Only who took the run up again can go on after a command that was lost. */
static bool
is_broken_off(const struct told *told)
{
	return strcmp(type_at(told, past_cuts(told, told->next)),
	    "resumed") == 0;
}

static void
told_change(struct told *told, const struct op *op, int64_t limit_ms,
    struct result *res)
{
	const json_t *record = record_at(told, told->next);

	if (strcmp(type_at(told, told->next), "intent") != 0 ||
	    !is_of(told, record, op) || json_integer_value(json_object_get(
	    record, "try")) != run_try(told->run)) {
		mismatch(told, op_table[op->kind].name);
		return;
	}
	told->next++;
	if (is_broken_off(told)) {
		told_lost(told, op, res);
		return;
	}
	if (strcmp(type_at(told, told->next), "outcome") != 0 ||
	    !result_read(told, record_at(told, told->next), op, res)) {
		mismatch(told, "read an outcome");
		return;
	}
	below_compare(told, op, limit_ms, res);
	told->next++;
}

static void
told_execute(struct backend *door, const struct op *op, int64_t limit_ms,
    struct result *res)
{
	struct told *told = (struct told *)door;
	const json_t *record = record_at(told, told->next);

	*res = (struct result){ .outcome = UNKNOWN, .at_ms =
	    told->run->at_ms };
	err_set(&res->err, ERR_JOURNAL_MISMATCH, "not in the journal");
	if (!op_table[op->kind].question && op->kind != OP_PAUSE) {
		told_change(told, op, limit_ms, res);
		return;
	}
	if (strcmp(type_at(told, told->next), "answer") != 0 ||
	    !is_of(told, record, op) || !result_read(told, record, op, res)) {
		mismatch(told, op_table[op->kind].name);
		return;
	}
	below_compare(told, op, limit_ms, res);
	told->next++;
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
resumed_tell(struct told *told, struct run *run, struct sink *sink)
{
	const json_t *record = record_at(told, told->next);
	const char *by = json_string_value(json_object_get(record, "by"));
	bool back = by != NULL && strcmp(by, "rollback") == 0;
	struct err why = { 0 };

	if ((!back && (by == NULL || strcmp(by, "resume") != 0)) ||
	    !drive_decide(told->plan, run, back ? DECIDE_ROLLBACK :
	    DECIDE_RESUME, json_integer_value(json_object_get(record,
	    "at_ms")), sink, &why)) {
		mismatch(told, "not be taken up");
		return false;
	}
	told->next++;
	return true;
}

/* An intent is the last record: nobody has been told what came of it. */
static bool
is_open(const struct told *told)
{
	return strcmp(type_at(told, told->next), "intent") == 0 &&
	    past_cuts(told, told->next + 1) == told->journal->count;
}

static bool
record_tell(struct told *told, struct run *run, struct sink *sink)
{
	const char *type = type_at(told, told->next);

	if (is_derived(type))
		told->next++;
	else if (strcmp(type, "resumed") == 0)
		return resumed_tell(told, run, sink);
	else if (!drive_step(told->plan, run, &told->door, sink))
		mismatch(told, "have ended");
	return told->err.code == ERR_NONE;
}

/* What became of it is for the world to say, if there is one. */
static bool
open_tell(struct told *told)
{
	struct op op;
	int64_t limit_ms;

	if (!run_next(told->plan, told->run, &op, &limit_ms) ||
	    op_table[op.kind].question || op.kind == OP_PAUSE ||
	    !is_of(told, record_at(told, told->next), &op)) {
		mismatch(told, "do something else");
		return false;
	}
	if (told->lose != NULL)
		told->lose(told->door.below, &op);
	return told->lost = true;
}

bool
journal_tell(struct told *told, struct run *run, const struct plan *plan,
    struct sink *sink, struct err *err)
{
	told->door.name = "journal";
	told->door.execute = told_execute;
	told->plan = plan;
	told->run = run;
	told->names = plan->site->names;
	told->next = 2;
	drive_begin(plan, run, json_integer_value(json_object_get(
	    record_at(told, 1), "at_ms")), sink);
	while (told->next < told->journal->count && !is_open(told))
		if (!record_tell(told, run, sink)) {
			*err = told->err;
			return false;
		}
	if (is_open(told) && !open_tell(told))
		*err = told->err;
	return told->err.code == ERR_NONE;
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
		run_tell(plan, run, &res);
	}
	return drive_decide(plan, run, decision, at_ms, sink, err);
}
