/*
 * Conditions, and what is expected of a story.
 */
#include "core/formats/scenario/words.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/formats/json/mistakes.h"
#include "core/formats/json/units.h"

#define OF(kind)	(1u << KIND_##kind)

static const struct {
	const char	*word;
	unsigned	 kinds;		/* that know it */
} states[CONDITION_STATES] = {
	[IS_RUNNING] = { "running", OF(GUEST) | OF(SOURCE) },
	[IS_AT_OK] = { "at ok", OF(GUEST) },
	[IS_BOOTING] = { "booting", OF(GUEST) },
	[IS_BOUND] = { "bound", OF(GUEST) },
	[IS_INACTIVE] = { "inactive", OF(GUEST) },
	[IS_ABSENT] = { "absent", OF(GUEST) | OF(POOL) | OF(GROUP) |
	    OF(VOLUME) },
	[IS_SUSPENDED] = { "suspended", OF(GUEST) | OF(GROUP) },
	[IS_HUNG] = { "hung", OF(GUEST) },
	[IS_CLUSTERED] = { "clustered", OF(GUEST) },
	[IS_STOPPED] = { "stopped", OF(SOURCE) },
	[IS_UNTOUCHED] = { "untouched", OF(SOURCE) },
	[IS_IMPORTED] = { "imported", OF(POOL) },
	[IS_EXPORTED] = { "exported", OF(POOL) },
	[IS_DEGRADED] = { "degraded", OF(POOL) },
	[IS_FAULTED] = { "faulted", OF(POOL) },
	[IS_ONLINE] = { "online", OF(GROUP) | OF(RESOURCE) },
	[IS_OFFLINE] = { "offline", OF(GROUP) | OF(RESOURCE) },
	[IS_UNMANAGED] = { "unmanaged", OF(GROUP) },
	[IS_RESUMED] = { "resumed", OF(GROUP) },
	[IS_STOP_FAILED] = { "stop-failed", OF(GROUP) | OF(RESOURCE) },
	[IS_START_FAILED] = { "start-failed", OF(RESOURCE) },
	[IS_DISABLED] = { "disabled", OF(RESOURCE) },
	[IS_PRESENT] = { "present", OF(VOLUME) },
	[IS_UP] = { "up", OF(NODE) },
	[IS_DOWN] = { "down", OF(NODE) },
	[IS_MEMBER] = { "member", OF(NODE) },
};

static const enum kind replay[] = { KIND_GUEST, KIND_SOURCE, KIND_POOL,
    KIND_GROUP, KIND_RESOURCE, KIND_VOLUME, KIND_NODE };

enum { TOLD = sizeof(replay) / sizeof(replay[0]) };

const char *
condition_state_name(enum condition_state is)
{
	return states[is].word;
}

/* The state that comes n words further on, or BEINGS. */
static enum condition_state
state_ahead(struct words *words, uint32_t n)
{
	enum condition_state is = 0;
	uint32_t was = words->next;

	words->next += n;
	while (is < CONDITION_STATES && !words_take(words, states[is].word))
		is++;
	words->next = was;
	return is;
}

/* A kind, unless that word is here the name of something. */
static enum kind
kind_taken(struct words *words)
{
	enum kind kind = kind_find(words_ahead(words, 0));

	for (size_t i = 0; i < TOLD; i++)
		if (replay[i] == kind &&
		    (state_ahead(words, 1) == CONDITION_STATES ||
			state_ahead(words, 2) != CONDITION_STATES)) {
			words->next++;
			return kind;
		}
	return KIND_NONE;
}

/* All states of those kinds, for a message. */
static const char *
states_listed(struct arena *arena, unsigned kinds)
{
	const char *list = NULL;

	for (enum condition_state is = 0; is < CONDITION_STATES; is++)
		if ((states[is].kinds & kinds) != 0)
			list = list == NULL ? states[is].word : arena_format(
			    arena, "%s, %s", list, states[is].word);
	return list;
}

