/*
 * applying.h: the jobs of a campaign that is applied: each is a run like any
 * other, over the same way to the site.
 */
#ifndef APPLY_APPLYING_H
#define APPLY_APPLYING_H

#include "tools/apply/apply.h"
#include "tools/campaign/campaigning.h"

struct applying {
	struct execution *main;
	const struct around *around;
	struct apply	*apply;		/* looks, and has the campaign's
					   lock */
	struct campaigning campaigning;
	struct record	 record;
	const char	*path;		/* its directory */
	const char	*host, *time;	/* its name, with the process */
	long		 pid;
	int64_t		 window_ms;	/* on its clock; -1: no end */
	const char	*confirmed;	/* the name that was typed, or NULL */
	int		 status;	/* of the last job */
};

/* From now on the reach is the campaign's own. */
void	 applying_reach(struct applying *);
/* Plan the job of a move and drive it: for struct campaign_way. */
bool	 applying_drive(void *with, struct campaign_move *, const char *name);

#endif
