#include "backends/sim/world/trouble.h"

#include <stddef.h>

#include "backends/sim/world/simulation.h"

static const struct {
	unsigned	 trouble;
	const char	*word;
} words[] = {
	{ TROUBLE_ROOT_FULL, "root-full" },
	{ TROUBLE_VAR_FULL, "var-full" },
	{ TROUBLE_LDMD_OFF, "ldmd-disabled" },
	{ TROUBLE_LDMD_FAILED, "ldmd-failed" },
	{ TROUBLE_VNTSD_OFF, "vntsd-disabled" },
	{ TROUBLE_VNTSD_FAILED, "vntsd-failed" },
	{ TROUBLE_DELAYED, "delayed-reconfiguration" },
	{ TROUBLE_EXPIRED, "password-expired" },
	{ TROUBLE_NO_CACHEFILES, "no-cachefiles" },
	{ TROUBLE_VISITED, "visited" },
};

bool
trouble_is(struct sim *sim, uint32_t node, unsigned troubles)
{
	return (world_node(sim->world, node)->trouble & troubles) != 0;
}

const char *
trouble_word(unsigned trouble)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (words[i].trouble == trouble)
			return words[i].word;
	return NULL;
}
