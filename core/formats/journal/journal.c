#include "core/formats/journal/journal.h"

#include <assert.h>
#include <string.h>

#include "core/formats/json/op_json.h"

static const char *const outcomes[] = { "done", "failed", "unknown" };

static void
result_text(struct text *fields, const struct result *res)
{
	assert(res->outcome <= UNKNOWN);
	text_string(fields, "outcome", outcomes[res->outcome]);
	if (res->err.code == ERR_NONE)
		return;
	text_string(fields, "code", err_table[res->err.code].name);
	text_string(fields, "text", res->err.text);
}

void
journal_answer(struct text *fields, const struct names *names,
    const struct op *op, const struct result *res)
{
	op_text(fields, "op", names, op);
	result_text(fields, res);
	if (op_table[op->kind].question && res->outcome == DONE)
		answer_text(fields, names, op, &res->answer);
}

void
journal_intent(struct text *fields, const struct plan *plan,
    const struct run *run, const struct op *op, const char *digest)
{
	assert(run->step < plan->step_count);
	text_string(fields, "step", plan->steps[run->step].name);
	op_text(fields, "op", plan->site->names, op);
	text_integer(fields, "try", run_try(run));
	if (run->way == WAY_BACK)
		text_true(fields, "back");
	text_string(fields, "digest", digest);
}

void
journal_outcome(struct text *fields, int64_t of, const struct op *op,
    const struct result *res, int64_t took_ms)
{
	assert(of >= 0 && took_ms >= 0);
	text_integer(fields, "of", of);
	result_text(fields, res);
	text_integer(fields, "took_ms", took_ms);
	text_string(fields, "settled_by",
	    op_table[op_table[op->kind].decides].name);
}

const char *
journal_type(const struct journal *journal, size_t record)
{
	assert(record < journal->count);
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

/* Are the first two records "open" and "plan"? */
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
journal_lines(struct arena *arena, struct journal *journal, const char *text,
    size_t size, struct err *err)
{
	struct err why = { 0 };
	const char *end;

	assert(journal->path != NULL);
	*journal = (struct journal){ .path = journal->path };
	chain_start(&journal->chain);
	journal->record = arena_take(arena, lines_count(text, size) + 1,
	    sizeof(*journal->record));
	while ((end = memchr(text + journal->sound, '\n',
	    size - journal->sound)) != NULL) {
		const char *line = text + journal->sound;
		json_t *record = chain_read(&journal->chain, line,
		    (size_t)(end - line), &why);

		if (record == NULL)
			return damaged(journal, journal->count + 1, &why,
			    err);
		journal->record[journal->count++] = record;
		journal->sound = (size_t)(end - text) + 1;
	}
	journal->torn = size - journal->sound;
	return true;
}

bool
journal_read(struct arena *arena, struct journal *journal, const char *text,
    size_t size, struct err *err)
{
	return journal_lines(arena, journal, text, size, err) &&
	    begins_well(journal, err);
}

void
journal_drop(struct journal *journal)
{
	for (size_t i = 0; i < journal->count; i++)
		json_decref(journal->record[i]);
	journal->count = 0;
}
