/*
 * service.h: the lines of the account that say whether users are served, by a
 * guest or by the source that it is made from.
 */
#ifndef REPORT_SERVICE_H
#define REPORT_SERVICE_H

#include "tools/report/downtime.h"
#include "tools/report/said.h"

/* Count the event, an EVENT_SERVICE, and print it if it is news. */
void	 service_print(const struct said *, struct downtime *, bool colour,
	    const struct event *);

#endif
