/*
 * Faults at operations and of ourselves, and the keys of all faults.
 */
#include "core/formats/scenario/words.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/json/mistakes.h"

/* The kinds of fault that can be played, each with a word before it. */
static const char *
strikes_listed(struct words *words, const char **near)
{
	struct arena *arena = words_arena(words);
	const char *list = NULL;

	for (enum strike strike = 0; strike < STRIKES; strike++) {
		const char *word = strike_table[strike].word;

		if (!strike_is_played(strike))
			continue;
		mistakes_nearer(words_ahead(words, 0), word, near);
		list = list == NULL ? word :
		    arena_format(arena, "%s, %s", list, word);
	}
	return list;
}

static const char *
faults_listed(struct words *words, const char **near)
{
	const char *strikes = strikes_listed(words, near);

	mistakes_nearer(words_ahead(words, 0), "crash", near);
	return arena_format(words_arena(words),
	    "%s OPERATION; crash; %s", strikes,
	    words_world_faults(words, CAN_PLAY, near));
}

static bool
unknown(struct words *words)
{
	const char *near = NULL, *list = faults_listed(words, &near);

	return words_wrong(words, near == NULL ?
	    arena_format(words_arena(words), "a fault: %s", list) :
	    arena_format(words_arena(words), "a fault; did you mean "
	    "\"%s\"? Known are: %s", near, list));
}

/* The format knows the word, and nobody can play it. */
static bool
unplayed(struct words *words)
{
	const char *near = NULL;

	return words_wrong(words, arena_format(words_arena(words),
	    "a fault that this release can play; one of: %s",
	    faults_listed(words, &near)));
}

static bool
operation_unknown(struct words *words)
{
	const char *word = words_ahead(words, 0), *near = NULL;

	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++)
		mistakes_nearer(word, op_table[kind].name, &near);
	return words_wrong(words, near == NULL ?
	    "an operation such as \"pool-import\", or \"any\"" :
	    arena_format(words_arena(words),
	    "an operation; did you mean \"%s\"?", near));
}

/* Anything that the operation has a field for and the site a name. */
static bool
object(struct words *words, struct fault *fault)
{
	const struct op_info *info = &op_table[fault->op];
	const char *word = words_ahead(words, 0);
	enum kind first = KIND_NONE;

	for (size_t i = 0; i < OBJECT_FIELDS; i++) {
		enum kind kind = field_kind[object_fields[i]];

		if (((info->takes | info->optional) &
		    TAKES(object_fields[i])) == 0)
			continue;
		if (names_find(words_names(words), kind, word) != 0)
			fault->kind = kind;
		if (fault->kind != KIND_NONE)
			break;
		if (first == KIND_NONE || (word[0] == '/' &&
		    kind == KIND_FILE))
			first = kind;
	}
	if (fault->kind == KIND_NONE)
		fault->kind = first;
	if (fault->kind == KIND_NONE)
		return words_wrong(words, "\"on\" and a place: the operation "
		    "has no object");
	return words_name(words, fault->kind, &fault->object);
}

/*
 * What follows the operation is its object unless it is "on": no object has
 * that name in a phrase.
 */
static bool
target(struct words *words, struct fault *fault)
{
	const char *after;

	if (!words_accept(words, "any")) {
		fault->op = op_find(words_ahead(words, 0));
		if (fault->op == OP_NONE)
			return operation_unknown(words);
		words->next++;
		after = words_ahead(words, 0);
		if (*after != '\0' && *after != ',' &&
		    strcmp(after, "on") != 0 && !object(words, fault))
			return false;
	}
	return words_on_place(words, &fault->on);
}

/* The operation stands there and cannot be struck like that: what can be? */
static bool
strikes_not(struct words *words, uint32_t at, const struct strike_info *info)
{
	if (info->only != OP_NONE)
		return words_wrong_at(words, at, arena_format(
		    words_arena(words), "%s: %s strikes no other "
		    "operation", op_table[info->only].name, info->word));
	return words_wrong_at(words, at, arena_format(words_arena(words),
	    "a %s: %s strikes nothing else",
	    info->change == NULL ? "question" : "change",
	    info->word));
}

