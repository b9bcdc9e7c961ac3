#include "tools/session/claim.h"

#include "core/formats/json/text.h"

const char *
claim_line(struct arena *arena, const char *run,
    const struct holder *holder)
{
	struct text text = { 0 };
	const char *line;

	text_open(&text, NULL, '{');
	if (run != NULL)
		text_string(&text, "run", run);
	text_string(&text, "who", holder->who);
	text_string(&text, "host", holder->host);
	text_integer(&text, "pid", holder->pid);
	text_string(&text, "since", holder->time);
	text_string(&text, "boot", holder->boot);
	text_close(&text, '}');
	line = arena_text(arena, text.bytes, text.size);
	text_drop(&text);
	return line;
}
