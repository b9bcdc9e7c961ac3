/*
 * stood.h: how the things of a live site stand, as it is printed.
 */
#ifndef LIVE_STOOD_H
#define LIVE_STOOD_H

#include "backends/survey/standing.h"
#include "core/base/err.h"
#include "tools/options.h"

/* The fields that -o names; false: ERR_USAGE, and which there are. */
bool	 stood_fields(const char *list, struct err *);
/* Leave only what is on the node, and the node itself. */
void	 stood_only(struct standing *, const char *node);
/* For people, on one screen: what is not well, the worst first; then nodes,
 * quorum and guests; the rest is counted. */
void	 stood_print(const struct standing *);
/* -p, -H, -o, --json: a line for each thing. */
void	 stood_list(const struct standing *, const struct options *);
/* Is anything not as it should be, or not known? */
bool	 stood_well(const struct standing *);

#endif
