/*
 * The entries of a scenario: each is one thing that happens.
 */
#include "core/formats/scenario/scenario_parts.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/limits.h"

struct entry_text {
	const struct value *whole;
	const struct value *note, *on, *with;
	const struct value *verb[ENTRY_KINDS];
	int64_t		 at_ms;
};

static void
only_true(struct reader *reader, const struct value *value, void *target)
{
	(void)target;
	if (value->number == 0)
		reader_wrong(reader, value, "true");
}

static void
number_or_always(struct reader *reader, const struct value *value,
    void *target)
{
	(void)target;
	if (value->type == VALUE_INTEGER ?
	    value->number < 1 || value->number > UINT32_MAX :
	    value->type != VALUE_TEXT || strcmp(value->text, "always") != 0)
		reader_wrong(reader, value,
		    "a whole number from 1, or \"always\"");
}

/* Kept as values: a phrase is read once the entry is known to be whole. */
static const struct row entry_rows[] = {
	{ "run", ROW_TEXT,
	    .place = 1 + offsetof(struct entry_text, verb[ENTRY_RUN]) },
	{ "resume", ROW_BOOL, .read = only_true },
	{ "rollback", ROW_BOOL, .read = only_true },
	{ "fault", ROW_TEXT,
	    .place = 1 + offsetof(struct entry_text, verb[ENTRY_FAULT]) },
	{ "mend", ROW_TEXT,
	    .place = 1 + offsetof(struct entry_text, verb[ENTRY_MEND]) },
	{ "kill", ROW_TEXT,
	    .place = 1 + offsetof(struct entry_text, verb[ENTRY_KILL]) },
	{ "type", ROW_TEXT,
	    .place = 1 + offsetof(struct entry_text, verb[ENTRY_TYPE]) },
	{ "script", ROW_TEXT,
	    .place = 1 + offsetof(struct entry_text, verb[ENTRY_SCRIPT]) },
	{ "wait", ROW_TEXT,
	    .place = 1 + offsetof(struct entry_text, verb[ENTRY_WAIT]) },
	{ "answer", ROW_TEXT,
	    .place = 1 + offsetof(struct entry_text, verb[ENTRY_ANSWER]) },
	{ "save", ROW_NAME,
	    .place = 1 + offsetof(struct entry_text, verb[ENTRY_SAVE]) },
	{ "return", ROW_NAME,
	    .place = 1 + offsetof(struct entry_text, verb[ENTRY_RETURN]) },
	{ "at", ROW_DURATION,
	    .place = 1 + offsetof(struct entry_text, at_ms) },
	{ "note", ROW_TEXT, .place = 1 + offsetof(struct entry_text, note) },
	{ "on", ROW_TEXT, .place = 1 + offsetof(struct entry_text, on) },
	{ "with", ROW_TEXT, .place = 1 + offsetof(struct entry_text, with) },
	{ "times", ROW_ANY, .read = number_or_always },
	{ "nth", .type = ROW_COUNT, .minimum = 1, .maximum = UINT32_MAX },
	{ "every", .type = ROW_COUNT, .minimum = 1, .maximum = UINT32_MAX },
	{ "when", .type = ROW_TEXT },
	{ "may", .type = ROW_BOOL },
	{ .key = NULL },
};
static const struct shape entry_shape = { "an entry of \"do\"", entry_rows };
static const struct row entry_each =
    { .type = ROW_OBJECT, .shape = &entry_shape };

/* What an entry does, in the order of enum entry_kind. */
static const struct {
	const char	*key;
	const char	*preconditions;	/* a key that comes with it, or NULL */
} verbs[ENTRY_KINDS] = {
	[ENTRY_RUN] = { .key = "run" },
	[ENTRY_RESUME] = { .key = "resume" },
	[ENTRY_ROLLBACK] = { .key = "rollback" },
	[ENTRY_FAULT] = { .key = "fault" },
	[ENTRY_MEND] = { .key = "mend" },
	[ENTRY_KILL] = { .key = "kill" },
	[ENTRY_TYPE] = { .key = "type", .preconditions = "on" },
	[ENTRY_SCRIPT] = { .key = "script" },
	[ENTRY_WAIT] = { .key = "wait" },
	[ENTRY_ANSWER] = { .key = "answer", .preconditions = "with" },
	[ENTRY_SAVE] = { .key = "save" },
	[ENTRY_RETURN] = { .key = "return" },
};

