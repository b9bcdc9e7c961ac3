/*
 * ldm_devices.h: ldm list-devices; inside backends/sim/shell only.
 */
#ifndef SIM_LDM_DEVICES_H
#define SIM_LDM_DEVICES_H

#include "backends/sim/shell/program.h"

void		 ldm_devices_run(struct call *, const struct given *);

#endif
