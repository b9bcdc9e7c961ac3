/*
 * setting.h: settings of a definition: CPUs, crypto units, memory, hostid,
 * master.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_SETTING_H
#define SIM_SETTING_H

#include "backends/sim/kernel/act.h"

extern const struct act guest_vcpus_act;
extern const struct act guest_crypto_act;
extern const struct act guest_memory_act;
extern const struct act guest_hostid_act;
extern const struct act guest_master_act;

#endif
