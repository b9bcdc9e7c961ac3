/*
 * JSON written as text is, byte for byte, what jansson writes of the object
 * that has the same members.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/arena.h"
#include "core/formats/json/op_json.h"
#include "core/formats/json/text.h"
#include "core/formats/json/units.h"
#include "core/op/mac.h"
#include "core/site/site.h"
#include "tests/posts_fixture.h"

/* Takes both. */
static void
same(struct text *text, json_t *json)
{
	char *bytes = json_dumps(json, JSON_COMPACT | JSON_ENCODE_ANY);

	assert_non_null(bytes);
	if (strlen(bytes) != text->size ||
	    memcmp(bytes, text->bytes, text->size) != 0)
		fail_msg("jansson writes %s; the text is %.*s", bytes,
		    (int)text->size, text->bytes);
	free(bytes);
	json_decref(json);
	text_drop(text);
}

static void
members_and_elements_are_parted_by_commas(void **state)
{
	struct text text = { 0 };

	(void)state;
	text_open(&text, NULL, '{');
	text_open(&text, "empty", '{');
	text_close(&text, '}');
	text_open(&text, "list", '[');
	text_string(&text, NULL, "a{");
	text_string(&text, NULL, "b[");
	text_integer(&text, NULL, 3);
	text_open(&text, NULL, '[');
	text_close(&text, ']');
	text_close(&text, ']');
	text_true(&text, "yes");
	text_string(&text, "last", "");
	text_close(&text, '}');
	same(&text, json_pack("{s:{},s:[s,s,i,[]],s:b,s:s}", "empty", "list",
	    "a{", "b[", 3, "yes", 1, "last", ""));
}

static void
integers_are_written_to_their_last_digit(void **state)
{
	static const int64_t numbers[] = { 0, 1, -1, 9, 10, -10, 4711,
	    INT32_MAX, INT64_MAX, INT64_MIN, INT64_MIN + 1 };

	(void)state;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		struct text text = { 0 };

		text_integer(&text, NULL, numbers[i]);
		same(&text, json_integer(numbers[i]));
	}
}

/* What jansson does not take is there all the same, with its bytes replaced. */
static void
replaced(struct text *text)
{
	json_t *object = text_parse(text);

	assert_int_equal(json_object_size(object), 3);
	assert_non_null(strstr(json_string_value(json_object_get(object,
	    "key")), "\xef\xbf\xbd"));
	json_decref(object);
}

static void
string_try(const char *value)
{
	struct text text = { 0 };
	json_t *object = json_pack("{s:i}", "before", 1);
	json_t *string = json_string(value);

	text_open(&text, NULL, '{');
	text_integer(&text, "before", 1);
	text_string(&text, "key", value);
	text_string(&text, "after", "x");
	text_close(&text, '}');
	if (string == NULL) {
		json_decref(object);
		replaced(&text);
		return;
	}
	json_object_set_new(object, "key", string);
	json_object_set_new(object, "after", json_string("x"));
	same(&text, object);
}

static void
any_two_bytes_are_escaped_and_none_is_left_out(void **state)
{
	(void)state;
	for (unsigned first = 1; first < 256; first++)
		for (unsigned second = 0; second < 256; second++)
			string_try((const char[]){ (char)first, (char)second,
			    '\0' });
	string_try("zpool_ldom1 \"quoted\" \\ and\ttabbed\n");
	string_try("z\xc3\xbcrich");
	string_try("\xe2\x80\xa6");
	string_try("cut short \xe2\x80");
}

/* Eight bytes at a time are looked at, and the last eight once more. */
static void
a_byte_is_escaped_wherever_it_stands(void **state)
{
	static const char bytes[] = "\x01\n\x1f !\"#[\\]~\x7f\x80\xff";
	static const char around[] = { 'x', ' ', '\x7f' };
	enum { LONGEST = 26 };

	(void)state;
	for (size_t size = 1; size <= LONGEST; size++)
		for (size_t i = 0; i < size * (sizeof(bytes) - 1); i++) {
			char value[LONGEST + 1];

			memset(value, around[i % sizeof(around)], size);
			value[size] = '\0';
			value[i % size] = bytes[i / size];
			string_try(value);
		}
}

/* Nothing is added to nothing: memcpy and friends want an address all the
 * same. */
static void
an_empty_text_has_an_address_once_it_was_written_to(void **state)
{
	struct text text = { 0 };

	(void)state;
	text_put(&text, "", 0);
	assert_int_equal(text.size, 0);
	assert_non_null(text.bytes);
	text_drop(&text);
}

static void
a_text_longer_than_the_buffer_lets_it_grow(void **state)
{
	char value[10000];
	struct text text = { 0 };
	json_t *list = json_array();

	(void)state;
	memset(value, 'x', sizeof(value) - 1);
	value[sizeof(value) - 1] = '\0';
	text_open(&text, NULL, '[');
	for (size_t n = 0; n < sizeof(value); n += 97) {
		text_string(&text, NULL, value + n);
		json_array_append_new(list, json_string(value + n));
	}
	text_close(&text, ']');
	same(&text, list);
}

