#include "core/op/timing.h"

#include <assert.h>
#include <string.h>

enum { S = 1000, MIN = 60 * S };

static const int64_t GIB = (int64_t)1 << 30;

/*
 * Sources of the figures.  "posts": the timing of scenarios/sites/posts.json,
 * an estimate until it is measured.  "ldm": about one second for a change of a
 * definition, a bind or a start, inferred from transcripts of ldm 1.2 to 3.x.
 * "clrg": group commands end when the group is quiet; a few seconds more than
 * the methods take, an estimate.  "zfs", "ours": an estimate for a T5440 with
 * FC storage.
 */
static const struct duration ops[OP_KINDS] = {
	[OP_DEVICE_LABEL] = { 5 * S, 0 },		/* ours */
	[OP_VSW_ADD] = { 1 * S, 0 },			/* ldm */
	[OP_VDS_ADD] = { 1 * S, 0 },			/* ldm */
	[OP_VCC_ADD] = { 1 * S, 0 },			/* ldm */
	[OP_VSW_REMOVE] = { 1 * S, 0 },			/* ldm */
	[OP_VDS_REMOVE] = { 1 * S, 0 },			/* ldm */
	[OP_VCC_REMOVE] = { 1 * S, 0 },			/* ldm */
	[OP_NODE_POLICY] = { 1 * S, 0 },		/* ldm */
	[OP_CONFIG_SAVE] = { 10 * S, 0 },		/* ours: SP is slow */
	[OP_CONFIG_SET] = { 10 * S, 0 },		/* ours */
	[OP_CONFIG_REMOVE] = { 10 * S, 0 },		/* ours */
	[OP_TYPE_REGISTER] = { 2 * S, 0 },		/* clrg */
	[OP_POOL_CREATE] = { 3 * S, 0 },		/* zfs */
	[OP_POOL_DESTROY] = { 3 * S, 0 },		/* zfs */
	[OP_POOL_IMPORT] = { 6 * S, 0 },		/* posts */
	[OP_POOL_EXPORT] = { 4 * S, 0 },		/* posts */
	[OP_FILESYSTEM_CREATE] = { 1 * S, 0 },		/* zfs */
	[OP_FILESYSTEM_DESTROY] = { 1 * S, 0 },		/* zfs */
	[OP_DISK_CREATE] = { 2 * S, 14 * S },		/* posts: 73 MB/s */
	[OP_DISK_REMOVE] = { 2 * S, 0 },		/* zfs */
	[OP_VOLUME_ADD] = { 1 * S, 0 },			/* ldm */
	[OP_VOLUME_MEND] = { 1 * S, 0 },		/* ldm */
	[OP_VOLUME_REMOVE] = { 1 * S, 0 },		/* ldm */
	[OP_GROUP_CREATE] = { 2 * S, 0 },		/* clrg */
	[OP_GROUP_DELETE] = { 2 * S, 0 },		/* clrg */
	[OP_GROUP_ONLINE] = { 5 * S, 0 },		/* clrg */
	[OP_GROUP_OFFLINE] = { 5 * S, 0 },		/* clrg */
	[OP_GROUP_UNMANAGE] = { 2 * S, 0 },		/* clrg */
	[OP_GROUP_SWITCH] = { 12 * S, 0 },		/* posts */
	[OP_GROUP_SET] = { 2 * S, 0 },			/* clrg */
	[OP_GROUP_QUIESCE] = { 5 * MIN, 0 },		/* clrg: the methods
							   that run */
	[OP_GROUP_SUSPEND] = { 2 * S, 0 },		/* clrg */
	[OP_GROUP_RESUME] = { 2 * S, 0 },		/* clrg */
	[OP_RESOURCE_CREATE] = { 3 * S, 0 },		/* clrg: Validate */
	[OP_RESOURCE_DELETE] = { 2 * S, 0 },		/* clrg */
	[OP_RESOURCE_DISABLE] = { 3 * S, 0 },		/* clrg */
	[OP_RESOURCE_ENABLE] = { 3 * S, 0 },		/* clrg */
	[OP_RESOURCE_UNMONITOR] = { 2 * S, 0 },		/* clrg */
	[OP_RESOURCE_MONITOR] = { 2 * S, 0 },		/* clrg */
	[OP_RESOURCE_CLEAR] = { 2 * S, 0 },		/* clrg */
	[OP_GUEST_VNET_SET] = { 1 * S, 0 },		/* ldm */
	[OP_SHARE_MOUNT] = { 1 * S, 0 },		/* ours */
	[OP_SHARE_UNMOUNT] = { 1 * S, 0 },		/* ours */
	[OP_DIRECTORY_MAKE] = { 1 * S, 0 },		/* ours */
	[OP_FILE_COPY] = { 1 * S, 0 },			/* ours */
	[OP_FILE_WRITE] = { 1 * S, 0 },			/* ours */
	[OP_SCRIPT_WRITE] = { 1 * S, 0 },		/* ours */
	[OP_SOURCE_MARK] = { 1 * S, 0 },		/* ours */
	[OP_SOURCE_COLLECT] = { 3 * MIN, 50 * S },	/* posts */
	[OP_SOURCE_SAVE] = { 20 * S, 40 * S },		/* posts */
	[OP_SUMS_TAKE] = { 20 * S, 20 * S },		/* ours */
	[OP_ARCHIVE_REMOVE] = { 1 * S, 0 },		/* ours */
	[OP_SOURCE_STOP] = { 90 * S, 0 },		/* ours */
	[OP_SOURCE_START] = { 5 * MIN, 0 },		/* ours */
	[OP_P2V_PREPARE] = { 6 * MIN, 45 * S },		/* posts */
	[OP_P2V_CLEAN] = { 10 * S, 0 },			/* ours */
	[OP_P2V_CONVERT] = { 5 * S, 0 },		/* ours: without the
							   boot */
	[OP_GUEST_UPGRADE] = { 85 * MIN, 0 },		/* posts */
	[OP_DATA_FILESYSTEM] = { 30 * S, 0 },		/* ours */
	[OP_DATA_RESTORE] = { 20 * S, 40 * S },		/* ours: as saved */
	[OP_LOCK_TAKE] = { 1 * S, 0 },			/* ours */
	[OP_LOCK_DROP] = { 1 * S, 0 },			/* ours */
	[OP_BLACKOUT_OPEN] = { 2 * S, 0 },		/* ours */
	[OP_BLACKOUT_CLOSE] = { 2 * S, 0 },		/* ours */
	[OP_NODE_POWER_OFF] = { 10 * S, 0 },		/* ours: SP is slow */
	[OP_NODE_POWER_ON] = { 10 * S, 0 },		/* ours: without the
							   boot */
	[OP_NODE_EVACUATE] = { 5 * S, 0 },		/* clrg */
	[OP_NODE_SHUTDOWN] = { 2 * MIN, 0 },		/* ours */
	[OP_QUORUM_DISABLE] = { 5 * S, 0 },		/* clrg */
	[OP_QUORUM_ENABLE] = { 5 * S, 0 },		/* clrg */
	[OP_GUEST_DEFINE] = { 1 * S, 0 },		/* ldm */
	[OP_GUEST_REMOVE] = { 1 * S, 0 },		/* ldm */
	[OP_GUEST_VCPUS] = { 1 * S, 0 },		/* ldm */
	[OP_GUEST_CRYPTO] = { 1 * S, 0 },		/* ldm */
	[OP_GUEST_MEMORY] = { 1 * S, 0 },		/* ldm */
	[OP_GUEST_HOSTID] = { 1 * S, 0 },		/* ldm */
	[OP_GUEST_MASTER] = { 1 * S, 0 },		/* ldm */
	[OP_GUEST_VARIABLE] = { 1 * S, 0 },		/* ldm */
	[OP_GUEST_VDISK] = { 1 * S, 0 },		/* ldm */
	[OP_GUEST_VDISK_REMOVE] = { 1 * S, 0 },		/* ldm */
	[OP_GUEST_VNET] = { 1 * S, 0 },			/* ldm */
	[OP_GUEST_VNET_REMOVE] = { 1 * S, 0 },		/* ldm */
	[OP_GUEST_BIND] = { 1 * S, 0 },			/* ldm */
	[OP_GUEST_UNBIND] = { 1 * S, 0 },		/* ldm */
	[OP_GUEST_START] = { 1 * S, 0 },		/* ldm */
	[OP_GUEST_STOP] = { 40 * S, 0 },		/* posts */
	[OP_GUEST_HALT] = { 40 * S, 0 },		/* posts */
	[OP_GUEST_MIGRATE] = { 5 * S, 0 },		/* ours: cold */
	[OP_GUEST_CANCEL] = { 1 * S, 0 },		/* ldm */
	[OP_GUEST_INSTALL] = { 40 * MIN, 0 },		/* posts */
	[OP_GUEST_SAVE] = { 1 * S, 0 },			/* ldm */
};

