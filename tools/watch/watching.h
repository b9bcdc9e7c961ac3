/*
 * watching.h: a site is watched: surveyed, judged, compared with the last
 * survey, and what has changed is printed; again and again, or once.
 */
#ifndef WATCH_WATCHING_H
#define WATCH_WATCHING_H

#include "backends/survey/survey.h"
#include "tools/watch/only_asks.h"
#include "tools/watch/reported.h"
#include "tools/watch/state.h"

struct watching {
	/* Set by the caller, and borrowed. */
	const struct site *site;
	struct reach	*reach;		/* to its nodes */
	bool		 once, json;
	bool		 may_act;
	int64_t		 interval_ms;
	const char	*state_path;	/* NULL: nothing is kept */
	const char	*const *without;	/* kinds that are left out */
	unsigned	 without_count;
	void		(*log)(void *with, const char *line);	/* or NULL */
	/* Milliseconds since 1970; and let so many pass: false: it is time to
	 * end. */
	int64_t		(*now_ms)(void *with);
	bool		(*sleep)(void *with, int64_t ms);
	/* Carry the job "recover" of a guest out, as a run of its own; its exit
	 * status.  Only called where may_act. */
	int		(*recover)(void *with, uint32_t guest);
	void		*with;
	/* Its own. */
	struct only_asks asks;
	struct watch_state state;
	struct survey	 survey;
	struct watch_findings	 watch;
	struct arena	 arena;		/* of what lives as long as it */
};

enum { WATCHING_SOON_MS = 5000 };

/*
 * Watch until it is time to end, or until one look is over.  Says what it
 * finds; the exit status: 0; of one look 5 if anything was found, 9 if nothing
 * was, and something is not known; those of watch_state_read and _write.
 */
int	 watching_play(struct watching *);
void	 watching_drop(struct watching *);

#endif
