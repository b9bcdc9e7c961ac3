/*
 * apply.h: a run at a real site: applied, resumed, rolled back.
 *
 * The engine is that of a rehearsal.  What is added is what a person has to see
 * and to say before something is typed on production, and what says it while it
 * is under way.
 */
#ifndef APPLY_APPLY_H
#define APPLY_APPLY_H

#include "backends/real/real.h"
#include "tools/apply/costs.h"
#include "tools/apply/gate.h"
#include "tools/apply/hand.h"
#include "tools/apply/handover.h"
#include "tools/apply/holders.h"
#include "tools/apply/live.h"
#include "tools/apply/logged.h"
#include "tools/apply/outage.h"
#include "tools/apply/watcher.h"
#include "tools/session/cancelled.h"
#include "tools/session/execution.h"
#include "tools/session/transcript.h"

struct uncopied;

/* What lies around the program: the way to the site, who is asked, and where
 * a line for the log of the machine goes; NULL: nowhere. */
struct around {
	struct reach	*reach;		/* borrowed */
	struct ask	 ask;
	bool		 people;	/* there are some behind the reach, as
					   at a site in this process */
	void		(*log)(void *with, const char *line);
	void		*with;
	/* What hooks have done and who had locks, as it was recorded; NULL:
	 * they are started, and this machine says.  With recorded_with. */
	bool		(*hook)(void *with, const struct site_hook *,
			    const char *line, int64_t limit_ms, struct err *);
	bool		(*judged)(void *with, struct lock_holder *);
	/* Asked before each operation: does the run stop here, as it did
	 * then?  NULL: it does not. */
	bool		(*stops)(void *with);
	void		*recorded_with;
};

struct apply {
	struct execution *execution;	/* borrowed */
	const struct around *around;	/* borrowed */
	struct ask	 ask;
	struct watcher	 watcher;
	struct hand	 hand;
	struct hearing	 hearing;
	struct transcript transcript;
	struct real	 real;
	struct session	 session;
	struct consents	 consents;
	struct costs	 costs;
	struct holders	 holders;
	struct cancelled cancelled;
	struct uncopied	*uncopied;
	struct gate	 gate;
	struct sink	 heard;		/* the listeners, in this order: */
	struct outage_watch outage;
	struct logged	 logged;
	struct live	 live;
	struct handover	 handover;
	const char	*confirmed;	/* the name that was typed, or NULL */
};

/* Carry out the job or the plan of the options at the site that was read.  Both
 * return the exit status. */
int	 apply_play(struct execution *, const struct around *);
/* Resume a run, or roll it back, whose directory has been read. */
int	 apply_resume(struct execution *, enum decision,
	    const struct around *);

/* Shared by the two. */

/* The stack over that way to the site. */
void	 apply_make(struct apply *, struct execution *,
	    const struct around *);
void	 apply_drop(struct apply *);
/* The run has a name by which its commands and locks are known at the places:
 * who began it, as its journal says. */
void	 apply_run(struct apply *, const char *host, long pid,
	    const char *time);
/* What is named by the options counts, and what is not needed is refused. */
bool	 apply_named(struct apply *, struct err *);
/* Who has the locks is asked, before anything is done. */
bool	 apply_unlocked(struct apply *, struct err *);
/* Who carries it out types the name of what it is done to, and of what is
 * lost; or has said all by options.  ERR_NOT_CONFIRMED. */
bool	 apply_confirm(struct apply *, struct err *);
/* Sinks and gate, before the run begins or is replayed. */
void	 apply_ready(struct apply *);
/* The run directory is there, and the clock is the run's: what is typed from
 * now on is typed for it. */
void	 apply_begins(struct apply *);
/* What was said, into the journal. */
bool	 apply_said(struct apply *, int64_t at_ms);
/* On to its ending, or until it is stopped; and what is printed then. */
int	 apply_go(struct apply *);

#endif
