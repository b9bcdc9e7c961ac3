/*
 * ldm_release.h: how the site's release of ldm prints; inside
 * backends/sim/shell only.
 */
#ifndef SIM_LDM_RELEASE_H
#define SIM_LDM_RELEASE_H

#include "backends/sim/shell/program.h"

/* Releases whose output differs: 200 is 2.0. */
enum { LDM_FLAGS_SIX = 102, LDM_STATE_WIDE = 103, LDM_UUID = 200, LDM_CORES =
    202, LDM_PADDED = 300 };

/* The release of ldm on the node of the call: 201 is 2.1. */
uint32_t	 ldm_release(const struct call *);
/* Print the first line of parseable output. */
void		 ldm_version_line(struct call *);
/* Has ldm list the column NORM?  That takes ldm 3.0, and a machine newer than
 * the T3. */
bool		 ldm_has_norm(const struct call *);
/* Is its system console a UART, as on such machines, and not the SP? */
bool		 ldm_has_uart(const struct call *);
/* pci@400 to pci@700, which are all the control domain's. */
enum { T5440_BUSES = 4 };
/* Is the machine a T5440, whose PCI buses are known? */
bool		 ldm_is_t5440(const struct call *);
/* ldm -V */
void		 ldm_release_run(struct call *, const struct given *);

#endif
