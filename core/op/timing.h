/*
 * timing.h: how long operations take, in the simulator and in a plan.
 *
 * Each entry is a fixed time and a time per GiB.  The defaults are the table in
 * timing.c, which gives the source of each figure; a site file may replace them
 * ("timing") with times measured on its machines.
 */
#ifndef CORE_TIMING_H
#define CORE_TIMING_H

#include <stdbool.h>
#include <stdint.h>

#include "core/op/op.h"

/* Other things that take time. */
enum timed {
	TIMED_GUEST_BOOT,	/* from start to "Solaris running" */
	TIMED_MEDIA_BOOT,
	TIMED_AGENT_CALL,	/* one ldm command of the agent */
	TIMED_STOP_AT_OK,	/* ldm stop of a guest without a system */
	TIMED_NODE_BOOT,
	TIMED_PERSON,		/* until a person has acted or answered */
	TIMED_REQUEST,		/* a command that only asks */
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

/* Set all entries to the defaults. */
void	 timing_default(struct timing *);
/* The entry with that name, for the caller to change; NULL if there is none. */
struct duration *timing_find(struct timing *, const char *name);
/* Set the entries of the profile with that name ("ssh"); false if there is
 * none. */
bool	 timing_profile(struct timing *, const char *name);
/* Milliseconds that an operation takes by itself; its number is its size. */
int64_t	 timing_op(const struct timing *, const struct op *);
/* Milliseconds that ldmp2v convert waits for the system of the install medium:
 * until it is up, or until BOOT_TIMEOUT has passed. */
int64_t	 timing_medium(const struct timing *, int64_t boot_timeout_ms);

#endif