/* For a message. */
static const char *
verbs_listed(struct arena *arena)
{
	const char *list = NULL;

	for (enum entry_kind i = 0; i < ENTRY_KINDS; i++)
		list = list == NULL ? verbs[i].key :
		    arena_format(arena, "%s, %s", list, verbs[i].key);
	return list;
}

/* Keys that make sense with some of them only. */
static const struct {
	const char	*key;
	unsigned	 kinds;		/* a set, by enum entry_kind */
	const char	*with;
} companions[] = {
	{ "on", 1u << ENTRY_TYPE | 1u << ENTRY_SCRIPT,
	    "\"type\" or \"script\"" },
	{ "with", 1u << ENTRY_ANSWER, "\"answer\"" },
	{ "times", 1u << ENTRY_FAULT, "\"fault\"" },
	{ "nth", 1u << ENTRY_FAULT, "\"fault\"" },
	{ "every", 1u << ENTRY_FAULT, "\"fault\"" },
	{ "when", 1u << ENTRY_FAULT, "\"fault\"" },
	{ "may", 1u << ENTRY_FAULT | 1u << ENTRY_TYPE | 1u << ENTRY_SCRIPT |
	    1u << ENTRY_WAIT,
	    "\"fault\", \"type\" or \"script\", or with a \"wait\" for a "
	    "condition" },
};

static void
misplaced(struct reader *reader, const struct value *part, const char *with)
{
	mistakes_add(reader->arena, reader->mistakes, &part->key_spot,
	    mistakes_quote(reader->arena, part->key),
	    arena_format(reader->arena, "only in an entry with %s", with));
}

void
scenario_wrong(struct reader *reader, const struct value *value,
    const struct wrong *wrong)
{
	reader_wrong_in(reader, value, wrong->at, wrong->found,
	    wrong->expected);
}

/*
 * The one thing that an entry does; ENTRY_KINDS with a mistake.  An entry with
 * two verbs would leave open which comes first.
 */
static enum entry_kind
kind_of(struct reader *reader, const struct value *value)
{
	enum entry_kind kind = ENTRY_KINDS;

	for (enum entry_kind i = 0; i < ENTRY_KINDS; i++) {
		const struct value *verb = value_get(value, verbs[i].key);

		if (verb == NULL)
			continue;
		if (kind == ENTRY_KINDS) {
			kind = i;
			continue;
		}
		mistakes_add(reader->arena, reader->mistakes, &verb->key_spot,
		    mistakes_quote(reader->arena, verb->key),
		    arena_format(reader->arena, "one such key in an entry; it "
		    "already has \"%s\"", verbs[kind].key));
		return ENTRY_KINDS;
	}
	if (kind == ENTRY_KINDS)
		reader_wrong(reader, value, arena_format(reader->arena,
		    "one of %s", verbs_listed(reader->arena)));
	return kind;
}

static void
companions_fit(struct reader *reader, const struct value *value,
    enum entry_kind kind)
{
	const char *preconditions = verbs[kind].preconditions;

	if (preconditions != NULL && value_get(value, preconditions) == NULL)
		reader_add(reader, value, "\"%s\" is missing: \"%s\" needs it",
		    preconditions, verbs[kind].key);
	for (size_t i = 0; i < sizeof(companions) / sizeof(companions[0]);
	    i++) {
		const struct value *part = value_get(value, companions[i].key);

		if (part != NULL && (companions[i].kinds >> kind & 1) == 0)
			misplaced(reader, part, companions[i].with);
	}
}

/* A name that an earlier entry has saved. */
static void
saved(struct reader *reader, const struct scenario *scenario,
    const struct value *value)
{
	for (uint32_t i = 0; i < scenario->save_count; i++)
		if (strcmp(scenario->saves[i], value->text) == 0)
			return;
	reader_wrong(reader, value, "a name that an entry before has saved");
}

/* One more of a thing that the player has so much space for, and no more. */
static bool
counted(struct reader *reader, const struct value *value, uint32_t *count,
    uint32_t limit, const char *what)
{
	if (*count < limit)
		return ++*count != 0;
	reader_wrong(reader, value, arena_format(reader->arena,
	    "at most %u %s", (unsigned)limit, what));
	return false;
}

