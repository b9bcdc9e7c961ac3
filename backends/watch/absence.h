/*
 * absence.h: how long a guest was down, and why so long, as far as surveys show
 * it.
 */
#ifndef WATCH_ABSENCE_H
#define WATCH_ABSENCE_H

#include "backends/watch/watch.h"

/* How far a guest is, as a survey says. */
enum guest_stage {
	STAGE_UNKNOWN,		/* nobody has said it */
	STAGE_AWAY,		/* it was not made, or is unmanaged */
	STAGE_DOWN,
	STAGE_IMPORTED,		/* its pool is at a member that answers */
	STAGE_STARTED,		/* its domain is active */
	STAGE_UP,
	STAGES
};

/* An outage that was seen, or the guest as it is up. */
struct absence {
	/* When it was first seen that far, since it was last up; 0: not.  That
	 * of STAGE_UP is when it was last seen up before. */
	int64_t		 at_ms[STAGES];
	uint32_t	 from, to;	/* the nodes where it was last up, and
					   is up again; 0: not known */
	int64_t		 again_ms;	/* when it was seen up again; 0: not
					   yet */
	bool		 down;		/* it is down, as far as is known */
};

/* How far it is; where it is up, *node. */
enum guest_stage guest_stage_of(const struct watch_of_site *, uint32_t guest,
		    uint32_t *node);
/* Take what a survey says in; true: an outage is over, and all of it is known:
 * read it before the next survey.  So is one that no survey has seen, of a
 * guest that is up elsewhere. */
bool		 absence_take(struct absence *, enum guest_stage, uint32_t node,
		    int64_t now_ms);
/* Its parts in milliseconds: until it was seen down; until its pool was
 * imported; until it was started; until it was up.  A moment that no survey has
 * seen is in the part after it. */
enum absence_part { ABSENCE_DETECT, ABSENCE_IMPORT, ABSENCE_START, ABSENCE_BOOT,
    ABSENCE_PARTS };
int64_t		 absence_part(const struct absence *, enum absence_part);
extern const char *const absence_parts[ABSENCE_PARTS];

#endif
