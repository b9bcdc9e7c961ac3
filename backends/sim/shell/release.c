#include "backends/sim/shell/release.h"

#include <string.h>

/* Pool versions: zpool(1M) of each release; the kernel patches with which each
 * update was shipped. */
static const struct release releases[] = {
	{ "10u4", "5.10", "Generic_120011-14", 4, false },
	{ "10u5", "5.10", "Generic_127127-11", 4, false },
	{ "10u6", "5.10", "Generic_137137-09", 10, false },
	{ "10u7", "5.10", "Generic_139555-08", 10, false },
	{ "10u8", "5.10", "Generic_141444-09", 15, false },
	{ "10u9", "5.10", "Generic_142909-17", 22, false },
	{ "10u10", "5.10", "Generic_147440-01", 29, false },
	{ "10u11", "5.10", "Generic_147147-26", 32, false },
	{ NULL, NULL, NULL, 22, false },
};

enum { RELEASES = sizeof(releases) / sizeof(releases[0]) - 1 };

const struct release *
release_find(const char *name)
{
	static const struct release eleven = { NULL, "5.11", NULL, 34, true };

	for (size_t i = 0; name != NULL && i < RELEASES; i++)
		if (strcmp(releases[i].name, name) == 0)
			return &releases[i];
	return name != NULL && strncmp(name, "11", 2) == 0 ? &eleven :
	    &releases[RELEASES];
}

const struct release *
release_of(const struct call *call, uint32_t node)
{
	const struct site *site = call->shell->site;

	return release_find(node != 0 && node <= site->node_count ?
	    site->nodes[node].releases.solaris : NULL);
}
