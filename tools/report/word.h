/*
 * word.h: a word of a command line that is printed to be typed again.
 */
#ifndef REPORT_WORD_H
#define REPORT_WORD_H

struct arena;

/* The word as a shell reads it back: itself, or quoted in the arena. */
const char	*word_typed(struct arena *, const char *word);

#endif
