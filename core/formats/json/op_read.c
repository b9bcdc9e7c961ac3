/*
 * Operations, answers and facts, read back.
 */
#include <assert.h>
#include <string.h>

#include "core/base/visible.h"
#include "core/formats/json/op_json.h"
#include "core/formats/json/reader.h"
#include "core/formats/json/units.h"
#include "core/op/mac.h"

static const char *
text_of(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static bool
place_read(struct names *names, const char *text, uint32_t *place)
{
	static const struct {
		const char	*prefix;
		enum kind	 kind;
		uint32_t	 flag;
	} kinds[] = {
		{ "guest:", KIND_GUEST, PLACE_GUEST },
		{ "source:", KIND_SOURCE, PLACE_SOURCE },
		{ "", KIND_NODE, 0 },
	};
	unsigned i = 0;

	assert(place != NULL);
	if (text == NULL)
		return false;
	while (strncmp(text, kinds[i].prefix, strlen(kinds[i].prefix)) != 0)
		i++;
	*place = names_find(names, kinds[i].kind,
	    text + strlen(kinds[i].prefix));
	if (*place == 0)
		return false;
	*place |= kinds[i].flag;
	return true;
}

/* Kinds whose numbers are rows of the site: they cannot be added to. */
static bool
is_row(enum kind kind)
{
	return kind == KIND_NODE || kind == KIND_GUEST ||
	    kind == KIND_SOURCE || kind == KIND_DEVICE ||
	    kind == KIND_SERVICE;
}

/* A name has no character that would need quotes anywhere; that of a disk may
 * begin with "@".  A value may be any text. */
static bool
name_fits(enum kind kind, const char *text)
{
	if (kind == KIND_TEXT)
		return true;
	if (kind == KIND_FILE)
		return strchr(text, ' ') == NULL &&
		    text[visible_span(text, strlen(text))] == '\0';
	return reader_is_composed(text + (kind == KIND_DISK && *text == '@'));
}

/* KIND_NONE: there can be no name. */
static bool
name_read(struct names *names, enum kind kind, const char *text,
    uint32_t *name)
{
	if (text == NULL || kind == KIND_NONE)
		return false;
	*name = is_row(kind) ? names_find(names, kind, text) :
	    names_put(names, kind, text);
	return *name != 0;
}

/* A field that is not understood may be what makes the operation another. */
static bool
keys_known(const json_t *object)
{
	void *at = json_object_iter((json_t *)(uintptr_t)object);

	for (; at != NULL; at = json_object_iter_next(
	    (json_t *)(uintptr_t)object, at)) {
		const char *key = json_object_iter_key(at);
		const json_t *value = json_object_iter_value(at);
		bool known = strcmp(key, "name") == 0 ||
		    strcmp(key, "size") == 0;

		for (unsigned f = 0; f < FIELDS && !known; f++)
			known = strcmp(key, field_name[f]) == 0;
		if (strcmp(key, "forced") == 0 || strcmp(key, "set") == 0 ?
		    !json_is_boolean(value) : !known || !json_is_string(value))
			return false;
	}
	return true;
}

static bool
number_read(const json_t *object, struct op *op)
{
	enum number number = op_table[op->kind].number;
	const char *text = text_of(object,
	    number == NUMBER_SIZE ? "size" : "value");
	uint32_t hostid = 0;

	if (number != NUMBER_SIZE && text_of(object, "size") != NULL)
		return false;
	if (number == NUMBER_NONE || text == NULL)
		return number == NUMBER_NONE || number == NUMBER_MAC;
	switch (number) {
	case NUMBER_SIZE:
	case NUMBER_MEMORY:
		return units_read_size(text, &op->number);
	case NUMBER_COUNT:
		return units_read_number(text, INT64_MAX, &op->number);
	case NUMBER_TIME:
		return units_read_duration(text, &op->number);
	case NUMBER_HOSTID:
		if (!units_read_hostid(text, &hostid))
			return false;
		op->number = hostid;
		return true;
	case NUMBER_MAC:
		return mac_read(text, &op->number);
	case NUMBER_NONE:
		break;
	}
	return true;
}

/* "value" is a number where the row has one, and has no field of that name. */
static bool
is_number(const struct op *op, unsigned field)
{
	return field == F_VALUE &&
	    op_table[op->kind].number != NUMBER_NONE &&
	    op_table[op->kind].number != NUMBER_SIZE;
}

bool
op_read(struct names *names, const json_t *object, struct op *op)
{
	const char *name = text_of(object, "name");

	*op = (struct op){ .kind = name != NULL ? op_find(name) : OP_NONE };
	if (op->kind == OP_NONE || !keys_known(object))
		return false;
	for (unsigned f = 0; f < FIELDS; f++) {
		const char *text = text_of(object, field_name[f]);

		if (text == NULL || is_number(op, f))
			continue;
		if (f == F_ON ? !place_read(names, text, &op->field[f]) :
		    !name_fits(field_kind[f], text) ||
		    !name_read(names, field_kind[f], text, &op->field[f]))
			return false;
	}
	op->forced = json_is_true(json_object_get(object, "forced"));
	op->set = json_is_true(json_object_get(object, "set"));
	return number_read(object, op) && op_valid(op);
}

static bool
state_read(const char *text, uint32_t *state)
{
	for (*state = 0; text != NULL && *state < STATES; ++*state)
		if (strcmp(state_name((enum state)*state), text) == 0)
			return true;
	return false;
}

static bool
integer_read(const json_t *object, const char *key, int64_t *number)
{
	const json_t *value = json_object_get(object, key);

	*number = json_integer_value(value);
	return value == NULL || json_is_integer(value);
}

bool
answer_read(struct names *names, const struct op *op, const json_t *object,
    struct answer *answer)
{
	const char *where = text_of(object, "where");
	const char *value = text_of(object, "value");

	assert(op->kind < OP_KINDS);
	*answer = (struct answer){ 0 };
	return state_read(text_of(object, "state"), &answer->state) &&
	    (where == NULL || name_read(names, KIND_NODE, where,
	    &answer->on)) && (value == NULL || name_read(names,
	    op_answer_kind(op), value, &answer->value)) &&
	    integer_read(object, "number", &answer->number);
}

static bool
states_read(const json_t *list, struct want *want)
{
	uint32_t state;

	for (size_t i = 0; i < json_array_size(list); i++) {
		if (!state_read(json_string_value(json_array_get(list, i)),
		    &state))
			return false;
		want->states |= STATE_BIT(state);
	}
	want->cares |= list != NULL ? WANT_STATE : 0u;
	return list == NULL || json_is_array(list);
}

/* What is wanted and not understood would be wanted no more. */
static bool
wants_known(const json_t *object)
{
	static const struct {
		const char	*key;
		json_type	 type;
	} keys[] = {
		{ "states", JSON_ARRAY }, { "on", JSON_STRING },
		{ "not_on", JSON_STRING }, { "value", JSON_STRING },
		{ "not_value", JSON_STRING },
		{ "number", JSON_INTEGER },
		{ "at_least", JSON_INTEGER }, { "at_most", JSON_INTEGER },
		{ "or_absent", JSON_TRUE },
	};
	size_t known = 0;

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		const json_t *value = json_object_get(object, keys[i].key);

		if (value != NULL && json_typeof(value) != keys[i].type)
			return false;
		known += value != NULL;
	}
	return known == json_object_size(object);
}