static const struct {
	const char	*name;
	struct duration	 takes;
} timed[TIMEDS] = {
	[TIMED_GUEST_BOOT] = { "guest-boot", { 95 * S, 0 } },	/* posts */
	[TIMED_MEDIA_BOOT] = { "media-boot", { 4 * MIN, 0 } },	/* posts */
	[TIMED_AGENT_CALL] = { "agent-call", { 1 * S, 0 } },	/* ldm */
	/* A capture of a T4-2: at most 20 seconds. */
	[TIMED_STOP_AT_OK] = { "stop-at-ok", { 20 * S, 0 } },
	[TIMED_NODE_BOOT] = { "node-boot", { 14 * MIN, 0 } },	/* posts */
	[TIMED_PERSON] = { "person", { 2 * MIN, 0 } },		/* posts */
	/* Questions take no time unless the site file says so. */
	[TIMED_REQUEST] = { "request", { 0, 0 } },
};

/* "ssh": a command over a connection that stays open, an estimate. */
static const struct {
	const char	*name;
	int64_t		 request_ms;
} profiles[] = {
	{ "ssh", 300 },
};

void
timing_default(struct timing *timing)
{
	memcpy(timing->op, ops, sizeof(ops));
	for (unsigned i = 0; i < TIMEDS; i++)
		timing->timed[i] = timed[i].takes;
}

