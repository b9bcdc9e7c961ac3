/*
 * cores.h: the cores that a domain's strands are on.
 *
 * Pure: the simulator and the checks of a plan count alike.
 */
#ifndef CORE_CORES_H
#define CORE_CORES_H

#include <stdint.h>

/* T2 and T2 Plus have 8 strands and one cryptographic unit on each core. */
enum { CORE_STRANDS = 8 };

/* How many cores so many strands are on. */
uint32_t	 site_cores(uint32_t vcpus);
/* How many strands a domain has at least that is on so many cores. */
uint32_t	 site_strands(uint32_t cores);

#endif
