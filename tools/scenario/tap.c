#include "tools/scenario/tap.h"

#include <stdio.h>
#include <string.h>

/* A text in which some letters would mean something else. */
static void
print_escaped(const char *text, const char *special)
{
	for (; text != NULL && *text != '\0'; text++) {
		if (strchr(special, *text) != NULL)
			putchar('\\');
		putchar(*text);
	}
}

/* The line of a test; "# SKIP" in a name is a name. */
static void
test_print(const char *indent, bool passed, unsigned n, const char *name)
{
	printf("%s%sok %u - ", indent, passed ? "" : "not ", n);
	print_escaped(name, "#\\");
	putchar('\n');
}

static void
quoted_print(const char *key, const char *text)
{
	printf("%s: \"", key);
	print_escaped(text, "\"\\");
	printf("\"\n");
}

static void
tap_on_event(struct sink *sink, const struct event *event)
{
	struct tap *tap = (struct tap *)sink;

	if (event->type != EVENT_EXPECTATION)
		return;
	test_print("    ", event->met, ++tap->sub, event->text);
	if (event->met)
		return;
	printf("      ---\n");
	quoted_print("      seen", event->word);
	printf("      at_ms: %lld\n      ...\n", (long long)event->at_ms);
}

void
tap_make(struct tap *tap)
{
	*tap = (struct tap){ .sink.emit = tap_on_event };
}

void
tap_begin(unsigned scenarios)
{
	printf("TAP version 13\n1..%u\n", scenarios);
}

void
tap_scenario(struct tap *tap, unsigned n, const char *name, bool passed,
    const struct err *err)
{
	if (tap->sub != 0)
		printf("    1..%u\n", tap->sub);
	test_print("", passed, n, name);
	if (passed)
		return;
	printf("  ---\n  code: %s\n", err_table[err->code].name);
	quoted_print("  message", err->text);
	printf("  ...\n");
}
