/*
 * events.h: events as JSON (file formats: event stream).
 *
 * One object for each event; type, seq and at_ms come first.
 */
#ifndef CORE_FORMATS_EVENTS_H
#define CORE_FORMATS_EVENTS_H

#include <jansson.h>

#include "core/formats/journal/plan_json.h"
#include "core/run/event.h"

struct stream {
	const struct site *site;
	const char	*mode;		/* "rehearse", "scenario" */
	const char	*site_digest;
	uint64_t	 seed;
	const char *const *faults;	/* phrases, as they were given */
	unsigned	 fault_count;
	struct wording	 wording;
	int64_t		 seq;		/* of the last event */
	int64_t		 op_seq;	/* of the last EVENT_OP */
	int64_t		 op_ms;		/* its time */
	int64_t		 cause_seq[CAUSES]; /* of the last event that can be
					       the cause of a change; or 0 */
};

/* The object of the event, which the caller owns. */
json_t	*event_json(struct stream *, const struct event *);

#endif
