/*
 * holders.h: who has the locks that a run needs, and may they be broken?
 *
 * A lock is broken only if that was asked for and its holder is proved to be
 * gone: its process has ended on this machine, or this machine has booted
 * since.  Of a holder on another machine a person at a terminal says so, by the
 * name of its run.  A holder that lives is left alone, and so is one whose
 * command is still under way.
 */
#ifndef APPLY_HOLDERS_H
#define APPLY_HOLDERS_H

#include "backends/real/reach.h"
#include "core/plan/plan.h"
#include "tools/apply/ask.h"
#include "tools/session/lock.h"

enum holder_state {
	HOLDER_GONE,		/* that is proved */
	HOLDER_ELSEWHERE,	/* only a person can say */
	HOLDER_LIVES,
	HOLDER_AT_WORK,		/* one of its commands is */
	HOLDER_STRANGE,		/* its lock does not say who it is */
};

/* "gone": as a transcript has it; NULL ends them. */
extern const char *const holder_state_names[];

/* Of one lock; its texts are in the arena. */
struct lock_holder {
	uint32_t	 node;
	const char	*lock;		/* the path */
	const char	*said;		/* what it says, as it is */
	const char	*run, *who, *host, *since, *boot;
	long		 pid;
	enum holder_state state, found;	/* found: before a person said more */
	const char	*proof;		/* what the state is known by */
};

struct holders {
	/* Says what is known of a holder instead of this machine, and false:
	 * it does not; or NULL. */
	bool		(*judged)(void *with, struct lock_holder *);
	void		*judged_with;
	struct lock_holder list[SITE_NODES];
	unsigned	 count;
	const char	*gone[SITE_NODES + 1]; /* as reach.h has it */
};

/* Ask for each lock of the plan, over the reach, which knows its own run.  me
 * is this process. */
void	 holders_ask(struct holders *, struct arena *, const struct plan *,
	    struct reach *, const struct holder *me);
/* May the run go on?  take_over: they may be broken.  ERR_LOCKED: who has the
 * first that may not, and what can be done; ERR_NOT_CONFIRMED: nothing is to be
 * taken over. */
bool	 holders_allow(const struct holders *, const struct plan *,
	    bool take_over, struct err *);
/* A person says of those elsewhere that they are gone.  ERR_LOCKED: nobody can
 * be asked; ERR_NOT_CONFIRMED: the name was not typed. */
bool	 holders_confirm(struct holders *, struct arena *, const struct ask *,
	    struct err *);
/* The locks of a run that is resumed say from now on which process it is. */
void	 holders_renew(const struct plan *, struct reach *);
/* From now on those locks are as good as free: the list for the reach. */
const char *const *holders_gone(struct holders *);

#endif
