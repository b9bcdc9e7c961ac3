#include "tools/report/tap.h"

#include <stdio.h>

static void
tap_hear(struct sink *sink, const struct event *event)
{
	struct tap *tap = (struct tap *)sink;

	if (event->type != EVENT_EXPECTATION)
		return;
	printf("    %sok %u - %s\n", event->met ? "" : "not ", ++tap->sub,
	    event->text);
	if (!event->met)
		printf("      ---\n      seen: \"%s\"\n      at_ms: %lld\n"
		    "      ...\n", event->word, (long long)event->at_ms);
}

void
tap_make(struct tap *tap)
{
	*tap = (struct tap){ .sink.tell = tap_hear };
}

void
tap_begin(unsigned scenarios)
{
	printf("TAP version 14\n1..%u\n", scenarios);
}

void
tap_scenario(struct tap *tap, unsigned n, const char *name, bool passed,
    const struct err *err)
{
	if (tap->sub != 0)
		printf("    1..%u\n", tap->sub);
	printf("%sok %u - %s\n", passed ? "" : "not ", n, name);
	if (!passed)
		printf("  ---\n  code: %s\n  message: \"%s\"\n  ...\n",
		    err_table[err->code].name, err->text);
}
