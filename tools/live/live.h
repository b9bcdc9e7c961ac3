/*
 * live.h: a survey is asked of the nodes of a live site.
 */
#ifndef LIVE_LIVE_H
#define LIVE_LIVE_H

#include "backends/real/reach.h"
#include "backends/survey/survey.h"

/* Lines that are under way at a time. */
enum { LIVE_OPEN = 24 };

/*
 * Ask all that the survey wants, of all nodes at once, each over one
 * connection.
 * What a node does not answer is lost, which the survey says.  Nothing is
 * changed anywhere.
 */
void	 live_ask(struct survey *, struct reach *);

#endif
