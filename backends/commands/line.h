/*
 * line.h: a typed line as words, with the aliases of programs and of ldm's
 * subcommands resolved.
 */
#ifndef COMMANDS_LINE_H
#define COMMANDS_LINE_H

#include <stdbool.h>

#include "core/base/err.h"

/* As many words as the longest command that is printed for a site has, a
 * resource with SITE_PROPERTIES, and some more. */
enum { LINE_WORDS = 64, LINE_BYTES = 8192, SUBCOMMAND_BYTES = 64 };

/* The words point into the structure, which therefore must not be copied. */
struct typed_line {
	char		 text[LINE_BYTES];
	const char	*word[LINE_WORDS];
	unsigned	 count;
	const char	*whole;		/* as it was typed; borrowed */
	const char	*program;	/* its first word, as it was typed */
	/* NULL: none */
	const char	*input;		/* by printf '%b' '…' | before it */
	const char	*output;	/* by > after it */
	const char	*folder;	/* by cd … && before it */
	const char	*makes;		/* by mkdir -p … && before it */
	char		 subcommand[LINE_BYTES + SUBCOMMAND_BYTES];
};

/* Split a line into words.  ERR_USAGE for a line that a shell would refuse, or
 * would read as more than one command. */
bool	 line_read(struct typed_line *, const char *text, struct err *);

#endif
