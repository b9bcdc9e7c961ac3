/*
 * people.h: what people type in a scenario, and what is expected to be typed.
 */
#ifndef CORE_FORMATS_PEOPLE_H
#define CORE_FORMATS_PEOPLE_H

#include "core/formats/json/jsonc.h"
#include "core/formats/scenario/scenario_file.h"

/* The names that phrases may use: those of the site, and those that its jobs
 * give.  The arena owns them. */
struct names	*people_names(struct arena *, const struct site *);
/* Add the names in what the entries of "do" type to the scenario's people. */
void		 people_listen(struct scenario *, const struct value *list);
/* Could the command of the expectation be typed: by domferry, or by somebody
 * in the scenario, whose entries have been read? */
bool		 people_may_type(struct arena *, struct scenario *,
		    const struct expectation *, struct wrong *);

#endif
