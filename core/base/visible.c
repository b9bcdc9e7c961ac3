#include "core/base/visible.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"

/* The longest is "\uffff", for one byte or more. */
enum { VISIBLE_BYTES = 6 };

/* What a terminal obeys, what ends a line, and what turns the order of letters
 * (C0, DEL, C1; the separators and bidirectional controls of Unicode); and
 * what is no character. */
static const struct {
	uint32_t	first, last;
} hidden[] = {
	{ 0x00, 0x1f }, { 0x7f, 0x9f }, { 0x61c, 0x61c }, { 0x200e, 0x200f },
	{ 0x2028, 0x202e }, { 0x2066, 0x2069 }, { 0xfeff, 0xfeff },
	{ 0xfffe, 0xffff },
};

static bool
is_hidden(uint32_t code)
{
	for (size_t i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++)
		if (code >= hidden[i].first && code <= hidden[i].last)
			return true;
	return false;
}

/* The bytes of the character of UTF-8 that begins here, or 0. */
static size_t
character(const char *text, size_t size, uint32_t *code)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *at = (const unsigned char *)text;
	size_t n = *at < 0x80 ? 1 : *at >> 5 == 6 ? 2 : *at >> 4 == 14 ? 3 :
	    *at >> 3 == 30 ? 4 : 0;

	if (n == 0 || n > size)
		return 0;
	*code = n == 1 ? *at : *at & (0x7fu >> n);
	for (size_t i = 1; i < n; i++) {
		if (at[i] >> 6 != 2)
			return 0;
		*code = *code << 6 | (at[i] & 0x3fu);
	}
	return *code < least[n] || *code > 0x10ffff ||
	    (*code >= 0xd800 && *code <= 0xdfff) ? 0 : n;
}

size_t
visible_one(const char *text, size_t size, char room[VISIBLE_ROOM])
{
	static const char letters[] = "\n\t\r", shown[] = "ntr";
	uint32_t code = 0;
	size_t n = character(text, size, &code);
	const char *letter = code != 0 && code < ' ' ?
	    strchr(letters, (int)code) : NULL;

	assert(size != 0);
	if (n == 0)
		snprintf(room, VISIBLE_ROOM, "\\x%02x",
		    (unsigned)(unsigned char)*text);
	else if (letter != NULL)
		snprintf(room, VISIBLE_ROOM, "\\%c", shown[letter - letters]);
	else if (is_hidden(code))
		snprintf(room, VISIBLE_ROOM, "\\u%04x", (unsigned)code);
	else
		snprintf(room, VISIBLE_ROOM, "%.*s", (int)n, text);
	return n != 0 ? n : 1;
}

size_t
visible_span(const char *text, size_t size)
{
	size_t n = 0, more;
	uint32_t code;

	do {
		/* Most of it is ASCII. */
		while (n < size && text[n] >= ' ' && text[n] <= '~')
			n++;
		more = n < size ? character(text + n, size - n, &code) : 0;
		if (more != 0 && is_hidden(code))
			more = 0;
		n += more;
	} while (more != 0);
	return n;
}

static const char *
shown(struct arena *arena, const char *text, const char *kept)
{
	size_t left = strlen(text), n;
	char *all, *to;

	if (visible_span(text, left) == left)
		return text;
	all = to = arena_take(arena, left * VISIBLE_BYTES + VISIBLE_ROOM, 1);
	for (; left != 0; text += n, left -= n) {
		if (strchr(kept, *text) != NULL) {
			*to++ = *text;
			n = 1;
			continue;
		}
		n = visible_one(text, left, to);
		to += strlen(to);
	}
	return all;
}

const char *
visible_text(struct arena *arena, const char *text)
{
	assert(text != NULL);
	return shown(arena, text, "");
}

const char *
visible_document(struct arena *arena, const char *text)
{
	assert(text != NULL);
	return shown(arena, text, "\n\t");
}
