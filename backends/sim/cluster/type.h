/*
 * type.h: resource types that are registered with the cluster.
 */
#ifndef SIM_TYPE_H
#define SIM_TYPE_H

#include "backends/sim/kernel/act.h"

extern const struct act type_register_act;

#endif
