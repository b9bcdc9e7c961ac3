/*
 * looked.h: a live site that is looked at: its file, the ways to its nodes, and
 * what they have answered.
 */
#ifndef LIVE_LOOKED_H
#define LIVE_LOOKED_H

#include "tools/file.h"
#include "tools/live/live.h"
#include "tools/options.h"
#include "tools/ways/ways.h"

struct looked {
	struct arena	 arena;
	struct site_text site;
	struct ways	 ways;
	bool		 open;		/* the ways are */
	struct survey	 survey;	/* the last one */
};

/* Read the site file of the options, and open the ways to its nodes.  Says on
 * standard error what is wrong; the exit status comes back, 0 if nothing.
 * Given back with looked_drop in any case. */
int	 looked_open(struct looked *, const struct options *);
/* Is -N, if it was given, a node of this site?  Says so if not; the exit
 * status. */
int	 looked_node(const struct looked *, const struct options *);
/* Ask all nodes, for these purposes (enum survey_for).  What was asked before
 * is forgotten. */
void	 looked_ask(struct looked *, unsigned purposes);
/* How many questions had no answer, over all nodes. */
unsigned looked_unanswered(const struct looked *);
/* Say on standard output how much was asked, and of whom there was no answer,
 * and why. */
void	 looked_say(const struct looked *);
void	 looked_drop(struct looked *);

#endif
