/*
 * switch.h: groups are brought online, offline, or to another node.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_SWITCH_H
#define SIM_SWITCH_H

#include "backends/sim/kernel/act.h"

extern const struct act group_online_act;
extern const struct act group_offline_act;
extern const struct act group_switch_act;

#endif
