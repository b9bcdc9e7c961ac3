/*
 * strike.h: what happened before anybody looked.
 */
#ifndef SIM_STRIKE_H
#define SIM_STRIKE_H

#include "backends/sim/session/simulated.h"

/* Let one strike now that is not armed, and emit nothing: what happened before
 * anybody looked.  false: the site has nothing that it could strike. */
bool		 simulated_strike(struct simulated *, const struct fault *);

#endif
