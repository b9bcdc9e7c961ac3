#include "backends/real/answers/quantity.h"

#include <assert.h>
#include <string.h>

enum { DIGITS = 18, MAC_PARTS = 6, FRACTION = 3 };

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* How many digits stand there. */
static size_t
digits(const char *text, size_t size)
{
	size_t n = 0;

	while (n < size && is_digit(text[n]))
		n++;
	return n;
}

bool
quantity_count(const char *text, size_t size, int64_t *number)
{
	int64_t sum = 0;

	if (size == 0 || size > DIGITS || digits(text, size) != size)
		return false;
	for (size_t i = 0; i < size; i++)
		sum = 10 * sum + (text[i] - '0');
	*number = sum;
	return true;
}

/* The factor of a unit's letter; 0: it is none. */
static int64_t
unit_of(char letter)
{
	static const char units[] = "KMGTPE";
	const char *at = strchr(units, letter);
	int64_t factor = 1;

	if (letter == '\0' || at == NULL)
		return 0;
	for (long i = 0; i <= at - units; i++)
		factor *= 1024;
	return factor;
}

static bool
size_read(struct arena *arena, const struct line *line, struct quantity *out)
{
	int64_t unit;

	(void)arena;
	if (line->size < 2 || !quantity_count(line->text, line->size - 1,
	    &out->number))
		return false;
	unit = unit_of(line->text[line->size - 1]);
	if (unit == 0 || out->number > INT64_MAX / unit)
		return false;
	out->number *= unit;
	return true;
}

static bool
count_read(struct arena *arena, const struct line *line, struct quantity *out)
{
	(void)arena;
	return quantity_count(line->text, line->size, &out->number);
}

/* Digits, and perhaps a point and digits: how many bytes; 0: none. */
static size_t
decimal(const struct line *line)
{
	size_t n = digits(line->text, line->size), fraction;

	if (n == 0 || n > DIGITS)
		return 0;
	if (n == line->size || line->text[n] != '.')
		return n;
	fraction = digits(line->text + n + 1, line->size - n - 1);
	return fraction != 0 && fraction <= FRACTION ? n + 1 + fraction : 0;
}

static bool
text_is(struct arena *arena, const struct line *line, size_t n,
    struct quantity *out)
{
	out->text = arena_text(arena, line->text, n);
	return true;
}

static bool
decimal_read(struct arena *arena, const struct line *line,
    struct quantity *out)
{
	size_t n = decimal(line);

	return n != 0 && n == line->size && text_is(arena, line, n, out);
}

/* "---" where a strand is powered down, "-" where a pool is faulted. */
static bool
percent_read(struct arena *arena, const struct line *line,
    struct quantity *out)
{
	size_t n = decimal(line);

	if ((line->size == 3 || line->size == 1) &&
	    memcmp(line->text, "---", line->size) == 0)
		return text_is(arena, line, line->size, out);
	return n != 0 && n + 1 == line->size && line->text[n] == '%' &&
	    text_is(arena, line, n, out);
}

static bool
rounded_read(struct arena *arena, const struct line *line,
    struct quantity *out)
{
	size_t n = decimal(line);

	if (line->size == 1 && line->text[0] == '-')
		return text_is(arena, line, 1, out);
	return n != 0 && (n == line->size || (n + 1 == line->size &&
	    unit_of(line->text[n]) != 0)) &&
	    text_is(arena, line, line->size, out);
}

/* Days, hours, minutes, seconds: each at most once, in that order; minutes
 * that are zero are left out. */
static bool
uptime_read(struct arena *arena, const struct line *line,
    struct quantity *out)
{
	static const char units[] = "dhms";
	static const int64_t seconds[] = { 86400, 3600, 60, 1 };
	const char *last = units;
	size_t n;

