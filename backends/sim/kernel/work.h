/*
 * work.h: everything that takes time is a row of the work table.
 *
 * A row is taken when something begins, has at most one event in the queue, and
 * keeps its result until the asker takes it.
 */
#ifndef SIM_WORK_H
#define SIM_WORK_H

#include "backends/sim/world/queue.h"
#include "backends/sim/world/simulation.h"

/* Who waits for a work.  ASKER_LEFT: the engine has stopped waiting. */
enum { ASKER_NONE, ASKER_ENGINE, ASKER_LEFT, ASKER_PERSON };
enum { WORK_HANGS = 99 };		/* phase: its share does not answer */

enum work_kind {
	WORK_NONE,
	WORK_OP,		/* an operation */
	WORK_MOVE,		/* of a group, or of a resource of one */
	WORK_BOOT,		/* a guest boots */
	WORK_HALT,		/* a guest shuts down, without an asker */
	WORK_PROBE,		/* an agent will find its guest down */
	WORK_FAILURE,		/* a node's heartbeat has been missed */
	WORK_FAILFAST,		/* a fenced node notices, and panics */
	WORK_SPLIT,		/* two nodes have not heard each other */
	WORK_JOIN,		/* a node boots and joins the others */
	WORK_PLACING,		/* a group has moved: groups with an affinity
				   to it are looked at */
	WORK_WATCH,		/* a guest is not up though its group is
				   Online: the longest boot is over */
	WORK_KINDS
};

/* Take a row for a work for which nobody waits; there must be capacity
 * (growth.h). */
uint32_t	 work_take(struct sim *, const struct op *, enum work_kind,
		    enum cause);
/* Schedule its event, that many milliseconds from now. */
void		 work_after(struct sim *, uint32_t row, int64_t ms);
/* End a work: its row is freed, or keeps the result for its asker. */
void		 work_end(struct sim *, uint32_t row, enum outcome,
		    enum err_code);
/* Abort a work; its outcome is UNKNOWN. */
void		 work_cut(struct sim *, uint32_t row, enum err_code);
/* Begin an operation for an asker (ASKER_ENGINE, ASKER_PERSON).  Returns 0
 * when it ends at once, with its result; otherwise its row. */
uint32_t	 work_begin(struct sim *, const struct op *, enum cause,
		    uint32_t asker, struct result *);
/* Take the result of a work that has ended, and free its row. */
void		 work_taken(struct sim *, uint32_t row, struct result *);
/* Nobody waits for the work any more: its row is freed when it ends. */
void		 work_leave(struct sim *, uint32_t row);
/* The event of an operation: it takes effect. */
void		 work_event(struct sim *, uint32_t row);
/* Run the next event; false when there is none. */
bool		 work_step(struct sim *);

#endif
