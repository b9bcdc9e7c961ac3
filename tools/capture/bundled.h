/*
 * bundled.h: a survey as a bundle, and a bundle as a survey.
 *
 * A bundle has what was printed; a survey that is made from it has read that
 * again.  What the bundle does not have, because an older domferry did not ask
 * it, is lost in the survey.
 */
#ifndef CAPTURE_BUNDLED_H
#define CAPTURE_BUNDLED_H

#include "backends/survey/survey.h"
#include "tools/capture/bundle.h"

/* All that the survey was answered; what it asked twice at a node is there
 * once.  Texts of the survey are borrowed, others in the arena.  Times are 0;
 * there is no site file. */
void	 bundled_make(struct arena *, const struct survey *, struct bundle *);
/* The survey of all lines; texts of the bundle are borrowed.  Given back with
 * survey_drop. */
void	 bundled_survey(const struct bundle *, struct survey *);

#endif
