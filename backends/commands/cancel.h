/*
 * cancel.h: how a change that is under way is cancelled.
 *
 * Few have a command of their own for it; of the others it is said what can be
 * done instead.
 */
#ifndef COMMANDS_CANCEL_H
#define COMMANDS_CANCEL_H

#include "core/op/op.h"

struct arena;

/* The line that cancels it, typed where the change was, in the arena; NULL: it
 * has none. */
const char	*cancel_line(struct arena *, const struct names *,
		    const struct op *);
/* What can be done about a change without such a command, as a clause; NULL: it
 * has one. */
const char	*cancel_instead(enum op_kind);

#endif
