/*
 * rest.h: what the words of a typed line do not say, and the site knows.
 */
#ifndef COMMANDS_DEFAULTS_H
#define COMMANDS_DEFAULTS_H

#include "backends/commands/line.h"
#include "core/op/op.h"
#include "core/site/site.h"

/*
 * Fill in what is still zero in an operation that was read from that line; the
 * texts of it are added to the names, which are the site's.
 */
void	 defaults_fill(const struct site *, struct names *,
	    const struct typed_line *, struct op *);

#endif
