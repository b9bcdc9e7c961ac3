/*
 * worst.h: the failures that hurt, as one table or list.
 */
#ifndef WHATIF_WORST_H
#define WHATIF_WORST_H

#include "core/base/err.h"
#include "tools/whatif/sweep.h"

/* The forms of a list; without any it is the table for people. */
struct worst_form {
	bool		 json, parseable, no_header;
	const char	*fields;	/* with commas, or NULL: all */
};

/* Are all of them fields? */
bool		 worst_fields(const char *list, struct err *);
/* Print it; JSON but for the first line. */
void		 worst_print(const struct sweep *, const struct worst_form *);
/* EXIT_STUCK if the sweep was interrupted, EXIT_NOT_MET if an objective is not
 * kept, or an invariant violated. */
int		 worst_status(const struct sweep *);

#endif
