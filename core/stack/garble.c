/*
 * Garbled outputs: an operation is carried out, and what its commands print
 * means nothing.  Who lets them through is told, because only he has words.
 */
#include <assert.h>

#include "core/stack/inside.h"

void
garble_end(struct faults *faults)
{
	if (faults->garbled)
		faults->garble(faults->garbles, false);
	faults->garbled = false;
}

uint64_t
garble_begin(struct faults *faults, const struct fault *fault,
    const struct op *op, struct result *res)
{
	(void)fault;
	assert(faults->garble != NULL);
	faults->garbled = true;
	faults->garble(faults->garbles, true);
	return filter_begin(&faults->backend, op, res);
}
