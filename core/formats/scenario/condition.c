/*
 * Conditions, and expectations of a scenario.
 */
#include "core/formats/scenario/words.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/json/mistakes.h"
#include "core/formats/json/units.h"

/* Kinds of things that have states, in the order of a message. */
static const enum kind order[] = { KIND_GUEST, KIND_SOURCE, KIND_POOL,
    KIND_GROUP, KIND_RESOURCE, KIND_VOLUME, KIND_NODE };

enum { KINDS_ORDERED = sizeof(order) / sizeof(order[0]) };

/* Kinds that know the state with that word, as a set of bits. */
static unsigned
kinds_knowing(const struct words *words, const char *state)
{
	const struct vocabulary *vocabulary = words->language->vocabulary;
	const char *word;
	unsigned kinds = 0;
	enum kind kind;
	bool answered;

	for (unsigned n = 0; (word = vocabulary->state(n, &kind, &answered)) !=
	    NULL; n++)
		if (strcmp(word, state) == 0)
			kinds |= 1u << kind;
	return kinds;
}

/* The state that comes n words further on, or NULL. */
static const char *
state_ahead(struct words *words, uint32_t n)
{
	const struct vocabulary *vocabulary = words->language->vocabulary;
	uint32_t was = words->next;
	const char *word;
	enum kind kind;
	bool answered;

	words->next += n;
	for (unsigned i = 0; (word = vocabulary->state(i, &kind, &answered)) !=
	    NULL; i++)
		if (words_accept(words, word))
			break;
	words->next = was;
	return word;
}

/* A kind; KIND_NONE if the word is a name here. */
static enum kind
kind_accept(struct words *words)
{
	enum kind kind = kind_find(words_ahead(words, 0));

	for (size_t i = 0; i < KINDS_ORDERED; i++)
		if (order[i] == kind && (state_ahead(words, 1) == NULL ||
		    state_ahead(words, 2) != NULL)) {
			words->next++;
			return kind;
		}
	return KIND_NONE;
}

/* Does an earlier row of those kinds have the same word, with an answer? */
static bool
is_listed(const struct vocabulary *vocabulary, unsigned row, unsigned kinds)
{
	enum kind kind;
	bool answered;
	const char *word, *wanted = vocabulary->state(row, &kind, &answered);

	for (unsigned n = 0; n < row; n++) {
		word = vocabulary->state(n, &kind, &answered);
		if (answered && (kinds & 1u << kind) != 0 &&
		    strcmp(word, wanted) == 0)
			return true;
	}
	return false;
}

/* The states of those kinds that have an answer, each word once. */
static const char *
states_listed(const struct words *words, unsigned kinds)
{
	const struct vocabulary *vocabulary = words->language->vocabulary;
	const char *list = NULL, *word;
	enum kind kind;
	bool answered;

	for (unsigned n = 0; (word = vocabulary->state(n, &kind, &answered)) !=
	    NULL; n++)
		if (answered && (kinds & 1u << kind) != 0 &&
		    !is_listed(vocabulary, n, kinds))
			list = list == NULL ? word : arena_format(
			    words_arena(words), "%s, %s", list, word);
	return list;
}

/* With the nearest state, or with all that the kind has. */
static bool
state_wrong(struct words *words, enum kind kind)
{
	const struct vocabulary *vocabulary = words->language->vocabulary;
	struct arena *arena = words_arena(words);
	unsigned kinds = kind != KIND_NONE ? 1u << kind : ~0u;
	const char *near = NULL, *word;
	enum kind of;
	bool answered;

	for (unsigned n = 0; (word = vocabulary->state(n, &of, &answered)) !=
	    NULL; n++)
		if (answered && (kinds & 1u << of) != 0)
			mistakes_nearer(words_ahead(words, 0), word, &near);
	if (near != NULL)
		return words_wrong(words, arena_format(arena,
		    "a state; did you mean \"%s\"?", near));
	return words_wrong(words, arena_format(arena, "a state%s%s: %s",
	    kind != KIND_NONE ? " of a " : "", kind_name(kind),
	    states_listed(words, kinds)));
}

