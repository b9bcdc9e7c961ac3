/*
 * typed.h: places at which a person types the commands ("by": "hand"), because
 * nothing that this machine has leads there.
 *
 * The command is shown, the person types it there and says here what came of
 * it.  Nobody waits for a clock meanwhile.
 */
#ifndef APPLY_TYPED_H
#define APPLY_TYPED_H

#include "tools/apply/hand.h"

/* Is that place reached so? */
bool	 typed_is(const struct hand *, uint32_t place);
/* Have the command typed there; before the first one of a place it is proved
 * whether the place is simulated, as the site file says.  Lost: nobody knows,
 * or nobody can be asked. */
void	 typed_carry(struct hand *, const struct order *, struct heard *);
/* What such a place keeps for the run, its locks and its commands in progress:
 * the person looks.  false: nobody knows. */
bool	 typed_kept(struct hand *, const struct op *ask, struct answer *);

#endif
