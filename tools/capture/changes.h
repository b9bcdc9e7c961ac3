/*
 * changes.h: what has changed between two surveys of a site.
 *
 * Facts are compared, not bytes: those of one kind with one identity, key by
 * key.  What changes by itself, or is decided anew whenever a domain is bound,
 * is left out by a table; so is what belongs to a domain that is new or gone.
 * Nothing is said of what was not answered in one of them, but that.
 */
#ifndef CAPTURE_CHANGES_H
#define CAPTURE_CHANGES_H

#include "backends/survey/survey.h"

enum change_kind {
	CHANGE_NEW, CHANGE_GONE,	/* a fact */
	CHANGE_OTHER,			/* a key of it */
	CHANGE_UNANSWERED,		/* what the first survey has answered,
					   the second one has not */
	CHANGE_ANSWERED,		/* the other way round */
};

/* Texts are in the arena, or the surveys'; "" where there is none. */
struct change {
	enum change_kind kind;
	const char	*on;		/* nodes, "node1, node2"; or "cluster",
					   of which all say the same */
	const char	*command;	/* which has said it; "" of a node that
					   answers nothing */
	const char	*fact;		/* its kind */
	const char	*name;		/* of what, as its details say it */
	const char	*key;		/* of CHANGE_OTHER */
	const char	*was, *is;	/* the value, or all of a fact that is
					   gone or new */
};

struct changes {
	const struct change *list;
	uint32_t	 count, capacity;
	uint32_t	 compared;	/* commands */
	uint32_t	 unknown;	/* those that are not */
};

/* In order of nodes, those of the cluster first, and commands.  The first
 * survey is the older one. */
void	 changes_make(struct arena *, const struct survey *,
	    const struct survey *, struct changes *);

#endif