/* Told with the nearest state, or with all that the kind knows. */
static bool
state_wrong(struct words *words, enum kind kind)
{
	const char *near = NULL, *word = words_ahead(words, 0);
	unsigned kinds = kind != KIND_NONE ? 1u << kind : ~0u;

	for (enum condition_state is = 0; is < CONDITION_STATES; is++)
		if ((states[is].kinds & kinds) != 0)
			mistakes_nearer(word, states[is].word, &near);
	if (near != NULL)
		return words_wrong(words, arena_format(words->arena,
		    "a state; did you mean \"%s\"?", near));
	return words_wrong(words, arena_format(words->arena,
	    "a state%s%s: %s", kind != KIND_NONE ? " of a " : "",
	    kind_name(kind), states_listed(words->arena, kinds)));
}

/* Kinds that know the state and the name; a source needs its word. */
static unsigned
kinds_fitting(const struct words *words, enum condition_state is)
{
	unsigned kinds = states[is].kinds & ~OF(SOURCE), fit = 0;

	for (size_t i = 0; i < TOLD; i++)
		if ((kinds & 1u << replay[i]) != 0 && names_find(
		    words->site->names, replay[i], words_ahead(words, 0)) != 0)
			fit |= 1u << replay[i];
	return fit != 0 || (kinds & (kinds - 1)) != 0 ? fit : kinds;
}

static const char *
kinds_listed(struct arena *arena, unsigned kinds)
{
	const char *list = NULL;

	for (size_t i = 0; i < TOLD; i++)
		if ((kinds & 1u << replay[i]) != 0)
			list = list == NULL ? kind_name(replay[i]) :
			    arena_format(arena, "%s or %s", list,
			    kind_name(replay[i]));
	return list;
}

/* The kind of a bare name, by the state that follows it. */
static bool
kind_of(struct words *words, enum condition_state is, enum kind *kind)
{
	unsigned fit = kinds_fitting(words, is);

	if (fit == 0)
		return words_wrong(words, arena_format(words->arena,
		    "a name of a %s, or the kind before it", kinds_listed(
		    words->arena, states[is].kinds)));
	if ((fit & (fit - 1)) != 0)
		return words_wrong(words, arena_format(words->arena,
		    "its kind before it (%s): it is the name of both",
		    kinds_listed(words->arena, fit)));
	for (size_t i = 0; i < TOLD; i++)
		if (fit == 1u << replay[i])
			*kind = replay[i];
	return true;
}

/*
 * The state is looked at first: it says of which kinds the name before it may
 * be.
 */
bool
words_condition(struct words *words, struct condition *condition)
{
	uint32_t name;
	enum condition_state is;

	condition->kind = kind_taken(words);
	condition->on = 0;
	if (words_ahead(words, 0)[0] == '\0')
		return words_wrong(words, "a name");
	is = state_ahead(words, 1);
	name = words->next++;
	if (is == CONDITION_STATES || (condition->kind != KIND_NONE &&
	    (states[is].kinds & 1u << condition->kind) == 0))
		return state_wrong(words, condition->kind);
	words->next = name;
	if (condition->kind == KIND_NONE &&
	    !kind_of(words, is, &condition->kind))
		return false;
	condition->is = is;
	if (!words_name(words, condition->kind, &condition->name))
		return false;
	words_take(words, states[is].word);
	return words_on_node(words, &condition->on);
}

bool
phrase_condition(struct arena *arena, struct site *site,
    const char *text, struct condition *condition, struct wrong *wrong)
{
	struct words words;

	return words_split(&words, arena, site, text, wrong) &&
	    words_condition(&words, condition) && words_end(&words);
}

bool
phrase_wait(struct arena *arena, struct site *site, const char *text,
    struct wait *wait, struct wrong *wrong)
{
	struct words words;

	*wait = (struct wait){ .has_condition = false };
	if (!words_split(&words, arena, site, text, wrong))
		return false;
	if (words.count == 1)
		return words_duration(&words, &wait->limit_ms);
	wait->has_condition = true;
	return words_condition(&words, &wait->condition) &&
	    words_must(&words, "within") &&
	    words_duration(&words, &wait->limit_ms) && words_end(&words);
}

bool
phrase_place(struct arena *arena, struct site *site, const char *text,
    uint32_t *place, struct wrong *wrong)
{
	struct words words;

	return words_split(&words, arena, site, text, wrong) &&
	    words_place(&words, place) && words_end(&words);
}
