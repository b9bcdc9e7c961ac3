#include "backends/real/answers/flags.h"

#include <assert.h>
#include <string.h>

enum { LETTERS = 6, FLAGS_LONGEST = 256 };

/* The words of positions 1 and 2 are documented, and so are "control" and
 * "vio-service"; the others are what the guides say of the letters. */
static const struct {
	unsigned	 at;
	char		 letter;	/* 0: only a word */
	const char	*word;
} table[] = {
	{ 0, 's', "starting-or-stopping" },
	{ 0, 0, "starting" },
	{ 0, 0, "stopping" },
	{ 1, 'n', "normal" },
	{ 1, 't', "transition" },
	{ 1, 'd', "degraded" },
	{ 2, 'd', "delayed-reconfiguration" },
	{ 2, 'r', "memory-reconfiguration" },
	{ 3, 'c', "control" },
	{ 4, 'v', "vio-service" },
	{ 5, 's', "migration-source" },
	{ 5, 't', "migration-target" },
	{ 5, 'e', "migration-error" },
};

enum { WORDS = sizeof(table) / sizeof(table[0]) };

static void
put(struct flags *flags, const char **list, const char *word, size_t n)
{
	*list = arena_format(flags->reading->arena, "%s%s%.*s", *list,
	    **list != '\0' ? "," : "", (int)n, word);
}

static bool
letter_read(struct flags *flags, unsigned at, char letter)
{
	if (letter == '-')
		return true;
	for (unsigned i = 0; i < WORDS; i++)
		if (table[i].at == at && table[i].letter == letter) {
			put(flags, &flags->known, table[i].word,
			    strlen(table[i].word));
			return true;
		}
	if (letter < 'a' || letter > 'z')
		return false;
	put(flags, &flags->unknown, &letter, 1);
	return true;
}

bool
flags_letters(struct flags *flags, const char *text, size_t size)
{
	flags->known = flags->unknown = "";
	if (size != LETTERS && size != LETTERS - 1)
		return false;
	for (unsigned i = 0; i < size; i++)
		if (!letter_read(flags, i, text[i]))
			return false;
	return true;
}

static unsigned
word_find(const char *word, size_t n)
{
	unsigned i = 0;

	while (i < WORDS && (strlen(table[i].word) != n ||
	    memcmp(table[i].word, word, n) != 0))
		i++;
	return i;
}

static bool
is_word(const char *word, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((word[i] < 'a' || word[i] > 'z') && word[i] != '-')
			return false;
	return n != 0;
}

/* Each position at most once: two words of one are no flags. */
static bool
words_read(struct flags *flags, const char *text, size_t size)
{
	unsigned taken = 0;
	size_t n;

	for (size_t at = 0; at < size; at += n + 1) {
		const char *comma = memchr(text + at, ',', size - at);
		unsigned row;

		n = comma != NULL ? (size_t)(comma - text) - at : size - at;
		if (!is_word(text + at, n) || at + n + 1 == size)
			return false;
		row = word_find(text + at, n);
		if (row == WORDS) {
			put(flags, &flags->unknown, text + at, n);
			continue;
		}
		if ((taken >> table[row].at & 1) != 0)
			return false;
		taken |= 1u << table[row].at;
		put(flags, &flags->known, text + at, n);
	}
	return true;
}

/* A list of parseable output has letters, a long one has words. */
bool
flags_words(struct flags *flags, const char *text, size_t size)
{
	flags->known = flags->unknown = "";
	if (size > FLAGS_LONGEST)
		return false;
	if (memchr(text, ',', size) == NULL &&
	    (size == LETTERS || size == LETTERS - 1) &&
	    word_find(text, size) == WORDS && memchr(text, '-', size) != NULL)
		return flags_letters(flags, text, size);
	return words_read(flags, text, size);
}
