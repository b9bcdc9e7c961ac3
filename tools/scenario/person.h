/*
 * person.h: who sits at the terminal: a filter that answers what a step asks a
 * person, and keeps what was typed and what was said, for who judges a
 * scenario.
 *
 * Whoever has no reply prepared says yes.
 */
#ifndef SCENARIO_PERSON_H
#define SCENARIO_PERSON_H

#include "core/plan/plan.h"
#include "core/stack/faults.h"

struct arena;

enum { PERSON_REPLIES = 16 };

/* What was said, or what was typed where. */
struct line {
	struct line	*next;
	uint32_t	 place;
	const char	*text;
};

/* What the person says when the step of that name asks. */
struct reply {
	const char	*step;
	const char	*with;		/* "yes", "no", "initial" */
	bool		 given;
};

struct person {
	struct backend	 backend;	/* first */
	struct sink	 sink;		/* hears the site, and hands it on */
	struct sink	*next;		/* or NULL */
	struct arena	*arena;
	struct site	*site;
	const struct faults *faults;	/* do they end domferry? */
	const struct plan *plan;	/* of the run that is under way; or
					   NULL */
	struct line	*said, *typed;	/* the last one first */
	struct reply	 replies[PERSON_REPLIES];
	uint32_t	 reply_count;
};

/* Over below, where those faults are.  Lines are kept in the arena. */
void	 person_make(struct person *, struct arena *, struct site *,
	    struct backend *below, const struct faults *);
/* Forget what was said and typed. */
void	 person_forget(struct person *);
/* Somebody said something. */
void	 person_say(struct person *, const char *text);
/*
 * The next time that the step of that name asks, this is said: yes, no or, to
 * an installer, initial.  false for anything else.
 */
bool	 person_reply(struct person *, const char *step, const char *with,
	    struct err *);
/* The step that has never asked for its reply, or NULL. */
const char *person_idle_reply(const struct person *);

#endif
