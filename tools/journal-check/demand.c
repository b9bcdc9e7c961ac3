#include "tools/journal-check/demand.h"

#include <stdio.h>
#include <string.h>

#include "tools/journal-check/seal.h"

static bool
is_one(const struct value *value)
{
	return value->number == 1;
}

static bool
is_positive(const struct value *value)
{
	return value->number > 0;
}

static bool
is_count(const struct value *value)
{
	return value->number >= 0;
}

static bool
is_digest(const struct value *value)
{
	return strncmp(value->text, "sha256:", 7) == 0 &&
	    seal_hex(value->text + 7);
}

static bool
are_texts(const struct value *array)
{
	for (const struct value *v = array->first; v != NULL; v = v->next)
		if (v->kind != VALUE_STRING)
			return false;
	return true;
}

static const char *
op_name(const struct value *op)
{
	const struct value *name = value_member(op, "name");

	return name != NULL && name->kind == VALUE_STRING ? name->text : "";
}

static bool
is_op(const struct value *op)
{
	return *op_name(op) != '\0';
}

static bool
ends_in(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);

	return n > m && strcmp(text + n - m, end) == 0;
}

/* Operations are no more than words here, but a question is spelt as one. */
static bool
is_question(const struct value *op)
{
	const char *name = op_name(op);

	return ends_in(name, "-state") || ends_in(name, "-check") ||
	    strcmp(name, "pause") == 0;
}

/* Demands whose words are a choice have no test: the name lists them. */
static const struct {
	enum value_kind	 kind;
	bool		 choice;
	const char	*name;
	bool		(*test)(const struct value *);
} demands[] = {
	[DEMAND_OBJECT]   = { VALUE_OBJECT, false, "an object", NULL },
	[DEMAND_TEXT]     = { VALUE_STRING, false, "a string", NULL },
	[DEMAND_TEXT_IF]  = { VALUE_STRING, false, "a string, if at all",
	    NULL },
	[DEMAND_TEXTS]    = { VALUE_ARRAY, false, "an array of strings",
	    are_texts },
	[DEMAND_NUMBER]   = { VALUE_INTEGER, false, "an integer", NULL },
	[DEMAND_COUNT]    = { VALUE_INTEGER, false, "an integer from 0",
	    is_count },
	[DEMAND_POSITIVE] = { VALUE_INTEGER, false, "an integer from 1",
	    is_positive },
	[DEMAND_ONE]      = { VALUE_INTEGER, false, "1", is_one },
	[DEMAND_DIGEST]   = { VALUE_STRING, false,
	    "\"sha256:\" and 64 hex digits", is_digest },
	[DEMAND_OP]       = { VALUE_OBJECT, false, "an object with a name",
	    is_op },
	[DEMAND_QUESTION] = { VALUE_OBJECT, false, "a question, or pause",
	    is_question },
	[DEMAND_RESULT]   = { VALUE_STRING, true, "pass warn fail unknown",
	    NULL },
	[DEMAND_OUTCOME]  = { VALUE_STRING, true, "done failed unknown",
	    NULL },
	[DEMAND_PROOF]    = { VALUE_STRING, true,
	    "fenced exported powered-off", NULL },
	[DEMAND_BY]       = { VALUE_STRING, true, "resume rollback", NULL },
	[DEMAND_ENDING]   = { VALUE_STRING, true,
	    "arrived returned stuck refused", NULL },
};

static bool
is_word(const char *list, const char *word)
{
	size_t n = strlen(word);

	if (n == 0 || strchr(word, ' ') != NULL)
		return false;
	for (; list != NULL; list = strchr(list, ' ')) {
		list += *list == ' ';
		if (strncmp(list, word, n) == 0 &&
		    (list[n] == ' ' || list[n] == '\0'))
			return true;
	}
	return false;
}

static bool
is_met(enum demand demand, const struct value *value)
{
	if (demand == DEMAND_ANY)
		return true;
	if (value->kind != demands[demand].kind)
		return false;
	if (demands[demand].choice)
		return is_word(demands[demand].name, value->text);
	return demands[demand].test == NULL || demands[demand].test(value);
}

bool
demand_check(enum demand demand, const struct value *record, const char *key,
    struct damage *damage)
{
	const struct value *value = value_member(record, key);
	char expected[sizeof(damage->expected)];

	if (value == NULL)
		return demand == DEMAND_TEXT_IF || damage_expect(damage,
		    "no such key", "the key \"%s\"", key);
	if (is_met(demand, value))
		return true;
	snprintf(expected, sizeof(expected), "\"%s\": %s%s", key,
	    demands[demand].choice ? "one of " : "", demands[demand].name);
	return damage_bytes(damage, expected, value->from, value->size);
}
