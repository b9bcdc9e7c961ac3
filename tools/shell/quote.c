#include "tools/shell/quote.h"

#include <assert.h>
#include <string.h>

void
quote_word(struct buffer *line, const char *word)
{
	assert(word != NULL);
	if (line->size != 0)
		buffer_put(line, " ", 1);
	if (*word == '\0')
		buffer_put(line, "''", 2);
	for (; *word != '\0'; word++) {
		if (strchr(" \t'\"\\$`;<>|&#", *word) != NULL)
			buffer_put(line, "\\", 1);
		buffer_put(line, word, 1);
	}
}

const char *
quote_words(struct arena *arena, const char *const words[], unsigned count)
{
	struct buffer line = { 0 };
	const char *text;

	for (unsigned i = 0; i < count; i++)
		quote_word(&line, words[i]);
	text = arena_text(arena, buffer_text(&line), line.size);
	buffer_drop(&line);
	return text;
}
