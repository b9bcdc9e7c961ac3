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

void
quote_folder(struct buffer *line, const char *folder)
{
	struct buffer word = { 0 };

	if (folder == NULL || *folder == '\0')
		return;
	quote_word(&word, folder);
	buffer_print(line, "cd %s &&", word.bytes);
	buffer_drop(&word);
}

const char *
quote_words(struct arena *arena, const char *folder,
    const char *const words[], unsigned count)
{
	struct buffer line = { 0 };
	const char *text;

	quote_folder(&line, folder);
	for (unsigned i = 0; i < count; i++)
		quote_word(&line, words[i]);
	text = arena_text(arena, buffer_text(&line), line.size);
	buffer_drop(&line);
	return text;
}
