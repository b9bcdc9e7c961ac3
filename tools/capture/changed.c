#include "tools/capture/changed.h"

#include "core/base/visible.h"
#include "tools/report/lines.h"
#include "tools/report/text.h"
#include "tools/say.h"

enum { INDENT = 4 };

static const char *const words[] = {
	[CHANGE_NEW] = "new", [CHANGE_GONE] = "gone",
	[CHANGE_OTHER] = "changed", [CHANGE_UNANSWERED] = "unanswered",
	[CHANGE_ANSWERED] = "answered",
};

static const char *
value(const char *text)
{
	return *text != '\0' ? text : "nothing";
}

static const char *
what_text(struct arena *arena, const struct change *change)
{
	const char *all = change->kind == CHANGE_NEW ? change->is :
	    change->was;

	if (change->kind == CHANGE_OTHER)
		return arena_format(arena, "%s was %s, is %s", change->key,
		    value(change->was), value(change->is));
	if (change->kind == CHANGE_NEW || change->kind == CHANGE_GONE)
		return arena_format(arena, "%s%s%s", words[change->kind],
		    *all != '\0' ? ": " : "", all);
	if (change->kind == CHANGE_UNANSWERED)
		return arena_format(arena, *change->command != '\0' ?
		    "%s: was answered, is not: %s" :
		    "%sanswered, and does not any more: %s", change->command,
		    value(change->is));
	return arena_format(arena, *change->command != '\0' ?
	    "%s: is answered, was not: %s" :
	    "%sanswers, and did not: %s", change->command,
	    value(change->was));
}

static void
change_print(const struct change *change)
{
	struct arena arena = { 0 };
	const char *thing = *change->fact == '\0' ? "" : arena_format(&arena,
	    "%s%s%s: ", change->fact, *change->name != '\0' ? " " : "",
	    change->name);

	text_wrap(visible_text(&arena, arena_format(&arena, "%s: %s%s",
	    change->on, thing, what_text(&arena, change))), INDENT, 0);
	arena_drop(&arena);
}

static unsigned
count_of(const struct changes *changes, enum change_kind kind)
{
	unsigned count = 0;

	for (uint32_t i = 0; i < changes->count; i++)
		count += changes->list[i].kind == kind;
	return count;
}

void
changed_print(const struct changes *changes, const char *old,
    const char *now)
{
	say("from %s to %s\n", old, now);
	for (uint32_t i = 0; i < changes->count; i++)
		change_print(&changes->list[i]);
	say("%u new, %u gone, %u changed; ", count_of(changes, CHANGE_NEW),
	    count_of(changes, CHANGE_GONE), count_of(changes, CHANGE_OTHER));
	say("%u command%s compared", (unsigned)changes->compared,
	    plural(changes->compared));
	if (changes->unknown != 0)
		say(", %u not answered in one", (unsigned)changes->unknown);
	say("\n");
}

/* A key that says nothing is left out. */
static void
text_add(json_t *object, const char *key, const char *text)
{
	struct arena arena = { 0 };

	if (*text != '\0')
		json_object_set_new(object, key, json_string(visible_text(
		    &arena, text)));
	arena_drop(&arena);
}

void
changed_lines(const struct changes *changes)
{
	lines_version("capture");
	for (uint32_t i = 0; i < changes->count; i++) {
		const struct change *change = &changes->list[i];
		json_t *object = json_pack("{s:s,s:s}", "type", "change",
		    "change", words[change->kind]);

		text_add(object, "on", change->on);
		text_add(object, "command", change->command);
		text_add(object, "fact", change->fact);
		text_add(object, "name", change->name);
		text_add(object, "key", change->key);
		text_add(object, "was", change->was);
		text_add(object, "is", change->is);
		lines_print(object);
	}
	lines_print(json_pack("{s:s,s:I,s:I,s:I,s:I,s:I,s:I,s:I}", "type",
	    "changed", "new", (json_int_t)count_of(changes, CHANGE_NEW),
	    "gone", (json_int_t)count_of(changes, CHANGE_GONE), "changed",
	    (json_int_t)count_of(changes, CHANGE_OTHER), "unanswered",
	    (json_int_t)count_of(changes, CHANGE_UNANSWERED), "answered",
	    (json_int_t)count_of(changes, CHANGE_ANSWERED), "compared",
	    (json_int_t)changes->compared, "unknown",
	    (json_int_t)changes->unknown));
}
