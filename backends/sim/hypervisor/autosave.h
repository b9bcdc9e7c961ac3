/*
 * autosave.h: what ldmd has saved by itself, and may put in the place of the
 * configuration that the service processor has.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_AUTOSAVE_H
#define SIM_AUTOSAVE_H

#include <stdint.h>

struct sim;

/* The node is about to fail: if it recovers, its autosave is what it has now,
 * until that is used.  No row is held. */
void		 autosave_take(struct sim *, uint32_t node);
/* ldmd starts.  If it recovers, the configuration that was loaded becomes what
 * the autosave has; what runs does not change. */
void		 autosave_recover(struct sim *, uint32_t node);

#endif
