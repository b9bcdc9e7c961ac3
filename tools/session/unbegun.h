/*
 * unbegun.h: a run directory in which no run has begun.
 *
 * A process that ends before the plan is in the journal leaves a directory
 * without a run.  Nothing was typed then: the intent of a command comes later,
 * and remaining.txt before that.
 */
#ifndef RUN_UNBEGUN_H
#define RUN_UNBEGUN_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/err.h"

/* Is the folder such a directory?  Then err is ERR_NOT_BEGUN.  A folder with a
 * file that no beginning leaves is none; neither is one without a journal that
 * has more than a lock. */
bool	 unbegun(const char *folder, struct err *err);

/* The same of a folder whose journal has been read: text is what is in it, or
 * NULL if it cannot be opened. */
bool	 unbegun_read(const char *folder, const char *text, size_t size,
    struct err *err);

#endif
