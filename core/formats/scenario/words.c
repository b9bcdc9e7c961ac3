#include "core/formats/scenario/words.h"

#include <assert.h>
#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/json/reader.h"
#include "core/formats/json/units.h"

/* Bytes of the word there; a text in quotes has its quotes counted. */
static size_t
length(const char *text)
{
	const char *end;

	if (*text == ',')
		return 1;
	if (*text != '"')
		return strcspn(text, " ,\t");
	end = strchr(text + 1, '"');
	return end != NULL ? (size_t)(end - text) + 1 : strlen(text);
}

static bool
split_wrong(struct words *words, size_t at, const char *found,
    const char *expected)
{
	*words->wrong = (struct wrong){ at, found, expected };
	return false;
}

bool
words_split(struct words *words, const struct language *language,
    const char *text, struct wrong *wrong)
{
	const char *at = text;

	assert(text != NULL);
	assert(language->names != NULL && language->vocabulary != NULL);
	memset(words, 0, sizeof(*words));
	words->language = language;
	words->wrong = wrong;
	for (at += strspn(at, " \t"); *at != '\0'; at += strspn(at, " \t")) {
		struct word *word = &words->list[words->count];
		size_t n = length(at), quotes = *at == '"';

		if (words->count == WORDS)
			return split_wrong(words, (size_t)(at - text),
			    "a long phrase", "at most 48 words");
		if (quotes && (n < 2 || at[n - 1] != '"'))
			return split_wrong(words, (size_t)(at - text),
			    "a quote without an end", "\" at its end");
		word->text = arena_text(language->arena, at + quotes,
		    n - 2 * quotes);
		word->at = (size_t)(at - text);
		word->quoted = quotes;
		words->count++;
		at += n;
	}
	words->list[words->count] = (struct word){ "", strlen(text), false };
	return true;
}

struct arena *
words_arena(const struct words *words)
{
	return words->language->arena;
}

struct names *
words_names(const struct words *words)
{
	return words->language->names;
}

const char *
words_ahead(const struct words *words, uint32_t n)
{
	uint32_t i = words->next + n;

	return i < words->count && !words->list[i].quoted ?
	    words->list[i].text : "";
}

bool
words_accept(struct words *words, const char *wanted)
{
	uint32_t n = 0;

	assert(wanted != NULL);
	while (*wanted != '\0') {
		size_t length_now = strcspn(wanted, " ");
		const char *word = words_ahead(words, n++);

		if (strlen(word) != length_now ||
		    strncmp(word, wanted, length_now) != 0)
			return false;
		wanted += length_now;
		wanted += strspn(wanted, " ");
	}
	words->next += n;
	return true;
}

bool
words_wrong_at(struct words *words, uint32_t i, const char *expected)
{
	const struct word *word = &words->list[i];

	assert(expected != NULL);
	return split_wrong(words, word->at, i < words->count ?
	    mistakes_quote(words_arena(words), word->text) :
	    "the end of the phrase", expected);
}

bool
words_wrong(struct words *words, const char *expected)
{
	return words_wrong_at(words, words->next, expected);
}

bool
words_end(struct words *words)
{
	return words->next == words->count ||
	    words_wrong(words, "nothing more");
}

/* Several words are wanted together: "at most". */
bool
words_expect(struct words *words, const char *word)
{
	assert(word != NULL);
	return words_accept(words, word) || words_wrong(words,
	    arena_format(words_arena(words), "\"%s\"", word));
}

bool
words_number(struct words *words, int64_t least, int64_t *number)
{
	assert(number != NULL);
	if (!units_read_number(words_ahead(words, 0), UINT32_MAX, number) ||
	    *number < least)
		return words_wrong(words, arena_format(words_arena(words),
		    "a number from %" PRId64, least));
	words->next++;
	return true;
}

bool
words_duration(struct words *words, int64_t *ms)
{
	if (!units_read_duration(words_ahead(words, 0), ms))
		return words_wrong(words, "a duration such as \"90s\" or "
		    "\"10m\"");
	words->next++;
	return true;
}

