/*
 * questions.h: the questions of a run, as commands and answers.
 *
 * Questions that one command answers stand below it.  A place that does not
 * answer is named once, however often it is asked.
 */
#ifndef REPORT_QUESTIONS_H
#define REPORT_QUESTIONS_H

#include "core/op/request.h"
#include "core/run/event.h"
#include "tools/report/said.h"

enum { QUESTIONS_LINE = 128 };

struct questions {
	struct request	 last;		/* whose answers are printed */
	int64_t		 at_ms;		/* when it was asked */
	bool		 open;		/* its command was printed last */
	bool		 through;	/* commands are typed for them */
	bool		 typed;		/* and printed since the last answer */
	char		 line[QUESTIONS_LINE];	/* the last that was printed, or
						   its beginning */
	uint32_t	 place;		/* where it was typed, and when */
	int64_t		 typed_ms;
	struct op	 op;		/* the last, and its answer */
	struct answer	 answer;
	uint32_t	 silent;	/* a place that does not answer, or 0 */
	unsigned	 again;		/* asked in vain since it was printed */
	int64_t		 until_ms;
};

/* "running on node1", "present, 4096": an answer for people. */
const char	*questions_answer(const struct names *, const struct op *,
		    const struct answer *, char *buffer, size_t size);
/* A command that was typed for a question, with what it has printed. */
struct question_typed {
	int64_t		 at_ms;
	uint32_t	 place;
	const char	*line;
	bool		 lost;		/* its place does not answer */
	const char	*out, *err;	/* or NULL */
};

/* Print the command, before the question that its output answers. */
void		 questions_typed(struct questions *, const struct said *,
		    const struct question_typed *);
/* Print a question and its answer; event is its EVENT_ANSWER. */
void		 questions_print(struct questions *, const struct said *,
		    const struct event *);
/* Something else is printed next. */
void		 questions_close(struct questions *, const struct said *);

#endif
