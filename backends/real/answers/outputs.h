/*
 * outputs.h: which output is read how.
 *
 * A command is given by its words, its program and subcommand by their full
 * names ("ldm", "list-domain"); which form an output has is seen from its first
 * line, whatever options the command was given.  Everything is pure: bytes in,
 * facts out.
 */
#ifndef ANSWERS_OUTPUTS_H
#define ANSWERS_OUTPUTS_H

#include "backends/real/answers/reading.h"
#include "core/base/err.h"

struct output_row;

/* A command whose output is read. */
struct printed {
	const struct output_row *row;
	const char	*fields;	/* of -o, or NULL */
	bool		 parseable;	/* -p of ldm: it has that form */
	const char	*operand;	/* the one that may follow, or NULL */
};

/* Which output the words are about.  ERR_USAGE: none that is read here, an
 * option that it has not, or a word too many. */
bool		 printed_read(struct printed *, const char *const word[],
		    unsigned count, struct err *);
/* What the output says; the arena and the text must outlive the reading. */
void		 output_read(struct arena *, const struct printed *,
		    const char *text, size_t size, struct reading *);
/* The n-th output that is read, from 0: its program and subcommand, which may
 * be NULL; false: there are no more. */
bool		 output_name(unsigned n, const char **program,
		    const char **subcommand);

#endif
