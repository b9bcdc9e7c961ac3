/*
 * need.h: what a guest needs that is not where it should be, for the rows of
 * its procedure and for the table that decides.
 */
#ifndef CORE_NEED_H
#define CORE_NEED_H

/* A set. */
enum {
	NEED_POWER_OFF = 1,	/* of the node that is gone */
	NEED_FENCE = 2,		/* the proof that it has none */
	NEED_RESUME = 4,	/* before the pool is placed */
	NEED_SUSPEND = 8,
	NEED_CANCEL = 16,	/* a migration that hangs */
	NEED_REMOVE_OTHER = 128,
	NEED_UNBIND = 256,	/* before its pool goes there */
	NEED_ONLINE = 512,	/* the group is offline, or will be */
	NEED_MOVE = 1024,	/* it is somewhere else than the guest */
	NEED_DEFINE = 2048,
	NEED_BIND = 4096,
	NEED_START = 8192,
	NEED_RESUME_LAST = 16384,
};

#endif
