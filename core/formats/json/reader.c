#include "core/formats/json/reader.h"

#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/json/units.h"

enum { NAME_BYTES = 63, LISTED = 12 };

static_assert(sizeof(enum row_type) == sizeof(unsigned),
    "an enum is stored as an unsigned number");

static const char A_NAME[] = "a name: letters, digits and . _ -, "
    "a letter or digit first, at most 63";

/*
 * The three ways to tell a mistake; every text of every reader passes here or
 * in mistakes.c, so all of them have the same form.
 */
void
reader_wrong(struct reader *reader, const struct value *value,
    const char *expected)
{
	assert(expected != NULL);
	mistakes_add(reader->arena, reader->mistakes, &value->spot,
	    value_told(reader->arena, value), expected);
}

void
reader_wrong_in(struct reader *reader, const struct value *value, size_t n,
    const char *found, const char *expected)
{
	struct spot spot = value_spot(value, n);

	mistakes_add(reader->arena, reader->mistakes, &spot, found, expected);
}

void
reader_say(struct reader *reader, const struct value *value,
    const char *format, ...)
{
	char text[400];
	va_list list;

	va_start(list, format);
	vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	mistakes_say(reader->arena, reader->mistakes, &value->spot,
	    value_told(reader->arena, value), "",
	    arena_text(reader->arena, text, strlen(text)));
}

bool
reader_is_name(const char *text)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789._-";
	size_t n = strspn(text, letters);

	assert(text != NULL);
	return n > 0 && n <= NAME_BYTES && text[n] == '\0' &&
	    strchr("._-", text[0]) == NULL;
}

