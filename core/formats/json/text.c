#include "core/formats/json/text.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/formats/json/token.h"

enum { FIRST_BYTES = 1024, INTEGER_BYTES = 20, ESCAPE_BYTES = 6 };

static void
grow(struct text *text, size_t more)
{
	size_t capacity = text->capacity != 0 ? text->capacity : FIRST_BYTES;

	while (capacity - text->size < more) {
		if (capacity > SIZE_MAX / 2)
			abort();
		capacity *= 2;
	}
	text->bytes = realloc(text->bytes, capacity);
	if (text->bytes == NULL)
		abort();
	text->capacity = capacity;
}

/* Where so many more bytes are to be written: they count already. */
static char *
added(struct text *text, size_t more)
{
	assert(text->size <= text->capacity);
	if (text->bytes == NULL || text->capacity - text->size < more)
		grow(text, more);
	text->size += more;
	return text->bytes + text->size - more;
}

void
text_drop(struct text *text)
{
	free(text->bytes);
	*text = (struct text){ 0 };
}

void
text_put(struct text *text, const char *bytes, size_t size)
{
	assert(bytes != NULL || size == 0);
	memcpy(added(text, size), bytes, size);
}

/* A comma follows whatever is whole: what is not was opened just before, or is
 * the line before this one. */
static bool
is_whole(const struct text *text)
{
	char last = text->size != 0 ? text->bytes[text->size - 1] : '\n';

	return last != '{' && last != '[' && last != '\n';
}

/* The key of a value that takes so many bytes, which follow where this ends. */
static char *
member(struct text *text, const char *key, size_t value)
{
	size_t size = key != NULL ? strlen(key) : 0, comma = is_whole(text);
	char *at = added(text, comma + (key != NULL ? size + 3 : 0) + value);

	if (comma != 0)
		*at++ = ',';
	if (key == NULL)
		return at;
	*at++ = '"';
	memcpy(at, key, size);
	at[size] = '"';
	at[size + 1] = ':';
	return at + size + 2;
}

void
text_open(struct text *text, const char *key, char bracket)
{
	assert(bracket == '{' || bracket == '[');
	*member(text, key, 1) = bracket;
}

void
text_close(struct text *text, char bracket)
{
	assert(bracket == '}' || bracket == ']');
	assert(text->size != 0);
	*added(text, 1) = bracket;
}

/* Bytes at the beginning of a string that stand in JSON as they are: from ' '
 * to 0x7f, but for two. */
static size_t
plain(const char *value)
{
	const unsigned char *byte = (const unsigned char *)value;
	size_t n = 0;

	while ((unsigned)byte[n] - ' ' < 0x80 - ' ' && byte[n] != '"' &&
	    byte[n] != '\\')
		n++;
	return n;
}

/* What a byte is written as: itself, or an escape.  Bytes over 0x7f are left to
 * the character that they are part of. */
static size_t
escape(unsigned char byte, char at[ESCAPE_BYTES])
{
	static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
	static const char hex[] = "0123456789ABCDEF";
	const char *short_one = byte != 0 ? strchr(from, byte) : NULL;

	if (short_one == NULL && byte >= ' ') {
		at[0] = (char)byte;
		return 1;
	}
	at[0] = '\\';
	if (short_one != NULL) {
		at[1] = to[short_one - from];
		return 2;
	}
	memcpy(at + 1, "u00", 3);
	at[4] = hex[byte >> 4];
	at[5] = hex[byte & 15];
	return ESCAPE_BYTES;
}

/* The next character: its bytes as they stand in JSON; *next moves past it. */
static size_t
character(const char **next, char at[ESCAPE_BYTES])
{
	unsigned char first = (unsigned char)**next;
	size_t n = first < 0x80 ? 1 : token_character(*next);

	if (n == 0) {
		memcpy(at, "\xef\xbf\xbd", 3);
		(*next)++;
		return 3;
	}
	if (n == 1) {
		(*next)++;
		return escape(first, at);
	}
	memcpy(at, *next, n);
	*next += n;
	return n;
}

/* Nearly all of most strings is copied as it is. */
void
text_string(struct text *text, const char *key, const char *value)
{
	size_t n = plain(value);
	char at[ESCAPE_BYTES], *to = member(text, key, n + 1);

	*to = '"';
	memcpy(to + 1, value, n);
	for (value += n; *value != '\0'; value += n) {
		text_put(text, at, character(&value, at));
		n = plain(value);
		text_put(text, value, n);
	}
	*added(text, 1) = '"';
}

void
text_integer(struct text *text, const char *key, int64_t value)
{
	char digits[INTEGER_BYTES];
	size_t at = sizeof(digits);
	uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;

	do {
		digits[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest != 0);
	if (value < 0)
		digits[--at] = '-';
	memcpy(member(text, key, sizeof(digits) - at), digits + at,
	    sizeof(digits) - at);
}

void
text_true(struct text *text, const char *key)
{
	memcpy(member(text, key, 4), "true", 4);
}

void
text_json(struct text *text, const char *key, const json_t *value)
{
	char *bytes;
	size_t size;

	assert(value != NULL);
	bytes = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
	if (bytes == NULL)
		abort();
	size = strlen(bytes);
	memcpy(member(text, key, size), bytes, size);
	free(bytes);
}

json_t *
text_parse(struct text *text)
{
	json_t *value = json_loadb(text->bytes, text->size,
	    JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);

	assert(value != NULL);
	text_drop(text);
	return value;
}
