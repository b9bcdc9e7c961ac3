/*
 * reported.h: the report of a campaign, from its run directory.
 */
#ifndef CAMPAIGN_REPORTED_H
#define CAMPAIGN_REPORTED_H

#include "core/base/arena.h"
#include "core/base/err.h"

/* What it has decided, job by job, how it stands, and what is to be typed next,
 * on standard output; with json, its records.  false: it cannot be read; else
 * *status is that of the campaign. */
bool	 reported_print(struct arena *, const char *path, bool json,
	    int *status, struct err *);

#endif
