/*
 * played.h: a campaign is played over a session, without output and without a
 * run directory: what it would do, or what it has done before something else
 * begins.
 */
#ifndef CAMPAIGN_PLAYED_H
#define CAMPAIGN_PLAYED_H

#include "tools/campaign/campaigning.h"
#include "tools/session/session.h"

struct played {
	struct session	*session;	/* given */
	struct campaign_left *left;	/* whom an evacuation moved; who is
					   moved by this one is put there */
	/* Called with each job before it is driven; false: it is not driven,
	 * and the campaign ends there.  Or NULL. */
	bool		(*job)(void *with, const struct campaign_move *,
			    struct plan *);
	void		*with;
	struct campaigning campaigning;
};

/* On to its ending; false, with the reason, unless it arrives.  The errors of
 * places_read, too. */
bool	 played_go(struct played *, const struct job *, struct err *);

#endif
