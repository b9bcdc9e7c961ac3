/*
 * word.h: the words at a prompt that are domferry's own; inside tools/shell
 * only.
 */
#ifndef SHELL_WORD_H
#define SHELL_WORD_H

#include <stdbool.h>

struct caller;
struct stage;

/* Play a line that begins with such a word; false: it does not.  A caller with
 * a time in until_ms waits for it then. */
bool		 word_play(struct stage *, struct caller *, const char *line);

/* Their names, from 0; NULL: there are no more. */
const char	*word_name(unsigned n);

#endif
