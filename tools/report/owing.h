/*
 * owing.h: what a run leaves open, as lines for people.
 */
#ifndef REPORT_OWING_H
#define REPORT_OWING_H

#include "core/run/run.h"

struct arena;

/* Hand over, line by line, the guest that the run owes, if any: since when it
 * is down, and what brings it up, each at its place.  The arena owns the
 * lines. */
void	 owing_guest(struct arena *, const struct plan *, const struct run *,
	    void (*line)(void *with, const char *text), void *with);
/* The commands that close the run's other debts, each below what is so while it
 * is open. */
void	 owing_debts(struct arena *, const struct plan *, const struct run *,
	    void (*line)(void *with, const char *text), void *with);
/* "ldom1, down since +00:00:01: guest-boot ldom1 on node1"; NULL: it owes no
 * guest. */
const char *owing_brief(const struct plan *, const struct run *, char *room,
	    size_t size);

#endif
