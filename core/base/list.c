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

char
list_next(const char **at)
{
	if (**at == '\0' || **at == ' ')
		return '\0';
	if ((*at)[0] == '\\' && (*at)[1] != '\0')
		++*at;
	return *(*at)++;
}

const char *
list_end(const char *at)
{
	while (*(at += strcspn(at, " \\")) == '\\')
		at += at[1] != '\0' ? 2 : 1;
	return at;
}

const char *
list_rest(struct arena *arena, const char *at)
{
	char *word, *to;

	word = to = arena_take(arena, (size_t)(list_end(at) - at) + 1, 1);
	while ((*to = list_next(&at)) != '\0')
		to++;
	return word;
}

const char *
list_take(struct arena *arena, const char **at)
{
	const char *from = *at + strspn(*at, " ");

	if (*from == '\0')
		return NULL;
	*at = list_end(from);
	return list_rest(arena, from);
}
