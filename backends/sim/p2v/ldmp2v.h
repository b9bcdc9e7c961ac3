/*
 * ldmp2v.h: the program ldmp2v on the control domain.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_LDMP2V_H
#define SIM_LDMP2V_H

#include "backends/sim/kernel/act.h"

extern const struct act p2v_prepare_act;
extern const struct act p2v_clean_act;
extern const struct act p2v_convert_act;

/* How many of the guest's disks ldmp2v makes: the first ones. */
uint32_t	 p2v_disks(const struct sim *, uint32_t guest);
/* A token of the content that the disk must have once users are admitted. */
uint64_t	 p2v_expected(struct sim *, uint32_t guest, uint32_t disk);

#endif
