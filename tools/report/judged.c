#include "tools/report/judged.h"

#include <assert.h>
#include <stdio.h>

#include "tools/report/ink.h"
#include "tools/say.h"

void
judged_print(bool colour, const struct event *event)
{
	assert(event->type == EVENT_EXPECTATION ||
	    event->type == EVENT_VIOLATION);
	if (event->type == EVENT_VIOLATION) {
		ink_set(colour, RED);
		say("VIOLATED %s", event->word);
		ink_set(colour, PLAIN);
		say(": %s\n", event->text);
		return;
	}
	say("  ");
	ink_say(colour, event->met ? GREEN : event->pending ? DIM : RED,
	    event->met ? "met       " : event->pending ? "pending   " :
	    "not met   ");
	say(" %s%s%s\n", event->text, event->word != NULL ? "; seen: " : "",
	    event->word != NULL ? event->word : "");
}
