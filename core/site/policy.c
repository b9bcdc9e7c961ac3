#include "core/site/policy.h"

uint32_t
policy_master(const uint32_t *nodes, uint32_t count, uint64_t members,
    uint64_t ruled_out)
{
	for (uint32_t i = 0; i < count; i++)
		if (((members & ~ruled_out) >> nodes[i] & 1) != 0)
			return nodes[i];
	return 0;
}
