/*
 * Which share an operation reads or writes.
 */
#include "backends/sim/p2v/share_use.h"

#include <assert.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/world/declared.h"

uint32_t
share_at(const struct sim *sim, uint32_t mount)
{
	for (uint32_t a = 1; a <= sim->declared.archive_count; a++)
		if (mount != 0 && declared_archive(sim, a)->mount == mount)
			return a;
	return 0;
}

/* Where the share is that an operation reads or writes. */
enum share_use {
	SHARE_OF_FILE,		/* its file is there, if it is mounted */
	SHARE_OF_QUESTION,	/* the same: no mount can be missing */
	SHARE_OF_SOURCE,	/* the archive of the guest's source is there */
	SHARE_AT_FILE,		/* its file is where a share is mounted */
	SHARE_NONE,
};

static const enum share_use share_uses[OP_KINDS] = {
	[OP_SHARE_MOUNT] = SHARE_AT_FILE,
	[OP_SHARE_UNMOUNT] = SHARE_AT_FILE,
	[OP_SHARE_STATE] = SHARE_NONE,
	[OP_SOURCE_STOP] = SHARE_NONE,
	[OP_SOURCE_START] = SHARE_NONE,
	[OP_P2V_CONVERT] = SHARE_OF_SOURCE,
	[OP_DATA_FILESYSTEM] = SHARE_OF_SOURCE,	/* its script is there */
	[OP_ARCHIVE_STATE] = SHARE_OF_QUESTION,
	[OP_FRESH_STATE] = SHARE_OF_QUESTION,
	[OP_SUMS_STATE] = SHARE_OF_QUESTION,
};

static uint32_t
archive_of_source(const struct sim *sim, uint32_t guest)
{
	return declared_source(sim, declared_guest(sim, guest)->source)->
	    archive;
}

/* Most have no file. */
static bool
has_no_share(const struct op *op)
{
	enum share_use use;

	assert(op->kind < OP_KINDS);
	use = share_uses[op->kind];
	return use == SHARE_NONE || (op->file == 0 && use != SHARE_OF_SOURCE);
}

uint32_t
share_of(struct sim *sim, const struct op *op)
{
	enum share_use use = share_uses[op->kind];
	uint32_t archive;

	if (has_no_share(op))
		return 0;
	if (use == SHARE_AT_FILE)
		return share_at(sim, op->file);
	archive = use == SHARE_OF_SOURCE ? archive_of_source(sim, op->guest) :
	    sim->index.path[op->file].share;
	if (archive == 0 || use == SHARE_OF_QUESTION || op->on == 0 ||
	    place_share(sim, op_place(op)) == archive)
		return archive;
	return 0;
}

bool
share_hangs(struct sim *sim, const struct op *op)
{
	uint32_t archive;

	if (has_no_share(op))
		return false;
	archive = share_of(sim, op);
	return archive != 0 && world_archive(sim->world, archive)->down != 0;
}
