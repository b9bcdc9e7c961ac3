/*
 * ilom_target.h: what a service processor shows and lets one set, as ILOM's
 * tree of targets; inside backends/sim/shell only.
 *
 * It has those of the real tree that the world or the site has something to say
 * of.
 */
#ifndef SIM_ILOM_TARGET_H
#define SIM_ILOM_TARGET_H

#include "backends/sim/shell/program.h"
#include "core/base/arena.h"

struct ilom_property {
	const char	*name;		/* NULL: no more */
	/* What it is, in the arena. */
	const char	*(*value)(struct arena *, struct call *,
			    uint32_t node);
	/* Set it; false: not that value, and nothing has been printed.  NULL:
	 * it is read only. */
	bool		(*set)(struct call *, uint32_t node,
			    const char *value);
};

enum { ILOM_PROPERTIES = 9, ILOM_NAMES = 6 };

struct ilom_target {
	const char	*path;		/* NULL: no more */
	const char	*targets[ILOM_NAMES];	/* below it; ends with NULL */
	struct ilom_property property[ILOM_PROPERTIES];
	const char	*verbs[ILOM_NAMES];	/* beside cd and show */
};

extern const struct ilom_target ilom_targets[];
/* The target of that path, or NULL. */
const struct ilom_target *ilom_target_find(const char *path);
/* Would a real tree perhaps have it? */
bool		 ilom_target_may_be(const char *path);
const struct ilom_property *ilom_property_find(const struct ilom_target *,
		    const char *name, size_t n);

#endif
