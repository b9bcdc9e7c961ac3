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
/* Is it a line that a survey asks?  What it asks about is one word. */
bool	 only_asks_is_question(const struct order *);

#endif
