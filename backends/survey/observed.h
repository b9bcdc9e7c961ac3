/*
 * observed.h: the start text of a live site, from a survey of it.
 *
 * Lines of the canonical text of a world (backends/sim/text), with what its
 * nodes have said, in the order of that text: so a twin of the site begins.
 * Pure.  Names are those that the nodes use; of the site file it takes which
 * nodes and devices there are, for a twin has no others.  What nobody has said
 * has no line, and a key of which nobody has said the value is "KEY=?": never a
 * guess.  A byte that no word has is written as "\" and three
 * digits of base 8.
 */
#ifndef SURVEY_OBSERVED_H
#define SURVEY_OBSERVED_H

#include "backends/survey/survey.h"
#include "core/base/buffer.h"

/* Append the text of that site to the buffer. */
void	 survey_observed(const struct survey *, const struct site *,
	    struct buffer *);

#endif
