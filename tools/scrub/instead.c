/*
 * What is written instead of the words of a dictionary.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "tools/scrub/dictionary.h"
#include "tools/scrub/usual.h"

enum { LETTERS = 26, SHORT = 6 };

/* Letters that count. */
static void
number_write(char *at, size_t digits, uint32_t number)
{
	for (size_t i = digits; i-- > 0; number /= LETTERS)
		at[i] = (char)('a' + number % LETTERS);
}

/* The kind, as much of it as has room, and such letters.  Paths are sorted here
 * and there: of a word of one the first letter stays, and the next ones count
 * in the order of the words. */
static void
instead_write(char *instead, const struct scrub_word *word, size_t digits,
    uint32_t number)
{
	const char *kind = scrub_kind_name(word->kind);
	size_t head = word->size - digits;

	memset(instead, 'x', word->size);
	if (word->kind == SCRUB_FILE) {
		number_write(instead + 1, digits, number);
		instead[0] = word->word[0];
	} else {
		memcpy(instead, kind, strlen(kind) < head ? strlen(kind) :
		    head);
		number_write(instead + head, digits, number);
	}
	instead[word->size] = '\0';
}

/* Does nothing else have it?  Else a reader could not tell them apart, and who
 * scrubs the text again would find names in it.  Behind a backslash its first
 * letter may be that of an escape. */
static bool
is_free(struct dictionary *dictionary, const char *instead, size_t size)
{
	if (usual_is(instead, size) ||
	    strstr(buffer_text(&dictionary->seen), instead) != NULL ||
	    dictionary_find(dictionary, instead, size) != NULL ||
	    dictionary_find(dictionary, instead + 1, size - 1) != NULL)
		return false;
	for (size_t at = 0; at < size; at++)
		if (dictionary_begin(dictionary, instead + at, size - at,
		    SCRUB_WITHIN) != NULL)
			return false;
	return true;
}

static bool
instead_find(struct dictionary *dictionary, struct scrub_word *word,
    uint32_t *next)
{
	char *instead = arena_take(dictionary->arena, word->size + 1, 1);
	size_t digits = word->size < SHORT || word->kind == SCRUB_FILE ? 2 :
	    3;
	uint32_t most = digits == 2 ? LETTERS * LETTERS :
	    LETTERS * LETTERS * LETTERS;

	while (*next < most) {
		instead_write(instead, word, digits, (*next)++);
		if (!is_free(dictionary, instead, word->size))
			continue;
		word->instead = instead;
		buffer_print(&dictionary->seen, "%s\n", instead);
		return true;
	}
	return false;
}

static int
word_compare(const void *one, const void *other)
{
	const struct scrub_word *const *a = one, *const *b = other;

	return strcmp((*a)->word, (*b)->word);
}

/* Those of paths in their order, the others as they were found. */
static struct scrub_word **
words_sorted(struct dictionary *dictionary, uint32_t count)
{
	struct scrub_word **sorted = arena_take(dictionary->arena, count + 1,
	    sizeof(struct scrub_word *));
	uint32_t n = 0, names;

	for (uint32_t i = 1; i <= count; i++)
		if (dictionary->word[i].kind != SCRUB_FILE)
			sorted[n++] = &dictionary->word[i];
	names = n;
	for (uint32_t i = 1; i <= count; i++)
		if (dictionary->word[i].kind == SCRUB_FILE)
			sorted[n++] = &dictionary->word[i];
	qsort(sorted + names, n - names, sizeof(sorted[0]), word_compare);
	return sorted;
}

bool
dictionary_end(struct dictionary *dictionary, struct err *err)
{
	uint32_t count = dictionary_words(dictionary);
	uint32_t next[SCRUB_KINDS][SCRUB_BYTES] = { { 0 } };
	struct scrub_word **sorted = words_sorted(dictionary, count);

	assert(!dictionary->ended);
	for (uint32_t i = 0; i < count; i++) {
		struct scrub_word *word = sorted[i];
		size_t row = word->kind == SCRUB_FILE ?
		    (unsigned char)word->word[0] : word->size;

		if (!instead_find(dictionary, word, &next[word->kind][row]))
			return err_set(err, ERR_TOO_MANY, "there are not "
			    "enough words of %zu letters for the names of that "
			    "length", word->size);
	}
	dictionary->ended = true;
	return true;
}
