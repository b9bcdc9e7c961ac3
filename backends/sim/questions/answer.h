/*
 * answer.h: the answer to a question, as the backend returns it.
 */
#ifndef SIM_ANSWER_H
#define SIM_ANSWER_H

#include "core/op/backend.h"

struct sim;

/* Answer a question now.  It takes no time and changes nothing.  UNKNOWN with
 * ERR_NO_ANSWER when the place asked does not answer.  The list of a question
 * about all objects is borrowed until the next such question. */
void		 sim_ask(struct sim *, const struct op *, struct result *);
/* The same into a result that result_clear has cleared, and without a time. */
void		 sim_answer(struct sim *, const struct op *, struct result *);

#endif
