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

struct account {
	struct sink	 sink;		/* first */
	struct arena	*arena;
	const struct site *site;
	bool		 questions;	/* print them too */
	bool		 colour;
	bool		 progress;	/* on standard error */
	bool		 shown;		/* a line of it is on the screen */
	uint32_t	 checks;
	uint32_t	 commands;	/* changes that were typed */
	const struct plan *plan;	/* that is being run */
	struct downtime	 downtime;
};

void	 account_make(struct arena *, struct account *, const struct site *,
	    bool questions);

#endif
