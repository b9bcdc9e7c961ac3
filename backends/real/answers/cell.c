#include "backends/real/answers/cell.h"

#include <assert.h>
#include <string.h>

#include "backends/real/answers/flags.h"
#include "backends/real/answers/quantity.h"

enum { WORD_BYTES = 64 };

/* What a cell is tried on. */
struct trial {
	struct reading	*reading;
	struct fact_row	*fact;
	const struct cell *cell;
	const char	*text;
	size_t		 size;
};

static void
text_put(const struct trial *trial, const char *text, size_t size,
    bool unknown)
{
	struct detail *detail;

	if (trial->cell->key == NULL)
		return;
	detail = fact_text(trial->reading, trial->fact, trial->cell->key, text,
	    size);
	detail->identity = trial->cell->identity;
	detail->unknown = unknown;
}

static enum cell_is
text_good(const struct trial *trial)
{
	text_put(trial, trial->text, trial->size, false);
	return CELL_GOOD;
}

static enum cell_is
number_good(const struct trial *trial, int64_t number)
{
	if (trial->cell->key != NULL)
		fact_number(trial->reading, trial->fact, trial->cell->key,
		    number)->identity = trial->cell->identity;
	return CELL_GOOD;
}

static bool
has_blank(const char *text, size_t size)
{
	return memchr(text, ' ', size) != NULL ||
	    memchr(text, '\t', size) != NULL;
}

/* "Pending_online", "Error--stop failed": lower case, one dash between. */
static size_t
word_fold(const char *text, size_t size, char word[WORD_BYTES])
{
	size_t n = 0;

	for (size_t i = 0; i < size && n < WORD_BYTES - 1; i++) {
		char c = text[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (c == '_' || c == ' ')
			c = '-';
		if (c != '-' || (n != 0 && word[n - 1] != '-'))
			word[n++] = c;
	}
	word[n] = '\0';
	return n;
}

static bool
is_word_like(const char *word)
{
	return *word >= 'a' && *word <= 'z' &&
	    word[strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789-")] ==
	    '\0';
}

static enum cell_is
word_read(const struct trial *trial)
{
	char word[WORD_BYTES];
	size_t n = word_fold(trial->text, trial->size, word);

	for (const char *const *known = trial->cell->words; *known != NULL;
	    known++)
		if (strcmp(word, *known) == 0) {
			text_put(trial, word, n, false);
			return CELL_GOOD;
		}
	if (!is_word_like(word))
		return CELL_WRONG;
	text_put(trial, word, n, true);
	return CELL_UNKNOWN;
}

/* Letters or words: the words come out, those that nobody knows apart. */
static enum cell_is
flags_read(const struct trial *trial)
{
	struct flags flags = { .reading = trial->reading };
	bool good = trial->cell->form == FORM_FLAGS ?
	    flags_letters(&flags, trial->text, trial->size) :
	    flags_words(&flags, trial->text, trial->size);

	if (!good)
		return CELL_WRONG;
	text_put(trial, flags.known, strlen(flags.known), false);
	if (*flags.unknown == '\0')
		return CELL_GOOD;
	text_put(trial, flags.unknown, strlen(flags.unknown), true);
	return CELL_UNKNOWN;
}

static enum cell_is
console_read(const struct trial *trial)
{
	int64_t port;

	if ((trial->size == 2 && memcmp(trial->text, "SP", 2) == 0) ||
	    (trial->size == 4 && memcmp(trial->text, "UART", 4) == 0) ||
	    (quantity_count(trial->text, trial->size, &port) && port != 0 &&
	    port <= UINT16_MAX))
		return text_good(trial);
	return CELL_WRONG;
}

static enum cell_is
quantity_read(const struct trial *trial)
{
	struct quantity quantity;

	if (!quantity_of(trial->reading->arena, trial->cell->form,
	    &(struct line){ .text = trial->text, .size = trial->size },
	    &quantity))
		return CELL_WRONG;
	if (quantity.text == NULL)
		return number_good(trial, quantity.number);
	text_put(trial, quantity.text, strlen(quantity.text), false);
	return CELL_GOOD;
}

/* May nothing stand there, without meaning anything? */
static bool
may_be_empty(enum form form)
{
	return form == FORM_MAYBE || form == FORM_MAYBE_COUNT ||
	    form == FORM_BYTES || form == FORM_SIZE ||
	    form == FORM_PERCENT || form == FORM_DECIMAL ||
	    form == FORM_SECONDS || form == FORM_UPTIME ||
	    form == FORM_MAC || form == FORM_CONSOLE;
}

enum cell_is
cell_read(struct reading *reading, struct fact_row *fact,
    const struct cell *cell, const char *text, size_t size)
{
	struct trial trial = { reading, fact, cell, text, size };

	assert(cell->form < FORMS);
	if (size == 0 && may_be_empty(cell->form))
		return CELL_GOOD;
	switch (cell->form) {
	case FORM_TEXT:
		return text_good(&trial);
	case FORM_WORD:
	case FORM_MAYBE:
		return size != 0 && !has_blank(text, size) ?
		    text_good(&trial) : CELL_WRONG;
	case FORM_WORDS:
		return size != 0 ? text_good(&trial) : CELL_WRONG;
	case FORM_ONE_OF:
		return word_read(&trial);
	case FORM_FLAGS:
	case FORM_FLAG_WORDS:
		return flags_read(&trial);
	case FORM_CONSOLE:
		return console_read(&trial);
	default:
		return quantity_read(&trial);
	}
}

const char *
cell_wrong(struct reading *reading, const char *key, const char *text,
    size_t size)
{
	enum { SHOWN = 40 };

	if (size == 0)
		return arena_format(reading->arena, "%s is missing", key);
	return arena_format(reading->arena, "%s cannot be \"%.*s\"", key,
	    (int)(size < SHOWN ? size : SHOWN), text);
}