static bool
strike_read(struct words *words, enum strike strike, struct fault *fault)
{
	const struct strike_info *info = &strike_table[strike];
	uint32_t at;

	if (!strike_is_played(strike))
		return unplayed(words);
	fault->class = FAULT_OPERATION;
	fault->strike = strike;
	words->next++;
	if (info->delayed && !words_duration(words, &fault->amount))
		return false;
	at = words->next;
	return target(words, fault) && (strike_fits(strike, fault->op) ||
	    strikes_not(words, at, info));
}

/*
 * A record is a number of the journal; an operation says more, and holds
 * when the plan grows.  domferry ends around a change: a question leaves
 * nothing that could be lost.
 */
static bool
crash_read(struct words *words, struct fault *fault)
{
	uint32_t at;

	fault->class = FAULT_CRASH;
	fault->before = words_accept(words, "before");
	if (!fault->before && !words_accept(words, "after"))
		return words_wrong(words, "\"before\" or \"after\"");
	if (words_accept(words, "record"))
		return words_number(words, 0, &fault->record);
	at = words->next;
	return target(words, fault) && (!op_table[fault->op].question ||
	    words_wrong_at(words, at, "a change: domferry does not end at a "
	    "question"));
}

/* "hang" is of both kinds: what hangs is an operation or a node. */
static bool
body(struct words *words, unsigned can, struct fault *fault)
{
	const char *word = words_ahead(words, 0);
	const char *after = words_ahead(words, 1);
	bool node = names_find(words_names(words), KIND_NODE,
	    after) != 0;

	if (words_accept(words, "crash"))
		return crash_read(words, fault);
	for (enum strike strike = 0; strike < STRIKES; strike++)
		if (strcmp(strike_table[strike].word, word) == 0 &&
		    (strike != STRIKE_HANG || !node))
			return strike_read(words, strike, fault);
	return words_is_world_fault(words) ?
	    words_world_fault(words, can, fault) : unknown(words);
}

/* A key that stands twice replaces itself. */
static bool
key(struct words *words, struct fault *fault)
{
	if (words_accept(words, "at"))
		return words_duration(words, &fault->at_ms);
	if (words_accept(words, "times always")) {
		fault->times = 0;
		return true;
	}
	if (words_accept(words, "times"))
		return words_number(words, 1, &fault->times);
	if (words_accept(words, "nth"))
		return words_number(words, 1, &fault->nth);
	if (words_accept(words, "every"))
		return words_number(words, 1, &fault->every);
	if (words_accept(words, "when")) {
		fault->has_when = true;
		return words_condition(words, &fault->when);
	}
	if (words_accept(words, "may")) {
		fault->may = true;
		return true;
	}
	return words_wrong(words, "at, times, nth, every, when or may");
}

static void
empty(struct fault *fault, const char *text)
{
	*fault = (struct fault){ .text = text, .record = -1, .at_ms = -1,
	    .times = 1, .nth = 1, .every = 1 };
}

static bool
fault_read(const struct language *language, const char *text, unsigned can,
    struct fault *fault, struct wrong *wrong)
{
	struct words words;

	empty(fault, text);
	if (!words_split(&words, language, text, wrong) ||
	    !body(&words, can, fault))
		return false;
	while (words_accept(&words, ","))
		if (!key(&words, fault))
			return false;
	return words_end(&words);
}

bool
phrase_fault(const struct language *language, const char *text,
    struct fault *fault, struct wrong *wrong)
{
	assert(text != NULL);
	return fault_read(language, text, CAN_PLAY, fault, wrong);
}

bool
phrase_mend(const struct language *language, const char *text,
    struct fault *fault, struct wrong *wrong)
{
	assert(text != NULL);
	return fault_read(language, text, CAN_END, fault, wrong);
}

bool
phrase_fault_key(const struct language *language, const char *text,
    struct fault *fault, struct wrong *wrong)
{
	struct words words;

	if (!words_split(&words, language, text, wrong) ||
	    !key(&words, fault) || !words_end(&words))
		return false;
	fault->text = arena_format(language->arena, "%s, %s", fault->text,
	    text);
	return true;
}

bool
phrase_crash(const struct language *language, const char *text,
    struct fault *fault, struct wrong *wrong)
{
	struct words words;

	empty(fault, arena_format(language->arena, "crash %s", text));
	return words_split(&words, language, text, wrong) &&
	    crash_read(&words, fault) && words_end(&words);
}
