/*
 * work.h: whatever takes time is a row of the work table.
 *
 * A row is taken when something begins, has at most one event in the queue, and
 * keeps its answer until whoever asked for it takes it.
 */
#ifndef SIM_WORK_H
#define SIM_WORK_H

#include "backends/sim/world/queue.h"
#include "backends/sim/world/simulation.h"

/* Who waits for a work; ASKER_LEFT: the engine did, and does not any more. */
enum { ASKER_NONE, ASKER_ENGINE, ASKER_LEFT, ASKER_PERSON };
enum { WORK_HANGS = 99 };		/* phase: the share's server is down */

enum work_kind {
	WORK_NONE,
	WORK_OP,		/* an operation that was asked for */
	WORK_MOVE,		/* of a group, or of a resource of one */
	WORK_BOOT,		/* a guest boots */
	WORK_HALT,		/* a guest that nobody waits for goes down */
	WORK_PROBE,		/* an agent is going to find its guest down */
	WORK_FAILURE,		/* a node's heartbeat has been missed */
	WORK_FAILFAST,		/* a fenced node finds out and panics */
	WORK_JOIN,		/* a node boots and joins the others */
	WORK_KINDS
};

/* A row that nobody waits for; there must be space (growth.h). */
uint32_t	 work_take(struct sim *, const struct op *, enum work_kind,
		    enum cause);
/* Its event comes after so many milliseconds. */
void		 work_after(struct sim *, uint32_t row, int64_t ms);
/* It has ended; the row goes, or waits to be taken by its asker. */
void		 work_end(struct sim *, uint32_t row, enum outcome,
		    enum err_code);
/* It will not go on, and what has come of it is unknown. */
void		 work_cut(struct sim *, uint32_t row, enum err_code);
/* Begin an operation for an asker (ASKER_ENGINE, ASKER_PERSON).  0 when it is
 * over at once, with its result; else its row. */
uint32_t	 work_begin(struct sim *, const struct op *, enum cause,
		    uint32_t asker, struct result *);
/* Take the result of a work that has ended; its row goes. */
void		 work_taken(struct sim *, uint32_t row, struct result *);
/* Nobody waits for it any more: its row goes as soon as it has ended. */
void		 work_leave(struct sim *, uint32_t row);
/* The event of an operation's work: its effect comes. */
void		 work_event(struct sim *, uint32_t row);
/* Run the next event; false when the world is quiet. */
bool		 work_step(struct sim *);

#endif
