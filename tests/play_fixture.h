/*
 * play_fixture.h: a job on a simulated site, step by step.
 */
#ifndef PLAY_FIXTURE_H
#define PLAY_FIXTURE_H

#include "tools/explore/branch.h"

struct play {
	struct arena	 arena;
	struct site	*site;		/* scenarios/sites/posts.json */
	struct sandbox	 sandbox;
	struct branch	 branch;	/* its calls, plan, run */
	struct job	 job;
	unsigned	 seen[2];	/* the test's own counts */
};

/* Where the job begins, nothing asked yet; play_end gives it all back. */
void	 play_begin(struct play *, const char *job);
void	 play_end(struct play *);

#endif