static bool
is_path(const char *text)
{
	if (text[0] != '/' || text[1] == '\0')
		return false;
	while ((unsigned char)*text > ' ' && *text != 0x7f)
		text++;
	return *text == '\0';
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

static const char *
words_listed(struct arena *arena, const char *const *words)
{
	const char *list = *words;

	for (words++; *words != NULL; words++)
		list = arena_format(arena, "%s, %s", list, *words);
	return arena_format(arena, "one of %s", list);
}

/* In words, what a row wants. */
static const char *
wanted(struct arena *arena, const struct row *row)
{
	char least[UNITS_ROOM], most[UNITS_ROOM];

	switch (row->type) {
	case ROW_NAME:
		return A_NAME;
	case ROW_TEXT:
		return "a text that is not empty";
	case ROW_PATH:
		return "an absolute path such as \"/pfile\", without blanks";
	case ROW_WORD:
		return words_listed(arena, row->words);
	case ROW_SIZE:
		if (row->minimum == 0)
			return "a size such as \"100G\" (K, M, G or T)";
		return arena_format(arena, "a size such as \"100G\" (K, M, G "
		    "or T), %s to %s", units_write_size(row->minimum, least),
		    units_write_size(row->maximum != 0 ? row->maximum :
		    UNITS_SIZE_MAX, most));
	case ROW_DURATION:
		return "a duration such as \"90s\" or \"1h30m\"";
	case ROW_HOSTID:
		return "a hostid: one to eight hex digits, not zero";
	case ROW_COUNT:
		return arena_format(arena, "a whole number from %" PRId64
		    " to %" PRId64, row->minimum, row->maximum);
	case ROW_BOOL:
		return "true or false";
	case ROW_LIST:
		if (row->maximum == 0)
			return "a list";
		return arena_format(arena, "a list of %" PRId64 " to %" PRId64,
		    row->minimum, row->maximum);
	case ROW_OBJECT:
		return "an object";
	case ROW_ANY:
		break;
	}
	return "a value";
}

/* Of a list it is the number of its parts. */
static bool
within(const struct row *row, int64_t number)
{
	return number >= row->minimum &&
	    (row->maximum == 0 || number <= row->maximum);
}

/* What a row stores; each type has its own member. */
struct stored {
	const struct value *value;
	unsigned	 word;
	int64_t		 number;
	uint32_t	 count;
	bool		 truth;
};

/* The index is the value of the enum: words stand in its order. */
static bool
word_fits(const struct row *row, const char *text, unsigned *word)
{
	for (unsigned i = 0; row->words[i] != NULL; i++)
		if (strcmp(row->words[i], text) == 0) {
			*word = i;
			return true;
		}
	return false;
}

static bool
text_fits(const struct row *row, const char *text, struct stored *stored)
{
	switch (row->type) {
	case ROW_NAME:
		return reader_is_name(text);
	case ROW_TEXT:
		return *text != '\0';
	case ROW_PATH:
		return is_path(text);
	case ROW_WORD:
		return word_fits(row, text, &stored->word);
	case ROW_SIZE:
		return units_read_size(text, &stored->number) &&
		    within(row, stored->number);
	case ROW_DURATION:
		return units_read_duration(text, &stored->number) &&
		    within(row, stored->number);
	case ROW_HOSTID:
		return units_read_hostid(text, &stored->count);
	default:
		return false;
	}
}

/*
 * Everything that the row may store is filled in, whatever its type; store()
 * takes the one member that counts.
 */
static bool
fits(const struct row *row, const struct value *value, struct stored *stored)
{
	stored->value = value;
	stored->number = value->number;
	stored->count = (uint32_t)value->number;
	stored->truth = value->number != 0;
	switch (row->type) {
	case ROW_ANY:
		return true;
	case ROW_COUNT:
		return value->type == VALUE_INTEGER &&
		    within(row, value->number);
	case ROW_BOOL:
		return value->type == VALUE_BOOL;
	case ROW_LIST:
		return value->type == VALUE_LIST && within(row, value->count);
	case ROW_OBJECT:
		return value->type == VALUE_OBJECT;
	default:
		return value->type == VALUE_TEXT &&
		    text_fits(row, value->text, stored);
	}
}

/* Copied, not assigned: the place has whatever type the row says. */
static void
store(const struct row *row, const struct stored *stored, void *target)
{
	char *place = (char *)target + row->place - 1;

	switch (row->type) {
	case ROW_WORD:
		memcpy(place, &stored->word, sizeof(stored->word));
		break;
	case ROW_SIZE:
	case ROW_DURATION:
		memcpy(place, &stored->number, sizeof(stored->number));
		break;
	case ROW_HOSTID:
	case ROW_COUNT:
		memcpy(place, &stored->count, sizeof(stored->count));
		break;
	case ROW_BOOL:
		memcpy(place, &stored->truth, sizeof(stored->truth));
		break;
	default:
		memcpy(place, &stored->value, sizeof(stored->value));
	}
}

/* A word that is nearly one of those wanted is most likely that one. */
static void
unfit(struct reader *reader, const struct row *row, const struct value *value)
{
	const char *expected = wanted(reader->arena, row), *near = NULL;

	if (row->type == ROW_WORD && value->type == VALUE_TEXT)
		for (size_t i = 0; row->words[i] != NULL; i++)
			mistakes_nearer(value->text, row->words[i], &near);
	if (near != NULL)
		expected = arena_format(reader->arena,
		    "%s; did you mean \"%s\"?", expected, near);
	reader_wrong(reader, value, expected);
}

/*
 * Its parts are read even when one of them is wrong: each mistake is told, and
 * what has one is not stored.
 */
bool
reader_value(struct reader *reader, const struct row *row,
    const struct value *value, void *target)
{
	struct stored stored = { .value = value };

	if (!fits(row, value, &stored)) {
		unfit(reader, row, value);
		return false;
	}
	assert(row->place == 0 || target != NULL);
	if (row->place != 0)
		store(row, &stored, target);
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
 * Told at the key; with the nearest known one, or, when none is near, with all
 * of them: whoever made it up can choose.
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
	mistakes_say(reader->arena, reader->mistakes, &part->key_spot, quoted,
	    near != NULL ? near : known, near != NULL ?
	    arena_format(reader->arena, "unknown key %s in %s; did you mean "
	    "\"%s\"?", quoted, shape->what, near) :
	    arena_format(reader->arena, "unknown key %s in %s; it may have %s",
	    quoted, shape->what, known));
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
			reader_say(reader, object, "\"%s\" is missing in %s",
			    row->key, shape->what);
	}
}
