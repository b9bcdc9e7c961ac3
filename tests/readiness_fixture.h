/*
 * readiness_fixture.h: the site of the posts with its guest, somebody who types
 * there, and what is found by asking all nodes.
 */
#ifndef TESTS_READINESS_FIXTURE_H
#define TESTS_READINESS_FIXTURE_H

#include "backends/readiness/readiness.h"
#include "tests/prompt_fixture.h"

/* One answer of a node, changed by hand: what the simulated site cannot be
 * brought to say. */
struct forged {
	enum survey_line line;
	uint32_t	 node;
	const char	*from, *to;	/* the first such text; from "": what
					   has failed prints that */
};

struct ready {
	struct arena	 arena;
	struct site	*site;
	struct prompt	 prompt;
	struct survey	 survey;
	struct readiness readiness;
	struct forged	 forged;	/* of surveys from now on; from NULL:
					   none */
	bool		 forged_once;	/* it has changed something */
};

/* The guest ldom1 is there, and runs under its agent at node1; it must not be
 * moved. */
void	 ready_begin(struct ready *);
void	 ready_end(struct ready *);
/* Type a line; "node2: LINE" at that node, else at the first one. */
void	 ready_type(struct ready *, const char *line);
/* Ask all nodes, and judge for that job, or for all (NULL). */
void	 ready_ask(struct ready *, const char *job);
/* Only ask all nodes, for these purposes; given back with survey_drop. */
void	 ready_survey(struct ready *, struct survey *, unsigned purposes);
/* What was found, or NULL. */
const struct finding *ready_find(const struct ready *, const char *id,
	    const char *on);
/* The same of any. */
const struct finding *finding_of(const struct readiness *, const char *id,
	    const char *on);

/* What is found by a survey without one line of one of its answers. */
struct without {
	struct survey	 survey;
	struct readiness readiness;
};

void	 without_make(struct without *, const struct survey *,
	    const struct site *, const struct quote *);
void	 without_drop(struct without *);

#endif
