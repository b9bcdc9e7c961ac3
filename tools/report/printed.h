/*
 * printed.h: the lines in which a step or an operation is printed, wherever a
 * person is to type it: plan --commands, remaining.txt, the ways back.
 *
 * A line is PLACE, a tab, and a whole command that does there on Solaris 10
 * what domferry would do; or it begins with "#": a wait with its condition, a
 * check, what a person does, what has to be known.  No line has a control
 * character but that tab.
 */
#ifndef TOOLS_PRINTED_H
#define TOOLS_PRINTED_H

#include <stdio.h>

#include "core/plan/plan.h"

enum { PRINTED_LINES = 6, PRINTED_BRIEF = 1000 };

struct printed {
	const char	*line[PRINTED_LINES];
	unsigned	 count;
};

/* What is known of the number N in a configuration's name, CONFIG-N. */
enum printed_number {
	NUMBER_AS_ASKED,
	NUMBER_OPEN,		/* the plan was made without asking */
};

/* The lines live in the arena. */
void		 printed_op(struct arena *, const struct site *,
		    const struct op *, struct printed *);
void		 printed_step(struct arena *, const struct plan *,
		    uint32_t step, enum printed_number, struct printed *);
/* The command or comment alone, without its place.  One of more than
 * PRINTED_BRIEF bytes, which has the text of a script in it, is only named in a
 * comment. */
const char	*printed_brief(struct arena *, const struct site *,
		    const struct op *);
const char	*printed_text(struct arena *, const struct plan *,
		    uint32_t step, enum printed_number);
/* The lines of an operation, handed over one by one. */
void		 printed_lines(struct arena *, const struct site *,
		    const struct op *, void (*line)(void *with,
		    const char *text), void *with);
/* A line of comment: "# ", and the text in one line. */
const char	*printed_comment(struct arena *, const char *text);
/* Print one: what stands before its tab and after it is text from outside, the
 * tab is not. */
void		 printed_line(FILE *, const char *line);
/* Print them, each with those blanks before it. */
void		 printed_put(FILE *, const struct printed *,
		    const char *blanks);

#endif
