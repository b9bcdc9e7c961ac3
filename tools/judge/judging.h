/*
 * judging.h: a script that is judged: played undisturbed, with each single
 * thing that can go wrong at each change that it types, and with the death of a
 * node afterwards.
 */
#ifndef JUDGE_JUDGING_H
#define JUDGE_JUDGING_H

#include "tools/judge/aftermath.h"
#include "tools/judge/finding.h"

struct judging {
	struct trial_of	 of;
	bool		 faults;	/* not only undisturbed */
	/* Asked before each thing that goes wrong, with how many of how many
	 * have; false: stop.  Or NULL. */
	bool		(*go_on)(void *with, unsigned done, unsigned all);
	void		*with;		/* its first argument */
	/* What came of it. */
	struct arena	 arena;
	struct trial	 before;	/* the site without the script */
	struct trial	 plain;		/* undisturbed */
	bool		*survives;	/* by guest: what comes an hour later,
					   without the script; true if it is
					   not up then */
	struct findings	 findings;
	unsigned	 trials;
	unsigned	 done, all;	/* of what goes wrong */
	bool		 interrupted;
};

/* Judge it.  false, with the reason: it could not be played.  Give it back
 * with judging_drop in any case; it must not be moved. */
bool	 judging_play(struct judging *, struct err *);
void	 judging_drop(struct judging *);

/* What shows in a trial, compared with the two before; of one in which that
 * happened an hour after the script, what became of the guests that were up at
 * the end of "was". */
void	 judging_compare(struct judging *, const struct trial *);
void	 judging_compare_after(struct judging *, const struct aftermath *,
	    const struct trial *, const struct trial *was);

#endif
