/*
 * left.h: what a script has left behind: lines of the site's canonical text
 * that somebody has to put right.
 */
#ifndef JUDGE_LEFT_H
#define JUDGE_LEFT_H

#include <stdbool.h>

#include "core/base/arena.h"

struct left {
	const char	*subject;	/* "group ldom1-rg suspended" */
	const char	*text;		/* a sentence, and what is typed */
	const char	*expect;	/* a condition of a scenario, or NULL */
};

/* Canonical texts of a site. */
struct left_of {
	const char	*now, *before, *wanted;
};

/* The n-th thing, from 0, that is so in "now" and was so neither in "before"
 * nor in "wanted"; texts are in the arena.  false: there are no more. */
bool	 left_find(struct arena *, unsigned n, const struct left_of *,
	    struct left *);

#endif
