/*
 * lessened.h: what was found on a site that was drawn, on the least site.
 */
#ifndef TOOLS_LESSENED_H
#define TOOLS_LESSENED_H

#include "tools/explore/explore.h"
#include "tools/rehearsal/rehearsal.h"

/* Print the first finding as explored_findings does, but of a site that has
 * nothing left that it does not need.  false: it was not found again, and
 * nothing is printed. */
bool	 lessened_findings(struct rehearsal *, const struct explore *);

#endif
