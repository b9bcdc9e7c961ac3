#include "core/formats/json/reader.h"

#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/formats/json/row.h"

enum { LISTED = 12 };

/*
 * The three ways to report a mistake; every text of every reader passes here or
 * in mistakes.c, so all of them have the same form.
 */
void
reader_wrong(struct reader *reader, const struct value *value,
    const char *expected)
{
	assert(expected != NULL);
	mistakes_add(reader->arena, reader->mistakes, &value->spot,
	    value_found(reader->arena, value), expected);
}

void
reader_wrong_in(struct reader *reader, const struct value *value, size_t n,
    const char *found, const char *expected)
{
	struct spot spot = value_spot(value, n);

	mistakes_add(reader->arena, reader->mistakes, &spot, found, expected);
}

void
reader_add(struct reader *reader, const struct value *value,
    const char *format, ...)
{
	char text[400];
	va_list list;

	va_start(list, format);
	vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	mistakes_append(reader->arena, reader->mistakes, &(struct mistake){
	    value->spot, value_found(reader->arena, value), "",
	    arena_text(reader->arena, text, strlen(text)) });
}

bool
reader_is_composed(const char *text)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789._-";
	size_t n = strspn(text, letters);

	assert(text != NULL);
	return n > 0 && text[n] == '\0' && strchr("._-", text[0]) == NULL;
}

bool
reader_is_name(const char *text)
{
	return reader_is_composed(text) && strlen(text) <= LIMIT_NAME_BYTES;
}

const char *
reader_names(struct arena *arena, const struct names *names, enum kind kind)
{
	uint32_t count = names_count(names, kind);
	const char *list = count != 0 ? names_text(names, kind, 1) : "none";

	assert(kind > KIND_NONE && kind < KINDS);
	for (uint32_t i = 2; i <= count && i <= LISTED; i++)
		list = arena_format(arena, "%s, %s", list,
		    names_text(names, kind, i));
	return count > LISTED ? arena_format(arena, "%s ...", list) : list;
}

uint32_t
reader_find(struct reader *reader, enum kind kind, const struct value *value,
    const char *expected)
{
	const struct names *names = reader->site->names;
	uint32_t name = names_find(names, kind, value->text);

	if (name == 0)
		reader_wrong(reader, value, arena_format(reader->arena,
		    "%s (%s)", expected,
		    reader_names(reader->arena, names, kind)));
	return name;
}

/* A word that is nearly one of those wanted is most likely that one. */
static void
unfit(struct reader *reader, const struct row *row, const struct value *value)
{
	const char *expected = row_wanted(reader->arena, row), *near = NULL;

	if (row->type == ROW_WORD && value->type == VALUE_TEXT)
		for (size_t i = 0; row->words[i] != NULL; i++)
			mistakes_nearer(value->text, row->words[i], &near);
	if (near != NULL)
		expected = arena_format(reader->arena,
		    "%s; did you mean \"%s\"?", expected, near);
	reader_wrong(reader, value, expected);
}

/*
 * Its parts are read even when one of them is wrong: each mistake is reported,
 * and what has one is not stored.
 */
bool
reader_value(struct reader *reader, const struct row *row,
    const struct value *value, void *target)
{
	struct stored stored = { .value = value };

	if (!row_fits(row, value, &stored)) {
		unfit(reader, row, value);
		return false;
	}
	assert(row->place == 0 || target != NULL);
	if (row->place != 0)
		row_store(row, &stored, target);
	if (row->shape != NULL)
		reader_object(reader, row->shape, value, target);
	for (const struct value *part = value->first;
	    row->each != NULL && part != NULL; part = part->next)
		reader_value(reader, row->each, part, NULL);
	if (row->read != NULL)
		row->read(reader, value, target);
	return true;
}

/*
 * The mistake is at the key.  It names the nearest known key, or, when none is
 * near, all of them.
 */
static void
unknown_key(struct reader *reader, const struct shape *shape,
    const struct value *part)
{
	const char *quoted = mistakes_quote(reader->arena, part->key);
	const char *near = NULL, *known = shape->rows->key;

	for (const struct row *row = shape->rows; row->key != NULL; row++) {
		mistakes_nearer(part->key, row->key, &near);
		if (row != shape->rows)
			known = arena_format(reader->arena, "%s, %s", known,
			    row->key);
	}
	mistakes_append(reader->arena, reader->mistakes, &(struct mistake){
	    part->key_spot, quoted, near != NULL ? near : known, near != NULL ?
	    arena_format(reader->arena, "unknown key %s in %s; did you mean "
	    "\"%s\"?", quoted, shape->what, near) :
	    arena_format(reader->arena, "unknown key %s in %s; it may have %s",
	    quoted, shape->what, known) });
}

static bool
known(const struct shape *shape, const char *key)
{
	for (const struct row *row = shape->rows; row->key != NULL; row++)
		if (strcmp(row->key, key) == 0)
			return true;
	return false;
}

/*
 * Unknown keys first, then the rows in their own order, which is that in which
 * one needs the other; the list of mistakes is sorted by place later.
 */
void
reader_object(struct reader *reader, const struct shape *shape,
    const struct value *object, void *target)
{
	const struct value *part;

	for (part = object->first; part != NULL; part = part->next)
		if (!known(shape, part->key))
			unknown_key(reader, shape, part);
	for (const struct row *row = shape->rows; row->key != NULL; row++) {
		part = value_get(object, row->key);
		if (part != NULL)
			reader_value(reader, row, part, target);
		else if (row->required)
			reader_add(reader, object, "\"%s\" is missing in %s",
			    row->key, shape->what);
	}
}
