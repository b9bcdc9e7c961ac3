#include "core/formats/scenario/words.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/formats/json/mistakes.h"

/* The list grows with the catalogue of the simulator. */
static const char *const invariants[] = { "guest-active-once",
    "pool-imported-once", "group-online-once", "source-untouched",
    "nothing-left", "goal-reached", "groups-resumed", "data-intact",
    "journal-first", "force-proved", "silence-after-end", "secrets-absent",
    "addresses-once", "no-twin-as-target" };

static const struct {
	const char	*word;
	enum ending	 ending;
} endings[] = { { "arrived", ARRIVED }, { "returned", RETURNED },
    { "stuck", STUCK }, { "refused", REFUSED } };

enum { EXIT_MAX = 255 };

static bool
downtime(struct words *words, struct expectation *expectation)
{
	return words_name(words, KIND_GUEST, &expectation->guest) &&
	    words_must(words, "at most") &&
	    words_duration(words, &expectation->limit_ms);
}

static bool
because(struct words *words, struct expectation *expectation)
{
	const char *word = words_ahead(words, 0), *near = NULL;

	expectation->because = err_find(word);
	if (expectation->because != ERR_NONE) {
		words->next++;
		return true;
	}
	for (enum err_code code = ERR_NONE + 1; code < ERR_CODES; code++)
		mistakes_nearer(word, err_table[code].name, &near);
	return words_wrong(words, near == NULL ?
	    "an error code such as \"pool-busy\"" :
	    arena_format(words->arena, "an error code; did you mean \"%s\"?",
	    near));
}

static bool
run_ends(struct words *words, struct expectation *expectation)
{
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		if (words_take(words, endings[i].word)) {
			expectation->ending = endings[i].ending;
			return !words_take(words, "because") ||
			    because(words, expectation);
		}
	return words_wrong(words, "arrived, returned, stuck or refused");
}

static bool
exits(struct words *words, struct expectation *expectation)
{
	uint32_t at = words->next;

	if (!words_number(words, 0, &expectation->number))
		return false;
	return expectation->number <= EXIT_MAX ||
	    words_wrong_at(words, at, "an exit status of 0 to 255");
}

static bool
nothing(struct words *words, struct expectation *expectation)
{
	(void)words;
	(void)expectation;
	return true;
}

static bool
nothing_left(struct words *words, struct expectation *expectation)
{
	return words_name(words, KIND_GUEST, &expectation->guest) &&
	    words_on_node(words, &expectation->on);
}

static bool
violates(struct words *words, struct expectation *expectation)
{
	const char *word = words_ahead(words, 0), *near = NULL;
	const char *list = invariants[0];

	for (size_t i = 0; i < sizeof(invariants) / sizeof(invariants[0]);
	    i++) {
		if (words_take(words, invariants[i])) {
			expectation->quoted = invariants[i];
			return true;
		}
		mistakes_nearer(word, invariants[i], &near);
		if (i != 0)
			list = arena_format(words->arena, "%s, %s", list,
			    invariants[i]);
	}
	return words_wrong(words, near == NULL ?
	    arena_format(words->arena, "an invariant: %s", list) :
	    arena_format(words->arena, "an invariant; did you mean \"%s\"?",
	    near));
}

static bool
says(struct words *words, struct expectation *expectation)
{
	return words_quoted(words, &expectation->quoted);
}

/* Without a number once is enough, and more is well. */
static bool
typed(struct words *words, struct expectation *expectation)
{
	expectation->number = -1;
	if (!words_quoted(words, &expectation->quoted) ||
	    !words_on_place(words, &expectation->on))
		return false;
	if (words_ahead(words, 0)[0] == '\0')
		return true;
	return words_number(words, 0, &expectation->number) &&
	    words_must(words, "times");
}

static bool
not_typed(struct words *words, struct expectation *expectation)
{
	return words_quoted(words, &expectation->quoted) &&
	    words_on_place(words, &expectation->on);
}

static const struct {
	const char	*begins;
	enum expect	 expect;
	bool		(*read)(struct words *, struct expectation *);
} rows[] = {
	{ "downtime of", EXPECT_DOWNTIME, downtime },
	{ "run", EXPECT_RUN, run_ends },
	{ "exit", EXPECT_EXIT, exits },
	{ "no data lost", EXPECT_NO_DATA_LOST, nothing },
	{ "nothing left of", EXPECT_NOTHING_LEFT, nothing_left },
	{ "services equal", EXPECT_SERVICES_EQUAL, nothing },
	{ "violates", EXPECT_VIOLATES, violates },
	{ "says", EXPECT_SAYS, says },
	{ "typed", EXPECT_TYPED, typed },
	{ "not typed", EXPECT_NOT_TYPED, not_typed },
};

static bool
deadline(struct words *words, struct expectation *expectation)
{
	if (words_take(words, "at the end") || words->next == words->count)
		return true;
	if (words_take(words, "within"))
		expectation->deadline = DEADLINE_WITHIN;
	else if (words_take(words, "by"))
		expectation->deadline = DEADLINE_BY;
	else
		return words_wrong(words, "\"on\" and a node, \"within\" or "
		    "\"by\" and a duration, \"at the end\", or nothing more");
	return words_duration(words, &expectation->limit_ms);
}

/*
 * What is watched all the time may have a deadline too: never, within the
 * first hour.
 */
static bool
condition(struct words *words, struct expectation *expectation)
{
	expectation->expect = EXPECT_CONDITION;
	if (words_take(words, "never"))
		expectation->watch = WATCH_NEVER;
	else if (words_take(words, "always"))
		expectation->watch = WATCH_ALWAYS;
	return words_condition(words, &expectation->condition) &&
	    deadline(words, expectation);
}

static bool
expectation_read(struct words *words, struct expectation *expectation)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (words_take(words, rows[i].begins)) {
			expectation->expect = rows[i].expect;
			return rows[i].read(words, expectation);
		}
	return condition(words, expectation);
}

bool
phrase_expectation(struct arena *arena, struct site *site,
    const char *text, struct expectation *expectation, struct wrong *wrong)
{
	struct words words;

	*expectation = (struct expectation){ .text = text };
	return words_split(&words, arena, site, text, wrong) &&
	    expectation_read(&words, expectation) && words_end(&words);
}
