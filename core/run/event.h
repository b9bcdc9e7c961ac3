/*
 * event.h: what happens, emitted while it happens.
 *
 * One stream of these is the only truth about a run: the live account, golden
 * text, TAP and --json are renderers of it (file formats: event stream).
 * Events hold numbers; a renderer has the site's names.  A sink may read an
 * event only until its call returns.
 */
#ifndef CORE_EVENT_H
#define CORE_EVENT_H

#include "core/op/backend.h"
#include "core/plan/plan.h"

enum event_type {
	EVENT_RUN,		/* a job begins: plan */
	EVENT_CHECK,		/* of_check, result, answer */
	EVENT_PHASE,		/* step */
	EVENT_STEP,		/* step */
	EVENT_OP,		/* op, try: it begins */
	EVENT_ANSWER,		/* of op_seq: result */
	EVENT_OUTPUT,		/* text: what a command printed; word: it
				   is narration, for whoever wants all */
	EVENT_SKIP,		/* step, text why */
	EVENT_FAULT,		/* text, state word in word */
	EVENT_CHANGE,		/* kind, name, on, was, is, cause */
	EVENT_SERVICE,		/* guest up or down, part */
	EVENT_TURN,		/* err: why the run goes back */
	EVENT_RESUMED,		/* word: resume or rollback */
	EVENT_RETURN,		/* the point of no return is passed */
	EVENT_TYPED,		/* a person typed: op or text */
	EVENT_VIOLATION,	/* invariant in word, text */
	EVENT_EXPECTATION,	/* text, met, word: what was seen */
	EVENT_END,		/* ending, err, took */
	EVENT_TYPES
};

enum cause { CAUSE_OP, CAUSE_CLUSTER, CAUSE_AGENT, CAUSE_GUEST, CAUSE_FAULT,
    CAUSE_PERSON, CAUSE_TIME, CAUSES };

enum service_part { PART_STOP, PART_DETECT, PART_FENCE, PART_IMPORT, PART_BOOT,
    PART_WORK, PART_WAIT, PARTS };

struct event {
	enum event_type	 type;
	int64_t		 at_ms;
	const struct plan *plan;	/* EVENT_RUN, and whenever one runs */
	uint32_t	 step;		/* row of plan->steps */
	const struct op	*op;
	uint32_t	 try;
	const struct result *result;
	enum kind	 kind;		/* EVENT_CHANGE: of name */
	uint32_t	 name;
	uint32_t	 on;		/* a place */
	enum state	 was, is;
	enum cause	 cause;
	uint32_t	 guest;
	bool		 met;		/* up; met */
	bool		 back;		/* on the way back */
	enum service_part part;
	const char	*text;
	const char	*word;
	const struct err *err;
	uint32_t	 ending;	/* enum ending, core/run/run.h */
	uint32_t	 exit;		/* status of the program */
	int64_t		 took_ms;
};

struct sink {
	void	(*emit)(struct sink *, const struct event *);
};

/* Emit it, unless sink is NULL. */
void		 sink_emit(struct sink *, const struct event *);
const char	*cause_name(enum cause);
const char	*part_name(enum service_part);

#endif
