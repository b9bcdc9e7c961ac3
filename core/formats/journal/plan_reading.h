/*
 * plan_reading.h: a plan while it is read; for the files that read it.
 *
 * A mistake is reported with its place: "steps[3].op: expected …".
 */
#ifndef CORE_FORMATS_PLAN_READING_H
#define CORE_FORMATS_PLAN_READING_H

#include <jansson.h>

#include "core/plan/plan.h"

struct reading {
	struct arena	*arena;
	struct plan	*plan;
	struct names	*names;
	struct err	*err;
	const char	*list;		/* "steps" */
	size_t		 index;
};

/* Set ERR_FILE_INVALID: something else was expected at that key.  Returns
 * false. */
bool	 reading_wrong(const struct reading *, const char *key,
	    const char *expected);
/* Has the object only keys of that list, which ends with NULL?  The first that
 * is another one is reported: misspelt, it would do nothing. */
bool	 reading_keys(const struct reading *, const json_t *object,
	    const char *const *keys);
/* Set ERR_TOO_MANY: a limit of plans is exceeded.  Returns false. */
bool	 reading_full(const struct reading *);
/* A copy of a text in the arena, or NULL. */
const char *reading_text(const struct reading *, const json_t *object,
	    const char *key);
/* Read the next step of the plan. */
bool	 reading_step(const struct reading *, const json_t *object);

#endif