/* The row of that answer; a word that is none is a mistake. */
static unsigned
answer(struct reader *reader, const struct vocabulary *vocabulary,
    const struct value *value)
{
	const char *word, *list = NULL;

	for (unsigned n = 0; (word = vocabulary->answer(n)) != NULL; n++) {
		if (strcmp(word, value->text) == 0)
			return n;
		list = list == NULL ? word :
		    arena_format(reader->arena, "%s, %s", list, word);
	}
	reader_wrong(reader, value, arena_format(reader->arena,
	    "one of %s", list));
	return 0;
}

/* A wait for a time is always over at last. */
static void
wait(struct reader *reader, const struct entry_text *text,
    const struct wait *wait)
{
	const struct value *may = value_get(text->whole, "may");

	if (may != NULL && !wait->has_condition)
		misplaced(reader, may, "\"fault\", \"type\" or \"script\", or "
		    "with a \"wait\" for a condition");
}

/* Without a site no phrase can be read: its names would all be unknown. */
static void
words(struct reader *reader, const struct language *language,
    const struct value *value, const struct entry_text *text,
    struct scenario_entry *entry)
{
	struct wrong wrong;
	bool fits = true;

	switch (entry->kind) {
	case ENTRY_RUN:
		scenario_job(reader, value, &entry->job);
		break;
	case ENTRY_FAULT:
		scenario_fault(reader, language, value, text->whole,
		    &entry->fault);
		break;
	case ENTRY_MEND:
		fits = phrase_mend(language, value->text, &entry->fault,
		    &wrong);
		break;
	case ENTRY_KILL:
		fits = phrase_crash(language, value->text, &entry->fault,
		    &wrong);
		break;
	case ENTRY_WAIT:
		fits = phrase_wait(language, value->text, &entry->wait,
		    &wrong);
		if (fits)
			wait(reader, text, &entry->wait);
		break;
	case ENTRY_TYPE:
	case ENTRY_SCRIPT:
		if (text->on != NULL && !phrase_place(language,
		    text->on->text, &entry->on, &wrong))
			scenario_wrong(reader, text->on, &wrong);
		break;
	default:
		break;
	}
	if (!fits)
		scenario_wrong(reader, value, &wrong);
}

static void
entry(struct reader *reader, const struct value *value,
    struct scenario *scenario)
{
	const struct language language = scenario_language(reader, scenario);
	struct entry_text text = { .whole = value, .at_ms = -1 };
	struct scenario_entry *made = &scenario->entries[
	    scenario->entry_count];
	const struct value *verb, *may;
	enum entry_kind kind;

	if (!reader_value(reader, &entry_each, value, &text))
		return;
	kind = kind_of(reader, value);
	if (kind == ENTRY_KINDS)
		return;
	companions_fit(reader, value, kind);
	if (text.at_ms >= 0)
		counted(reader, value_get(value, "at"),
		    &scenario->timed_count, LIMIT_TIMED, "entries with \"at\"");
	verb = text.verb[kind];
	may = value_get(value, "may");
	*made = (struct scenario_entry){ .kind = kind, .spot = value->spot,
	    .at_ms = text.at_ms, .may = may != NULL && may->number != 0,
	    .text = verb != NULL ? verb->text : "",
	    .note = text.note != NULL ? text.note->text : "" };
	if (text.with != NULL && kind == ENTRY_ANSWER)
		made->answer = answer(reader, scenario->vocabulary, text.with);
	if (verb != NULL && kind == ENTRY_SCRIPT) {
		made->script = scenario_path(reader->arena, value->spot.file,
		    verb->text);
		made->on = 1;
	}
	if (verb != NULL && kind == ENTRY_RETURN)
		saved(reader, scenario, verb);
	if (verb != NULL && kind == ENTRY_SAVE && counted(reader, verb,
	    &scenario->save_count, LIMIT_SAVES, "saved worlds"))
		scenario->saves[scenario->save_count - 1] = verb->text;
	if (verb != NULL && reader->site != NULL)
		words(reader, &language, verb, &text, made);
	scenario->entry_count++;
}

void
scenario_entries(struct reader *reader, const struct value *list,
    struct scenario *scenario)
{
	scenario->entries = arena_take(reader->arena, list->count + 1,
	    sizeof(*scenario->entries));
	for (list = list->first; list != NULL; list = list->next)
		entry(reader, list, scenario);
}