/* What its number must be: that, or at least or at most that. */
static bool
bound_read(const json_t *object, struct want *want)
{
	static const struct {
		const char	*key;
		uint32_t	 cares;
	} bounds[] = { { "number", WANT_NUMBER }, { "at_least", WANT_AT_LEAST },
	    { "at_most", WANT_AT_MOST } };

	for (size_t i = 0; i < sizeof(bounds) / sizeof(bounds[0]); i++) {
		if (json_object_get(object, bounds[i].key) == NULL)
			continue;
		if (want->cares != 0 ||
		    !integer_read(object, bounds[i].key, &want->number))
			return false;
		want->cares = bounds[i].cares;
	}
	return true;
}

/* An empty text is no name. */
static bool
value_read(struct names *names, enum kind kind, const char *text,
    uint32_t *value)
{
	return text == NULL || *text == '\0' ||
	    name_read(names, kind, text, value);
}

static bool
want_read(struct names *names, const struct op *ask, const json_t *object,
    struct want *want)
{
	const char *on = text_of(object, "on");
	const char *not_on = text_of(object, "not_on");
	const char *value = text_of(object, "value");
	const char *not_value = text_of(object, "not_value");

	*want = (struct want){ 0 };
	if (!json_is_object(object) || !wants_known(object) ||
	    !bound_read(object, want) ||
	    !states_read(json_object_get(object, "states"), want) ||
	    (on != NULL && not_on != NULL) ||
	    (value != NULL && not_value != NULL) ||
	    (on != NULL && !name_read(names, KIND_NODE, on, &want->on)) ||
	    (not_on != NULL &&
	    !name_read(names, KIND_NODE, not_on, &want->on)) ||
	    !value_read(names, op_answer_kind(ask), value, &want->value) ||
	    !value_read(names, op_answer_kind(ask), not_value, &want->value))
		return false;
	want->cares |= (on != NULL ? WANT_ON : 0u) |
	    (not_on != NULL ? WANT_ELSEWHERE : 0u) |
	    (value != NULL ? WANT_VALUE : 0u) |
	    (not_value != NULL ? WANT_OTHER : 0u) |
	    (json_is_true(json_object_get(object, "or_absent")) ?
	    WANT_OR_ABSENT : 0u);
	return true;
}

bool
fact_read(struct names *names, const json_t *object, struct fact *fact)
{
	*fact = (struct fact){ 0 };
	return op_read(names, json_object_get(object, "question"),
	    &fact->ask) && op_table[fact->ask.kind].question &&
	    want_read(names, &fact->ask, json_object_get(object, "answer"),
	    &fact->want);
}
