#include "core/formats/json/scan.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/formats/json/token.h"

/* The bytes are followed by a NUL, which is read but never passed. */
struct scan {
	struct arena	*arena, *tree;
	struct mistakes	*mistakes;
	struct spot	 spot;		/* of text[at] */
	const char	*text;
	char		*clean;
	size_t		 n, at;
	uint32_t	 values;
	int		 depth;
};

static const char in_utf_8[] = "a character in UTF-8 (iconv -f ISO8859-1 "
    "-t UTF-8 converts a file in Latin-1)";

static bool
wrong_at(struct scan *scan, const struct spot *spot, const char *found,
    const char *expected)
{
	mistakes_add(scan->arena, scan->mistakes, spot, found, expected);
	return false;
}

/* The next character, for a message. */
static const char *
here(const struct scan *scan)
{
	size_t n = 1;

	if (scan->at == scan->n)
		return "end of the file";
	if ((unsigned char)scan->text[scan->at] >= 0x80 &&
	    token_character(scan->text + scan->at) == 0)
		return arena_format(scan->arena, "the byte 0x%02x",
		    (unsigned)(unsigned char)scan->text[scan->at]);
	while (((unsigned char)scan->text[scan->at + n] & 0xc0) == 0x80)
		n++;
	if ((unsigned char)scan->text[scan->at] < 0x20 || n > 4)
		return "a control character";
	return mistakes_quote(scan->arena, arena_text(scan->arena,
	    scan->text + scan->at, n));
}

/* A NUL byte is reported as such wherever something else was expected. */
static bool
wrong(struct scan *scan, const char *expected)
{
	if (scan->at < scan->n && scan->text[scan->at] == '\0')
		return wrong_at(scan, &scan->spot, "a NUL byte",
		    "a file of text");
	return wrong_at(scan, &scan->spot, here(scan), expected);
}

/*
 * Lines end with a newline; a column is a character, so the bytes that
 * continue one in UTF-8 do not count.
 */
static void
step(struct scan *scan)
{
	char c = scan->text[scan->at++];

	if (c == '\n') {
		scan->spot.line++;
		scan->spot.column = 1;
	} else if (((unsigned char)scan->text[scan->at] & 0xc0) != 0x80) {
		scan->spot.column++;
	}
}

static void
steps(struct scan *scan, size_t n)
{
	while (n-- > 0)
		step(scan);
}

/* Newlines stay, so that the lines of jansson are those of the file. */
static void
blank(struct scan *scan)
{
	if (scan->text[scan->at] != '\n')
		scan->clean[scan->at] = ' ';
	step(scan);
}

/* A journal has the whole text of a file: comments are UTF-8 as well. */
static bool
comment_character(struct scan *scan)
{
	const char *c = scan->text + scan->at;
	size_t n = strchr("\t\n\r\f", *c) != NULL ? 1 : token_character(c);

	if (*c == '\0' || n == 0)
		return wrong(scan, in_utf_8);
	while (n-- > 0)
		blank(scan);
	return true;
}

/* A comment without an end is reported where it begins. */
static bool
comment(struct scan *scan)
{
	struct spot begin = scan->spot;
	bool block = scan->text[scan->at + 1] == '*';
	const char *end = block ? "*/" : "\n";
	size_t n = strlen(end);

	blank(scan);
	blank(scan);
	while (scan->at < scan->n &&
	    strncmp(scan->text + scan->at, end, n) != 0)
		if (!comment_character(scan))
			return false;
	if (!block)
		return true;
	if (scan->at == scan->n)
		return wrong_at(scan, &begin, "a comment without an end",
		    "\"*/\"");
	blank(scan);
	blank(scan);
	return true;
}

/* Blanks and comments. */
static bool
gap(struct scan *scan)
{
	for (;;) {
		char c = scan->text[scan->at];
		char after = c == '/' ? scan->text[scan->at + 1] : '\0';

		if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
			step(scan);
		else if (after != '/' && after != '*')
			return true;
		else if (!comment(scan))
			return false;
	}
}

/*
 * A text without its closing quote is reported at the opening one: where it was
 * meant to end nobody knows, and the rest of the line is no guide.
 */
