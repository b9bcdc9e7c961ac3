#include "tools/judge/record.h"

#include <string.h>

#include "tools/shell/stage.h"

/* The disk of a medium has no name until somebody gives it one: its guest is
 * named instead. */
uint32_t
record_object(const struct names *names, const struct op *op,
    enum kind *kind)
{
	uint32_t name = op_object(op, kind);

	if (*kind == KIND_NONE || *names_text(names, *kind, name) != '@')
		return name;
	*kind = op->guest != 0 ? KIND_GUEST : KIND_NONE;
	return op->guest;
}

/* Would the same phrase fit both? */
static bool
is_alike(const struct names *names, const struct op *one,
    const struct op *other)
{
	enum kind kind, of;

	return one->kind == other->kind && op_place(one) == op_place(other) &&
	    record_object(names, one, &kind) == record_object(names, other,
	    &of) && kind == of;
}

static void
row_add(struct record *record, const struct recorded *row)
{
	if (record->count == record->capacity) {
		uint32_t capacity = record->capacity * 2 + 32;
		struct recorded *rows = arena_take(record->arena, capacity,
		    sizeof(*rows));

		if (record->count != 0)
			memcpy(rows, record->row, record->count *
			    sizeof(*rows));
		record->row = rows;
		record->capacity = capacity;
	}
	record->row[record->count++] = *row;
}

static void
on_change(void *with, const struct typed_change *change)
{
	struct record *record = with;
	const char *text = change->call->line.whole;
	struct recorded row = { .call = change->call, .op = *change->op,
	    .text = arena_text(record->arena, text, strlen(text)),
	    .at_ms = change->at_ms, .nth = 1, .status = UNDER_WAY,
	    .asked = record->asked };

	for (uint32_t i = 0; i < record->count; i++)
		row.nth += !record->row[i].question && is_alike(record->names,
		    &record->row[i].op, change->op);
	row_add(record, &row);
	record->changes++;
	record->asked = false;
}

/* A question takes no time: it was typed when it has ended. */
static void
question_add(struct record *record, const struct caller *caller)
{
	const char *text = caller->call.line.whole;

	if (text == NULL)
		return;
	row_add(record, &(struct recorded){ .question = true,
	    .text = arena_text(record->arena, text, strlen(text)),
	    .op = { .on = caller->place }, .at_ms = record->now_ms,
	    .status = caller->status });
}

static void
on_line(void *with, const struct caller *caller)
{
	struct record *record = with;
	bool changed = false;

	record->lines++;
	for (uint32_t i = record->count; i-- > 0;) {
		struct recorded *row = &record->row[i];

		if (row->call != &caller->call)
			continue;
		row->call = NULL;
		row->status = caller->status;
		changed = true;
	}
	record->asked |= !changed;
	if (!changed)
		question_add(record, caller);
}

static void
on_end(void *with, const struct scripted *scripted)
{
	((struct record *)with)->script = *scripted;
}

struct scripted_hearing
record_hearing(struct record *record)
{
	return (struct scripted_hearing){ on_change, on_line, on_end,
	    record };
}
