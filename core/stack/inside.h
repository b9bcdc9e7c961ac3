/*
 * inside.h: what the files of the fault filter share; inside core/stack only.
 */
#ifndef CORE_STACK_INSIDE_H
#define CORE_STACK_INSIDE_H

#include "core/stack/faults.h"

/* armed.c: something has become of a fault, in a word. */
void		 faults_emit(struct faults *, const struct fault *,
		    const char *word);

/* stale.c: a change begins, and the answers that were given so far are old. */
void		 stale_age(struct faults *);
/* What is kept of a question that can be given an old answer.  NULL: no fault
 * strikes it so, or FAULTS_OLD are kept already. */
struct old	*stale_find(struct faults *, const struct op *);

#endif
