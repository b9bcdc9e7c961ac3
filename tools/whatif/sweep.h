/*
 * sweep.h: all single failures of a site, and pairs of them, each on the same
 * site as it was before.
 */
#ifndef WHATIF_SWEEP_H
#define WHATIF_SWEEP_H

#include "tools/whatif/course.h"
#include "tools/whatif/failures.h"

/* What one failure, or two together, do. */
struct damage {
	const struct failure *one, *other;	/* other may be NULL */
	uint32_t	 lost, back;	/* guests that do not come back, and
					   that do */
	uint32_t	 missed;	/* objectives */
	uint32_t	 worst;		/* the guest whose is missed most, or 0;
					   one that does not come back first */
	int64_t		 over_ms;	/* by so much; -1: it does not come
					   back */
	uint32_t	 broken;	/* invariants */
	int64_t		 down_ms;	/* of those that come back, in all */
	int64_t		 longest_ms;	/* of one of them */
	const uint32_t	*guest;		/* those that do not */
};

struct sweep {
	struct course	*course;
	struct arena	*arena;
	struct failures	 failures;
	bool		 pairs;
	/* Asked before each schedule; false ends the sweep.  NULL: nobody is
	 * asked. */
	bool		(*go_on)(struct sweep *);
	void		*with;
	uint64_t	 schedules;	/* that were played */
	uint64_t	 of;		/* that there are */
	struct damage	*damage;	/* of those that hurt; owned: the
					   worst first */
	uint32_t	 count, capacity;
	uint32_t	 missed;	/* schedules with objectives missed */
	bool		 interrupted;
};

/* Play them, from the site as the course begins; give it back with
 * sweep_drop. */
void		 sweep_play(struct sweep *);
void		 sweep_drop(struct sweep *);

#endif