/* As operations were written before they were text: by objects. */
static json_t *
object_made(const struct names *names, const struct op *op)
{
	json_t *object = json_object();
	char room[UNITS_BYTES];

	json_object_set_new(object, "name",
	    json_string(op_table[op->kind].name));
	for (unsigned f = 0; f < FIELDS; f++)
		if (op->field[f] != 0)
			json_object_set_new(object, field_name[f], f == F_ON ?
			    place_json(names, op->field[f]) :
			    json_string(names_text(names, field_kind[f],
			    op->field[f])));
	if (op->forced != 0)
		json_object_set_new(object, "forced", json_true());
	if (op->set != 0)
		json_object_set_new(object, "set", json_true());
	if (op_table[op->kind].number == NUMBER_SIZE)
		json_object_set_new(object, "size", json_string(
		    units_write_size(op->number, room)));
	else if (op_table[op->kind].number == NUMBER_MEMORY)
		json_object_set_new(object, "value", json_string(
		    units_write_size(op->number, room)));
	else if (op_table[op->kind].number == NUMBER_HOSTID)
		json_object_set_new(object, "value", json_string(
		    units_write_hostid((uint32_t)op->number, room)));
	else if (op_table[op->kind].number == NUMBER_MAC && op->number != 0)
		json_object_set_new(object, "value", json_string(
		    mac_write(op->number, room)));
	else if (op_table[op->kind].number == NUMBER_TIME)
		json_object_set_new(object, "value", json_string(
		    units_write_duration(op->number, room)));
	else if (op_table[op->kind].number == NUMBER_COUNT)
		json_object_set_new(object, "value", json_sprintf("%lld",
		    (long long)op->number));
	return object;
}

static void
op_try(const struct names *names, const struct op *op)
{
	struct text text = { 0 };

	op_text(&text, NULL, names, op);
	same(&text, object_made(names, op));
}

/* Some of the fields, whether it can have them or not; but no value beside a
 * number that is called so. */
static struct op
op_made(const struct names *names, unsigned kind, unsigned i)
{
	static const uint32_t places[] = { 1, 2, PLACE_GUEST | 1,
	    PLACE_SOURCE | 1 };
	enum number number = op_table[kind].number;
	struct op op = { .kind = kind, .forced = i % 2, .set = i / 2,
	    .number = (int64_t)1 << 10 << i * 10 };

	for (unsigned f = 0; f < FIELDS; f++)
		op.field[f] = (f + kind + i) % 3 != 0 &&
		    names_count(names, field_kind[f]) != 0;
	op.on = places[i];
	if (number != NUMBER_NONE && number != NUMBER_SIZE)
		op.value = 0;
	return op;
}

static void
operations_of_every_kind_are_written_as_objects_are(void **state)
{
	struct arena arena = { 0 };
	const struct names *names = posts_site(&arena)->names;

	(void)state;
	for (unsigned i = 4; i < 4 * OP_KINDS; i++)
		op_try(names, &(struct op){ .kind = i / 4, .number = i });
	for (unsigned i = 4; i < 4 * OP_KINDS; i++) {
		struct op op = op_made(names, i / 4, i % 4);

		op_try(names, &op);
	}
	arena_drop(&arena);
}

static void
an_answer_has_only_what_was_answered(void **state)
{
	struct arena arena = { 0 };
	const struct names *names = posts_site(&arena)->names;
	struct op op = { .kind = OP_GUEST_STATE, .on = 1, .guest = 1 };
	struct answer answer = { .state = STATE_RUNNING, .on = 2,
	    .number = -7 };
	struct text text = { 0 };

	(void)state;
	text_open(&text, NULL, '{');
	answer_text(&text, names, &op, &answer);
	text_close(&text, '}');
	same(&text, json_pack("{s:s,s:s,s:i}", "state", "running", "where",
	    "node2", "number", -7));
	answer = (struct answer){ .state = STATE_ABSENT };
	text_open(&text, NULL, '{');
	answer_text(&text, names, &op, &answer);
	text_close(&text, '}');
	same(&text, json_pack("{s:s}", "state", "absent"));
	arena_drop(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(members_and_elements_are_parted_by_commas),
		cmocka_unit_test(integers_are_written_to_their_last_digit),
		cmocka_unit_test(
		    any_two_bytes_are_escaped_and_none_is_left_out),
		cmocka_unit_test(a_byte_is_escaped_wherever_it_stands),
		cmocka_unit_test(
		    an_empty_text_has_an_address_once_it_was_written_to),
		cmocka_unit_test(a_text_longer_than_the_buffer_lets_it_grow),
		cmocka_unit_test(
		    operations_of_every_kind_are_written_as_objects_are),
		cmocka_unit_test(an_answer_has_only_what_was_answered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
