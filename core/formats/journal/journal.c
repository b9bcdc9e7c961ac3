#include "core/formats/journal/journal.h"

#include <string.h>

#include "core/formats/json/op_json.h"

static const char *const outcomes[] = { "done", "failed", "unknown" };

static void
result_add(json_t *object, const struct result *res)
{
	json_object_set_new(object, "outcome",
	    json_string(outcomes[res->outcome]));
	if (res->err.code == ERR_NONE)
		return;
	json_object_set_new(object, "code",
	    json_string(err_table[res->err.code].name));
	json_object_set_new(object, "text", json_string(res->err.text));
}

json_t *
journal_answer(const struct names *names, const struct op *op,
    const struct result *res)
{
	json_t *object = json_object();

	json_object_set_new(object, "op", op_json(names, op));
	result_add(object, res);
	if (op_table[op->kind].question && res->outcome == DONE)
		answer_json(names, op, &res->answer, object);
	return object;
}

json_t *
journal_intent(const struct plan *plan, const struct run *run,
    const struct op *op, const char *digest)
{
	json_t *object = json_object();

	json_object_set_new(object, "step",
	    json_string(plan->steps[run->step].name));
	json_object_set_new(object, "op", op_json(plan->site->names, op));
	json_object_set_new(object, "try", json_integer(run_try(run)));
	if (run->way == WAY_BACK)
		json_object_set_new(object, "back", json_true());
	json_object_set_new(object, "digest", json_string(digest));
	return object;
}

json_t *
journal_outcome(int64_t of, const struct op *op, const struct result *res,
    int64_t took_ms)
{
	json_t *object = json_object();

	json_object_set_new(object, "of", json_integer(of));
	result_add(object, res);
	json_object_set_new(object, "took_ms", json_integer(took_ms));
	json_object_set_new(object, "settled_by", json_string(
	    op_table[op_table[op->kind].decides].name));
	return object;
}

const char *
journal_type(const struct journal *journal, size_t record)
{
	return json_string_value(json_object_get(journal->record[record],
	    "type"));
}

static bool
damaged(const struct journal *journal, size_t line, const struct err *why,
    struct err *err)
{
	return err_set(err, ERR_JOURNAL_DAMAGED, "%s: line %u: %s.  The "
	    "lines before it are sound: head -n %u %s", journal->path,
	    (unsigned)line, why->text, (unsigned)(line - 1), journal->path);
}

/* The first two records say what the others are about. */
static bool
begins_well(const struct journal *journal, struct err *err)
{
	static const char *const first[] = { "open", "plan" };
	struct err why = { 0 };

	for (size_t i = 0; i < 2; i++) {
		if (i < journal->count &&
		    strcmp(journal_type(journal, i), first[i]) == 0)
			continue;
		err_set(&why, ERR_JOURNAL_DAMAGED, "expected the record "
		    "\"%s\"; found %s", first[i], i < journal->count ?
		    journal_type(journal, i) : "the end");
		return damaged(journal, i + 1, &why, err);
	}
	return true;
}

static size_t
lines_count(const char *text, size_t size)
{
	size_t lines = 0;

	for (size_t i = 0; i < size; i++)
		lines += text[i] == '\n';
	return lines;
}

bool
journal_read(struct arena *arena, const char *path, const char *text,
    size_t size, struct journal *journal, struct err *err)
{
	struct err why = { 0 };
	const char *end;

	*journal = (struct journal){ .path = path };
	chain_start(&journal->chain);
	journal->record = arena_take(arena, lines_count(text, size) + 1,
	    sizeof(*journal->record));
	while ((end = memchr(text + journal->sound, '\n',
	    size - journal->sound)) != NULL) {
		const char *line = text + journal->sound;
		json_t *record = chain_take(&journal->chain, line,
		    (size_t)(end - line), &why);

		if (record == NULL)
			return damaged(journal, journal->count + 1, &why,
			    err);
		journal->record[journal->count++] = record;
		journal->sound = (size_t)(end - text) + 1;
	}
	journal->torn = size - journal->sound;
	return begins_well(journal, err);
}

void
journal_drop(struct journal *journal)
{
	for (size_t i = 0; i < journal->count; i++)
		json_decref(journal->record[i]);
	journal->count = 0;
}
