/*
 * own.h: the operator's own commands that a site file names.
 */
#ifndef COMMANDS_OWN_H
#define COMMANDS_OWN_H

#include "backends/commands/line.h"
#include "core/op/op.h"
#include "core/site/site.h"

/* How many words of the line are those of the site's command for that operation
 * or question, the program as it was typed; 0: it is another one, or the site,
 * which may be NULL, has none. */
unsigned	 own_words(const struct site *, enum op_kind,
		    const struct typed_line *);

#endif
