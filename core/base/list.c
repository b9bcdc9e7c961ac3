#include "core/base/list.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"

static char *
word_put(char *to, const char *word)
{
	for (; *word != '\0'; word++) {
		if (*word == ' ' || *word == '\\')
			*to++ = '\\';
		*to++ = *word;
	}
	return to;
}

const char *
list_add(struct arena *arena, const char *list, const char *word)
{
	size_t n = strlen(list);
	char *text = arena_take(arena, n + 1 + 2 * strlen(word) + 1, 1);

	assert(*word != '\0');
	memcpy(text, list, n);
	if (n != 0)
		text[n++] = ' ';
	*word_put(text + n, word) = '\0';
	return text;
}

const char *
list_take(struct arena *arena, const char **at)
{
	const char *from = *at + strspn(*at, " ");
	char *word, *to;

	if (*from == '\0')
		return NULL;
	word = to = arena_take(arena, strlen(from) + 1, 1);
	for (; *from != '\0' && *from != ' '; from++) {
		if (from[0] == '\\' && from[1] != '\0')
			from++;
		*to++ = *from;
	}
	*to = '\0';
	*at = from;
	return word;
}
