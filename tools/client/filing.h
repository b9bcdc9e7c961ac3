/*
 * filing.h: programs of a site that work on files.
 */
#ifndef CLIENT_FILING_H
#define CLIENT_FILING_H

#include <stdbool.h>

/* Below the root of a place (tools/shell/roots.h), the real program of that
 * name does what the site's does not: to files that the world does not know.
 * Those stand in the words from the first to the last, if they are no
 * options. */
bool		 filing_has(const char *name, unsigned *first, unsigned *last);
/* Does a program of a site that is called so read its standard input? */
bool		 filing_reads_input(const char *const words[], unsigned count);

#endif
