/*
 * node_is.h: what a node is, as the members of the cluster and the node itself
 * say it.
 */
#ifndef WATCH_NODE_IS_H
#define WATCH_NODE_IS_H

#include "backends/survey/survey.h"

enum node_is {
	NODE_UNKNOWN,		/* nobody says whether it is a member */
	NODE_MEMBER,
	NODE_GIVEN_UP,		/* all that say something say: offline */
	NODE_DISPUTED,		/* some say this, some that */
};

/* A node that counts itself as a member says so, too. */
enum node_is	 node_is(const struct survey *, uint32_t node);
/* Has it answered nothing at all, although it was asked? */
bool		 node_is_silent(const struct survey *, uint32_t node);
/* Does it list its domains, so that what is not in the list is not there? */
bool		 node_lists(const struct survey *, uint32_t node);
/* The answer of the first node that says whether it is one, with the fact;
 * NULL: none does. */
const struct surveyed *node_said(const struct survey *, uint32_t node,
		    const struct fact_row **fact);

#endif
