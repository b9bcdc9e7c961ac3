/*
 * named.h: a live site of which nothing is known but the names of its nodes.
 */
#ifndef LIVE_NAMED_H
#define LIVE_NAMED_H

#include "tools/live/looked.h"

/*
 * Like looked_open, but the nodes are the operands of the options, each as ssh
 * knows it; "here", and the name of this machine, is asked from here.  No site
 * file is read: what the site says of them beside that is made up, and good for
 * nothing but to ask.  Whether they are simulated is found out.
 */
int	 looked_named(struct looked *, const struct options *);

#endif
