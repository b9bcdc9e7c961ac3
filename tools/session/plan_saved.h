/*
 * plan_saved.h: a plan becomes a file.
 */
#ifndef SESSION_PLAN_SAVED_H
#define SESSION_PLAN_SAVED_H

#include <jansson.h>

#include "core/plan/plan.h"

/* Save the plan, which is that JSON, under a path where nothing is yet; "-" is
 * standard output.  ERR_FILE_EXISTS, ERR_FILE_UNWRITABLE, ERR_TOO_MANY. */
bool		 plan_save(const struct plan *, const char *path,
		    const json_t *whole, struct err *);

#endif
