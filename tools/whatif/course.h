/*
 * course.h: what becomes of the guests of a simulated site when something
 * happens to it and nobody does anything about it.
 *
 * The site goes on until it is quiet, or for a day; what is noted is heard from
 * its events.
 */
#ifndef WHATIF_COURSE_H
#define WHATIF_COURSE_H

#include "core/stack/fault.h"
#include "tools/report/downtime.h"
#include "tools/scenario/sandbox.h"

enum { COURSE_BROKEN = 8, COURSE_TEXT = 200 };

/* An invariant that was broken. */
struct course_broken {
	const char	*invariant;
	char		 text[COURSE_TEXT];
	int64_t		 at_ms;
};

struct course {
	struct sink	 sink;		/* first; what the site emits */
	struct simulated *simulated;	/* borrowed */
	const struct site *site;
	uint32_t	*was_on;	/* of each guest: the node on which it
					   was up; 0: it was not */
	struct downtime	 downtime;
	uint32_t	*on;		/* of each guest that was hurt: where it
					   was up last */
	uint32_t	*hurt;		/* guests that were down, in the order
					   in which they fell */
	uint32_t	 hurt_count;
	bool		*is_hurt;
	struct course_broken broken[COURSE_BROKEN];
	uint32_t	 broken_count;	/* there may have been more */
	int64_t		 end_ms;	/* when it was quiet */
	bool		 quiet;		/* else it was not, within a day */
};

/* What became of one guest. */
struct fate {
	uint32_t	 guest;
	uint32_t	 was_on, on;	/* nodes; on 0: it is not up */
	int64_t		 up_ms;		/* since then */
	int64_t		 down_ms;	/* in all; if it is not up, until the
					   end */
	const int64_t	*part_ms;	/* of that, by enum service_part */
	bool		 missed;	/* the objective for its downtime */
	int64_t		 over_ms;	/* by so much; -1: it did not come
					   back */
};

/* Over a simulated site at time zero, which must outlive it and emits to it
 * from now on. */
void		 course_make(struct course *, struct arena *,
		    struct sandbox *);
/* Nothing has happened yet: the site was set back to where it was. */
void		 course_again(struct course *);
/* It happens now, or when its keys say.  ERR_TOO_MANY. */
bool		 course_begin(struct course *, const struct fault *,
		    struct err *);
/* Until the site is quiet. */
void		 course_play(struct course *);
/* What became of the n-th guest that was hurt, from 0. */
struct fate	 course_fate(const struct course *, uint32_t n);

#endif
