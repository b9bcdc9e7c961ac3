/*
 * narration.h: what long commands print, for the sink.
 */
#ifndef SIM_NARRATION_H
#define SIM_NARRATION_H

#include "backends/sim/world/simulation.h"

/* The output of ldmp2v prepare, at its end. */
void		 narrate_prepare(struct sim *, const struct op *);
/* The output of ldmp2v convert; timeout: with its error. */
void		 narrate_convert(struct sim *, const struct op *, bool timeout);
/* The dialogue of the installer. */
void		 narrate_upgrade(struct sim *, const struct op *);

#endif
