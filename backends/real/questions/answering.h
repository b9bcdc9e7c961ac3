/*
 * answering.h: the engine's questions, answered from what programs print.
 *
 * The answer to a question is the same as a simulated site gives to it.  What
 * was not understood is no answer: that something is absent is believed only if
 * its program says so when it is asked by name.
 */
#ifndef QUESTIONS_ANSWERING_H
#define QUESTIONS_ANSWERING_H

#include "backends/real/questions/asking.h"
#include "core/op/answers.h"

/* Can that question be answered by commands? */
bool	 question_is_answered(const struct op *);
/*
 * Answer a question about one object.  false: a command is wanted first
 * (asking_wanted); or, if none is, there is no answer, and asking->err says
 * why.
 */
bool	 question_answer(struct asking *, const struct op *,
	    struct answer *);
/* Of a question about all objects of a kind: add the names that are found to
 * the names; then each can be asked about. */
bool	 question_names(struct asking *, const struct op *);

/* Does a command that has failed say that there is nothing of that name? */
bool	 absence_said(const struct output *, const char *name);

/* Has the service processor proved that it is that of the operation's node, so
 * that a power command may follow?  false as question_answer gives it. */
bool	 power_proved(struct asking *, const struct op *);
/* The line that leads to the console of the operation's guest, in the arena;
 * NULL as question_answer gives false. */
const char *port_line(struct asking *, const struct op *);

#endif
