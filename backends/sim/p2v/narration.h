/*
 * narration.h: what commands print, for whoever listens.
 */
#ifndef SIM_NARRATION_H
#define SIM_NARRATION_H

#include "backends/sim/world/simulation.h"

/* Does anybody listen? */
bool		 say_heard(const struct sim *);
void		 say(struct sim *, const char *format, ...)
		    __attribute__((format(printf, 2, 3)));
void		 say_prepared(struct sim *, const struct op *);
void		 say_converted(struct sim *, const struct op *, bool timeout);
void		 say_upgrade(struct sim *, const struct op *);

#endif
