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
/* Print words in lines of at most 80 columns, each after that many blanks;
 * the first line begins where the cursor is. */
void		 text_wrap(const char *words, unsigned indent,
		    unsigned first);
void		 text_wrap_to(FILE *, const char *words, unsigned indent,
		    unsigned first);

#endif
