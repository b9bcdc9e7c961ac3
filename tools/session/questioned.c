#include "tools/session/questioned.h"

#include <string.h>

#include "core/op/op.h"

static const char *
text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text != NULL ? text : "";
}

static int64_t
at_of(const json_t *record)
{
	return json_integer_value(json_object_get(record, "at_ms"));
}

/* A pause is no question; nor is what a person has typed. */
static bool
is_question(const json_t *record)
{
	enum op_kind kind = op_find(text_of(json_object_get(record, "op"),
	    "name"));

	return strcmp(text_of(record, "type"), "answer") == 0 &&
	    kind != OP_NONE && op_table[kind].question;
}

struct questioned
questioned_count(const struct journal *journal)
{
	struct questioned all = { .place = "" };

	for (size_t i = 1; i < journal->count; i++) {
		const json_t *record = journal->record[i];
		const json_t *op = json_object_get(record, "op");
		int64_t ms = at_of(record) - at_of(journal->record[i - 1]);

		if (!is_question(record))
			continue;
		all.count++;
		all.ms += ms;
		if (ms <= all.longest_ms)
			continue;
		all.longest_ms = ms;
		all.longest = text_of(op, "name");
		all.place = text_of(op, "on");
	}
	return all;
}
