/*
 * damage.h: what is wrong with a line of a journal.
 *
 * Always the same sentence: what was expected, and what was found.  The first
 * damage ends the check, since the lines after it prove nothing.
 */
#ifndef TOOLS_JOURNAL_CHECK_DAMAGE_H
#define TOOLS_JOURNAL_CHECK_DAMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct damage {
	char	expected[160];
	char	found[160];
};

/* Always false, so that it can be returned. */
bool	 damage_set(struct damage *, const char *expected,
	    const char *format, ...) __attribute__((format(printf, 3, 4)));
/* The same, when what was expected has to be made up first. */
bool	 damage_expect(struct damage *, const char *found,
	    const char *format, ...) __attribute__((format(printf, 3, 4)));
/* The same, when bytes were found: the first of them are shown. */
bool	 damage_bytes(struct damage *, const char *expected,
	    const char *found, size_t size);
/* Print a text from outside: what is no printable ASCII as "?". */
void	 clean_print(FILE *, const char *text);
/* Say it, after the place.  No byte of a journal reaches a terminal raw. */
void	 damage_print(const struct damage *, const char *path, long line);

#endif
