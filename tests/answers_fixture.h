/*
 * answers_fixture.h: what an output says, as lines that a test compares.
 */
#ifndef TESTS_ANSWERS_FIXTURE_H
#define TESTS_ANSWERS_FIXTURE_H

#include "backends/real/answers/reading.h"
#include "core/base/buffer.h"

/* Read an output by the words of its command, parted by blanks; fails the test
 * if it is not one that is read. */
void	 answers_of(struct arena *, const char *command, const char *text,
	    struct reading *);
/* "domain name=ldom1 state=bound", "strange 3: why", a line each; what is
 * unknown has a question mark before it. */
void	 answers_print(struct buffer *, const struct reading *);
void	 fact_print(struct buffer *, const struct fact_row *);
/*
 * Damage an output in many ways: each field is left out, with what parts it
 * from the next one and without, and doubled; the output ends there; each line
 * is left out and doubled.  Fails the test if a thing then has another state.
 * Returns how many ways were tried.
 */
unsigned answers_damage(const char *command, const char *text);

#endif
