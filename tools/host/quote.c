#include "tools/host/quote.h"

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

void
quote_before(struct buffer *line, const char *what, const char *word)
{
	struct buffer quoted = { 0 };

	if (word == NULL || *word == '\0')
		return;
	quote_word(&quoted, word);
	buffer_print(line, "%s%s %s &&", line->size != 0 ? " " : "", what,
	    quoted.bytes);
	buffer_drop(&quoted);
}

void
quote_file(struct buffer *line, const char *file)
{
	assert(file != NULL);
	if (*file == '\0')
		return;
	buffer_put(line, " >", 2);
	quote_word(line, file);
}

const char *
quote_words(struct arena *arena, const char *folder,
    const char *const words[], unsigned count)
{
	struct buffer line = { 0 };
	const char *text;

	quote_before(&line, "cd", folder);
	for (unsigned i = 0; i < count; i++)
		quote_word(&line, words[i]);
	text = arena_text(arena, buffer_text(&line), line.size);
	buffer_drop(&line);
	return text;
}
