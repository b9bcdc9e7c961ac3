#include "tools/report/judged.h"

#include <assert.h>
#include <stdio.h>

#include "tools/report/ink.h"

void
judged_print(bool colour, const struct event *event)
{
	assert(event->type == EVENT_EXPECTATION ||
	    event->type == EVENT_VIOLATION);
	if (event->type == EVENT_VIOLATION) {
		printf("%sVIOLATED %s%s: %s\n", ink_code(colour, RED),
		    event->word, ink_code(colour, PLAIN), event->text);
		return;
	}
	printf("  %s%-10s%s %s%s%s\n",
	    ink_code(colour, event->met ? GREEN : RED),
	    event->met ? "met" : "not met", ink_code(colour, PLAIN),
	    event->text, event->word != NULL ? "; seen: " : "",
	    event->word != NULL ? event->word : "");
}
