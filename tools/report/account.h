/*
 * account.h: prints a run for a person while it goes on.
 *
 * Each step with its time, place, command and reason; refusals with what to do
 * next.  Colour and a line of progress on a terminal only.
 */
#ifndef REPORT_ACCOUNT_H
#define REPORT_ACCOUNT_H

#include "core/run/event.h"
#include "core/site/site.h"
#include "tools/report/downtime.h"
#include "tools/report/meter.h"
#include "tools/report/questions.h"
#include "tools/report/said.h"

struct account {
	struct sink	 sink;		/* first */
	struct arena	*arena;
	const struct site *site;
	bool		 verbose;	/* questions, too */
	bool		 colour;
	bool		 real;		/* time is not simulated */
	struct meter meter;
	struct said	 said;
	struct questions questions;
	enum err_code	 unmet;		/* of the last check that was not met */
	enum err_code	 hinted;	/* whose hint was printed last */
	uint32_t	 doubt;		/* a step whose command has reported a
					   failure or nothing, and 1; or 0 */
	int64_t		 begun_ms;	/* the last change */
	uint32_t	 checks;
	uint32_t	 commands;	/* changes that were typed */
	const struct plan *plan;	/* that is being run */
	struct downtime	 downtime;
};

void	 account_make(struct arena *, struct account *, const struct site *,
	    bool verbose);

#endif
