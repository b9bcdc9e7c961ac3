/*
 * tap.h: scenarios in the Test Anything Protocol, version 14; a scenario is a
 * test, its expectations are its subtests.
 */
#ifndef REPORT_TAP_H
#define REPORT_TAP_H

#include "core/base/err.h"
#include "core/run/event.h"

struct tap {
	struct sink	 sink;		/* first */
	unsigned	 sub;		/* expectations of this scenario */
};

void	 tap_make(struct tap *);
void	 tap_begin(unsigned scenarios);
/* The scenario's own line; err is the first reason why it failed. */
void	 tap_scenario(struct tap *, unsigned n, const char *name, bool passed,
	    const struct err *);

#endif
