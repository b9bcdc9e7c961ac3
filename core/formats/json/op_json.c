#include "core/formats/json/op_json.h"

#include "core/formats/json/units.h"
#include "core/site/site.h"

enum { PLACE_ROOM = 80 };

json_t *
place_json(const struct names *names, uint32_t place)
{
	char room[PLACE_ROOM];

	return json_string(site_place(names, place, room, sizeof(room)));
}

static void
number_add(const struct op *op, json_t *object)
{
	char room[UNITS_ROOM];

	switch (op_table[op->kind].number) {
	case NUMBER_SIZE:
		json_object_set_new(object, "size",
		    json_string(units_write_size(op->number, room)));
		break;
	case NUMBER_MEMORY:
		json_object_set_new(object, "value",
		    json_string(units_write_size(op->number, room)));
		break;
	case NUMBER_HOSTID:
		json_object_set_new(object, "value", json_string(
		    units_write_hostid((uint32_t)op->number, room)));
		break;
	case NUMBER_TIME:
		json_object_set_new(object, "value",
		    json_string(units_write_duration(op->number, room)));
		break;
	case NUMBER_COUNT:
		json_object_set_new(object, "value", json_sprintf("%lld",
		    (long long)op->number));
		break;
	case NUMBER_NONE:
		break;
	}
}

json_t *
op_json(const struct names *names, const struct op *op)
{
	json_t *object = json_object();

	json_object_set_new(object, "name",
	    json_string(op_table[op->kind].name));
	for (unsigned f = 0; f < FIELDS; f++) {
		if (op->field[f] == 0)
			continue;
		json_object_set_new(object, field_name[f], f == F_ON ?
		    place_json(names, op->field[f]) : json_string(names_text(
		    names, field_kind[f], op->field[f])));
	}
	if (op->forced != 0)
		json_object_set_new(object, "forced", json_true());
	if (op->set != 0)
		json_object_set_new(object, "set", json_true());
	number_add(op, object);
	return object;
}

enum kind
answer_kind(const struct op *op)
{
	if (op->disk != 0)
		return KIND_VOLUME;
	if (op->net != 0)
		return KIND_SERVICE;
	return op_table[op->kind].value;
}

void
answer_json(const struct names *names, const struct op *op,
    const struct answer *answer, json_t *object)
{
	enum kind kind = answer_kind(op);

	json_object_set_new(object, "state",
	    json_string(state_name((enum state)answer->state)));
	if (answer->on != 0)
		json_object_set_new(object, "where", json_string(names_text(
		    names, KIND_NODE, answer->on)));
	if (answer->value != 0 && kind != KIND_NONE)
		json_object_set_new(object, "value", json_string(names_text(
		    names, kind, answer->value)));
	if (answer->number != 0)
		json_object_set_new(object, "number",
		    json_integer(answer->number));
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
	if ((want->cares & WANT_VALUE) != 0)
		json_object_set_new(object, "value", json_string(names_text(
		    names, answer_kind(ask), want->value)));
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
