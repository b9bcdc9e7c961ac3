/*
 * decided.h: where a group is expected to go, and why, when a node dies; and
 * such a decision, saved and decided again.
 */
#ifndef TOOLS_DECIDED_H
#define TOOLS_DECIDED_H

#include "core/policy/scene.h"
#include "tools/options.h"

/* capacity --why GROUP: for each node, or the one of -N, what becomes of the
 * group or guest of that name when it dies.  The exit status. */
int	 decided_why(struct scene *, const struct options *);
/* capacity --again FILE: decide again what was saved there.  The exit status:
 * EXIT_DIFFERS if it is decided otherwise. */
int	 decided_again(struct arena *, const struct options *);

#endif
