/*
 * only_asks.h: a way to a site on which nothing but the questions of a survey
 * can be typed.
 *
 * The watch has no other way: whatever it finds, and whatever is wrong with it,
 * it changes nothing.
 */
#ifndef WATCH_ONLY_ASKS_H
#define WATCH_ONLY_ASKS_H

#include "backends/real/reach.h"

struct only_asks {
	struct reach	 reach;		/* first */
	struct reach	*below;		/* borrowed */
	unsigned	 refused;	/* orders that were no question */
};

void	 only_asks_make(struct only_asks *, struct reach *below);
/* All else is lost, and counted.  What a line asks about is one word. */

#endif
