/*
 * scened.h: the scene that a verb decides about: of a site file, or of a
 * capture.
 */
#ifndef TOOLS_SCENED_H
#define TOOLS_SCENED_H

#include "core/policy/scene.h"
#include "tools/scenario/sandbox.h"
#include "tools/session/execution.h"

struct scened {
	struct execution execution;
	struct sandbox	 sandbox;	/* the twin of a capture */
	struct scene	*scene;
};

/*
 * Of the site file of the options everything that is declared, and where it
 * belongs; of the capture that they name with --from all as it was.  Says what
 * is wrong, and what a capture does not know; the exit status.  Given back with
 * scened_drop in any case.
 */
int	 scened_open(struct scened *, const struct options *);
void	 scened_drop(struct scened *);

#endif
