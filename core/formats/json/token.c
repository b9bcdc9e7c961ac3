#include "core/formats/json/token.h"

#include <string.h>

size_t
token_character(const char *text)
{
	const unsigned char *c = (const unsigned char *)text;
	static const struct { unsigned char first, last; size_t n; } rows[] = {
		{ 0xc2, 0xdf, 2 }, { 0xe0, 0xef, 3 },
		{ 0xf0, 0xf4, 4 },
	};
	size_t n = 0;

	/* Nearly all are. */
	if (c[0] >= 0x20 && c[0] < 0x80)
		return 1;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (c[0] >= rows[i].first && c[0] <= rows[i].last)
			n = rows[i].n;
	for (size_t i = 1; i < n; i++)
		if ((c[i] & 0xc0) != 0x80)
			return 0;
	if ((c[0] == 0xe0 && c[1] < 0xa0) || (c[0] == 0xed && c[1] > 0x9f) ||
	    (c[0] == 0xf0 && c[1] < 0x90) || (c[0] == 0xf4 && c[1] > 0x8f))
		return 0;
	return n;
}

/* The four hex digits after \u, or -1. */
static long
hex4(const char *c)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	long sum = 0;

	for (int i = 0; i < 4; i++) {
		const char *digit = c[i] != '\0' ? strchr(digits, c[i]) : NULL;

		if (digit == NULL)
			return -1;
		sum = sum * 16 + (digit - digits) % 16;
	}
	return sum;
}

size_t
token_escape(const char *c)
{
	long unit, low;

	if (c[1] != 'u')
		return c[1] != '\0' && strchr("\"\\/bfnrt", c[1]) != NULL ?
		    2 : 0;
	unit = hex4(c + 2);
	if (unit <= 0 || (unit >= 0xdc00 && unit <= 0xdfff))
		return 0;
	if (unit < 0xd800 || unit > 0xdbff)
		return 6;
	low = c[6] == '\\' && c[7] == 'u' ? hex4(c + 8) : -1;
	return low >= 0xdc00 && low <= 0xdfff ? 12 : 0;
}

static size_t
digits(const char *c)
{
	size_t n = 0;

	while (c[n] >= '0' && c[n] <= '9')
		n++;
	return n;
}

/* Bytes of the number there, 0 when it is none. */
static size_t
number(const char *c, enum value_type *type)
{
	size_t n = c[0] == '-', part = digits(c + n);

	*type = VALUE_INTEGER;
	if (part == 0 || (part > 1 && c[n] == '0'))
		return 0;
	n += part;
	if (c[n] == '.') {
		*type = VALUE_REAL;
		part = digits(c + n + 1);
		if (part == 0)
			return 0;
		n += 1 + part;
	}
	if (c[n] == 'e' || c[n] == 'E') {
		size_t sign = c[n + 1] == '+' || c[n + 1] == '-';

		*type = VALUE_REAL;
		part = digits(c + n + 1 + sign);
		if (part == 0)
			return 0;
		n += 1 + sign + part;
	}
	return n;
}

size_t
token_word(const char *c, enum value_type *type)
{
	static const struct { const char *word; enum value_type type; }
	    words[] = { { "true", VALUE_BOOL }, { "false", VALUE_BOOL },
	    { "null", VALUE_NULL } };
	size_t n;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strncmp(c, words[i].word, strlen(words[i].word)) == 0) {
			*type = words[i].type;
			n = strlen(words[i].word);
			return strchr(" \t\r\n,]}/", c[n]) != NULL ? n : 0;
		}
	n = number(c, type);
	return n != 0 && strchr(" \t\r\n,]}/", c[n]) != NULL ? n : 0;
}
