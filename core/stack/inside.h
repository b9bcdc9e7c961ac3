/*
 * inside.h: what the files of the fault filter share; for core/stack only.
 */
#ifndef CORE_STACK_INSIDE_H
#define CORE_STACK_INSIDE_H

#include "core/stack/faults.h"

/* armed.c: emit EVENT_FAULT with a word: "armed", "struck", "mended". */
void		 faults_emit(struct faults *, const struct fault *,
		    const char *word);

/* stale.c: a change begins, so that all answers given before it are old. */
void		 stale_age(struct faults *);
/* The answers kept of a question; NULL: no armed fault can answer it with an
 * old one, or FAULTS_OLD questions are already kept. */
struct old	*stale_find(struct faults *, const struct op *);

/* garble.c: the outputs of an operation are garbled, until the next begins. */
uint64_t	 garble_begin(struct faults *, const struct fault *,
		    const struct op *, struct result *);
void		 garble_end(struct faults *);

#endif
