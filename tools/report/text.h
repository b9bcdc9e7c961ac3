/*
 * text.h: times and lines as people read them.
 */
#ifndef REPORT_TEXT_H
#define REPORT_TEXT_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "core/op/op.h"
#include "core/site/site.h"

enum { TEXT_ROOM = 256 };

/* "+01:02:03", of simulated time. */
const char	*text_clock(int64_t ms, char *room, size_t size);
/* "1h02m", "2m02s", "12s", "0s": for people. */
const char	*text_span(int64_t ms, char *room, size_t size);
/* "pool-create zpool_ldom1": an operation in few words. */
const char	*text_op(const struct names *, const struct op *, char *room,
		    size_t size);
/* Print words in lines of at most columns() columns on standard output, each
 * after that many blanks; the first line begins where the cursor is. */
void		 text_wrap(const char *words, unsigned indent,
		    unsigned first);
/* The same in 80 columns: what is compared does not depend on a terminal. */
void		 text_wrap_to(FILE *, const char *words, unsigned indent,
		    unsigned first);
/* The last column of a table, on standard output: at is where the cursor is,
 * column where it should begin.  What stands before it may be longer, or the
 * line too short: then it begins on the next line. */
void		 text_column(const char *words, unsigned at, unsigned column);
/* Only go there; the column that was reached. */
unsigned	 text_to_column(unsigned at, unsigned column);

#endif
