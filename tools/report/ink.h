/*
 * ink.h: colours, where they are wanted.
 */
#ifndef REPORT_INK_H
#define REPORT_INK_H

#include <stdbool.h>

enum ink { PLAIN, BOLD, DIM, RED, GREEN };

/* From here on, if colour is wanted. */
void	 ink_set(bool colour, enum ink);
/* Words in a colour. */
void	 ink_say(bool colour, enum ink, const char *words);

#endif
