/*
 * ldm_tell.h: smaller questions of ldm; inside backends/sim/shell only.
 */
#ifndef SIM_LDM_TELL_H
#define SIM_LDM_TELL_H

#include "backends/sim/shell/program.h"

/* list-spconfig */
void		 ldm_spconfig_run(struct call *, const struct given *);
/* list-variable */
void		 ldm_variable_run(struct call *, const struct given *);
/* --help */
void		 ldm_help_run(struct call *, const struct given *);

#endif
