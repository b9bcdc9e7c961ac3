/*
 * ink.h: colours, where they are wanted.
 */
#ifndef REPORT_INK_H
#define REPORT_INK_H

#include <stdbool.h>

enum ink { PLAIN, BOLD, DIM, RED, GREEN };

/* What a terminal is sent, or nothing. */
const char	*ink_code(bool colour, enum ink);

#endif
