/*
 * defaults.h: the fields of an operation that a typed line does not mention and
 * that follow from the site.
 */
#ifndef COMMANDS_DEFAULTS_H
#define COMMANDS_DEFAULTS_H

#include "backends/commands/line.h"
#include "core/op/op.h"
#include "core/site/site.h"

/*
 * Fill in the fields that are still zero in an operation that was read from
 * that line.  Its texts are added to the names, which begin as those of the
 * site.
 */
void	 defaults_fill(const struct site *, struct names *,
	    const struct typed_line *, struct op *);

#endif
