#include "tools/scrub/scrubbed.h"

#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "tools/scrub/usual.h"
#include "tools/scrub/value.h"

enum { FOLDED = 256, TRIES = 8 };

/* A large letter stays one. */
static void
word_write(struct scrub_word *word, char *text)
{
	for (size_t i = 0; i < word->size; i++)
		text[i] = (char)(isupper((unsigned char)text[i]) ?
		    toupper((unsigned char)word->instead[i]) :
		    word->instead[i]);
	word->used = true;
}

/* Letters end where digits begin, and the other way. */
static bool
is_border(const char *text, size_t at, size_t size)
{
	return at == 0 || at == size ||
	    (isdigit((unsigned char)text[at - 1]) != 0) !=
	    (isdigit((unsigned char)text[at]) != 0);
}

static struct scrub_word *
within(struct dictionary *dictionary, const char *small, size_t at,
    size_t size)
{
	struct scrub_word *word = dictionary_begin(dictionary, small + at,
	    size - at, SCRUB_WITHIN);

	if (word != NULL)
		return word;
	word = dictionary_begin(dictionary, small + at, size - at,
	    SCRUB_WITHIN - 1);
	return word != NULL && is_border(small, at, size) &&
	    is_border(small, at + word->size, size) ? word : NULL;
}

static void
small_write(char *small, const char *text, size_t size)
{
	for (size_t i = 0; i < size; i++)
		small[i] = (char)tolower((unsigned char)text[i]);
	small[size] = '\0';
}

/* What is no word of the field may have names in it. */
static bool
names_write(struct dictionary *dictionary, char *text, char *small,
    size_t size)
{
	bool any = false;

	small_write(small, text, size);
	for (size_t at = 0; at < size;) {
		struct scrub_word *word = within(dictionary, small, at,
		    size);

		if (word != NULL && !any && usual_is(small, size))
			return false;
		if (word != NULL)
			word_write(word, text + at);
		any = any || word != NULL;
		at += word != NULL ? word->size : 1;
	}
	return any;
}

/* With the letters beside it, what is written may be a name again: then it is
 * written again, and in the end nothing of it stays. */
static void
part_write(struct dictionary *dictionary, char *text, size_t size)
{
	char room[FOLDED], *small = size < FOLDED ? room : malloc(size + 1);
	unsigned n = 0;

	if (small == NULL)
		abort();
	while (n < TRIES && names_write(dictionary, text, small, size))
		n++;
	if (n == TRIES)
		memset(text, 'x', size);
	if (small != room)
		free(small);
}

static void
whole_put(struct dictionary *dictionary, const char *text, size_t size,
    struct buffer *buffer)
{
	struct scrub_word *word = dictionary_find(dictionary, text, size);
	char *made;

	buffer_put(buffer, text, size);
	made = buffer->bytes + buffer->size - size;
	if (word != NULL)
		word_write(word, made);
	else
		part_write(dictionary, made, size);
}

/* In "\nldom1" the n belongs to the backslash. */
static bool
is_escape(const char *text, size_t at)
{
	return at > 0 && text[at - 1] == '\\' && text[at] != '\0' &&
	    strchr("abfnrtv", text[at]) != NULL;
}

/* The "2.3.4.5" in 1.2.3.4.5 is no address. */
static bool
is_behind(const char *text, size_t at)
{
	return at > 1 && text[at - 1] == '.' &&
	    isdigit((unsigned char)text[at - 2]);
}

void
scrubbed_put(struct dictionary *dictionary, const char *text, size_t size,
    struct buffer *buffer)
{
	assert(dictionary->ended);
	for (size_t at = 0; at < size;) {
		size_t n = is_behind(text, at) ? 0 : value_size(dictionary,
		    text + at, size - at);

		if (n != 0) {
			value_put(dictionary, text + at, size - at, buffer);
			at += n;
			continue;
		}
		n = word_size(text + at, size - at);
		if (n < 2 || (is_escape(text, at) && dictionary_find(
		    dictionary, text + at, n) == NULL)) {
			buffer_put(buffer, text + at++, 1);
			continue;
		}
		whole_put(dictionary, text + at, n, buffer);
		at += n;
	}
}

static const char *
string_of(struct dictionary *dictionary, const char *text,
    struct buffer *buffer)
{
	scrubbed_put(dictionary, text, strlen(text), buffer);
	return buffer_text(buffer);
}

/* Keys are written as they are. */
static const char *
key_of(struct dictionary *dictionary, const char *key, struct text *room)
{
	struct buffer buffer = { 0 };

	if (key == NULL)
		return NULL;
	text_string(room, NULL, string_of(dictionary, key, &buffer));
	buffer_drop(&buffer);
	room->bytes[room->size - 1] = '\0';
	return room->bytes + 1;
}

static void
members_put(struct dictionary *dictionary, struct text *text,
    const json_t *object)
{
	json_t *members = (json_t *)(uintptr_t)object;
	void *at = json_object_iter(members);

	for (; at != NULL; at = json_object_iter_next(members, at)) {
		struct text room = { 0 };

		scrubbed_json(dictionary, text, key_of(dictionary,
		    json_object_iter_key(at), &room),
		    json_object_iter_value(at));
		text_drop(&room);
	}
}

void
scrubbed_json(struct dictionary *dictionary, struct text *text,
    const char *key, const json_t *json)
{
	struct buffer buffer = { 0 };

	if (json_is_string(json)) {
		text_string(text, key, string_of(dictionary,
		    json_string_value(json), &buffer));
		buffer_drop(&buffer);
	} else if (json_is_object(json)) {
		text_open(text, key, '{');
		members_put(dictionary, text, json);
		text_close(text, '}');
	} else if (json_is_array(json)) {
		text_open(text, key, '[');
		for (size_t i = 0; i < json_array_size(json); i++)
			scrubbed_json(dictionary, text, NULL, json_array_get(
			    json, i));
		text_close(text, ']');
	} else {
		text_json(text, key, json);
	}
}

static bool
is_left_out(const struct value *value, const char *const *without)
{
	while (value->key != NULL && *without != NULL &&
	    strcmp(*without, value->key) != 0)
		without++;
	return value->key != NULL && *without != NULL;
}

static void
children_put(struct dictionary *dictionary, struct text *text,
    const struct value *value, const char *const *without)
{
	for (const struct value *child = value->first; child != NULL;
	    child = child->next)
		if (!is_left_out(child, without))
			scrubbed_value(dictionary, text, child, without);
}

static void
plain_put(struct text *text, const char *key, const struct value *value)
{
	json_t *json = value->type == VALUE_NULL ? json_null() :
	    value->type == VALUE_BOOL ? json_boolean(value->number != 0) :
	    value->type == VALUE_REAL ? json_real(strtod(value->raw, NULL)) :
	    json_integer(value->number);

	text_json(text, key, json);
	json_decref(json);
}

void
scrubbed_value(struct dictionary *dictionary, struct text *text,
    const struct value *value, const char *const *without)
{
	struct buffer buffer = { 0 };
	struct text key = { 0 };
	const char *name = key_of(dictionary, value->key, &key);

	if (value->type == VALUE_TEXT) {
		text_string(text, name, string_of(dictionary, value->text,
		    &buffer));
	} else if (value->type == VALUE_OBJECT || value->type == VALUE_LIST) {
		bool list = value->type == VALUE_LIST;

		text_open(text, name, list ? '[' : '{');
		children_put(dictionary, text, value, without);
		text_close(text, list ? ']' : '}');
	} else {
		plain_put(text, name, value);
	}
	text_drop(&key);
	buffer_drop(&buffer);
}
