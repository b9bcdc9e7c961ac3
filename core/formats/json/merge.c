#include "core/formats/json/jsonc.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"

static struct value *
copy(struct arena *arena, const struct value *value)
{
	struct value *made = arena_take(arena, 1, sizeof(*made));

	*made = *value;
	made->next = NULL;
	return made;
}

/* The name of a named thing, or NULL. */
static const char *
name_of(const struct value *value)
{
	const struct value *name = value_get(value, "name");

	return name != NULL && name->type == VALUE_TEXT ? name->text : NULL;
}

/*
 * Only then are elements of two lists the same thing; files, which have no
 * name, are replaced as a whole.
 */
static bool
all_named(const struct value *list)
{
	if (list->type != VALUE_LIST)
		return false;
	for (const struct value *part = list->first; part != NULL;
	    part = part->next)
		if (name_of(part) == NULL)
			return false;
	return true;
}

/* The part of the other whole that is the same thing as this one. */
static const struct value *
twin(const struct value *whole, const struct value *part)
{
	const char *name;

	if (whole->type == VALUE_OBJECT)
		return value_get(whole, part->key);
	for (const struct value *other = whole->first; other != NULL;
	    other = other->next) {
		name = name_of(other);
		if (name != NULL && strcmp(name, name_of(part)) == 0)
			return other;
	}
	return NULL;
}

/* Parts of both: first those from under, in their order, then new ones. */
static struct value *
merge_parts(struct arena *arena, const struct value *under,
    const struct value *over)
{
	struct value *made = copy(arena, under);
	struct value **end = &made->first;

	made->first = NULL;
	made->count = 0;
	for (const struct value *part = under->first; part != NULL;
	    part = part->next) {
		const struct value *other = twin(over, part);

		if (other != NULL && other->type == VALUE_NULL)
			continue;
		*end = other == NULL ? copy(arena, part) :
		    value_merge(arena, part, other);
		end = &(*end)->next;
		made->count++;
	}
	for (const struct value *part = over->first; part != NULL;
	    part = part->next) {
		if (part->type == VALUE_NULL || twin(under, part) != NULL)
			continue;
		*end = value_merge(arena, NULL, part);
		end = &(*end)->next;
		made->count++;
	}
	return made;
}

struct value *
value_merge(struct arena *arena, const struct value *under,
    const struct value *over)
{
	struct value empty = *over;

	assert(over != NULL);
	if (under != NULL && ((under->type == VALUE_OBJECT &&
	    over->type == VALUE_OBJECT) ||
	    (all_named(under) && all_named(over))))
		return merge_parts(arena, under, over);
	if (over->type != VALUE_OBJECT)
		return copy(arena, over);
	empty.first = NULL;
	return merge_parts(arena, &empty, over);
}
