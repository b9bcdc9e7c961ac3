/*
 * twinned.h: a rehearsal that begins on the twin of a captured site.
 */
#ifndef TOOLS_TWINNED_H
#define TOOLS_TWINNED_H

#include "tools/rehearsal/rehearsal.h"

/* Take site file and start text of the capture that the options name with
 * --from, into execution->site and execution->opening, or the site file of the
 * options.  Says what is wrong; the exit status. */
int	 twinned_open(struct execution *);
/* Keep the start text when the opening is made anew. */
void	 twinned_opening(struct execution *, const struct opening *);
/* Say what a start text does not know, on standard error. */
void	 twinned_notes(const char *notes);
/* The simulated site, as rehearsal_site makes it; what nobody has answered, and
 * how it is taken, is said on standard error. */
bool	 twinned_site(struct rehearsal *, struct err *);

#endif
