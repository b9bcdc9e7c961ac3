/*
 * options_words.h: options as they were given, in words.
 */
#ifndef TOOLS_OPTIONS_WORDS_H
#define TOOLS_OPTIONS_WORDS_H

#include "tools/options.h"

/* Each word that says what a run at a real site does, told in order, the
 * operands last: not where it looks, not how it shows it, and not who has
 * approved it. */
void	 options_words(const struct options *, void (*told)(void *with,
	    const char *word), void *with);

#endif
