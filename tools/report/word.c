#include "tools/report/word.h"

#include <string.h>

#include "core/base/arena.h"

const char *
word_typed(struct arena *arena, const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+,:=@%";
	char *quoted, *at;

	if (*word != '\0' && word[strspn(word, plain)] == '\0')
		return word;
	at = quoted = arena_take(arena, 4 * strlen(word) + 3, 1);
	*at++ = '\'';
	for (; *word != '\0'; word++) {
		if (*word == '\'') {
			memcpy(at, "'\\'", 3);
			at += 3;
		}
		*at++ = *word;
	}
	*at = '\'';
	return quoted;
}
