/*
 * rehearsal.h: a run on the simulated site, from its beginning or from where
 * its journal ends.
 *
 * Shared by the verbs that start one, resume one, or report on one.
 */
#ifndef REHEARSAL_REHEARSAL_H
#define REHEARSAL_REHEARSAL_H

#include "tools/scenario/heard.h"
#include "tools/scenario/sandbox.h"
#include "tools/session/execution.h"

struct begun;

struct rehearsal {
	struct execution *execution;	/* borrowed */
	struct sandbox	 sandbox;
	enum through	 through;	/* the way to the site */
	struct heard_by	 heard;		/* what is typed on it */
	struct transcript transcript;
	char		*before;	/* the site where the job begins */
	struct job	 first;		/* of "begin", or the job */
	struct fault	*faults;	/* of the opening */
	struct buffer	*notes;		/* gets what a start text does not
					   know; NULL: nobody wants that */
	bool		 ready;		/* all begins from a ready site */
	struct plan	*whole;		/* built now, beside one from a file */
};

/* Where the first job's guest stands, if the site does not declare it: false if
 * it does or there is none. */
bool	 rehearsal_now(const struct rehearsal *, enum guest_now *);
/* Read the faults of the opening: what is wrong with one is said before
 * anything is made for the run. */
bool	 rehearsal_faults_read(struct rehearsal *, struct err *);
/* The simulated site where the job begins, and the faults, read; opening has
 * seed, begin and faults. */
bool	 rehearsal_site(struct rehearsal *, struct err *);
/* If the plan was saved and no longer fits, that is the first line. */
void	 rehearsal_fit(struct rehearsal *);
/* Say what has happened at it before the job, if anything has. */
void	 rehearsal_told(const struct rehearsal *);
/* Arm them. */
bool	 rehearsal_faults(struct rehearsal *, struct err *);
/* Say which faults never struck; the exit status, if it was that one. */
int	 rehearsal_idle(const struct rehearsal *, int status);
/* On to its ending, or until it is stopped. */
void	 rehearsal_go(struct rehearsal *);
/* Its files; and the exit status, unless a promise is broken, or a fault has
 * not struck that had to. */
void	 rehearsal_kept(struct rehearsal *);
int	 rehearsal_violated(struct rehearsal *, int status);
/* Rehearse a job that is a campaign; go on with one that was read from that
 * directory; the exit status. */
int	 rehearsal_campaign(struct rehearsal *);
int	 rehearsal_campaign_resume(struct execution *, struct begun *,
	    const char *path);
/* What is printed when it is over; the exit status. */
int	 rehearsal_close(struct rehearsal *);
/* Resume a rehearsal, or roll it back, whose directory has been read; the exit
 * status. */
int	 rehearsal_resume(struct execution *, enum decision);
void	 rehearsal_drop(struct rehearsal *);

#endif
