/*
 * line.h: a typed line as words, aliases of programs and of ldm's subcommands
 * resolved.  Inside backends/real only.
 */
#ifndef COMMANDS_LINE_H
#define COMMANDS_LINE_H

#include <stdbool.h>

#include "core/base/err.h"

enum { LINE_WORDS = 40, LINE_BYTES = 1024, SUBCOMMAND_BYTES = 64 };

/* Its words point into it: it is read where it stays. */
struct typed_line {
	char		 text[LINE_BYTES];
	const char	*word[LINE_WORDS];
	unsigned	 count;
	char		 subcommand[LINE_BYTES + SUBCOMMAND_BYTES];
};

/* ERR_USAGE for what the real shell would choke on, or make another thing of
 * than one command. */
bool	 line_read(struct typed_line *, const char *text, struct err *);

#endif
