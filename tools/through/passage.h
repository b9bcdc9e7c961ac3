/*
 * passage.h: the ways from a run to a simulated site.
 *
 * The table has a row for each, which makes what stands between a session and
 * the site.  Equal are all in what a run does and finds; another one is a word
 * in core/formats/scenario/through.c and a row here.
 */
#ifndef THROUGH_PASSAGE_H
#define THROUGH_PASSAGE_H

#include "backends/real/hearing.h"
#include "backends/real/real.h"
#include "core/formats/scenario/through.h"
#include "tools/through/process.h"
#include "tools/through/spoil.h"

struct passage {
	enum through	 through;
	struct backend	*bottom;	/* of the session that goes this way */
	struct spoil	 spoil;		/* what goes wrong between */
	struct hearing	 hearing;	/* what is typed, and what came of it;
					   silent where nothing is typed */
	struct programs	 programs;
	struct process	*process;	/* that they are, or NULL; owned */
	struct real	 real;
};

/* To that site; what the session knows of it.  Must not be moved; give it back
 * with passage_drop.  false: those of process_make; then there is none. */
bool	 passage_make(struct passage *, enum through, struct simulated *,
	    struct site *, struct err *);
void	 passage_drop(struct passage *);

#endif
