/*
 * meter.h: one line on standard error, while a run goes on at a terminal.
 */
#ifndef REPORT_METER_H
#define REPORT_METER_H

#include "core/run/event.h"

struct meter {
	bool		 on;
	bool		 shown;		/* a line is on the screen */
};

/* Is the descriptor a terminal that can erase a line? */
bool		 meter_terminal(int fd);
/* Which step the run has come to; event is its EVENT_STEP. */
void		 meter_print(struct meter *, const struct event *);
/* That text, cut to so many columns, instead of what is shown. */
void		 meter_show(struct meter *, const char *text,
		    unsigned columns);
/* Erased before anything else is printed. */
void		 meter_wipe(struct meter *);

#endif
