#include "core/formats/json/op_json.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

#include "core/formats/json/units.h"
#include "core/op/mac.h"
#include "core/site/site.h"

enum { PLACE_ROOM = 80 };

/* Nearly all places are nodes, and their names are written as they are. */
void
place_text(struct text *text, const char *key, const struct names *names,
    uint32_t place)
{
	char buffer[PLACE_ROOM];

	text_string(text, key, (place & ~(uint32_t)PLACE_ID) == 0 ?
	    names_text(names, KIND_NODE, place) :
	    site_place(names, place, buffer, sizeof(buffer)));
}

static void
number_text(struct text *text, const struct op *op)
{
	char buffer[UNITS_BYTES];

	switch (op_table[op->kind].number) {
	case NUMBER_SIZE:
		text_string(text, "size", units_write_size(op->number, buffer));
		break;
	case NUMBER_MEMORY:
		text_string(text, "value",
		    units_write_size(op->number, buffer));
		break;
	case NUMBER_HOSTID:
		text_string(text, "value",
		    units_write_hostid((uint32_t)op->number, buffer));
		break;
	case NUMBER_MAC:
		if (op->number != 0)
			text_string(text, "value",
			    mac_write(op->number, buffer));
		break;
	case NUMBER_TIME:
		text_string(text, "value",
		    units_write_duration(op->number, buffer));
		break;
	case NUMBER_COUNT:
		snprintf(buffer, sizeof(buffer), "%" PRId64, op->number);
		text_string(text, "value", buffer);
		break;
	case NUMBER_NONE:
		break;
	}
}

void
op_text(struct text *text, const char *key, const struct names *names,
    const struct op *op)
{
	enum number number = op_table[op->kind].number;

	assert(op->kind > OP_NONE && op->kind < OP_KINDS);
	assert(op->kind < OP_KINDS);
	/* Both would be the member "value". */
	assert(op->value == 0 || number == NUMBER_NONE ||
	    number == NUMBER_SIZE);
	text_open(text, key, '{');
	text_string(text, "name", op_table[op->kind].name);
	for (unsigned f = 0; f < FIELDS; f++) {
		if (op->field[f] == 0)
			continue;
		if (f == F_ON)
			place_text(text, field_name[f], names, op->field[f]);
		else
			text_string(text, field_name[f], names_text(names,
			    field_kind[f], op->field[f]));
	}
	if (op->forced != 0)
		text_true(text, "forced");
	if (op->set != 0)
		text_true(text, "set");
	number_text(text, op);
	text_close(text, '}');
}

void
answer_text(struct text *text, const struct names *names, const struct op *op,
    const struct answer *answer)
{
	enum kind kind = op_answer_kind(op);

	text_string(text, "state", state_name((enum state)answer->state));
	if (answer->on != 0)
		text_string(text, "where", names_text(names, KIND_NODE,
		    answer->on));
	if (answer->value != 0 && kind != KIND_NONE)
		text_string(text, "value", names_text(names, kind,
		    answer->value));
	if (answer->number != 0)
		text_integer(text, "number", answer->number);
}

json_t *
place_json(const struct names *names, uint32_t place)
{
	char buffer[PLACE_ROOM];

	return json_string(site_place(names, place, buffer, sizeof(buffer)));
}

json_t *
op_json(const struct names *names, const struct op *op)
{
	struct text text = { 0 };

	assert(op->kind > OP_NONE && op->kind < OP_KINDS);
	op_text(&text, NULL, names, op);
	return text_parse(&text);
}

void
answer_json(const struct names *names, const struct op *op,
    const struct answer *answer, json_t *object)
{
	struct text text = { 0 };
	json_t *members;

	text_open(&text, NULL, '{');
	answer_text(&text, names, op, answer);
	text_close(&text, '}');
	members = text_parse(&text);
	json_object_update(object, members);
	json_decref(members);
}

static json_t *
states_json(uint64_t states)
{
	json_t *list = json_array();

	for (enum state state = 0; state < STATES; state++)
		if ((states & STATE_BIT(state)) != 0)
			json_array_append_new(list,
			    json_string(state_name(state)));
	return list;
}

static json_t *
want_json(const struct names *names, const struct op *ask,
    const struct want *want)
{
	json_t *object = json_object();

	if ((want->cares & WANT_STATE) != 0)
		json_object_set_new(object, "states",
		    states_json(want->states));
	if ((want->cares & WANT_ON) != 0)
		json_object_set_new(object, "on", json_string(names_text(
		    names, KIND_NODE, want->on)));
	if ((want->cares & WANT_ELSEWHERE) != 0)
		json_object_set_new(object, "not_on", json_string(names_text(
		    names, KIND_NODE, want->on)));
	if ((want->cares & WANT_VALUE) != 0)
		json_object_set_new(object, "value", json_string(names_text(
		    names, op_answer_kind(ask), want->value)));
	if ((want->cares & WANT_OTHER) != 0)
		json_object_set_new(object, "not_value", json_string(
		    names_text(names, op_answer_kind(ask), want->value)));
	if ((want->cares & WANT_NUMBER) != 0)
		json_object_set_new(object, "number",
		    json_integer(want->number));
	if ((want->cares & WANT_AT_LEAST) != 0)
		json_object_set_new(object, "at_least",
		    json_integer(want->number));
	if ((want->cares & WANT_AT_MOST) != 0)
		json_object_set_new(object, "at_most",
		    json_integer(want->number));
	if ((want->cares & WANT_OR_ABSENT) != 0)
		json_object_set_new(object, "or_absent", json_true());
	return object;
}

json_t *
fact_json(const struct names *names, const struct fact *fact)
{
	return json_pack("{s:o,s:o}", "question", op_json(names, &fact->ask),
	    "answer", want_json(names, &fact->ask, &fact->want));
}
