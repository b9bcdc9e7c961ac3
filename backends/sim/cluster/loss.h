/*
 * loss.h: what a node that fails lets go of.
 */
#ifndef SIM_LOSS_H
#define SIM_LOSS_H

#include <stdint.h>

struct sim;

/* The node releases everything: its domains stop with its power, or go on
 * without disks; its pools are nowhere imported.  Their labels still name it as
 * the last host. */
void		 release_all(struct sim *, uint32_t node);

#endif
