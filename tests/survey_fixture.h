/*
 * survey_fixture.h: a survey of a simulated site, as somebody at its nodes
 * would ask it.
 */
#ifndef TESTS_SURVEY_FIXTURE_H
#define TESTS_SURVEY_FIXTURE_H

#include "backends/survey/survey.h"
#include "tests/life_fixture.h"

/* Ask all nodes of that life; given back with survey_drop. */
void	 survey_ask(struct survey *, struct life *, unsigned purposes);

/* The same survey, but that the n-th answer (from 0, as they are asked) has not
 * come; given back with survey_drop. */
void	 survey_without(struct survey *less, const struct survey *whole,
	    uint32_t n);
/* Type a line at a node; fails the test if it is refused. */
void	 life_types(struct life *, uint32_t node, const char *line);

#endif
