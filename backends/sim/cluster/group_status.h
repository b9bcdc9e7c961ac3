/*
 * group_status.h: how the cluster's status shows a group.
 */
#ifndef SIM_GROUP_STATUS_H
#define SIM_GROUP_STATUS_H

#include "backends/sim/kernel/act.h"

/* The state of a group, as group_state has it, but that one of its resources is
 * stopped or started where it is, is not shown. */
enum state	 group_status(struct sim *, uint32_t group, uint32_t *on);

#endif
