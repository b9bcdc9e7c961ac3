/*
 * junit.h: the results of scenarios, one test for each promise, for CI servers.
 *
 * A scenario is a suite.  The scenario itself is a test, and so is each of its
 * expectations.  Servers show the name of a test and the body of a failure and
 * lose the rest, so those two contain everything: the scenario's sentence, its
 * file, what was expected, what was seen, when, and how to see it again.
 *
 * Times are simulated: the same scenario gives the same bytes.  How the XML is
 * written: junit_xml.h.
 */
#ifndef REPORT_JUNIT_H
#define REPORT_JUNIT_H

#include "core/base/arena.h"
#include "core/formats/json/mistakes.h"
#include "tools/scenario/golden.h"
#include "tools/scenario/scenario.h"

enum verdict { VERDICT_MET, VERDICT_FAILED, VERDICT_ERROR, VERDICT_SKIPPED,
    VERDICTS };

struct junit_case {
	struct junit_case *next;
	const char	*name;
	enum verdict	 verdict;
	int64_t		 took_ms;	/* of simulated time */
	const char	*type;		/* unless met: an error's name */
	const char	*message, *body;
};

struct junit_suite {
	struct junit_suite *next;
	const char	*name, *file;
	int64_t		 took_ms;
	struct junit_case *cases;
	unsigned	 count[VERDICTS];
	const char	*out;		/* the golden text, or NULL */
};

struct junit_reason;

struct junit {
	struct sink	 sink;		/* first */
	struct arena	 arena;
	struct junit_suite *suites, *last;
	/* of the scenario that is being played */
	const struct scenario_play *play;
	struct sink	*next;		/* gets the events as well, or NULL */
	struct junit_suite *suite;
	struct junit_case *judged;	/* the last expectation */
	uint32_t	 judged_count;
	struct junit_reason *reasons;	/* the scenario's own, latest first */
	const char	*unasked;	/* a step that never asked, or NULL */
	struct golden	 golden;
	FILE		*golden_file;
	char		*golden_text;	/* malloc'd by golden_file */
	size_t		 golden_size;
};

void	 junit_make(struct junit *);
void	 junit_drop(struct junit *);
/* A scenario begins; its events go to next as well. */
struct sink *junit_begin(struct junit *, const struct scenario_play *,
	    const char *file);
/* It is over.  The suite passes exactly when the result does. */
void	 junit_end(struct junit *, const struct scenario_result *);
/* A scenario that could not be read is a suite with one error. */
void	 junit_unread(struct junit *, const char *file,
	    const struct mistakes *, const struct err *);

#endif
