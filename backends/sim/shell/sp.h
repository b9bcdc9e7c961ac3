/*
 * sp.h: what is typed at the service processor of a machine, or through
 * ipmitool; inside backends/sim/shell only.
 *
 * A machine is a node, or a source with its flag of a place.
 */
#ifndef SIM_SP_H
#define SIM_SP_H

#include <stdbool.h>
#include <stdint.h>

struct call;
struct typed_line;

/* Has the machine power? */
bool		 sp_has_power(const struct call *, uint32_t machine);
/* Is it a node that has its service processor for itself?  Of the others only
 * what a run asks for is simulated. */
bool		 sp_is_whole(const struct call *, uint32_t machine);
void		 sp_other_run(struct call *, uint32_t machine);
/* Show one property of it; false: it is not simulated. */
bool		 sp_other_show(struct call *, uint32_t machine,
		    const struct typed_line *);
/* Play a line of ILOM; false: it is none that is known here. */
bool		 ilom_play(struct call *, uint32_t node,
		    const struct typed_line *);
/* A power command of ipmitool has ended. */
void		 ipmi_done(struct call *);

void		 ilom_run(struct call *);
void		 ipmitool_run(struct call *);

#endif
