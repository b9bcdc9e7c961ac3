/*
 * flags.h: the flags of a domain, as letters and as words.
 *
 * The letters are those of ldm(1M): "-n-cv-"; before ldm 1.2 there were five.
 */
#ifndef ANSWERS_FLAGS_H
#define ANSWERS_FLAGS_H

#include "backends/real/answers/reading.h"

/* Both are lists with commas, "" for none, in the arena. */
struct flags {
	struct reading	*reading;
	const char	*known, *unknown;
};

/* false: these are no flags. */
bool		 flags_letters(struct flags *, const char *text, size_t);
bool		 flags_words(struct flags *, const char *text, size_t);

#endif
