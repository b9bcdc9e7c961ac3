/*
 * word.h: the words at a prompt that are domferry's own; inside tools/shell
 * only.
 */
#ifndef SHELL_WORD_H
#define SHELL_WORD_H

#include <stdbool.h>

struct prompt;
struct world;

/* Play a line that begins with such a word; false: it does not. */
bool		 word_play(struct prompt *, const char *line);
/* A copy of the world as it is now; the caller frees it. */
struct world	*snapshot_take(struct prompt *);

#endif