/*
 * "guest-boot" is an operation and an event: booting takes the same time
 * in both cases, so there is one entry for both.
 */
struct duration *
timing_find(struct timing *timing, const char *name)
{
	enum op_kind kind;

	for (unsigned i = 0; i < TIMEDS; i++)
		if (strcmp(timed[i].name, name) == 0)
			return &timing->timed[i];
	kind = op_find(name);
	return op_is_change(kind) ? &timing->op[kind] : NULL;
}

bool
timing_profile(struct timing *timing, const char *name)
{
	for (size_t i = 0; i < sizeof(profiles) / sizeof(profiles[0]); i++)
		if (strcmp(profiles[i].name, name) == 0) {
			timing->timed[TIMED_REQUEST].fixed_ms =
			    profiles[i].request_ms;
			return true;
		}
	return false;
}

/* The part below a GiB is counted in KiB, so that no product overflows. */
int64_t
timing_op(const struct timing *timing, const struct op *op)
{
	const struct op_info *info = &op_table[op->kind];
	const struct duration *takes = &timing->op[op->kind];

	assert(op->kind < OP_KINDS);
	if (info->number == NUMBER_TIME)
		return op->number;
	if (info->person && takes->fixed_ms == 0)
		takes = &timing->timed[TIMED_PERSON];
	if ((info->time & TIME_GUEST_BOOT) != 0)
		takes = &timing->timed[TIMED_GUEST_BOOT];
	if (takes->per_gib_ms == 0)
		return takes->fixed_ms;
	assert(op->number >= 0);
	return takes->fixed_ms + op->number / GIB * takes->per_gib_ms +
	    (op->number % GIB / 1024 * takes->per_gib_ms) / (GIB / 1024);
}

int64_t
timing_medium(const struct timing *timing, int64_t boot_timeout_ms)
{
	int64_t boot_ms = timing->timed[TIMED_MEDIA_BOOT].fixed_ms;

	return boot_timeout_ms < boot_ms ? boot_timeout_ms : boot_ms;
}
