/*
 * doubts.h: what the simulator and the readers of outputs take for granted, and
 * a real machine could show to be otherwise.
 *
 * Each has its paragraph in docs/fidelity.md.  A function of a survey that was
 * asked for FOR_FORMS and FOR_CAPTURE.
 */
#ifndef SURVEY_DOUBTS_H
#define SURVEY_DOUBTS_H

#include "backends/survey/survey.h"

enum shown { SHOWN_SO, SHOWN_OTHERWISE, SHOWN_NOT };

struct doubt {
	const char	*id;		/* as in docs/fidelity.md */
	const char	*says;		/* what is taken for granted */
	enum shown	 shown;
	/* What shows it: where, of which answer, and the line that was
	 * printed; NULL: nothing does. */
	const struct surveyed *by;
	const char	*line;
};

/* The n-th doubt, as the answers of that node, or of the one that was asked,
 * show it; the line is in the arena.  false: there are no more. */
bool		 doubt_judge(struct arena *, const struct survey *,
		    uint32_t node, unsigned n, struct doubt *);

#endif
