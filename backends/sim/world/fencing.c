#include "backends/sim/world/fencing.h"

#include <assert.h>

const char *
fencing_word(uint32_t fencing)
{
	static const char *const words[FENCINGS] = { "global", "pathcount",
	    "scsi3", "nofencing", "nofencing-noscrub" };

	assert(fencing < FENCINGS);
	return words[fencing];
}
