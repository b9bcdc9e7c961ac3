/*
 * decision.h: a decision of core/policy with all that it was made from, as
 * JSON; read back, it can be made again.
 */
#ifndef CORE_FORMATS_DECISION_H
#define CORE_FORMATS_DECISION_H

#include <jansson.h>

#include "core/base/err.h"
#include "core/policy/policy.h"

struct arena;

struct saved_decision {
	struct scene	*scene;		/* before */
	struct occasion	 occasion;
	struct placements placements;
};

/* The caller gives it back with json_decref. */
json_t		*decision_json(const struct saved_decision *);
/* ERR_FILE_INVALID at the first value that is not as it should be.  All is
 * owned by the arena. */
bool		 decision_read(struct arena *, const json_t *,
		    struct saved_decision *, struct err *);
/* Decide again: the placements of the same scene and occasion. */
struct placements decision_again(struct arena *, const struct saved_decision *);

#endif
