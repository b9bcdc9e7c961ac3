/*
 * cores.h: on how many cores the strands of a domain are.
 *
 * Pure, so that the simulator and the checks of a plan agree.
 */
#ifndef CORE_CORES_H
#define CORE_CORES_H

#include <stdint.h>

/* T2 and T2 Plus have 8 strands and one crypto unit on each core
 * (reference/ldm.md §2.4). */
enum { CORE_STRANDS = 8 };

/* The number of cores that have so many virtual CPUs. */
uint32_t	 site_cores(uint32_t vcpus);
/* The smallest number of virtual CPUs that is on so many cores. */
uint32_t	 site_strands(uint32_t cores);

#endif
