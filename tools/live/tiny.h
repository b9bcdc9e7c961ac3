/*
 * tiny.h: a domain without anything, defined on a node and removed again: the
 * one change with which the forms of a definition are found out.
 */
#ifndef LIVE_TINY_H
#define LIVE_TINY_H

#include "backends/real/reach.h"
#include "backends/survey/survey.h"
#include "core/base/err.h"

enum tiny_step { TINY_ASK, TINY_DEFINE, TINY_FORM, TINY_FORM_XML,
    TINY_REMOVE, TINY_STEPS };

struct tiny {
	/* Set by who tries it: where texts lie, the way, and the node. */
	struct arena	*arena;
	struct reach	*reach;
	uint32_t	 node;
	struct surveyed	 step[TINY_STEPS];	/* what was typed, and what
						   came of it */
	bool		 removed;	/* that it was, its node has said */
};

/*
 * Define a domain of that name, ask for it, and remove it.  false and err:
 * nothing was defined, because there is a domain of that name, or nobody knows;
 * or it is not known to be removed, and err says what to type.
 */
bool		 tiny_try(struct tiny *, const char *name, struct err *);

#endif
