/*
 * campaigning.h: a campaign is carried out, over whatever drives its jobs.
 *
 * The loop: look, choose, write the choice down, drive that job to an ending,
 * write that down, again.  It knows neither a simulated nor a real site.
 */
#ifndef CAMPAIGN_CAMPAIGNING_H
#define CAMPAIGN_CAMPAIGNING_H

#include "core/campaign/campaign.h"
#include "tools/campaign/held.h"
#include "tools/campaign/record.h"
#include "tools/session/session.h"

/* How its jobs are carried out. */
struct campaign_way {
	/* Plan the job of the move and drive it, as the n-th of the campaign,
	 * to its ending; fills in what has come of it.  false: domferry ends
	 * here, and the job has no ending yet. */
	bool		(*drive)(void *with, struct campaign_move *,
			    const char *name);
	void		*with;
	/* The list of the moves is known, before the first change, and is asked
	 * about again when it has become another one; false: the campaign ends,
	 * and err says why.  NULL: nobody is asked. */
	bool		(*begins)(void *with, const struct campaign_move *,
			    uint32_t count, struct err *);
};

struct campaigning {
	/* given */
	struct arena	*arena;
	struct site	*site;
	struct session	*session;	/* for what is looked at, and locks */
	struct campaign_goal goal;
	struct campaign_way way;
	struct record	*record;	/* NULL: nothing is kept */
	bool		 silent;	/* nothing is printed */
	const bool	*over;		/* a fault has ended domferry; or
					   NULL */
	/* found out */
	struct campaign_move under_way;	/* its guest is 0: none is */
	struct held	 held;
	struct campaign_move *moves;	/* the past */
	uint32_t	 count;
	bool		 resumed;	/* it had begun before */
	bool		 asked;		/* about the list: */
	struct campaign_move *list;
	uint32_t	 listed;
	int64_t		 waited_ms;	/* for a guest that came along */
	bool		 interrupted;	/* domferry ended in the middle */
	enum ending	 ending;
	struct err	 err;		/* unless it arrived */
	int		 exit;
};

/* Whom a return takes back: whom the run directory of the job names, or else
 * the last evacuation, or the node lists.  The errors of places_read. */
bool	 campaigning_places(struct campaigning *, const struct job *,
	    const struct campaign_left *, struct err *);
/* With what was given. */
void	 campaigning_make(struct campaigning *);
/* On to its ending, or until domferry ends. */
void	 campaigning_go(struct campaigning *);
/* Whom it has moved, if it is an evacuation, from now on in left. */
void	 campaigning_left(struct campaigning *, struct campaign_left *left);
/* The job that was under way, or the last one, has come to another ending;
 * NULL: none was.  Go on behind it. */
void	 campaigning_resume(struct campaigning *,
	    const struct campaign_move *);
/* The name of the n-th sub-run, from 1: "01-switch-ldom1"; in the arena. */
const char *campaigning_name(struct arena *, const struct site *,
	    const struct campaign_move *, uint32_t n);

#endif
