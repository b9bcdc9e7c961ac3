/*
 * seal.h: the two ends of a line, which tie it to the lines before it.
 *
 * A line begins with its number and ends with its hash.  Both are bytes in
 * one place and are looked at as bytes: what lies between is believed only
 * when they are right.
 */
#ifndef TOOLS_JOURNAL_CHECK_SEAL_H
#define TOOLS_JOURNAL_CHECK_SEAL_H

#include "tools/journal-check/damage.h"

enum { SEAL_HEX = 64 };

struct seal {
	long	n;			/* of the next line */
	char	hash[SEAL_HEX + 1];	/* of the last one */
};

void	 seal_start(struct seal *);
/* Take the next line in, without its newline. */
bool	 seal_read(struct seal *, const char *line, size_t size,
	    struct damage *);
/* Are these 64 digits, in lower case, and no more? */
bool	 seal_hex(const char *text);

#endif