/* Kinds that know the state and the name; a source needs its word. */
static unsigned
kinds_fitting(const struct words *words, const char *state)
{
	unsigned kinds = kinds_knowing(words, state) &
	    ~(1u << KIND_SOURCE), fit = 0;

	for (size_t i = 0; i < KINDS_ORDERED; i++)
		if ((kinds & 1u << order[i]) != 0 &&
		    names_find(words_names(words), order[i],
		    words_ahead(words, 0)) != 0)
			fit |= 1u << order[i];
	return fit != 0 || (kinds & (kinds - 1)) != 0 ? fit : kinds;
}

static const char *
kinds_listed(struct arena *arena, unsigned kinds)
{
	const char *list = NULL;

	for (size_t i = 0; i < KINDS_ORDERED; i++)
		if ((kinds & 1u << order[i]) != 0)
			list = list == NULL ? kind_name(order[i]) :
			    arena_format(arena, "%s or %s", list,
			    kind_name(order[i]));
	return list;
}

/* The kind of a bare name, by the state that follows it. */
static bool
kind_of(struct words *words, const char *state, enum kind *kind)
{
	struct arena *arena = words_arena(words);
	unsigned fit = kinds_fitting(words, state);

	if (fit == 0)
		return words_wrong(words, arena_format(arena,
		    "a name of a %s, or the kind before it",
		    kinds_listed(arena, kinds_knowing(words, state))));
	if ((fit & (fit - 1)) != 0)
		return words_wrong(words, arena_format(arena,
		    "its kind before it (%s): it is the name of both",
		    kinds_listed(arena, fit)));
	for (size_t i = 0; i < KINDS_ORDERED; i++)
		if (fit == 1u << order[i])
			*kind = order[i];
	return true;
}

/* The row of that state of that kind; one without an answer is a mistake. */
static bool
state_row(struct words *words, enum kind kind, const char *state,
    unsigned *row)
{
	const struct vocabulary *vocabulary = words->language->vocabulary;
	const char *word;
	enum kind of;
	bool answered;

	for (*row = 0; (word = vocabulary->state(*row, &of, &answered)) !=
	    NULL; ++*row)
		if (of == kind && strcmp(word, state) == 0)
			break;
	assert(word != NULL);
	return answered || words_wrong(words, arena_format(
	    words_arena(words), "a state of a %s that can be checked, not "
	    "\"%s\"; one of: %s", kind_name(kind), state,
	    states_listed(words, 1u << kind)));
}

/*
 * The state is read first: it decides of which kinds the name before it may be.
 */
bool
words_condition(struct words *words, struct condition *condition)
{
	enum kind kind = kind_accept(words);
	const char *state;
	uint32_t name;

	if (words_ahead(words, 0)[0] == '\0')
		return words_wrong(words, "a name");
	state = state_ahead(words, 1);
	name = words->next++;
	if (state == NULL || (kind != KIND_NONE &&
	    (kinds_knowing(words, state) & 1u << kind) == 0))
		return state_wrong(words, kind);
	words->next = name;
	condition->on = 0;
	if ((kind == KIND_NONE && !kind_of(words, state, &kind)) ||
	    !words_name(words, kind, &condition->name) ||
	    !state_row(words, kind, state, &condition->state))
		return false;
	words_accept(words, state);
	return words_on_node(words, &condition->on);
}

bool
phrase_wait(const struct language *language, const char *text,
    struct wait *wait, struct wrong *wrong)
{
	struct words words;

	assert(text != NULL);
	*wait = (struct wait){ .has_condition = false };
	if (!words_split(&words, language, text, wrong))
		return false;
	if (words.count == 1)
		return words_duration(&words, &wait->limit_ms);
	wait->has_condition = true;
	return words_condition(&words, &wait->condition) &&
	    words_expect(&words, "within") &&
	    words_duration(&words, &wait->limit_ms) && words_end(&words);
}

bool
phrase_place(const struct language *language, const char *text,
    uint32_t *place, struct wrong *wrong)
{
	struct words words;

	assert(text != NULL);
	return words_split(&words, language, text, wrong) &&
	    words_place(&words, place) && words_end(&words);
}
