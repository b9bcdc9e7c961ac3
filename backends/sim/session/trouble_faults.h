/*
 * trouble_faults.h: faults that are a trouble of a node as long as they last
 * (world/trouble.h).
 */
#ifndef SIM_TROUBLE_FAULTS_H
#define SIM_TROUBLE_FAULTS_H

#include "core/stack/fault.h"

struct sim;

/* The fault of that form, which must be such a one, strikes, or ends. */
void	 trouble_strike(struct sim *, const struct fault *, const char *form,
	    bool has);

#endif
