/*
 * event.h: what happens in a run and in the world, as a stream of events.
 *
 * All output about a run is made from this stream: text, golden files, TAP and
 * --json (file formats: event stream).  Events hold numbers; a renderer has the
 * site's names.  An event and what it points to are valid only until the sink's
 * function returns.
 */
#ifndef CORE_EVENT_H
#define CORE_EVENT_H

#include "core/op/backend.h"
#include "core/plan/plan.h"

enum event_type {
	EVENT_RUN,		/* a job begins: plan */
	EVENT_CHECK,		/* step: the check; result, met */
	EVENT_PHASE,		/* step */
	EVENT_STEP,		/* step */
	EVENT_OP,		/* op, try: it begins */
	EVENT_ANSWER,		/* op, result: it has ended */
	EVENT_OUTPUT,		/* text: what a command printed; with a word
				   it is detail, for --verbose output */
	EVENT_SKIP,		/* step, text: why */
	EVENT_FAULT,		/* text, word: "armed", "struck", "mended" */
	EVENT_CHANGE,		/* kind, name, on, was, is, cause */
	EVENT_SERVICE,		/* guest, met: up or down; part */
	EVENT_TURN,		/* err: why the run goes back */
	EVENT_RESUMED,		/* word: resume or rollback */
	EVENT_RETURN,		/* the point of no return is passed */
	EVENT_TYPED,		/* a person typed: op or text */
	EVENT_VIOLATION,	/* invariant in word, text */
	EVENT_EXPECTATION,	/* text, met, word: what was observed; or
				   pending */
	EVENT_END,		/* run, ending, exit, err, took_ms */
	EVENT_OWED,		/* before the end: on: a node that is gone;
				   text: what is to be done when it is back */
	EVENT_TYPES
};

struct run;

/* Who or what made a change. */
enum cause { CAUSE_OP, CAUSE_CLUSTER, CAUSE_AGENT, CAUSE_GUEST, CAUSE_FAULT,
    CAUSE_PERSON, CAUSE_TIME, CAUSES };

/* The part of a downtime that begins. */
enum service_part { PART_STOP, PART_DETECT, PART_FENCE, PART_IMPORT, PART_BOOT,
    PART_WORK, PART_WAIT, PARTS };

struct event {
	enum event_type	 type;
	int64_t		 at_ms;
	const struct plan *plan;	/* of the run; NULL without one */
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
	bool		 met;		/* a check, an expectation; or up */
	bool		 pending;	/* an expectation: the scenario was
					   stopped before it was decided */
	bool		 back;		/* the run goes back */
	enum service_part part;
	const char	*text;
	const char	*word;
	const struct err *err;
	uint32_t	 ending;	/* enum ending, core/run/run.h */
	uint32_t	 exit;		/* exit status of the program */
	int64_t		 took_ms;
	const struct run *run;		/* EVENT_END: NULL without a plan */
};

/* A receiver of events. */
struct sink {
	void	(*emit)(struct sink *, const struct event *);
};

/* Emit the event to the sink; nothing if the sink is NULL. */
void		 sink_emit(struct sink *, const struct event *);
/* Their words in the event stream: "cluster", "import". */
const char	*cause_name(enum cause);
const char	*part_name(enum service_part);

#endif
