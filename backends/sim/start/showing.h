/*
 * showing.h: how values are shown; inside backends/sim/start only.
 */
#ifndef SIM_START_SHOWING_H
#define SIM_START_SHOWING_H

#include "backends/sim/start/starting.h"

/* Print those of a list of nodes that are in the set; false: it has none. */
bool		 show_nodes(struct sim *, const char *list, uint64_t set,
		    struct buffer *);
/* The same of those that answer, as what shows a key (struct start_row). */
bool		 show_answering(struct sim *, const struct start_line *,
		    const char *value, struct buffer *);
/* The nodes that answer. */
uint64_t	 show_who(struct sim *);

#endif
