/*
 * narration.h: what commands print, for whoever listens.
 */
#ifndef SIM_NARRATION_H
#define SIM_NARRATION_H

#include "backends/sim/world/simulation.h"

/* Does anybody listen? */
bool		 narration_heard(const struct sim *);
void		 narrate(struct sim *, const char *format, ...)
		    __attribute__((format(printf, 2, 3)));
void		 narrate_prepare(struct sim *, const struct op *);
void		 narrate_convert(struct sim *, const struct op *, bool timeout);
void		 narrate_upgrade(struct sim *, const struct op *);

#endif
