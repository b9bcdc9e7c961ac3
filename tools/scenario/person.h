/*
 * person.h: the person at the terminal: a filter that answers the steps which
 * ask a person, and keeps what was typed and printed, to be judged later.
 *
 * Without a prepared reply the answer is yes.
 */
#ifndef SCENARIO_PERSON_H
#define SCENARIO_PERSON_H

#include "core/plan/plan.h"
#include "core/stack/faults.h"

struct arena;

enum { PERSON_REPLIES = 16 };

/* What was printed, or what was typed and where. */
struct line {
	struct line	*next;
	uint32_t	 place;
	const char	*text;
	const char	*bare;		/* only the words of a command */
};

/* The person's answer when the step of that name asks. */
enum reply_word { REPLY_YES, REPLY_NO, REPLY_INITIAL, REPLY_STOPPED,
    REPLY_WORDS };

struct reply {
	const char	*step;
	enum reply_word	 word;
	bool		 given;
};

struct person {
	struct backend	 backend;	/* first */
	struct sink	 sink;		/* listens, and passes events on */
	struct sink	*next;		/* or NULL */
	struct arena	*arena;
	struct site	*site;
	const struct faults *faults;	/* do they end domferry? */
	const struct plan *plan;	/* of the run that is going on; or
					   NULL */
	struct line	*printed, *typed;	/* the last one first */
	struct reply	 replies[PERSON_REPLIES];
	uint32_t	 reply_count;
};

/* Over below, where those faults are.  Lines are kept in the arena. */
void	 person_make(struct person *, struct arena *, struct site *,
	    struct backend *below, const struct faults *);
/* Forget what was printed and typed. */
void	 person_forget(struct person *);
/* Something was printed. */
void	 person_printed(struct person *, const char *text);
/* The n-th word that a person can answer with; NULL after the last one. */
const char *person_answer(unsigned n);
/* The answer when the step of that name asks the next time. */
bool	 person_reply(struct person *, const char *step, enum reply_word,
	    struct err *);
/* The step that has never asked for its reply, or NULL. */
const char *person_idle_reply(const struct person *);

#endif
