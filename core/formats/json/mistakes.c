#include "core/formats/json/mistakes.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/json/token.h"

enum { FIRST_CAPACITY = 8, QUOTED = 60, WORD = 40, NEAR = 3 };

void
mistakes_append(struct arena *arena, struct mistakes *mistakes,
    const struct mistake *mistake)
{
	assert(mistake->found != NULL && mistake->expected != NULL);
	assert(mistake->text != NULL && mistake->spot.file != NULL);
	if (mistakes->count == mistakes->capacity) {
		size_t capacity = mistakes->capacity != 0 ?
		    mistakes->capacity * 2 : FIRST_CAPACITY;
		struct mistake *list = arena_take(arena, capacity,
		    sizeof(*list));

		if (mistakes->count != 0)
			memcpy(list, mistakes->list,
			    mistakes->count * sizeof(*list));
		mistakes->list = list;
		mistakes->capacity = capacity;
	}
	mistakes->list[mistakes->count++] = *mistake;
}

void
mistakes_add(struct arena *arena, struct mistakes *mistakes,
    const struct spot *spot, const char *found, const char *expected)
{
	mistakes_append(arena, mistakes, &(struct mistake){ *spot, found,
	    expected, arena_format(arena, "%s: expected %s", found,
	    expected) });
}

/* Two mistakes at one place are listed in the order of their words. */
static int
compare(const void *a, const void *b)
{
	const struct mistake *one = a, *other = b;
	int files = strcmp(one->spot.file, other->spot.file);

	if (files != 0)
		return files;
	if (one->spot.line != other->spot.line)
		return one->spot.line < other->spot.line ? -1 : 1;
	if (one->spot.column != other->spot.column)
		return one->spot.column < other->spot.column ? -1 : 1;
	return strcmp(one->text, other->text);
}

void
mistakes_sort(struct mistakes *mistakes)
{
	if (mistakes->count > 1)
		qsort(mistakes->list, mistakes->count,
		    sizeof(*mistakes->list), compare);
}

/* Whole characters, at most QUOTED bytes of them; a byte that begins none is
 * one by itself. */
static size_t
quoted_bytes(const char *text)
{
	size_t n = 0, next;

	for (; text[n] != '\0'; n += next) {
		next = token_character(text + n);
		if (next == 0)
			next = 1;
		if (n + next > QUOTED)
			break;
	}
	return n;
}

/* What no terminal shows, and what is no UTF-8, stands as a question mark. */
static void
hide(char *text)
{
	size_t n;

	for (; *text != '\0'; text += n) {
		n = token_character(text);
		if (n == 0 || *text == 0x7f) {
			*text = '?';
			n = 1;
		}
	}
}

const char *
mistakes_quote(struct arena *arena, const char *text)
{
	size_t n = quoted_bytes(text);
	char *quoted;

	quoted = arena_format(arena, "\"%.*s%s\"", (int)n, text,
	    text[n] != '\0' ? "..." : "");
	hide(quoted);
	return quoted;
}

static size_t
least(size_t a, size_t b, size_t c)
{
	size_t ab = a < b ? a : b;

	return ab < c ? ab : c;
}

/* Letters to add, drop or change, both words shorter than WORD. */
static size_t
distance(const char *one, size_t n, const char *other, size_t m)
{
	size_t row[WORD + 1];

	for (size_t j = 0; j <= m; j++)
		row[j] = j;
	for (size_t i = 1; i <= n; i++) {
		size_t corner = row[0];

		row[0] = i;
		for (size_t j = 1; j <= m; j++) {
			size_t above = row[j];

			row[j] = least(row[j - 1] + 1, above + 1,
			    corner + (one[i - 1] != other[j - 1]));
			corner = above;
		}
	}
	return row[m];
}

static size_t
apart(const char *word, const char *candidate)
{
	size_t n = strlen(word), m = strlen(candidate);

	if (n > WORD || m > WORD)
		return SIZE_MAX;
	return distance(word, n, candidate, m);
}

void
mistakes_nearer(const char *word, const char *candidate, const char **best)
{
	size_t now = apart(word, candidate);

	if (now > NEAR || now * 2 > strlen(word))
		return;
	if (*best == NULL || now < apart(word, *best))
		*best = candidate;
}
