/*
 * check.h: is the journal in a file sound?
 */
#ifndef TOOLS_JOURNAL_CHECK_CHECK_H
#define TOOLS_JOURNAL_CHECK_CHECK_H

#include <stdbool.h>

/* These are the exit statuses. */
enum { JOURNAL_SOUND = 0, JOURNAL_DAMAGED = 1, JOURNAL_UNREADABLE = 2 };

/* The file of that name, or the journal in the directory of that name.  What
 * is wrong goes to standard error; what a sound one has, unless quiet, to
 * standard output. */
int	 journal_check(const char *name, bool quiet);

#endif
