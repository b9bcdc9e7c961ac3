/*
 * inside.h: an exploration under way; inside tools/explore only.
 */
#ifndef EXPLORE_INSIDE_H
#define EXPLORE_INSIDE_H

#include "tools/explore/explore.h"

struct walk {
	struct explore	*explore;
	struct branch	 branch;
	struct visited	*visited;
	struct path	 path;
	struct branch_copy begin;		/* of the undisturbed branch */
	struct branch_copy copy[VISITED_FAULTS];
	struct branch_copy stuck;
	char		*text[PLAN_STEPS + 1];	/* of the site, by step */
	char		*goal;		/* what the undisturbed one leaves */
	bool		 up[PLAN_STEPS + 1]; /* its guest, by step */
	bool		 up_at_goal;
	bool		 less;		/* than the procedure promises: */
	char		 promise[FINDING_BYTES];
	bool		 silent;	/* counts nothing */
	bool		 again;		/* the undisturbed one was counted */
	bool		 broken;	/* a promise, in this branch */
	uint64_t	 loses;		/* bit n: a power cycle would change
					   what node n offers, before the job
					   begins */
	bool		 stays;		/* an earlier ending left what stays */
	struct finding	 last;
};

void	 walk_begin(struct walk *, struct explore *);
void	 walk_end(struct walk *);
/* Break a promise if the undisturbed branch leaves less than its procedure
 * promises. */
void	 promise_verify(struct walk *);
/* What an ended branch has to keep; its ending is counted. */
void	 ending_verify(struct walk *);
/* Nobody is at work, until the world is quiet; it breaks no invariant. */
void	 walk_rests(struct walk *);
void	 walk_world_verify(struct walk *);
/* A branch loses power, and keeps what it offers (kept.c); and does so before
 * the job begins?  The branch is not restored. */
void	 kept_begin(struct walk *);
void	 kept_verify(struct walk *);
/* A stuck branch whose guest is down says so, and what it prints brings the
 * guest up.  The branch is not restored. */
void	 owing_verify(struct walk *);
/* Is the guest to be up at the end of the way that the run takes? */
bool	 owing_is_due(const struct walk *);
/* Has a return left what has no undo, so that a later one may have it too? */
bool	 ending_stays(const struct walk *);
/* The first line in which one site is not as the other, and the other one's
 * line there; NULL if there is none. */
const char *walk_differs(const struct walk *, const char *text,
	    const char **wanted);
/* A choice is made; what it tells the run has to be heeded. */
void	 walk_choose(struct walk *, const struct choice *);
/* A promise is broken. */
void	 walk_break(struct walk *, const char *invariant, const char *text);

#endif
