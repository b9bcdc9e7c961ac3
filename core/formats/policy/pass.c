#include "core/formats/policy/pass.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"

bool
pass_wrong(struct passing *passing, const char *key, const char *expected)
{
	if (passing->failed)
		return false;
	passing->failed = true;
	return passing->list != NULL ? err_set(passing->err, ERR_FILE_INVALID,
	    "%s[%u].%s: expected %s", passing->list, (unsigned)passing->index,
	    key, expected) : err_set(passing->err, ERR_FILE_INVALID,
	    "%s: expected %s", key, expected);
}

/* The value under the key, while reading; NULL after a mistake. */
static json_t *
value_of(struct passing *passing, const json_t *object, const char *key)
{
	passing->keys++;
	return passing->failed ? NULL : json_object_get(object, key);
}

void
pass_signed(struct passing *passing, json_t *object, const char *key,
    int64_t *number, int64_t most)
{
	const json_t *value;

	if (!passing->reads) {
		json_object_set_new(object, key, json_integer(*number));
		return;
	}
	value = value_of(passing, object, key);
	*number = json_integer_value(value);
	if (!json_is_integer(value) || *number < -most || *number > most) {
		pass_wrong(passing, key, "a number");
		*number = 0;
	}
}

void
pass_number(struct passing *passing, json_t *object, const char *key,
    int64_t *number, int64_t most)
{
	pass_signed(passing, object, key, number, most);
	if (*number >= 0)
		return;
	pass_wrong(passing, key, "a number from 0");
	*number = 0;
}

void
pass_or_none(struct passing *passing, json_t *object, const char *key,
    int64_t *number, int64_t most)
{
	if (!passing->reads && *number == INT64_MAX) {
		json_object_set_new(object, key, json_null());
	} else if (passing->reads && json_is_null(json_object_get(object,
	    key))) {
		passing->keys++;
		*number = INT64_MAX;
	} else {
		pass_signed(passing, object, key, number, most);
	}
}

void
pass_count(struct passing *passing, json_t *object, const char *key,
    uint32_t *number)
{
	int64_t wide = *number;

	pass_number(passing, object, key, &wide, INT32_MAX);
	*number = (uint32_t)wide;
}

void
pass_flag(struct passing *passing, json_t *object, const char *key,
    bool *flag)
{
	const json_t *value;

	if (!passing->reads) {
		json_object_set_new(object, key, json_boolean(*flag));
		return;
	}
	value = value_of(passing, object, key);
	*flag = json_is_true(value);
	if (!json_is_boolean(value))
		pass_wrong(passing, key, "true or false");
}

void
pass_word(struct passing *passing, json_t *object, const char *key,
    unsigned *number, const struct wordlist *words)
{
	const char *text;

	if (!passing->reads) {
		json_object_set_new(object, key,
		    json_string(words->code(*number)));
		return;
	}
	text = json_string_value(value_of(passing, object, key));
	*number = 0;
	while (text != NULL && *number < words->count &&
	    strcmp(words->code(*number), text) != 0)
		++*number;
	if (text == NULL || *number == words->count) {
		pass_wrong(passing, key, "one of its words");
		*number = 0;
	}
}

static void
name_write(const struct passing *passing, json_t *object, const char *key,
    enum kind kind, uint32_t name)
{
	json_object_set_new(object, key, name == 0 ? json_null() :
	    json_string(names_text(passing->known, kind, name)));
}

void
pass_name(struct passing *passing, json_t *object, const char *key,
    enum kind kind, uint32_t *name)
{
	const json_t *value;

	if (!passing->reads) {
		name_write(passing, object, key, kind, *name);
		return;
	}
	value = value_of(passing, object, key);
	*name = json_is_string(value) ? names_find(passing->known, kind,
	    json_string_value(value)) : 0;
	if (!json_is_null(value) && *name == 0)
		pass_wrong(passing, key, "a name that is there, or null");
}

void
pass_new_name(struct passing *passing, json_t *object, const char *key,
    enum kind kind, uint32_t *name)
{
	const json_t *value;

	if (!passing->reads) {
		name_write(passing, object, key, kind, *name);
		return;
	}
	value = value_of(passing, object, key);
	*name = json_is_string(value) ? names_put(passing->names, kind,
	    json_string_value(value)) : 0;
	if (!json_is_null(value) && *name == 0)
		pass_wrong(passing, key, "a name, or null");
}

json_t *
pass_list(struct passing *passing, json_t *object, const char *key,
    uint32_t *count, uint32_t most)
{
	json_t *list;

	if (!passing->reads) {
		list = json_array();
		json_object_set_new(object, key, list);
		return list;
	}
	list = value_of(passing, object, key);
	*count = json_is_array(list) && json_array_size(list) <= most ?
	    (uint32_t)json_array_size(list) : 0;
	if (*count == 0 && !(json_is_array(list) && json_array_size(list) ==
	    0))
		pass_wrong(passing, key, "a list, which is not too long");
	return list;
}

json_t *
pass_element(struct passing *passing, json_t *list, uint32_t n)
{
	json_t *object;

	passing->keys = 0;
	if (!passing->reads) {
		object = json_object();
		json_array_append_new(list, object);
		return object;
	}
	object = json_array_get(list, n);
	if (!json_is_object(object))
		pass_wrong(passing, "", "an object");
	return object;
}

json_t *
pass_object(struct passing *passing, json_t *object, const char *key)
{
	json_t *inner;

	if (!passing->reads) {
		inner = json_object();
		json_object_set_new(object, key, inner);
		return inner;
	}
	inner = value_of(passing, object, key);
	if (!json_is_object(inner))
		pass_wrong(passing, key, "an object");
	return inner;
}

void
pass_over(struct passing *passing, json_t *object)
{
	if (passing->reads && !passing->failed &&
	    json_object_size(object) != passing->keys)
		pass_wrong(passing, "", "no other key");
}

void
pass_nodes(struct passing *passing, json_t *object, const char *key,
    uint64_t *nodes)
{
	uint32_t most = names_count(passing->known, KIND_NODE), count = 0;
	json_t *list = pass_list(passing, object, key, &count, most);

	assert(most < 64);
	for (uint32_t n = 1; !passing->reads && n <= most; n++)
		if ((*nodes >> n & 1) != 0)
			json_array_append_new(list, json_string(names_text(
			    passing->known, KIND_NODE, n)));
	if (passing->reads)
		*nodes = 0;
	for (uint32_t i = 0; passing->reads && i < count; i++) {
		const char *text = json_string_value(json_array_get(list, i));
		uint32_t node = text == NULL ? 0 : names_find(passing->known,
		    KIND_NODE, text);

		if (node == 0)
			pass_wrong(passing, key, "names of nodes");
		else
			*nodes |= (uint64_t)1 << node;
	}
}
