/*
 * power.h: what a service processor does with the power of a node.
 */
#ifndef SIM_POWER_H
#define SIM_POWER_H

#include "backends/sim/kernel/act.h"

extern const struct act node_power_off_act, node_power_on_act;

#endif
