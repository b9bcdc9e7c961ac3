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

#endif
