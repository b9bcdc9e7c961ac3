/*
 * question.h: the commands of a survey as one compares them: where, what, and
 * the facts of its answer.
 */
#ifndef CAPTURE_QUESTION_H
#define CAPTURE_QUESTION_H

#include "backends/survey/survey.h"

struct question {
	const char	*on;		/* a node, or "cluster" */
	const char	*command;
	const struct surveyed *one;	/* of what one node says for all: the
					   one that has answered, if any has */
	const struct reading *reading;	/* NULL: it is not answered, or not
					   understood */
};

struct questions {
	struct question	*list;		/* in order of on, then command */
	uint32_t	 count;
};

/* All of a survey, which is borrowed. */
void	 questions_make(struct arena *, const struct survey *,
	    struct questions *);
/* Which of two comes first. */
int	 question_order(const void *, const void *);

#endif
