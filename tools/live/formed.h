/*
 * formed.h: which forms of outputs were understood, as a report.
 */
#ifndef LIVE_FORMED_H
#define LIVE_FORMED_H

#include "backends/survey/doubts.h"
#include "core/formats/json/text.h"
#include "tools/live/tiny.h"

struct formed {
	unsigned	 asked, understood, strange, otherwise;
};

/* Write the report, a JSON object a line: each answer, each line that is not
 * understood, each doubt; tiny may be NULL.  What there is of each is counted.
 * The caller drops the text. */
void	 formed_write(const struct survey *, const struct tiny *,
	    struct text *, struct formed *);
/* Say for people what is not as it should be. */
void	 formed_print(const struct survey *, const struct formed *);

#endif
