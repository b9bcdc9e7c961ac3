/*
 * constraints.h: changes to the disks, nets and variables of a definition.
 */
#ifndef SIM_CONSTRAINTS_H
#define SIM_CONSTRAINTS_H

#include "backends/sim/kernel/act.h"

extern const struct act guest_part_act;
extern const struct act guest_part_remove_act;
extern const struct act guest_net_set_act;

#endif
