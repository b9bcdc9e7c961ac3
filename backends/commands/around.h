/*
 * around.h: what a typed line has around its command: input, output, folders;
 * inside backends/commands only.
 */
#ifndef COMMANDS_AROUND_H
#define COMMANDS_AROUND_H

#include "backends/commands/line.h"
#include "core/op/op.h"
#include "core/site/site.h"

/* Set the fields of the operation that it names; names are added to those
 * given.  ERR_UNSUPPORTED if a part of it means nothing to that operation. */
bool	 around_read(const struct site *, struct names *,
	    const struct typed_line *, struct op *, struct err *);

#endif
