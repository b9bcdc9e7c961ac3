/*
 * kept.h: a stage as it was at one moment, to be set back to that.
 *
 * "undo" and "restore" leave behind what somebody has named since, as a real
 * site would.  This leaves nothing: for who plays many short pieces, each on
 * the same stage, and does not want to make it anew.
 */
#ifndef SHELL_KEPT_H
#define SHELL_KEPT_H

#include "backends/sim/kept.h"
#include "tools/shell/stage.h"

struct stage_kept {
	struct stage	 was;		/* what it points to is the stage's */
	struct sandbox	 sandbox;	/* the same */
	struct arena_kept arena;	/* of the stage, and so of the names */
	struct sim_kept	*sim;
};

/* Keep a stage at which nobody has typed, and whose site lies in its arena;
 * stage_kept_drop gives it back. */
void	 stage_keep(const struct stage *, struct stage_kept *);
/* The same stage, at which nobody waits, is as it was: nothing that happens
 * afterwards shows what has happened since. */
void	 stage_return(struct stage *, const struct stage_kept *);
void	 stage_kept_drop(struct stage_kept *);

#endif
