/*
 * Commands of the operator's.  "hooks": what a real run starts on the machine
 * where it is carried out.  "blackout": what it types on a node to open and
 * close a blackout of the monitoring, and to ask whether one is open; all
 * three, or none, because what nobody can ask cannot be settled.
 */
#include <stddef.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/site/site_parts.h"

enum { HOOKS = 256, WORDS = SITE_WORDS, LIMIT_MS = 60 * 1000 };

struct entry {
	struct site_hook list[HOOKS];
	unsigned	 count;
	int64_t		 limit_ms;
};

static const struct row word = { .type = ROW_TEXT };
static const struct row program = { .type = ROW_PATH };
static const struct row words_row = { .type = ROW_LIST, .minimum = 1,
    .maximum = WORDS, .each = &word };

/* The first word is a path: no shell looks for it. */
static const char *const *
words_of(struct reader *reader, const struct value *list)
{
	const char **words = arena_take(reader->arena, WORDS + 1,
	    sizeof(*words));
	unsigned n = 0;

	if (list->first == NULL || !reader_value(reader, &program, list->first,
	    NULL))
		return NULL;
	for (const struct value *part = list->first; part != NULL && n < WORDS;
	    part = part->next)
		words[n++] = part->text;
	return words;
}

static void
add(struct reader *reader, struct entry *entry, enum hook_moment moment,
    const struct value *list)
{
	const char *const *words = words_of(reader, list);

	if (words == NULL)
		return;
	if (entry->count == HOOKS) {
		reader_add(reader, list, "more than %d hooks", HOOKS);
		return;
	}
	entry->list[entry->count++] = (struct site_hook){ moment,
	    moment >= HOOK_BEFORE ? list->key : NULL, words };
}

static enum hook_moment
moment_of(const struct value *value)
{
	enum hook_moment moment = HOOK_START;

	while (moment < HOOK_AFTER && strcmp(hook_words[moment], value->key) !=
	    0)
		moment++;
	return moment;
}

static void
once(struct reader *reader, const struct value *list, void *target)
{
	add(reader, target, moment_of(list), list);
}

static void
by_step(struct reader *reader, const struct value *object, void *target)
{
	for (const struct value *part = object->first; part != NULL;
	    part = part->next)
		if (reader_value(reader, &words_row, part, NULL))
			add(reader, target, moment_of(object), part);
}

static const struct row rows[] = {
	{ "start", ROW_LIST, .minimum = 1, .maximum = WORDS, .each = &word,
	    .read = once },
	{ "irreversible", ROW_LIST, .minimum = 1, .maximum = WORDS,
	    .each = &word, .read = once },
	{ "end", ROW_LIST, .minimum = 1, .maximum = WORDS, .each = &word,
	    .read = once },
	{ "before", ROW_OBJECT, .read = by_step },
	{ "after", ROW_OBJECT, .read = by_step },
	{ "limit", ROW_DURATION, .minimum = 1,
	    .place = 1 + offsetof(struct entry, limit_ms) },
	{ .key = NULL },
};
static const struct shape shape = { "\"hooks\"", rows };

void
site_hooks(struct reader *reader, const struct value *object, void *target)
{
	struct entry *entry = arena_take(reader->arena, 1, sizeof(*entry));

	(void)target;
	entry->limit_ms = LIMIT_MS;
	reader_object(reader, &shape, object, entry);
	reader->site->hooks = (struct site_hooks){ entry->list, entry->count,
	    entry->limit_ms };
}

/* In the order of enum blackout_part. */
static const char *const parts[BLACKOUT_PARTS] = { "open", "close", "state" };

static void
blackout_part(struct reader *reader, const struct value *list, void *target)
{
	const char *const **words = target;
	unsigned part = 0;

	while (strcmp(parts[part], list->key) != 0)
		part++;
	words[part] = words_of(reader, list);
}

#define COMMAND(name)	{ name, ROW_LIST, .required = true, .minimum = 1, \
			.maximum = WORDS, .each = &word, .read = blackout_part }
static const struct row blackout_rows[] = {
	COMMAND("open"),
	COMMAND("close"),
	COMMAND("state"),
	{ .key = NULL },
};
static const struct shape blackout_shape = { "\"blackout\"", blackout_rows };

void
site_blackout(struct reader *reader, const struct value *object, void *target)
{
	(void)target;
	reader_object(reader, &blackout_shape, object, reader->site->blackout);
}
