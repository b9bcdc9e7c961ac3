/*
 * captures.h: a capture without the names of its site.
 */
#ifndef SCRUB_CAPTURES_H
#define SCRUB_CAPTURES_H

#include "tools/capture/bundle.h"
#include "tools/scrub/dictionary.h"

/* Is the file a capture, as far as its first bytes say? */
bool		 captures_is(const char *path);
/* Names in it: of nodes, and in what they have answered. */
void		 captures_learn(struct dictionary *, const struct bundle *);
/* The same capture without them, in the arena; the dictionary has ended.  The
 * site file in it is left out. */
void		 captures_put(struct arena *, struct dictionary *,
		    const struct bundle *, struct bundle *to);

#endif
