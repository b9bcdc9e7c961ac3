/*
 * downtime.h: how long each guest's service was down, and in which parts.
 *
 * Fed by EVENT_SERVICE; counts from the first time that a guest was up.
 */
#ifndef REPORT_DOWNTIME_H
#define REPORT_DOWNTIME_H

#include "core/run/event.h"

struct arena;

struct outage {
	bool		 ever, up;
	int64_t		 since_ms;	/* of the present state */
	int64_t		 down_ms;	/* in all, before it */
	int64_t		 last_ms;	/* the last outage that ended */
	int64_t		 part_ms[PARTS];	/* of it */
	int64_t		 all_ms[PARTS];	/* of down_ms */
	int64_t		 part_since_ms;
	enum service_part part;
};

struct downtime {
	struct outage	*guest;
	uint32_t	 count;
};

void	 downtime_make(struct arena *, struct downtime *, uint32_t guests);
/* A guest is up, or down, from now on, without an event. */
void	 downtime_begin(struct downtime *, uint32_t guest, bool up,
	    int64_t at_ms);
/* What the one has counted, the other has counted, too; of one site. */
void	 downtime_copy(struct downtime *, const struct downtime *from);
void	 downtime_on_event(struct downtime *, const struct event *);
/* In all, until now. */
int64_t	 downtime_of(const struct downtime *, uint32_t guest, int64_t now_ms);
/* "stop 40s, boot 95s": the parts of the last outage that ended. */
const char *downtime_parts(const struct outage *, char *room, size_t size);
/* The same of any parts. */
const char *downtime_parts_of(const int64_t part_ms[PARTS], char *room,
	    size_t size);

#endif
