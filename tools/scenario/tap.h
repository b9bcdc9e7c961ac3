/*
 * tap.h: scenarios in the Test Anything Protocol, version 13, which is what
 * prove(1) knows; a scenario is a test, its expectations are subtests, which a
 * reader of that version skips.
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
/* A file that cannot be read is a test that failed: its path is the name. */
void	 tap_scenario(struct tap *, unsigned n, const char *name, bool passed,
	    const struct err *);

#endif
