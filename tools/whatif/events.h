/*
 * events.h: what happens to a site, read from phrases.
 */
#ifndef WHATIF_EVENTS_H
#define WHATIF_EVENTS_H

#include "core/base/err.h"
#include "core/site/site.h"
#include "core/stack/fault.h"

struct arena;

/* Read that many phrases of faults of the world, or of sentences.  NULL, with
 * the reason said: what is expected in place of one is a list that no error has
 * space for. */
struct fault	*events_read(struct arena *, struct site *,
		    const char *const *phrases, int count, struct err *);

#endif