	(void)arena;
	out->number = 0;
	for (size_t at = line_skip(line, 0); at < line->size;
	    at = line_skip(line, at + n)) {
		const char *unit;
		int64_t number;

		n = line_word(line, at);
		unit = strchr(last, line->text[at + n - 1]);
		if (n > 8 || unit == NULL || *unit == '\0' ||
		    !quantity_count(line->text + at, n - 1, &number))
			return false;
		out->number += number * seconds[unit - units];
		last = unit + 1;
	}
	return last != units;
}

static bool
is_hex(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'F' ? (char)(c - 'A' + 'a') : c;
}

static bool
hex_read(struct arena *arena, const struct line *line, struct quantity *out)
{
	char *text;

	if (line->size < 3 || line->size > 18 ||
	    memcmp(line->text, "0x", 2) != 0)
		return false;
	text = arena_text(arena, line->text, line->size);
	for (size_t i = 2; i < line->size; i++) {
		if (!is_hex(text[i]))
			return false;
		text[i] = lower(text[i]);
	}
	out->text = text;
	return true;
}

/* Each part comes out with two digits. */
static bool
mac_read(struct arena *arena, const struct line *line, struct quantity *out)
{
	char *to = arena_take(arena, 3 * MAC_PARTS, 1);
	size_t at = 0;

	out->text = to;
	for (unsigned part = 0; part < MAC_PARTS; part++) {
		size_t n = 0;

		if (part != 0 && (at == line->size || line->text[at++] != ':'))
			return false;
		while (at + n < line->size && is_hex(line->text[at + n]))
			n++;
		if (n != 1 && n != 2)
			return false;
		*to++ = n == 2 ? lower(line->text[at]) : '0';
		*to++ = lower(line->text[at + n - 1]);
		*to++ = ':';
		at += n;
	}
	to[-1] = '\0';
	return at == line->size;
}

/* The numbers, with a comma between; a range has a dash. */
static bool
cpuset_read(struct arena *arena, const struct line *line,
    struct quantity *out)
{
	bool open = line->size > 2 && line->text[0] == '(';
	size_t end = line->size - open;
	char *to = arena_take(arena, line->size + 1, 1);
	bool digit = false;

	out->text = to;
	if (line->size == 0 || (open && line->text[end] != ')'))
		return false;
	for (size_t i = open; i < end; i++) {
		char c = line->text[i];

		if (c == ' ' && i != 0 && line->text[i - 1] == ',')
			continue;
		if (!is_digit(c) && !(digit && (c == ',' || c == '-')))
			return false;
		digit = is_digit(c);
		*to++ = c;
	}
	return digit;
}

static bool
hostid_read(struct arena *arena, const struct line *line,
    struct quantity *out)
{
	bool marked = line->size > 2 && memcmp(line->text, "0x", 2) == 0;
	size_t n = marked ? line->size - 2 : line->size;
	char *text;

	if (n > 8 || n == 0)
		return false;
	text = arena_format(arena, "%s%.*s", marked ? "" : "0x",
	    (int)line->size, line->text);
	return hex_read(arena, &(struct line){ .text = text,
	    .size = n + 2 }, out);
}

bool
quantity_of(struct arena *arena, enum form form, const struct line *line,
    struct quantity *out)
{
	static bool (*const reads[FORMS])(struct arena *,
	    const struct line *, struct quantity *) = {
		[FORM_COUNT] = count_read,
		[FORM_MAYBE_COUNT] = count_read,
		[FORM_BYTES] = count_read,
		[FORM_SIZE] = size_read,
		[FORM_ROUNDED] = rounded_read,
		[FORM_PERCENT] = percent_read,
		[FORM_DECIMAL] = decimal_read,
		[FORM_SECONDS] = count_read,
		[FORM_UPTIME] = uptime_read,
		[FORM_HEX] = hex_read,
		[FORM_HOSTID] = hostid_read,
		[FORM_MAC] = mac_read,
		[FORM_CPUSET] = cpuset_read,
	};

	assert(reads[form] != NULL);
	out->text = NULL;
	return reads[form](arena, line, out);
}
