/*
 * own.h: the operator's own programs that the site file names: the commands of
 * a blackout.  They lie wherever the operator has put them.
 */
#ifndef SIM_OWN_H
#define SIM_OWN_H

#include "backends/sim/shell/program.h"

/* The program of a call: one of the operator's, or one of the table; NULL:
 * there is none of that name. */
const struct program *call_program(const struct call *);
/* Does it lie where the call says? */
bool		 program_is_own(const struct program *);

#endif
