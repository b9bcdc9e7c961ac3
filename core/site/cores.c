#include "core/site/cores.h"

uint32_t
site_cores(uint32_t vcpus)
{
	return vcpus / CORE_STRANDS + (vcpus % CORE_STRANDS != 0);
}

uint32_t
site_strands(uint32_t cores)
{
	return cores == 0 ? 0 : (cores - 1) * CORE_STRANDS + 1;
}
