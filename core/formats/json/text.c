#include "core/formats/json/text.h"

#include <assert.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/rare.h"
#include "core/formats/json/token.h"

enum { FIRST_BYTES = 768, INTEGER_BYTES = 20, ESCAPE_BYTES = 6 };

RARE static void
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
static inline char *
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
static inline char *
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

/* Do the next eight bytes stand in JSON as they are: each from ' ' to 0x7f, but
 * for two?  A byte that does not has its top bit, or has it after one of the
 * subtractions; the others have it only beside such a byte. */
static bool
word_plain(const char *at)
{
	const uint64_t ones = 0x0101010101010101u;
	uint64_t word, quotes, backslashes;

	memcpy(&word, at, sizeof(word));
	quotes = word ^ '"' * ones;
	backslashes = word ^ '\\' * ones;
	return ((word | (word - ' ' * ones) | (quotes - ones) |
	    (backslashes - ones)) & 0x80 * ones) == 0;
}

static bool
byte_plain(char byte)
{
	return byte >= ' ' && (unsigned char)byte < 0x80 && byte != '"' &&
	    byte != '\\';
}

/* Bytes at the beginning of a string of that size that stand in JSON as they
 * are.  The last word may have bytes of the one before it once more. */
static size_t
plain(const char *value, size_t size)
{
	const size_t word = sizeof(uint64_t);
	size_t n = 0;

	while (size - n >= word && word_plain(value + n))
		n += word;
	if (n != 0 && size - n < word && word_plain(value + size - word))
		return size;
	while (n < size && byte_plain(value[n]))
		n++;
	return n;
}

/* What stands after the backslash, for a byte that has such a short escape. */
static const char short_escape[UCHAR_MAX + 1] = {
	['"'] = '"', ['\\'] = '\\', ['\b'] = 'b', ['\f'] = 'f', ['\n'] = 'n',
	['\r'] = 'r', ['\t'] = 't',
};

/* What a byte is written as: itself, or an escape.  Bytes over 0x7f are left to
 * the character that they are part of. */
static size_t
escape(unsigned char byte, char at[ESCAPE_BYTES])
{
	static const char hex[] = "0123456789ABCDEF";

	if (byte >= ' ' && short_escape[byte] == '\0') {
		at[0] = (char)byte;
		return 1;
	}
	at[0] = '\\';
	if (short_escape[byte] != '\0') {
		at[1] = short_escape[byte];
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

/* The rest of a string, from a character that is escaped or longer. */
static void
rest_put(struct text *text, const char *value, size_t size)
{
	const char *end = value + size;
	char escaped[ESCAPE_BYTES];

	while (value < end) {
		size_t first = character(&value, escaped);
		size_t n = plain(value, (size_t)(end - value));
		char *to = added(text, first + n);

		memcpy(to, escaped, first);
		memcpy(to + first, value, n);
		value += n;
	}
	*added(text, 1) = '"';
}

/* Nearly all of most strings is copied as it is. */
void
text_string(struct text *text, const char *key, const char *value)
{
	size_t size = strlen(value), n = plain(value, size);
	char *to = member(text, key, n + 2);

	*to = '"';
	memcpy(to + 1, value, n);
	to[n + 1] = '"';
	if (n == size)
		return;
	text->size--;
	rest_put(text, value + n, size - n);
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
