/*
 * ldm_services.h: ldm list-services; inside backends/sim/shell only.
 */
#ifndef SIM_LDM_SERVICES_H
#define SIM_LDM_SERVICES_H

#include "backends/sim/shell/program.h"

void		 ldm_services_run(struct call *, const struct given *);

#endif
