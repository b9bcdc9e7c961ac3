/*
 * scan.h: a place in a line of JSON, and the strings there.
 *
 * No byte is looked at beyond the end of the line.  The text of a string is
 * never longer than its bytes in the line.
 */
#ifndef TOOLS_JOURNAL_CHECK_SCAN_H
#define TOOLS_JOURNAL_CHECK_SCAN_H

#include "tools/journal-check/damage.h"

struct value;

struct scan {
	const char	*line, *at, *end;
	struct value	*value;		/* the next that is free */
	char		*out;		/* for the next text */
	unsigned	 depth;
	struct damage	*damage;
};

/* Always false: something else was expected here. */
bool	 scan_wrong(struct scan *, const char *expected);
/* Go past that byte, if it is there. */
bool	 scan_advance(struct scan *, char);
bool	 scan_digit(const struct scan *);
/* A string with its quotes. */
bool	 scan_string(struct scan *, const char **text);

#endif
