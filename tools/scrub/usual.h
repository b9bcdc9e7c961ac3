/*
 * usual.h: words of the field, which say nothing of a site: those of programs,
 * of their outputs, of domferry's files.  They stay as they are, also where a
 * name has them as a part: the "rg" of ldom1-rg.
 *
 * What domferry reads outputs by has to be among them: a name that is such a
 * word would else change what is read (tests/scrub_words_test.sh).
 */
#ifndef SCRUB_USUAL_H
#define SCRUB_USUAL_H

#include <stdbool.h>
#include <stddef.h>

/* Is it one?  Letters and digits only, in small letters; also "vsw0", "d14":
 * one that counts devices. */
bool	 usual_is(const char *word, size_t size);

#endif
