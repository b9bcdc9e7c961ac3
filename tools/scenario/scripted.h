/*
 * scripted.h: a script that is an entry of a scenario: what it is played from,
 * and what came of it.  Who plays one stands above this room
 * (tools/shell/scripting.h).
 */
#ifndef SCENARIO_SCRIPTED_H
#define SCENARIO_SCRIPTED_H

#include "backends/sim/session/door.h"

struct caller;
struct sandbox;

enum scripted_end {
	SCRIPTED_ENDED,		/* by itself, with its status */
	SCRIPTED_BROKEN_OFF,	/* by a fault */
	SCRIPTED_NODE_GONE,	/* with the place at which it was typed */
	SCRIPTED_WAITS,		/* for what never comes; it was ended */
	SCRIPTED_TOO_LONG,	/* past its limit; it was ended */
	SCRIPTED_STOPPED,	/* somebody has asked this program to stop */
	SCRIPTED_ENDS
};

/* A script that has ended. */
struct scripted {
	enum scripted_end end;
	int		 status;	/* as a shell has it */
	const char	*printed;	/* by the script, on both streams; in
					   the session's arena */
};

/* Who listens to a script. */
struct scripted_hearing {
	/* A change begins; a line of a program has ended, and its output is not
	 * taken away yet. */
	void		(*heard)(void *with, const struct typed_change *);
	void		(*ended)(void *with, const struct caller *);
	/* The script has ended. */
	void		(*over)(void *with, const struct scripted *);
	void		*with;		/* their first argument */
};

struct scripted_from {
	const char	*words;		/* the path of the script, and what
					   follows it, between blanks */
	uint32_t	 place;		/* where it is typed; 0: the first
					   node */
	int64_t		 until_ms;	/* of the site's clock; -1: no limit */
	bool		 path_only;	/* it need not see the site's files */
	struct scripted_hearing hearing;
};

#endif