static bool
string(struct scan *scan)
{
	struct spot begin = scan->spot;
	size_t first = scan->at;

	step(scan);
	while (scan->text[scan->at] != '"') {
		const char *c = scan->text + scan->at;
		size_t n = *c == '\\' ? token_escape(c) :
		    token_character(c);

		if (scan->at == scan->n || *c == '\n')
			return wrong_at(scan, &begin, "a text without an end",
			    "a closing quote on the same line");
		if (n == 0 && *c == '\\')
			return wrong(scan, "one of \\\" \\\\ \\/ \\b \\f \\n "
			    "\\r \\t \\uXXXX (not \\u0000) after it");
		if (n == 0)
			return wrong(scan, in_utf_8);
		steps(scan, n);
	}
	step(scan);
	return scan->at - first - 2 <= LIMIT_TEXT_BYTES ||
	    wrong_at(scan, &begin, arena_format(scan->arena, "a text of %zu "
	    "bytes", scan->at - first - 2), arena_format(scan->arena,
	    "at most %d", LIMIT_TEXT_BYTES));
}

/* From the key to the first character of its value. */
static bool
key(struct scan *scan, struct value *value)
{
	if (scan->text[scan->at] != '"')
		return wrong(scan, "a key in quotes, or \"}\"");
	value->key_spot = scan->spot;
	value->raw_key_at = scan->text + scan->at;
	if (!string(scan))
		return false;
	value->raw_key = (size_t)(scan->text + scan->at - value->raw_key_at);
	if (!gap(scan))
		return false;
	if (scan->text[scan->at] != ':')
		return wrong(scan, "\":\" after the key");
	step(scan);
	return gap(scan);
}

static bool	value(struct scan *, struct value *);

/* The parts of a list or an object, from after its bracket. */
static bool
parts(struct scan *scan, struct value *whole, char close)
{
	struct value **end = &whole->first;
	size_t comma = 0;

	for (;; whole->count++) {
		struct value *part;

		if (!gap(scan))
			return false;
		if (scan->text[scan->at] == close)
			break;
		part = arena_take(scan->tree, 1, sizeof(*part));
		if ((close == '}' && !key(scan, part)) || !value(scan, part) ||
		    !gap(scan))
			return false;
		*end = part;
		end = &part->next;
		comma = 0;
		if (scan->text[scan->at] == ',') {
			comma = scan->at;
			step(scan);
		} else if (scan->text[scan->at] != close) {
			return wrong(scan, close == '}' ? "\",\" or \"}\"" :
			    "\",\" or \"]\"");
		}
	}
	if (comma != 0)
		scan->clean[comma] = ' ';
	step(scan);
	return true;
}

/* The depth is bounded here, and with it that of every walk of the tree. */
static bool
whole(struct scan *scan, struct value *value, bool object)
{
	bool fits;

	value->type = object ? VALUE_OBJECT : VALUE_LIST;
	if (scan->depth == LIMIT_DEPTH)
		return wrong_at(scan, &scan->spot,
		    object ? "an object" : "a list",
		    arena_format(scan->arena, "no more than %d levels",
		    LIMIT_DEPTH));
	step(scan);
	scan->depth++;
	fits = parts(scan, value, object ? '}' : ']');
	scan->depth--;
	return fits;
}

/*
 * Numbers and words end where something else may follow: 1x is one mistake at
 * its beginning, not a number and a surprise.
 */
static bool
value(struct scan *scan, struct value *value)
{
	char c = scan->text[scan->at];
	size_t n;

	value->spot = scan->spot;
	value->raw = scan->text + scan->at;
	if (scan->values++ == LIMIT_VALUES)
		return wrong(scan, arena_format(scan->arena, "no more "
		    "than %d values", LIMIT_VALUES));
	if (c == '{' || c == '[')
		return whole(scan, value, c == '{');
	if (c == '"') {
		value->type = VALUE_TEXT;
		return string(scan);
	}
	n = token_word(value->raw, &value->type);
	if (n == 0)
		return wrong(scan, "a value: \"text\", a number, true, false, "
		    "null, a list or an object");
	steps(scan, n);
	return true;
}

struct value *
scan(struct arena *arena, struct arena *tree, const struct source *source,
    char **clean, struct mistakes *mistakes)
{
	struct scan all = { .arena = arena, .tree = tree,
	    .mistakes = mistakes, .spot = { source->file, 1, 1 },
	    .text = source->text,
	    .clean = arena_text(tree, source->text, source->size),
	    .n = source->size };
	struct value *root = arena_take(tree, 1, sizeof(*root));

	assert(source->text[source->size] == '\0');
	*clean = all.clean;
	if (!gap(&all) || !value(&all, root) || !gap(&all))
		return NULL;
	if (all.at != all.n) {
		wrong(&all, "nothing after the end of the value");
		return NULL;
	}
	return root;
}
