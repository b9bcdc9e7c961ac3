/*
 * refusal.h: what became of a change whose command has ended.
 *
 * Words decide, never the status alone: a program that ends with 0 says that it
 * was done, and each other ending is looked up by what the program has printed.
 * Only words that are known to mean that nothing has changed make it FAILED.
 * What is not understood, in another language, or cut off, is UNKNOWN with
 * ERR_REFUSED and the program's own words: a refusal that is not understood may
 * have done a part of its work.
 */
#ifndef ANSWERS_REFUSAL_H
#define ANSWERS_REFUSAL_H

#include "backends/real/answers/ended.h"
#include "core/op/backend.h"

/*
 * The outcome of that change.  Unless it is DONE, err has the code that the
 * engine knows for it, and the first line that says why, as it may be shown to
 * people; where it was typed, the caller knows.
 */
enum outcome	 refusal_read(const struct op *, const struct ended *,
		    struct err *);

#endif
