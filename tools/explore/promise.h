/*
 * promise.h: what a procedure promises, whatever its plan has in it.
 *
 * The plan's own goal is what its steps leave.  A step that was forgotten in a
 * procedure leaves less, in every schedule alike; so the site is compared with
 * what the procedure is for, too.
 */
#ifndef EXPLORE_PROMISE_H
#define EXPLORE_PROMISE_H

#include <stddef.h>

#include "tools/explore/branch.h"

/*
 * What a run that has arrived should have left and has not; false: it has left
 * everything.  The world is quiet.
 */
bool	 promise_broken(const struct branch *, char *text, size_t size);

#endif
