#include "tests/answers_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "backends/real/answers/outputs.h"

enum { WORDS = 16 };

void
answers_of(struct arena *arena, const char *command, const char *text,
    struct reading *reading)
{
	char *line = arena_text(arena, command, strlen(command));
	const char *word[WORDS];
	struct printed printed;
	unsigned count = 0;
	struct err err;

	for (char *at = strtok(line, " "); at != NULL && count < WORDS;
	    at = strtok(NULL, " "))
		word[count++] = at;
	if (!printed_read(&printed, word, count, &err))
		fail_msg("%s: %s", command, err.text);
	output_read(arena, &printed, text, strlen(text), reading);
}

void
fact_print(struct buffer *buffer, const struct fact_row *fact)
{
	buffer_print(buffer, "%s", fact->kind);
	if (fact->why != NULL)
		buffer_print(buffer, " %u: %s", (unsigned)fact->line,
		    fact->why);
	for (const struct detail *detail = fact->first; detail != NULL;
	    detail = detail->next)
		buffer_print(buffer, " %s%s=%s", detail->unknown ? "?" : "",
		    detail->key, detail->text);
	buffer_print(buffer, "\n");
}

void
answers_print(struct buffer *buffer, const struct reading *reading)
{
	for (uint32_t i = 0; i < reading->count; i++)
		fact_print(buffer, &reading->fact[i]);
}
