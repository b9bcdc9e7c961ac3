/*
 * forms.h: expectations that are not conditions, judged.
 */
#ifndef SCENARIO_FORMS_H
#define SCENARIO_FORMS_H

#include "tools/scenario/play.h"

enum { OBSERVED_BYTES = 160 };

/* What an expectation found instead, and when (-1: at the end). */
struct observed {
	char		text[OBSERVED_BYTES];
	int64_t		at_ms;
	bool		open;		/* not met, but it may still be */
};

/* Is it met?  It is no condition. */
bool		 form_met(struct play *, const struct expectation *,
		    struct observed *);
/* Is what was observed printed even if it is met?  false for a condition. */
bool		 form_measures(const struct expectation *);

/* Does it stay met, or not met, whatever else happens?  It is no condition. */
bool		 form_decided(const struct expectation *, bool met,
		    const struct observed *);

#endif
