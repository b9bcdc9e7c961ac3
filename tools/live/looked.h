/*
 * looked.h: a live site that is looked at: its file, the ways to its nodes, and
 * what they have answered.
 */
#ifndef LIVE_LOOKED_H
#define LIVE_LOOKED_H

#include "tools/file.h"
#include "tools/live/live.h"
#include "tools/options.h"
#include "tools/session/transcript.h"
#include "tools/ways/ways.h"

struct looked {
	struct arena	 arena;
	struct site_text site;
	struct ways	 ways;
	bool		 open;		/* the ways are */
	struct reach	*reach;		/* by which nodes are asked */
	struct hearing	 hearing;	/* over the ways, if it is recorded */
	struct transcript transcript;
	bool		 recording;
	struct survey	 survey;	/* the last one */
};

/* Read the site file of the options; then open the ways to its nodes; or both.
 * Says on standard error what is wrong; the exit status comes back, 0 if
 * nothing.  Given back with looked_drop in any case. */
int	 looked_site(struct looked *, const struct options *);
int	 looked_ways(struct looked *, const struct options *);
int	 looked_open(struct looked *, const struct options *);
/* Record what is asked from now on, if the options name a file for it.  Says on
 * standard error why that cannot be; the exit status. */
int	 looked_record(struct looked *, const struct options *,
	    const char *verb);
/* The status with which the verb ends: another one if all was well but a
 * transcript was not played as it was recorded, or not written. */
int	 looked_status(struct looked *, int status);
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
