#include "tools/journal-check/record.h"

#include <string.h>

#include "tools/journal-check/demand.h"

const char *const record_names[RECORD_TYPES] = {
	[RECORD_OPEN] = "open", [RECORD_PLAN] = "plan",
	[RECORD_CHECK] = "check", [RECORD_ANSWER] = "answer",
	[RECORD_PROOF] = "proof", [RECORD_OVERRIDE] = "override",
	[RECORD_INTENT] = "intent", [RECORD_OUTCOME] = "outcome",
	[RECORD_TURN] = "turn", [RECORD_ASK] = "ask",
	[RECORD_RESUMED] = "resumed", [RECORD_CUT] = "cut",
	[RECORD_END] = "end",
};

enum { ALL = RECORD_TYPES };

static const struct field {
	unsigned	 type;		/* of the record, or ALL */
	const char	*key;
	enum demand	 demand;
} fields[] = {
	{ ALL,			"at_ms",	DEMAND_COUNT },
	{ RECORD_OPEN,		"format",	DEMAND_ONE },
	{ RECORD_OPEN,		"program",	DEMAND_TEXT },
	{ RECORD_OPEN,		"mode",		DEMAND_TEXT },
	{ RECORD_OPEN,		"site_digest",	DEMAND_DIGEST },
	{ RECORD_OPEN,		"plan_digest",	DEMAND_DIGEST },
	{ RECORD_OPEN,		"seed",		DEMAND_NUMBER },
	{ RECORD_OPEN,		"faults",	DEMAND_TEXTS },
	{ RECORD_OPEN,		"who",		DEMAND_TEXT },
	{ RECORD_OPEN,		"host",		DEMAND_TEXT },
	{ RECORD_OPEN,		"pid",		DEMAND_COUNT },
	{ RECORD_OPEN,		"boot",		DEMAND_TEXT },
	{ RECORD_OPEN,		"time",		DEMAND_TEXT },
	{ RECORD_PLAN,		"plan",		DEMAND_OBJECT },
	{ RECORD_CHECK,		"check",	DEMAND_TEXT },
	{ RECORD_CHECK,		"on",		DEMAND_TEXT },
	{ RECORD_CHECK,		"result",	DEMAND_RESULT },
	{ RECORD_CHECK,		"evidence",	DEMAND_ANY },
	{ RECORD_ANSWER,	"op",		DEMAND_QUESTION },
	{ RECORD_ANSWER,	"outcome",	DEMAND_OUTCOME },
	{ RECORD_ANSWER,	"state",	DEMAND_TEXT_IF },
	{ RECORD_PROOF,		"of",		DEMAND_PROOF },
	{ RECORD_PROOF,		"on",		DEMAND_TEXT },
	{ RECORD_PROOF,		"evidence",	DEMAND_ANY },
	{ RECORD_PROOF,		"until_ms",	DEMAND_COUNT },
	{ RECORD_OVERRIDE,	"guard",	DEMAND_TEXT },
	{ RECORD_OVERRIDE,	"why",		DEMAND_TEXT },
	{ RECORD_OVERRIDE,	"who",		DEMAND_TEXT },
	{ RECORD_INTENT,	"step",		DEMAND_TEXT },
	{ RECORD_INTENT,	"op",		DEMAND_OP },
	{ RECORD_INTENT,	"try",		DEMAND_POSITIVE },
	{ RECORD_INTENT,	"digest",	DEMAND_DIGEST },
	{ RECORD_OUTCOME,	"of",		DEMAND_COUNT },
	{ RECORD_OUTCOME,	"outcome",	DEMAND_OUTCOME },
	{ RECORD_OUTCOME,	"code",		DEMAND_TEXT_IF },
	{ RECORD_OUTCOME,	"text",		DEMAND_TEXT_IF },
	{ RECORD_OUTCOME,	"state",	DEMAND_TEXT_IF },
	{ RECORD_OUTCOME,	"took_ms",	DEMAND_COUNT },
	{ RECORD_OUTCOME,	"settled_by",	DEMAND_TEXT_IF },
	{ RECORD_TURN,		"because",	DEMAND_TEXT },
	{ RECORD_ASK,		"text",		DEMAND_TEXT },
	{ RECORD_ASK,		"answer",	DEMAND_TEXT },
	{ RECORD_ASK,		"who",		DEMAND_TEXT },
	{ RECORD_RESUMED,	"who",		DEMAND_TEXT },
	{ RECORD_RESUMED,	"host",		DEMAND_TEXT },
	{ RECORD_RESUMED,	"pid",		DEMAND_COUNT },
	{ RECORD_RESUMED,	"boot",		DEMAND_TEXT },
	{ RECORD_RESUMED,	"time",		DEMAND_TEXT },
	{ RECORD_RESUMED,	"by",		DEMAND_BY },
	{ RECORD_CUT,		"bytes",	DEMAND_POSITIVE },
	{ RECORD_END,		"ending",	DEMAND_ENDING },
	{ RECORD_END,		"code",		DEMAND_TEXT },
	{ RECORD_END,		"duration_ms",	DEMAND_COUNT },
	{ RECORD_END,		"downtime_ms",	DEMAND_OBJECT },
};

static bool
type_find(const struct value *type, enum record_type *found,
    struct damage *damage)
{
	for (unsigned i = 0; i < RECORD_TYPES; i++)
		if (type->kind == VALUE_STRING &&
		    strcmp(type->text, record_names[i]) == 0) {
			*found = (enum record_type)i;
			return true;
		}
	return damage_bytes(damage, "a type of record", type->from,
	    type->size);
}

/* The seal has checked the first key and the last. */
static bool
keys_ordered(const struct value *record, struct damage *damage)
{
	static const char *const order[] = { "n", "type", "at_ms" };
	const struct value *v = record->first;

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		if (v == NULL || strcmp(v->key, order[i]) != 0)
			return damage_expect(damage, v != NULL ? v->key :
			    "no more keys", "the key \"%s\" in place %zu",
			    order[i], i + 1);
		v = v->next;
	}
	return true;
}

bool
record_check(const struct value *record, enum record_type *type,
    struct damage *damage)
{
	if (!keys_ordered(record, damage) ||
	    !type_find(record->first->next, type, damage))
		return false;
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		const struct field *field = &fields[i];

		if ((field->type == ALL || field->type == (unsigned)*type) &&
		    !demand_check(field->demand, record, field->key, damage))
			return false;
	}
	return true;
}

int64_t
record_number(const struct value *record, const char *key)
{
	return value_member(record, key)->number;
}

const char *
record_text(const struct value *record, const char *key)
{
	return value_member(record, key)->text;
}
