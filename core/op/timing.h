/*
 * timing.h: how long things take, in the simulator and in what a plan expects.
 *
 * Each entry is a fixed part and a part per GiB.  Defaults come from the table
 * in timing.c, which says where each figure comes from; a site file may give
 * its own ("timing"), measured on its machines.
 */
#ifndef CORE_TIMING_H
#define CORE_TIMING_H

#include <stdbool.h>
#include <stdint.h>

#include "core/op/op.h"

/* What takes time beside operations. */
enum timed {
	TIMED_GUEST_BOOT,	/* from start to "Solaris running" */
	TIMED_MEDIA_BOOT,
	TIMED_AGENT_CALL,	/* one ldm command of the agent's */
	TIMED_NODE_BOOT,
	TIMED_PERSON,
	TIMED_REQUEST,		/* a command that only asks: the way there, and
				   back */
	TIMEDS
};

struct duration {
	int64_t	fixed_ms;
	int64_t	per_gib_ms;
};

struct timing {
	struct duration	op[OP_KINDS];
	struct duration	timed[TIMEDS];
};

/* The defaults. */
void	 timing_default(struct timing *);
/* The entry of that name ("mkfile" is "disk-create"), or NULL. */
struct duration *timing_find(struct timing *, const char *name);
/* Set the entries that the profile of that name ("ssh") knows; false if there
 * is none. */
bool	 timing_profile(struct timing *, const char *name);
/* How long an operation takes by itself; its number is its size. */
int64_t	 timing_op(const struct timing *, const struct op *);
/* How long ldmp2v convert waits for the install medium's system: until it is
 * up, or until the patience that it was given is over. */
int64_t	 timing_medium(const struct timing *, int64_t patience_ms);

#endif
