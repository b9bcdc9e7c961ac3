/*
 * ilom.h: what a service processor with ILOM shows of its targets.
 */
#ifndef ANSWERS_ILOM_H
#define ANSWERS_ILOM_H

#include "backends/real/answers/printout.h"

/* show: a target, and "name = value" for each of its properties.  Who has
 * typed it at the prompt sees that, too. */
void		 ilom_read(struct printout *, const void *with);

#endif
