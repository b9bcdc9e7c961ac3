/*
 * ask.h: a person at a terminal is asked, and types a word.
 */
#ifndef APPLY_ASK_H
#define APPLY_ASK_H

#include <stdbool.h>
#include <stdio.h>

#include "core/base/buffer.h"

struct ask {
	FILE		*in, *out;
	bool		 can;		/* there is somebody, and -y does not
					   forbid it */
	/* Told what was asked, and what was typed, NULL: nothing; or NULL. */
	void		(*heard)(void *with, const char *question,
			    const char *word);
	void		*heard_with;
	/* Answers instead of the terminal; NULL: nothing was typed.  NULL: a
	 * person types. */
	const char	*(*answer)(void *with, const char *question);
	void		*answer_with;
};

enum { ASK_WORD = 128, ASK_LINE = 1 << 20 };

/* At the terminal of this process, if it has one: questions go to standard
 * error. */
void	 ask_make(struct ask *, bool forbidden);
/* Print the question and read a line, without the blanks around it.  false: the
 * input has ended, or a signal asked to stop; then the word is empty. */
bool	 ask_for(const struct ask *, const char *question,
	    char word[ASK_WORD]);
/* Read a line without its end, be it LF or CR LF, and without what is over
 * ASK_LINE bytes of it; the same. */
bool	 ask_line(const struct ask *, struct buffer *line);

#endif
