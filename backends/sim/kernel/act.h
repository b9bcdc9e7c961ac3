/*
 * act.h: how an operation is carried out, and what the kernel asks of the
 * rooms above it.
 *
 * The kernel runs whatever takes time and knows nothing of what it is: the
 * rules say so, and are handed to it when a simulation is made.
 */
#ifndef SIM_ACT_H
#define SIM_ACT_H

#include "backends/sim/world/simulation.h"

/*
 * allows: the command's refusals; changes nothing; asked when it is given and
 * again when its effect comes.  Either apply, after the time that the timing
 * says; or begin, which marks what is under way and schedules it, and end.
 */
struct act {
	/* Is it so already?  NULL: its question says. */
	bool	(*already)(struct sim *, const struct op *);
	bool	(*allows)(struct sim *, const struct op *, struct err *);
	void	(*apply)(struct sim *, const struct op *);
	void	(*begin)(struct sim *, uint32_t row);
	void	(*end)(struct sim *, uint32_t row);
};

struct rules {
	const struct act *const *acts;	/* by operation; NULL: a question */
	/* What happens when a work's event has come, by enum work_kind. */
	void	(*const *events)(struct sim *, uint32_t row);
	/* Does the world have what the operation names? */
	bool	(*known)(struct sim *, const struct op *);
	/* The answer to a question; false when nobody answers. */
	bool	(*ask)(struct sim *, const struct op *, struct answer *);
	/* Does it look at a share whose server is down? */
	bool	(*hangs)(struct sim *, const struct op *);
	/* Space for what a work's event adds beyond the usual. */
	void	(*grow)(struct sim *, uint32_t row);
	/* An object was touched; or so many that all of them count. */
	void	(*settle)(struct sim *, enum kind, uint32_t name);
	void	(*settle_all)(struct sim *);
};

#endif
