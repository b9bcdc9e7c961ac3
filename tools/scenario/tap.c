#include "tools/scenario/tap.h"

#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/visible.h"
#include "tools/say.h"

/* A text in which some letters would mean something else. */
static void
print_escaped(const char *text, const char *special)
{
	for (size_t n; *text != '\0'; text += n) {
		n = strcspn(text, special);
		say("%.*s", (int)n, text);
		if (text[n] != '\0')
			say("\\%c", text[n++]);
	}
}

/* The line of a test; "# SKIP" in a name is a name. */
static void
test_print(const char *result, unsigned n, const char *name, const char *rest)
{
	struct arena arena = { 0 };

	say("%s %u - ", result, n);
	/* What shows a newline here is a backslash and a letter. */
	print_escaped(visible_text(&arena, name), "#\\");
	say("%s\n", rest);
	arena_drop(&arena);
}

/* In quotes YAML has the escapes that say writes for what is not shown; a byte
 * that is no character would be read as one: it does not matter. */
static void
quoted_print(const char *key, const char *text)
{
	say("%s: \"", key);
	print_escaped(text != NULL ? text : "", "\"\\");
	say("\"\n");
}

static void
tap_on_event(struct sink *sink, const struct event *event)
{
	struct tap *tap = (struct tap *)sink;

	if (event->type != EVENT_EXPECTATION)
		return;
	test_print(event->met || event->pending ? "    ok" : "    not ok",
	    ++tap->sub, event->text, event->pending ?
	    " # SKIP the scenario was stopped before" : "");
	if (event->met || event->pending)
		return;
	say("      ---\n");
	quoted_print("      seen", event->word);
	say("      at_ms: %lld\n      ...\n", (long long)event->at_ms);
}

void
tap_make(struct tap *tap)
{
	*tap = (struct tap){ .sink.emit = tap_on_event };
}

void
tap_begin(unsigned scenarios)
{
	say("TAP version 13\n1..%u\n", scenarios);
}

void
tap_scenario(struct tap *tap, unsigned n, const char *name, bool passed,
    const struct err *err)
{
	if (tap->sub != 0)
		say("    1..%u\n", tap->sub);
	test_print(passed ? "ok" : "not ok", n, name, "");
	if (passed)
		return;
	say("  ---\n  code: %s\n", err_table[err->code].name);
	quoted_print("  message", err->text);
	say("  ...\n");
}
