/*
 * named.h: saved configurations, variables, and releases, as ldm prints them.
 */
#ifndef ANSWERS_NAMED_H
#define ANSWERS_NAMED_H

#include "backends/real/answers/printout.h"

/* list-spconfig: "name [current] [next poweron]". */
void		 configs_read(struct printout *, const void *with);
/* list-variable: "name=value". */
void		 variables_read(struct printout *, const void *with);
/* ldm -V. */
void		 release_read(struct printout *, const void *with);

#endif
