/*
 * Faults at the door and of ourselves, and the keys of all faults.
 */
#include "core/formats/scenario/words.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/formats/json/mistakes.h"

static const char *const doors[DOORS] = {
	[DOOR_REFUSE] = "refuse", [DOOR_LOSE] = "lose", [DOOR_LATE] = "late",
	[DOOR_LIE] = "lie", [DOOR_HANG] = "hang", [DOOR_PARTIAL] = "partial",
	[DOOR_GARBLE] = "garble", [DOOR_STALE] = "stale",
};

const char *
door_name(enum door door)
{
	return doors[door];
}

static bool
unknown(struct words *words)
{
	const char *word = words_ahead(words, 0), *near = NULL;
	const char *list = doors[0];

	for (unsigned i = 0; i < DOORS; i++) {
		mistakes_nearer(word, doors[i], &near);
		if (i != 0)
			list = arena_format(words->arena, "%s, %s", list,
			    doors[i]);
	}
	mistakes_nearer(word, "crash", &near);
	list = arena_format(words->arena, "%s OPERATION; crash; %s", list,
	    words_disasters(words, &near));
	return words_wrong(words, near == NULL ?
	    arena_format(words->arena, "a fault: %s", list) :
	    arena_format(words->arena, "a fault; did you mean \"%s\"? Known "
	    "are: %s", near, list));
}

static bool
operation_unknown(struct words *words)
{
	const char *word = words_ahead(words, 0), *near = NULL;

	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++)
		mistakes_nearer(word, op_table[kind].name, &near);
	return words_wrong(words, near == NULL ?
	    "an operation such as \"pool-import\", or \"any\"" :
	    arena_format(words->arena, "an operation; did you mean \"%s\"?",
	    near));
}

/* The order in which an operation's object is looked for: as op_object. */
static const enum field order[] = { F_DISK, F_NET, F_VOLUME, F_SERVICE,
    F_RESOURCE, F_GROUP, F_GUEST, F_FILE, F_POOL, F_DEVICE, F_TYPE, F_VALUE };

enum { ORDER = sizeof(order) / sizeof(order[0]) };

/* Anything that the operation has a field for and the site a name. */
static bool
object(struct words *words, struct fault *fault)
{
	const struct op_info *info = &op_table[fault->op];
	const char *word = words_ahead(words, 0);
	enum kind first = KIND_NONE;

	for (size_t i = 0; i < ORDER; i++) {
		enum kind kind = field_kind[order[i]];

		if (((info->takes | info->may) & TAKES(order[i])) == 0)
			continue;
		if (names_find(words->site->names, kind, word) != 0)
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

/* Operation, object and place, from the operation on. */
/*
 * What follows the operation is its object unless it is "on": no object has
 * that name in a phrase.
 */
static bool
target(struct words *words, struct fault *fault)
{
	const char *after;

	if (!words_take(words, "any")) {
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

static bool
door_read(struct words *words, enum door door, struct fault *fault)
{
	fault->class = FAULT_DOOR;
	fault->door = door;
	words->next++;
	return (door != DOOR_LATE || words_duration(words, &fault->amount)) &&
	    target(words, fault);
}

/*
 * A record is a number of the journal; an operation is more telling, and holds
 * when the plan grows.
 */
static bool
crash_read(struct words *words, struct fault *fault)
{
	fault->class = FAULT_CRASH;
	fault->before = words_take(words, "before");
	if (!fault->before && !words_take(words, "after"))
		return words_wrong(words, "\"before\" or \"after\"");
	if (words_take(words, "record"))
		return words_number(words, 0, &fault->record);
	return target(words, fault);
}

/* "hang" is of both kinds: what hangs is an operation or a node. */
static bool
body(struct words *words, struct fault *fault)
{
	const char *word = words_ahead(words, 0);
	const char *after = words_ahead(words, 1);
	bool node = names_find(words->site->names, KIND_NODE, after) != 0;

	if (words_take(words, "crash"))
		return crash_read(words, fault);
	for (unsigned door = 0; door < DOORS; door++)
		if (strcmp(doors[door], word) == 0 &&
		    (door != DOOR_HANG || !node))
			return door_read(words, door, fault);
	return words_is_disaster(words) ? words_disaster(words, fault) :
	    unknown(words);
}

/* A key that stands twice replaces itself. */
static bool
key(struct words *words, struct fault *fault)
{
	if (words_take(words, "at"))
		return words_duration(words, &fault->at_ms);
	if (words_take(words, "times always")) {
		fault->times = 0;
		return true;
	}
	if (words_take(words, "times"))
		return words_number(words, 1, &fault->times);
	if (words_take(words, "nth"))
		return words_number(words, 1, &fault->nth);
	if (words_take(words, "every"))
		return words_number(words, 1, &fault->every);
	if (words_take(words, "when")) {
		fault->has_when = true;
		return words_condition(words, &fault->when);
	}
	if (words_take(words, "may")) {
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

bool
phrase_fault(struct arena *arena, struct site *site, const char *text,
    struct fault *fault, struct wrong *wrong)
{
	struct words words;

	empty(fault, text);
	if (!words_split(&words, arena, site, text, wrong) ||
	    !body(&words, fault))
		return false;
	while (words_take(&words, ","))
		if (!key(&words, fault))
			return false;
	return words_end(&words);
}

bool
phrase_fault_key(struct arena *arena, struct site *site,
    const char *text, struct fault *fault, struct wrong *wrong)
{
	struct words words;

	if (!words_split(&words, arena, site, text, wrong) ||
	    !key(&words, fault) || !words_end(&words))
		return false;
	fault->text = arena_format(arena, "%s, %s", fault->text, text);
	return true;
}

bool
phrase_crash(struct arena *arena, struct site *site, const char *text,
    struct fault *fault, struct wrong *wrong)
{
	struct words words;

	empty(fault, arena_format(arena, "crash %s", text));
	return words_split(&words, arena, site, text, wrong) &&
	    crash_read(&words, fault) && words_end(&words);
}