bool
words_quoted(struct words *words, const char **text)
{
	const struct word *word = &words->list[words->next];

	if (words->next == words->count || !word->quoted ||
	    *word->text == '\0')
		return words_wrong(words, "a text in quotes");
	*text = word->text;
	words->next++;
	return true;
}

/* May a phrase name one that the site does not know? */
static bool
words_may_be_new(enum kind kind)
{
	return kind == KIND_VOLUME || kind == KIND_RESOURCE ||
	    kind == KIND_FILE || kind == KIND_TEXT || kind == KIND_DISK ||
	    kind == KIND_NET || kind == KIND_TYPE;
}

/* A path for a file, else anything that could be a name. */
static bool
could_be(enum kind kind, const char *word)
{
	if (kind == KIND_FILE)
		return word[0] == '/' && word[1] != '\0';
	return kind == KIND_TEXT ? *word != '\0' : reader_is_name(word);
}

/* A file may lie anywhere; a thing has a name that somebody has given it. */
static bool
is_given(const struct words *words, enum kind kind, const char *word)
{
	const struct names *people = words->language->people;

	return people == NULL || kind == KIND_FILE || kind == KIND_TEXT ||
	    names_find(people, kind, word) != 0;
}

bool
words_new_name(struct words *words, enum kind kind, uint32_t *name)
{
	const char *word = words_ahead(words, 0);

	if (words_may_be_new(kind) && could_be(kind, word))
		names_put(words_names(words), kind, word);
	return words_name(words, kind, name);
}

/*
 * Where the site knows all names of a kind, another one is a typing mistake;
 * where people may create new ones, it is one if nobody does.
 */
bool
words_name(struct words *words, enum kind kind, uint32_t *name)
{
	struct names *names = words_names(words);
	struct arena *arena = words_arena(words);
	const char *word = words_ahead(words, 0), *near = NULL;

	assert(kind > KIND_NONE && kind < KINDS);
	*name = names_find(names, kind, word);
	if (*name == 0 && words_may_be_new(kind) && could_be(kind, word) &&
	    is_given(words, kind, word))
		*name = names_put(names, kind, word);
	if (*name != 0) {
		words->next++;
		return true;
	}
	if (kind == KIND_FILE)
		return words_wrong(words, "a path such as \"/pfile\"");
	for (uint32_t i = 1; i <= names_count(names, kind); i++)
		mistakes_nearer(word, names_text(names, kind, i), &near);
	return words_wrong(words, near != NULL ?
	    arena_format(arena, "a name of a %s; did you mean \"%s\"?",
	    kind_name(kind), near) :
	    arena_format(arena, "a name of a %s (%s)", kind_name(kind),
	    reader_names(arena, names, kind)));
}

bool
words_place(struct words *words, uint32_t *place)
{
	static const struct {
		const char	*prefix;
		enum kind	 kind;
		uint32_t	 bit;
	} rows[] = {
		{ "guest:", KIND_GUEST, PLACE_GUEST },
		{ "source:", KIND_SOURCE, PLACE_SOURCE },
		{ "sp:source:", KIND_SOURCE, PLACE_SP | PLACE_SOURCE },
		{ "sp:", KIND_NODE, PLACE_SP },
	};
	const char *word = words_ahead(words, 0);
	struct arena *arena = words_arena(words);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		size_t n = strlen(rows[i].prefix);
		uint32_t name;

		if (strncmp(word, rows[i].prefix, n) != 0)
			continue;
		name = names_find(words_names(words), rows[i].kind, word + n);
		if (name == 0)
			return words_wrong(words, arena_format(arena,
			    "\"%s\" and a name of a %s (%s)", rows[i].prefix,
			    kind_name(rows[i].kind), reader_names(arena,
			    words_names(words), rows[i].kind)));
		*place = rows[i].bit | name;
		words->next++;
		return true;
	}
	return words_name(words, KIND_NODE, place);
}

bool
words_on_place(struct words *words, uint32_t *place)
{
	return !words_accept(words, "on") || words_place(words, place);
}

bool
words_on_node(struct words *words, uint32_t *node)
{
	return !words_accept(words, "on") || words_name(words, KIND_NODE, node);
}
