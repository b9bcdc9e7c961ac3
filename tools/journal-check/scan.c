#include "tools/journal-check/scan.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

bool
scan_wrong(struct scan *scan, const char *expected)
{
	size_t byte = (size_t)(scan->at - scan->line) + 1;

	if (scan->at == scan->end)
		return damage_set(scan->damage, expected,
		    "the end of the line, at byte %zu", byte);
	return damage_set(scan->damage, expected, "0x%02x '%c' at byte %zu",
	    (unsigned)(unsigned char)*scan->at,
	    *scan->at != '\0' ? *scan->at : '?', byte);
}

bool
scan_advance(struct scan *scan, char wanted)
{
	if (scan->at == scan->end || *scan->at != wanted)
		return false;
	scan->at++;
	return true;
}

bool
scan_digit(const struct scan *scan)
{
	return scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9';
}

static void
utf8_put(struct scan *scan, uint32_t code)
{
	static const struct { uint32_t below; unsigned lead, more; }
	    lengths[] = {
		{ 0x80, 0x00, 0 }, { 0x800, 0xc0, 1 },
		{ 0x10000, 0xe0, 2 }, { 0x110000, 0xf0, 3 },
	};
	size_t i = 0;
	unsigned shift;

	while (code >= lengths[i].below)
		i++;
	shift = 6 * lengths[i].more;
	*scan->out++ = (char)(lengths[i].lead | code >> shift);
	while (shift > 0) {
		shift -= 6;
		*scan->out++ = (char)(0x80 | (code >> shift & 0x3f));
	}
}

static bool
hex_read(struct scan *scan, uint32_t *code)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";

	*code = 0;
	for (int i = 0; i < 4; i++) {
		const char *digit = scan->at < scan->end && *scan->at != '\0' ?
		    strchr(digits, *scan->at) : NULL;

		if (digit == NULL)
			return scan_wrong(scan, "four hex digits");
		*code = *code << 4 | (uint32_t)((digit - digits) & 15);
		scan->at++;
	}
	return true;
}

/* Two halves make one character, and neither is one alone. */
static bool
unicode_read(struct scan *scan)
{
	uint32_t code, low;

	if (!hex_read(scan, &code))
		return false;
	if (code == 0 || (code >= 0xdc00 && code < 0xe000))
		return scan_wrong(scan, "before this an escaped "
		    "character, no NUL and no half of one");
	if (code >= 0xd800 && code < 0xdc00) {
		if (!scan_advance(scan, '\\') || !scan_advance(scan, 'u'))
			return scan_wrong(scan, "the other half of a "
			    "character");
		if (!hex_read(scan, &low))
			return false;
		if (low < 0xdc00 || low >= 0xe000)
			return scan_wrong(scan, "before this the other half "
			    "of a character");
		code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
	}
	utf8_put(scan, code);
	return true;
}

static bool
escape_read(struct scan *scan)
{
	static const char letters[] = "\"\\/bfnrt", bytes[] = "\"\\/\b\f\n\r\t";
	const char *letter;

	if (scan_advance(scan, 'u'))
		return unicode_read(scan);
	letter = scan->at < scan->end && *scan->at != '\0' ?
	    strchr(letters, *scan->at) : NULL;
	if (letter == NULL)
		return scan_wrong(scan, "a letter that can be escaped");
	*scan->out++ = bytes[letter - letters];
	scan->at++;
	return true;
}

/* What the first byte demands of the second leaves out characters written too
 * long, halves of characters, and what lies beyond the last one. */
static bool
utf8_read(struct scan *scan)
{
	static const struct { unsigned char from, to, low, high, more; }
	    leads[] = {
		{ 0xc2, 0xdf, 0x80, 0xbf, 1 }, { 0xe0, 0xe0, 0xa0, 0xbf, 2 },
		{ 0xe1, 0xec, 0x80, 0xbf, 2 }, { 0xed, 0xed, 0x80, 0x9f, 2 },
		{ 0xee, 0xef, 0x80, 0xbf, 2 }, { 0xf0, 0xf0, 0x90, 0xbf, 3 },
		{ 0xf1, 0xf3, 0x80, 0xbf, 3 }, { 0xf4, 0xf4, 0x80, 0x8f, 3 },
	};
	unsigned char lead = (unsigned char)*scan->at;
	size_t i = 0, n = sizeof(leads) / sizeof(leads[0]);

	while (i < n && (lead < leads[i].from || lead > leads[i].to))
		i++;
	if (i == n)
		return scan_wrong(scan, "UTF-8");
	*scan->out++ = *scan->at++;
	for (unsigned k = 0; k < leads[i].more; k++) {
		unsigned char byte = scan->at < scan->end ?
		    (unsigned char)*scan->at : 0;

		if (byte < (k == 0 ? leads[i].low : 0x80) ||
		    byte > (k == 0 ? leads[i].high : 0xbf))
			return scan_wrong(scan, "UTF-8");
		*scan->out++ = *scan->at++;
	}
	return true;
}

static bool
character_read(struct scan *scan)
{
	unsigned char byte = (unsigned char)*scan->at;

	if (scan_advance(scan, '\\'))
		return escape_read(scan);
	if (byte < 0x20)
		return scan_wrong(scan, "no control byte");
	if (byte >= 0x80)
		return utf8_read(scan);
	*scan->out++ = *scan->at++;
	return true;
}

bool
scan_string(struct scan *scan, const char **text)
{
	*text = scan->out;
	if (!scan_advance(scan, '"'))
		return scan_wrong(scan, "a string");
	while (!scan_advance(scan, '"')) {
		if (scan->at == scan->end)
			return scan_wrong(scan, "the end of a string");
		if (!character_read(scan))
			return false;
	}
	*scan->out++ = '\0';
	return true;
}
