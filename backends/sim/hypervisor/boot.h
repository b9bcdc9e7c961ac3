/*
 * boot.h: what a guest's operating system does: boots, runs, goes down, is
 * installed.
 */
#ifndef SIM_BOOT_H
#define SIM_BOOT_H

#include "backends/sim/kernel/act.h"

extern const struct act guest_stop_act;
extern const struct act guest_halt_act;
extern const struct act guest_boot_act;
extern const struct act guest_install_act;

/* A bound domain is started; it boots if it may boot by itself. */
void		 boot_start(struct sim *, struct domain_row *, uint32_t node);
/* To bound, at once; what was under way in it is cut off. */
void		 boot_stop(struct sim *, struct domain_row *);
/* The guest's declared disks hold what they have to hold from now on. */
void		 boot_installed(struct sim *, uint32_t guest);
/* How long it takes to go down. */
int64_t		 boot_halt_ms(struct sim *, uint32_t guest);
void		 boot_event(struct sim *, uint32_t row);
void		 halt_event(struct sim *, uint32_t row);

#endif
