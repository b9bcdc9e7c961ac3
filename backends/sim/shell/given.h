/*
 * given.h: the options and operands of a call, as getopt divides them; inside
 * backends/sim/shell only.
 */
#ifndef SIM_GIVEN_H
#define SIM_GIVEN_H

#include "backends/commands/line.h"

struct given {
	const char	*option[128];	/* by letter: its argument, "" if it
					   takes none; NULL: not given */
	const char	*operand[LINE_WORDS];
	unsigned	 count;		/* of operands */
	const char	*wrong;		/* the option that is not one */
};

/* Divide the words from the first on.  The letters are as for getopt: "ab:" is
 * -a, and -b with an argument.  Options end at the first operand or at "--".
 * false: an option is not known, or has no argument; wrong is its word. */
bool		 given_read(struct given *, const struct typed_line *,
		    unsigned first, const char *letters);
/* Was the option given? */
bool		 given_has(const struct given *, char letter);

#endif
