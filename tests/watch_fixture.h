/*
 * watch_fixture.h: the site of the posts with its guest, what happens there,
 * and what the watch finds.
 */
#ifndef TESTS_WATCH_FIXTURE_H
#define TESTS_WATCH_FIXTURE_H

#include "backends/watch/watch.h"
#include "tests/readiness_fixture.h"

struct seen {
	struct ready	 ready;		/* who types there */
	struct survey	 survey;
	struct watch_findings	 watch;
};

/* The guest ldom1 is there, and runs under its agent at node1; it must not be
 * moved. */
void	 seen_begin(struct seen *);
void	 seen_end(struct seen *);
/* Ask all nodes, and judge. */
void	 seen_look(struct seen *);
/* The same of another survey, which the watch borrows. */
void	 seen_judge(struct seen *, const struct survey *,
	    struct watch_findings *);
/* What was found of that kind, about that, or NULL. */
const struct watch_finding *seen_find(const struct watch_findings *,
	    const char *id, const char *on);

#endif
