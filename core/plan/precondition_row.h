/*
 * precondition_row.h: what a change may need, for the table of preconditions
 * and for who writes them as facts.
 */
#ifndef PLAN_PRECONDITION_ROW_H
#define PLAN_PRECONDITION_ROW_H

enum {
	DEVICE_FREE = 1,	/* no other pool, no quorum device on it */
	POOL_HERE = 2,		/* the guest's pool is imported on this node */
	NOT_ELSEWHERE = 4,	/* the guest runs on no other node */
	UNBOUND = 8,		/* no domain holds the pool's files open */
	TARGET_FREE = 16,	/* the target has no such domain */
	SHARE_HERE = 32,	/* the share is mounted: otherwise the machine's
				   own disk would be written */
	FROZEN = 64,		/* nothing writes on the source */
	FRESH = 128,		/* no file is newer than the archive */
	SOURCE_DOWN = 256,	/* no address is on the network twice */
	GUEST_DOWN = 512,	/* the same, for the source */
	UNITS_FIT = 1024,	/* each crypto unit keeps its core */
	CORES_FIT = 2048,	/* there is a core for each unit */
	PLACE_HOLDS = 4096,	/* else the cluster moves the group at once */
	NOTHING = 8192,
	SUMS_HERE = 16384,	/* the share has this domferry's script:
				   another one would compare other lines */
	DATA_DISK_HERE = 32768,
	WHOLE = 65536,		/* a node that has booted without a part of its
				   configuration would save that as normal */
	LABEL_SMI = 262144,	/* fmthard edits the table of an EFI label, and
				   a LUN without a label has none */
	NOT_NEXT = 131072,	/* without the configuration that it would
				   load, a power-on brings factory-default */
	COPY_HERE = 1048576,	/* the pool that the definition is saved in:
				   else the folder of its mount is written */
	HALTED = 524288,	/* the agent shuts down what runs when it is
				   disabled */
	EMPTY = 2097152,	/* nothing of ours is cut off there, and the
				   cluster goes on without the node */
	LEFT = 4194304,		/* the node that gives its vote up is down */
	CLEARABLE = 8388608,	/* the mark is believed: what it is about is
				   down, or nothing of it was stopped */
	/* what a job without a guest proves, too */
	OF_NODE = WHOLE | NOT_NEXT | EMPTY | LEFT,
};

#endif
