#include "core/formats/json/plain.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"

/* All numbers of so many digits fit.  A file may have a million keys in one
 * object: then jansson looks which of them are equal. */
enum { DIGITS = 18, POOLED = 64, KEYS = 256 };

/* Keys that have been read, by where one would be found: a file has few, and
 * each many times. */
struct pool {
	struct arena	*arena;
	const char	*key[POOLED];
};

static unsigned
slot_of(const char *key, size_t n)
{
	return (unsigned)(n * 7 + (unsigned char)key[0] * 3u +
	    (unsigned char)key[n - 1] + (unsigned char)key[n / 2] * 5u) %
	    POOLED;
}

/* What stands between the quotes. */
static bool
text_fill(struct arena *arena, const char *raw, const char **text)
{
	size_t n = strcspn(raw + 1, "\"\\");

	if (raw[1 + n] == '\\')
		return false;
	*text = arena_text(arena, raw + 1, n);
	return true;
}

static bool
number_fill(const char *raw, int64_t *number)
{
	size_t n = strspn(raw + (*raw == '-'), "0123456789");

	*number = n <= DIGITS ? strtoll(raw, NULL, 10) : 0;
	return n <= DIGITS;
}

/* Is the key one of those that stand before it? */
static bool
is_twice(const struct value *object, const struct value *part)
{
	const struct value *one = object->first;

	while (one != part && (one->raw_key != part->raw_key ||
	    memcmp(one->raw_key_at, part->raw_key_at, part->raw_key) != 0))
		one = one->next;
	return one != part;
}

/* Only two keys of one slot can be equal; *slots has those that are taken. */
static bool
key_fill(struct pool *pool, const struct value *object, struct value *part,
    uint64_t *slots)
{
	size_t n = part->raw_key - 2;
	const char *raw = part->raw_key_at + 1, **at;
	unsigned slot = n != 0 ? slot_of(raw, n) : 0;

	if (memchr(raw, '\\', n) != NULL || object->count > KEYS ||
	    ((*slots >> slot & 1) != 0 && is_twice(object, part)))
		return false;
	*slots |= (uint64_t)1 << slot;
	at = &pool->key[slot];
	if (*at == NULL || strncmp(*at, raw, n) != 0 || (*at)[n] != '\0')
		*at = arena_text(pool->arena, raw, n);
	part->key = *at;
	return true;
}

static bool
value_fill(struct pool *pool, struct value *value)
{
	uint64_t slots = 0;

	if (value->type == VALUE_TEXT)
		return text_fill(pool->arena, value->raw, &value->text);
	if (value->type == VALUE_INTEGER)
		return number_fill(value->raw, &value->number);
	if (value->type == VALUE_BOOL)
		value->number = *value->raw == 't';
	for (struct value *part = value->first; part != NULL;
	    part = part->next)
		if ((value->type == VALUE_OBJECT && !key_fill(pool, value,
		    part, &slots)) || !value_fill(pool, part))
			return false;
	return value->type != VALUE_REAL;
}

bool
plain_fill(struct arena *arena, struct value *root)
{
	struct pool pool = { .arena = arena };

	return value_fill(&pool, root);
}
