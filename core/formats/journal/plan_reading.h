/*
 * plan_reading.h: a plan while it is read back; shared by the files that do.
 *
 * What is not of the form is reported by its place: "steps[3].op: expected …".
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

/* Each returns false: something else was expected there, or there is more than
 * a plan can hold. */
bool	 reading_wrong(const struct reading *, const char *key,
	    const char *expected);
bool	 reading_full(const struct reading *);
/* A copy of a text in the arena, or NULL. */
const char *reading_text(const struct reading *, const json_t *object,
	    const char *key);
/* The next step of the plan. */
bool	 reading_step(const struct reading *, const json_t *object);

#endif
