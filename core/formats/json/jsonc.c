#include "core/formats/json/jsonc.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/formats/json/apart.h"
#include "core/formats/json/plain.h"
#include "core/formats/json/scan.h"

/* Fill the tree in from jansson's, which has the same shape and order. */
static void
fill(struct arena *arena, struct value *value, const json_t *json)
{
	void *at = NULL;
	size_t i = 0;

	if (value->type == VALUE_TEXT)
		value->text = arena_text(arena, json_string_value(json),
		    json_string_length(json));
	else if (value->type == VALUE_INTEGER)
		value->number = json_integer_value(json);
	else if (value->type == VALUE_BOOL)
		value->number = json_is_true(json);
	else if (value->type == VALUE_OBJECT)
		at = json_object_iter((json_t *)(uintptr_t)json);
	for (struct value *part = value->first; part != NULL;
	    part = part->next) {
		if (value->type == VALUE_LIST) {
			fill(arena, part, json_array_get(json, i++));
			continue;
		}
		assert(at != NULL);
		part->key = arena_text(arena, json_object_iter_key(at),
		    strlen(json_object_iter_key(at)));
		fill(arena, part, json_object_iter_value(at));
		at = json_object_iter_next((json_t *)(uintptr_t)json, at);
	}
}

/*
 * As spelt in the file; jansson has found two that are equal, and two
 * spellings of one key are reported where it stopped.  Equal keys are sorted by
 * their place.
 */
static int
key_compare(const void *a, const void *b)
{
	const struct value *one = *(const struct value *const *)a;
	const struct value *other = *(const struct value *const *)b;
	size_t n = one->raw_key < other->raw_key ? one->raw_key :
	    other->raw_key;
	int bytes = memcmp(one->raw_key_at, other->raw_key_at, n);

	if (bytes != 0)
		return bytes;
	if (one->raw_key != other->raw_key)
		return one->raw_key < other->raw_key ? -1 : 1;
	return one->raw_key_at < other->raw_key_at ? -1 :
	    one->raw_key_at > other->raw_key_at;
}

static bool
same_key(const struct value *one, const struct value *other)
{
	return one->raw_key == other->raw_key &&
	    memcmp(one->raw_key_at, other->raw_key_at, one->raw_key) == 0;
}

/* The first key of this object that was there before, or NULL.  Sorted: a file
 * may have a million keys. */
static const struct value *
twice_here(struct arena *arena, const struct value *object)
{
	const struct value **keys = arena_take(arena, object->count,
	    sizeof(*keys)), *found = NULL;
	size_t n = 0;

	for (const struct value *part = object->first; part != NULL;
	    part = part->next)
		keys[n++] = part;
	assert(n == object->count);
	qsort(keys, n, sizeof(*keys), key_compare);
	for (size_t i = 1; i < n; i++)
		if (same_key(keys[i - 1], keys[i]) && (found == NULL ||
		    keys[i]->raw_key_at < found->raw_key_at))
			found = keys[i];
	return found;
}

/* The first key of the file that stands twice in its object, at its second
 * place. */
static const struct value *
twice(struct arena *arena, const struct value *value)
{
	const struct value *found = NULL, *below;

	if (value->type == VALUE_OBJECT)
		found = twice_here(arena, value);
	for (const struct value *part = value->first; part != NULL;
	    part = part->next) {
		if (found != NULL && part->raw > found->raw_key_at)
			break;
		below = twice(arena, part);
		if (below != NULL && (found == NULL ||
		    below->raw_key_at < found->raw_key_at))
			return below;
	}
	return found;
}

/* The last key or value that begins before that byte of the file. */
static struct spot
last_before(const struct value *value, const char *byte)
{
	struct spot spot = value->spot;

	for (const struct value *part = value->first; part != NULL;
	    part = part->next) {
		if (part->raw_key_at != NULL && part->raw_key_at < byte)
			spot = part->key_spot;
		if (part->raw < byte)
			spot = last_before(part, byte);
	}
	return spot;
}

