/*
 * hand.h: what a person does, and what only a person can say.
 *
 * A step that nobody types is shown, and the person says when it is done.  A
 * question that no command answers is asked at the terminal: a state that is
 * not known equals nothing.
 */
#ifndef APPLY_HAND_H
#define APPLY_HAND_H

#include "backends/real/reach.h"
#include "core/base/buffer.h"
#include "core/site/site.h"
#include "tools/apply/ask.h"
#include "tools/report/meter.h"

/* Places of which it is known whether they are simulated; of more it is asked
 * again. */
enum { HAND_PLACES = 64 };

struct hand {
	const struct site *site;
	struct ask	 ask;
	struct meter	*meter;		/* a line that has to go before somebody
					   is asked; or NULL */
	struct op	 done;		/* what was done last; kind OP_NONE:
					   nothing */
	/* Of commands that are typed (typed.h). */
	unsigned	 typed;		/* how many */
	uint32_t	 proved[HAND_PLACES];
	unsigned	 proved_count;
	struct buffer	 text;		/* what the last one has printed */
	struct err	 err;		/* a place is not what the site file
					   says of it: nothing more is typed */
};

/* Does a person do that operation?  At a console of a simulated site nobody has
 * to type: its programs know what an installer is told. */
bool	 hand_does(const struct site *, const struct op *);
/* Who is asked is given; with nobody each step is refused. */
void	 hand_make(struct hand *, const struct site *, const struct ask *);
void	 hand_drop(struct hand *);
/* Have it done.  An end of the input, or a signal, leaves the outcome
 * unknown. */
void	 hand_do(struct hand *, const struct order *, struct heard *);
/* Answer a question by a person; false: it is none for one, or nobody knows. */
bool	 hand_answer(struct hand *, const struct op *ask, struct answer *);

#endif
