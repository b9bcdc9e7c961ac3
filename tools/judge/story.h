/*
 * story.h: a script and what goes wrong, as a scenario.
 *
 * What is judged is played as such a scenario, and what is found is written as
 * one: so it can be played again.
 */
#ifndef JUDGE_STORY_H
#define JUDGE_STORY_H

#include <stdbool.h>
#include <stdio.h>

enum { STORY_BEGIN = 16 };

/* What is the same in all scenarios about one script. */
struct story_of {
	const char	*site;		/* the path of its file */
	const char	*script;	/* its path, and its words */
	const char	*on;		/* where it is typed */
	const char *const *begin;	/* jobs; or "bare" first: the site is
					   not ready for guests */
	unsigned	 begin_count;
};

struct story {
	const char	*name, *why;
	const char	*fault;		/* before the script, or NULL */
	bool		 scriptless;	/* the same without it */
	/* An hour after it a fault strikes, or a line is typed; or NULL. */
	const char	*after;
	const char	*after_types, *after_on;
	const char	*expect;	/* what should be so, or NULL */
};

void	 story_write(FILE *, const struct story_of *, const struct story *);

#endif