/* The pass accepted it and jansson does not: report where jansson stopped. */
static void
refused(struct arena *arena, const struct value *root, const char *text,
    const json_error_t *error, struct mistakes *mistakes)
{
	const struct value *key = NULL;
	const char *quoted;
	struct spot spot;

	if (json_error_code(error) == json_error_duplicate_key)
		key = twice(arena, root);
	if (key != NULL) {
		quoted = arena_text(arena, key->raw_key_at, key->raw_key);
		mistakes_append(arena, mistakes, &(struct mistake){
		    key->key_spot, quoted, "each key once",
		    arena_format(arena, "key %s occurs twice in the same "
		    "object", quoted) });
		return;
	}
	spot = last_before(root, text + error->position);
	quoted = arena_format(arena, "%s", error->text);
	mistakes_append(arena, mistakes, &(struct mistake){ spot, quoted,
	    "plain JSON", quoted });
}

/* A longer file is refused before anything of it is read. */
static bool
readable(struct arena *arena, const char *file, size_t n,
    struct mistakes *mistakes)
{
	struct spot spot = { file, 1, 1 };

	if (n <= LIMIT_FILE_BYTES)
		return true;
	mistakes_add(arena, mistakes, &spot,
	    arena_format(arena, "a file of %zu bytes", n),
	    "at most 16 MiB");
	return false;
}

struct value *
jsonc_read_apart(struct arena *arena, struct arena *tree,
    const struct source *given, struct mistakes *mistakes)
{
	struct source source = *given;
	json_error_t error;
	struct value *root;
	json_t *json;
	char *clean;

	assert(source.text != NULL || source.size == 0);
	if (!readable(arena, source.file, source.size, mistakes))
		return NULL;
	source.text = arena_text(tree, source.text, source.size);
	root = scan(arena, tree, &source, &clean, mistakes);
	if (root == NULL || plain_fill(arena, root))
		return root;
	json = json_loadb(clean, source.size, JSON_REJECT_DUPLICATES |
	    JSON_DECODE_ANY, &error);
	if (json == NULL) {
		refused(arena, root, source.text, &error, mistakes);
		return NULL;
	}
	fill(arena, root, json);
	json_decref(json);
	return root;
}

struct value *
jsonc_read(struct arena *arena, const char *file, const char *text, size_t n,
    struct mistakes *mistakes)
{
	return jsonc_read_apart(arena, arena, &(struct source){ file, text, n },
	    mistakes);
}

struct value *
value_get(const struct value *value, const char *key)
{
	assert(key != NULL);
	if (value->type != VALUE_OBJECT)
		return NULL;
	for (struct value *part = value->first; part != NULL;
	    part = part->next)
		if (strcmp(part->key, key) == 0)
			return part;
	return NULL;
}

/* Bytes of the next character in the file, and in the text. */
static size_t
unescape(const char *raw, size_t *bytes)
{
	unsigned long unit;
	char digits[5] = "";

	*bytes = 1;
	if (raw[0] != '\\')
		return 1;
	if (raw[1] != 'u')
		return 2;
	memcpy(digits, raw + 2, 4);
	unit = 0;
	for (const char *c = digits; *c != '\0'; c++)
		unit = unit * 16 + (unsigned long)(*c <= '9' ? *c - '0' :
		    (*c | 0x20) - 'a' + 10);
	if (unit >= 0xd800 && unit <= 0xdbff) {
		*bytes = 4;
		return 12;
	}
	*bytes = unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
	return 6;
}

struct spot
value_spot(const struct value *value, size_t n)
{
	struct spot spot = value->spot;
	const char *raw = value->raw;
	size_t bytes, taken;

	if (value->type != VALUE_TEXT)
		return spot;
	raw++;
	spot.column++;
	for (; n > 0; n -= bytes < n ? bytes : n) {
		taken = unescape(raw, &bytes);
		for (size_t i = 0; i < taken; i++)
			if (((unsigned char)raw[i] & 0xc0) != 0x80)
				spot.column++;
		raw += taken;
	}
	return spot;
}

const char *
value_found(struct arena *arena, const struct value *value)
{
	size_t n;

	switch (value->type) {
	case VALUE_TEXT:
		return mistakes_quote(arena, value->text);
	case VALUE_LIST:
		return value->count != 0 ? "a list" : "an empty list";
	case VALUE_OBJECT:
		return "an object";
	case VALUE_NULL:
		return "null";
	case VALUE_BOOL:
		return value->number != 0 ? "true" : "false";
	case VALUE_INTEGER:
		return arena_format(arena, "%" PRId64, value->number);
	case VALUE_REAL:
		break;
	}
	n = strspn(value->raw, "+-.0123456789eE");
	return arena_text(arena, value->raw, n < 24 ? n : 24);
}
