/*
 * uncopied.h: nodes that can keep no copy of the run's journal.
 *
 * The way to the places finds it out in the middle of a change; it is said, and
 * is a record of the journal, before the next operation.
 */
#ifndef APPLY_UNCOPIED_H
#define APPLY_UNCOPIED_H

#include <stdbool.h>
#include <stdint.h>

struct execution;

struct uncopied {
	uint64_t	 found;		/* bit n: node n keeps none */
	uint64_t	 said;
};

/* That node keeps none: a reach's "uncopied", with a struct uncopied. */
void	 uncopied_note(void *uncopied, uint32_t node);
/* Say what is new, to who watches and in the journal.  false: that cannot be
 * written. */
bool	 uncopied_say(struct uncopied *, struct execution *);

#endif
