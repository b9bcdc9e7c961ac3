/*
 * act.h: how an operation is carried out, and what the kernel asks of the rooms
 * above it.
 *
 * The kernel runs everything that takes time and knows no operation: the rules
 * do, and the kernel gets them when a simulation is made.
 */
#ifndef SIM_ACT_H
#define SIM_ACT_H

#include "backends/sim/world/simulation.h"

/*
 * allows has the refusals of the command and changes nothing; it is called when
 * the command is typed, and again when its effect is due.  Then either apply,
 * after the time that the timing says; or begin, which marks what is in
 * progress and schedules it, and end.
 */
struct act {
	/* Has the operation nothing to do?  NULL: its question says. */
	bool	(*already)(struct sim *, const struct op *);
	bool	(*allows)(struct sim *, const struct op *, struct err *);
	void	(*apply)(struct sim *, const struct op *);
	void	(*begin)(struct sim *, uint32_t row);
	void	(*end)(struct sim *, uint32_t row);
	/* Make sure of capacity for what the event adds beyond the usual;
	 * NULL: nothing. */
	void	(*grow)(struct sim *, uint32_t row);
};

struct rules {
	const struct act *const *acts;	/* by operation; NULL: a question */
	/* The function for the event of a work, by enum work_kind. */
	void	(*const *events)(struct sim *, uint32_t row);
	/* Does who carries the operation out take any now? */
	bool	(*takes)(struct sim *, const struct op *, struct err *);
	/* Does the world have what the operation names? */
	bool	(*known)(struct sim *, const struct op *);
	/* Answer a question; false when the place asked does not answer. */
	bool	(*ask)(struct sim *, const struct op *, struct answer *);
	/* Does the operation read or write a share whose server is down? */
	bool	(*hangs)(struct sim *, const struct op *);
	/* The event touched an object; settle_all: too many to list. */
	void	(*settle)(struct sim *, enum kind, uint32_t name);
	void	(*settle_all)(struct sim *);
};

#endif
