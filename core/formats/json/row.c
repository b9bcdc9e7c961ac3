#include "core/formats/json/row.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/base/visible.h"
#include "core/formats/json/units.h"

static_assert(sizeof(enum row_type) == sizeof(unsigned),
    "an enum is stored as an unsigned number");

static const char A_NAME[] = "a name: letters, digits and . _ -, "
    "a letter or digit first, at most 63";

static bool
is_path(const char *text)
{
	if (text[0] != '/' || text[1] == '\0')
		return false;
	if (text[visible_span(text, strlen(text))] != '\0')
		return false;
	return strchr(text, ' ') == NULL;
}

static const char *
words_listed(struct arena *arena, const char *const *words)
{
	const char *list = *words;

	for (words++; *words != NULL; words++)
		list = arena_format(arena, "%s, %s", list, *words);
	return arena_format(arena, "one of %s", list);
}

const char *
row_wanted(struct arena *arena, const struct row *row)
{
	char least[UNITS_BYTES], most[UNITS_BYTES];

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
		    LIMIT_SIZE, most));
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
 * Everything that the row may store is filled in, whatever its type; row_store
 * takes the one member that counts.
 */
bool
row_fits(const struct row *row, const struct value *value,
    struct stored *stored)
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

/* Copied, not assigned: the place has the type that the row defines. */
void
row_store(const struct row *row, const struct stored *stored, void *target)
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
